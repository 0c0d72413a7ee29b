"""The small files of knowledge/ as models: what spelling, thresholds, holidays, words and numbers may hold.

Every key is Dutch and equals its model field, as in schema.py. Read through wordlists.py; checked by read_catalog.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Dict, List, Literal, Optional, Tuple, Type

from pydantic import Field, create_model, validator

from bot.knowledge.problems import Problem
from bot.knowledge.reading import Document
from bot.knowledge.schema import Model, Sluiting
from bot.knowledge.validation import validate
from bot.knowledge.velden import check_filled, check_number, check_share

Lezer = Literal["student", "mentor"]


class Vakantie(Model):
    """One school holiday, both days included."""

    van: date
    tot: date

    _volgorde = validator("tot", allow_reuse=True)(Sluiting._volgorde.__func__)  # type: ignore[attr-defined]


class Schoolvakanties(Model):
    bron: str
    datum: date
    noord: List[Vakantie] = Field(min_items=1)
    midden: List[Vakantie] = Field(min_items=1)
    zuid: List[Vakantie] = Field(min_items=1)


class Spellinglijst(Model):
    """Phone spelling and emoji → the word a dictionary has."""

    woorden: Dict[str, str]
    emoji: Dict[str, str]

    _gevuld = validator("woorden", "emoji", each_item=True, allow_reuse=True)(check_filled)


class Drempelgetallen(Model):
    """See bot.begrip.besluit.Drempels."""

    zeker: float
    marge: float
    gesprek: float
    buiten: float
    tweede: float
    naast: float

    _kans = validator("*", pre=True, allow_reuse=True)(check_share)


class Drempelbestand(Model):
    drempels: Drempelgetallen
    gezet_op: date


class Wachtdrempels(Model):
    """See bot.begrip.veiligheid.Drempels."""

    kaart: float
    vraag: float
    korting: float
    zacht: float
    niets: float
    gekozen_op: date

    _kans = validator("kaart", "vraag", "korting", "zacht", "niets", pre=True, allow_reuse=True)(check_share)


class Woordenlijst(Model):
    """The whole file, under one key of ours: each hard word with its plain explanation."""

    alles: Dict[str, str]

    _gevuld = validator("alles", each_item=True, allow_reuse=True)(check_filled)


class Personenlijst(Model):
    """The whole file, under one key of ours: each kind of person with the words for it."""

    alles: Dict[str, List[str]]

    @validator("alles", each_item=True)
    def _gevuld(cls, waarde: List[str]) -> List[str]:
        return [check_filled(w) for w in waarde]


class Grenzen(Model):
    woorden_per_zin: int = Field(ge=1)
    gemiddeld: int = Field(ge=1)
    leesgemak: int
    zeldzaam: Optional[float]

    _getal = validator("zeldzaam", pre=True, allow_reuse=True)(check_number)


class LezerGrenzen(Model):
    student: Grenzen
    mentor: Grenzen


class Tekstsoort(Model):
    """Which fields of which files are for which reader."""

    bestand: str
    lezer: Lezer
    velden: List[str] = Field(min_items=1)


class Lijdend(Model):
    hulpwerkwoorden: List[str] = Field(min_items=1)
    voorvoegsels: List[str] = Field(min_items=1)
    geen_deelwoord: List[str]


class Taalregels(Model):
    """See bot.knowledge.taalmaat."""

    grenzen: LezerGrenzen
    mentor_antwoorden: List[str] = []
    andere_taal: List[str] = []
    teksten: List[Tekstsoort]
    invullen: Dict[str, str]
    verboden: Dict[str, str]
    verboden_student: Dict[str, str]
    lijdend: Lijdend
    getallen: Dict[str, str]
    tekens: Dict[str, str]
    lettergrepen: Dict[str, int] = {}
    bekend: List[str] = []


class FoutNummer(Model):
    nummer: str
    waarom: str


# "is" is a word of Python, so this model cannot be written as a class.
_VELDEN: Dict[str, Any] = {"nummer": (str, ...), "is": (str, ...), "niet": (Optional[str], None), "dienst": (Optional[str], None)}
VerwisseldNummer = create_model("VerwisseldNummer", __base__=Model, **_VELDEN)


class Nummerlijst(Model):
    """Numbers that may not be used, and real ones that often stand at the wrong service."""

    fout: List[FoutNummer]
    verwisseld: List[VerwisseldNummer]  # type: ignore[valid-type]


# File → (model, may it be missing).
MODELLEN: Dict[str, Tuple[Type[Model], bool]] = {
    "schoolvakanties.yaml": (Schoolvakanties, False),
    "spelling.yaml": (Spellinglijst, False),
    "drempels.yaml": (Drempelbestand, False),
    "taalregels.yaml": (Taalregels, False),
    "nummers.yaml": (Nummerlijst, False),
    "personen.yaml": (Personenlijst, False),
    "woorden.yaml": (Woordenlijst, True),
    "veiligheid/drempels.yaml": (Wachtdrempels, False),
}


def check_small(doc: Document, model: Type[Model]) -> List[Problem]:
    """What is wrong in a small file. One whose keys are free words is checked under the one key of its model, ``alles``."""
    if "alles" in model.__fields__:
        regels = {("alles", *pad): regel for pad, regel in doc.regels.items()}
        doc = Document(doc.pad, {"alles": doc.waarden}, regels)
    return validate(model, doc)[1]
