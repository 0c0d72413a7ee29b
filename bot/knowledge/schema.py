"""The YAML format as models: what a file in knowledge/ may hold.

Every key is Dutch and equals its model field. Unknown keys are errors. Plain
scalars arrive as text (see reading.py); these models decide what they mean.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Dict, List, Literal, Optional, get_args

from pydantic import BaseModel, Extra, Field, validator
from pydantic.fields import ModelField

from bot.knowledge.velden import (
    FoutLeeg,
    FoutPeriode,
    FoutTermijn,
    check_date,
    check_email,
    check_hours,
    check_letters,
    check_phone,
    check_source_date,
    check_url,
    check_whatsapp,
)

Onderwijs = Literal["mbo", "hbo", "wo"]
JaNeeDeels = Literal["ja", "nee", "deels"]
Regio = Literal["noord", "midden", "zuid"]
REGIOS = get_args(Regio)


class Model(BaseModel):
    """Base: unknown keys are refused, values never change."""

    class Config:
        extra = Extra.forbid
        frozen = True
        anystr_strip_whitespace = True

    @validator("*", pre=True)
    def _niet_leeg(cls, waarde: Any, field: ModelField) -> Any:
        if isinstance(waarde, str):
            leeg = not waarde or waarde.isspace()
        else:
            leeg = isinstance(waarde, list) and any(isinstance(w, str) and not w.strip() for w in waarde)
        if leeg and getattr(cls, "__name__", "") != "Dienst":
            raise FoutLeeg(waarde="")
        # The library reads "2026" as seconds since 1970; a school means a year.
        return check_date(waarde) if field.type_ is date else waarde


class Bron(Model):
    """Where a fact comes from: a page or report, and its date."""

    bron: str
    datum: str
    soort: Optional[str]
    steunt: List[str] = []

    _datum = validator("datum", allow_reuse=True)(check_source_date)


class Stap(Model):
    naam: str
    pictogram: str
    uitleg: str


class Groep(Model):
    naam: str
    pictogram: str
    uitleg: str


class KnopTekst(Model):
    """The text on a fixed button and the intent it stands for. ``ook``: the same in other languages, for who types it."""

    tekst: str = Field(max_length=40)
    intent: str
    ook: List[str] = []


class Loket(Model):
    """A role one can go to, at school or in the region."""

    naam: str
    lidwoord: Literal["je", "de", "het"]
    plek: Literal["zelf", "school", "regio"]
    stap: int = Field(ge=0, le=5)
    naam_per_onderwijs: Dict[Onderwijs, str] = {}
    andere_namen: List[str] = []
    wat: str
    wat_niet: str
    voor_wie: str
    wat_gebeurt_er: str
    geheim: str
    ouders: str
    afspraak: str
    kosten: str
    papieren: str
    anoniem: JaNeeDeels
    buiten_school: bool
    landelijk: List[str] = Field(min_items=1)
    bronnen: List[Bron] = Field(min_items=1)
    gecontroleerd_op: date


class Dienst(Model):
    """A national service. A phone number stands here only when a source proves it."""

    naam: str
    lidwoord: Literal["", "de", "het"]
    plek: Literal["landelijk"]
    stap: int = Field(ge=4, le=5)
    tonen: bool
    wat: str
    wat_gebeurt_er: Optional[str]
    telefoon: List[str] = []
    website: Optional[str]
    chat: Optional[str]
    kosten: Optional[str]
    open: Optional[str]
    chat_open: Optional[str]
    leeftijd_vanaf: Optional[int]
    leeftijd_tot: Optional[int]
    onderwijs: List[Onderwijs] = []
    anoniem: Optional[JaNeeDeels]
    talen: Optional[str]
    andere_namen: List[str] = []
    zekerheid: Literal["bevestigd", "waarschijnlijk", "onbevestigd"]
    bronnen: List[Bron] = Field(min_items=1)
    gecontroleerd_op: date

    _telefoon = validator("telefoon", each_item=True, allow_reuse=True)(check_phone)
    _web = validator("website", "chat", allow_reuse=True)(check_url)
    _open = validator("open", "chat_open", allow_reuse=True)(check_hours)


class RouteStap(Model):
    """One step of a route: one loket, or alternatives of which the school's own comes first."""

    loket: List[str] = Field(min_items=1)
    reden: str
    zwaarder_als: Optional[str]
    alleen_bij: List[str] = []
    alleen_onderwijs: List[Onderwijs] = []
    alleen_leeftijd_tot: Optional[int]


