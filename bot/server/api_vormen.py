"""The shapes of /api/v1/. The OpenAPI description is made from these models; tests hold every answer against it.

A field that may be absent is absent, never null.
"""

from __future__ import annotations

from datetime import date
from typing import Dict, List, Literal, Optional

from pydantic import BaseModel, Extra, Field


class Vorm(BaseModel):
    class Config:
        extra = Extra.forbid


class Fout(Vorm):
    fout: Literal["onbekend"]


class TeVeel(Vorm):
    fout: Literal["te_veel"]


class Groep(Vorm):
    nummer: int = Field(ge=1)
    naam: str
    pictogram: str
    uitleg: str


class Groepen(Vorm):
    groepen: List[Groep]


class Themanaam(Vorm):
    id: str
    naam: str


class Themagroep(Vorm):
    nummer: int = Field(ge=1)
    naam: str
    themas: List[Themanaam]


class Themas(Vorm):
    groepen: List[Themagroep]


class Thema(Vorm):
    """One theme as a student reads it."""

    id: str
    naam: str
    groep: int = Field(ge=1)
    direct: bool = Field(description="straight to the right place, not via a mentor first")
    uitleg: str
    zelf: List[str] = Field(description="small steps to take today")
    eerste_zin: str
    eerste_mail: str
    buiten_schooltijd: List[str] = Field(description="ids of national services")
    gecontroleerd_op: date


class Dienst(Vorm):
    """A national service. A phone number is only here when a source proves it."""

    id: str
    naam: str
    stap: int = Field(ge=4, le=5)
    wat: str
    telefoon: List[str]
    website: Optional[str]
    chat: Optional[str]
    kosten: Optional[str]
    open: Optional[str] = Field(description="`dag en nacht` or `ma-do 09:00-16:00; vr 09:00-12:00`")
    chat_open: Optional[str]
    leeftijd_vanaf: Optional[int] = Field(description="from this age, in years")
    leeftijd_tot: Optional[int] = Field(description="under this age, in years")
    gecontroleerd_op: date


class Diensten(Vorm):
    diensten: List[Dienst]


class Instelling(Vorm):
    id: str
    naam: str


class Instellingen(Vorm):
    instellingen: List[Instelling]


class Contact(Vorm):
    """A person, desk or service. Hours as in Dienst; `nu_open` and `weer_open` hold for the moment of the answer."""

    naam: str
    dienst: Optional[str] = Field(description="id of the national service that stands in")
    telefoon: Optional[str]
    email: Optional[str]
    whatsapp: Optional[str] = Field(description="international, digits only")
    website: Optional[str]
    chat: Optional[str]
    chat_open: Optional[str]
    kosten: Optional[str]
    waar: Optional[str]
    kaart: Optional[str]
    open: Optional[str]
    nu_open: Optional[bool]
    weer_open: Optional[str]
    talen: Optional[List[str]]
    geslacht: Optional[Literal["vrouw", "man"]]
    locaties: Optional[List[str]] = Field(description="names of places; absent: all places")
    intern: Optional[bool] = Field(description="true: only for staff; only under /medewerkers/")
    gecontroleerd_op: date


class Loketcontacten(Vorm):
    loket: str
    loketnaam: str = Field(description="the school's own name for the role")
    stap: int = Field(ge=0, le=5)
    contacten: List[Contact]


class Contacten(Vorm):
    instelling: str
    naam: str
    open: str
    locaties: Dict[str, str] = Field(description="id to name")
    loketten: List[Loketcontacten]


class Stap(Vorm):
    stap: int = Field(ge=0, le=5)
    loket: str
    loketnaam: str
    reden: str = Field(description="why this step, in the words for the student (`je`): show it to staff as a quotation")
    hoger_als: str = Field(description="when to go a step further, in the words for the student; empty at the last step")
    contacten: List[Contact]
    landelijk: bool = Field(description="nobody of the school or the region is known for this role: a national service stands in")


class CrisisContact(Vorm):
    """Whom staff call. The number is answered in these hours."""

    naam: str
    telefoon: str
    open: str


class Route(Vorm):
    """The whole ladder of a theme at a school, for a mentor: the `route` answer of docs/contract.md."""

    v: Literal[1]
    soort: Literal["route"]
    thema: str
    naam: str
    stappen: List[Stap]
    signalen: List[str]
    vraag_eerst: List[str]
    niet_doen: List[str]
    delen: str
    hoger_als: str
    crisis: List[str] = Field(description="the school's crisis steps; empty for a theme that is not direct")
    crisis_contact: Optional[CrisisContact] = Field(description="only at a direct theme, and only when the school has one")