class MentorTekst(Model):
    signalen: List[str] = Field(min_items=2)
    vraag_eerst: List[str] = Field(min_items=2)
    niet_doen: List[str] = Field(min_items=1)
    delen: str
    hoger_als: str


class Thema(Model):
    naam: str
    groep: int = Field(ge=1, le=7)
    pictogram: Optional[str]
    direct: bool
    herkenning: str
    herkenning_ander: str
    korte_naam: str
    keuze: str = Field(max_length=34)
    zelf: List[str] = Field(min_items=2, max_items=3)
    route: List[RouteStap] = Field(min_items=1)
    buiten_schooltijd: List[str]
    eerste_zin: str
    eerste_zin_ander: str
    eerste_mail: str
    mentor: MentorTekst
    bronnen: List[Bron] = Field(min_items=1)
    gecontroleerd_op: date


class Termijnen(Model):
    """After how many whole months without review a contact gives a warning, and students no longer see it."""

    waarschuw_na_maanden: int = Field(ge=1)
    verberg_na_maanden: int = Field(ge=1)

    @validator("verberg_na_maanden")
    def _daarna(cls, waarde: int, values: Dict[str, Any]) -> int:
        if waarde <= values.get("waarschuw_na_maanden", 0):
            raise FoutTermijn(waarde=waarde)
        return waarde


# For a school that is made without a catalogue; the limits in force stand in knowledge/nakijken.yaml.
GEWONE_TERMIJNEN = Termijnen(waarschuw_na_maanden=6, verberg_na_maanden=12)


class Locatie(Model):
    naam: str
    adres: str

    _naam = validator("naam", allow_reuse=True)(check_letters)


class Sluiting(Model):
    van: date
    tot: date
    reden: str

    @validator("tot")
    def _volgorde(cls, waarde: date, values: Dict[str, Any]) -> date:
        if "van" in values and waarde < values["van"]:
            raise FoutPeriode(waarde=str(waarde))
        return waarde


class Moment(Model):
    """A note around a hard moment (exam weeks, start of stage) that is added once where it fits."""

    van: date
    tot: date
    themas: List[str]
    tekst: str

    _volgorde = validator("tot", allow_reuse=True)(Sluiting._volgorde.__func__)  # type: ignore[attr-defined]


class Contact(Model):
    """One contact of a school for one loket."""

    loket: str
    naam: str
    locaties: List[str] = []
    telefoon: Optional[str]
    email: Optional[str]
    whatsapp: Optional[str]
    website: Optional[str]
    waar: Optional[str]
    kaart: Optional[str]
    open: Optional[str]
    talen: List[str] = []
    geslacht: Optional[Literal["vrouw", "man"]]
    intern: bool = False
    gecontroleerd_op: date

    _telefoon = validator("telefoon", allow_reuse=True)(check_phone)
    _email = validator("email", allow_reuse=True)(check_email)
    _web = validator("website", "kaart", allow_reuse=True)(check_url)
    _open = validator("open", allow_reuse=True)(check_hours)

    _whatsapp = validator("whatsapp", allow_reuse=True)(check_whatsapp)
    _naam = validator("naam", allow_reuse=True)(check_letters)


class CrisisContact(Model):
    naam: str
    telefoon: str
    open: str

    _naam = validator("naam", allow_reuse=True)(check_letters)
    _telefoon = validator("telefoon", allow_reuse=True)(check_phone)
    _open = validator("open", allow_reuse=True)(check_hours)


class Instelling(Model):
    """One institution: its words, places, people and crisis steps."""

    naam: str
    fictief: bool = False
    onderwijs: Onderwijs
    regio: Regio
    plaats: str
    website: str
    snel_weg: str
    eigenaar: str
    gecontroleerd_op: date
    loketnamen: Dict[str, str] = {}
    locaties: Dict[str, Locatie] = {}
    open: str
    gesloten: List[Sluiting] = []
    contacten: List[Contact] = Field(min_items=1)
    crisis: List[str] = Field(min_items=1)
    crisis_contact: Optional[CrisisContact]
    momenten: List[Moment] = []

    _web = validator("website", "snel_weg", allow_reuse=True)(check_url)
    _open = validator("open", allow_reuse=True)(check_hours)
    _naam = validator("naam", "plaats", "eigenaar", allow_reuse=True)(check_letters)
