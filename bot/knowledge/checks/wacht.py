"""The guard's files in knowledge/veiligheid: each entry whole, each group of words and each context known.

Only for ``loketwijzer controleer``: a running bot reads the copy of these rules in its model, so a mistake here must not
stop it from taking a school's new phone number.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Dict, Iterator, List, Literal, Mapping, Optional, Set

from pydantic import Field

from bot.knowledge.catalog import read_document
from bot.knowledge.problems import Problem, problem
from bot.knowledge.reading import Document
from bot.knowledge.schema import Model
from bot.knowledge.validation import did_you_mean, validate
from bot.knowledge.veiligheid_patronen import BEGIN, EIND, GATEN
from bot.knowledge.veiligheid_regels import BESTANDEN

JaNee = Literal["ja", "nee"]
Niveau = Literal["nood_112", "centrum_seksueel_geweld", "hulp_113", "veilig_thuis", "vraag"]
Bereik = Literal["woorden", "heel", "alles", "bericht", "onderwerp", "zacht", "met_ontkenning"]
SECTIES = ("patronen", "uitzonderingen", "ontkenningen", "wie", "contexten")
_GROEP = re.compile(r"\{(\w+)\}")


class Woordregel(Model):
    """One reviewed entry: rows of words with the reason for them."""

    id: str
    reden: str
    woorden: List[str] = Field(min_items=1)
    zeker: Optional[JaNee]


class Patroon(Woordregel):
    niveau: Niveau
    bereik: Optional[Bereik]


class Uitzondering(Woordregel):
    bereik: Optional[Bereik]


class Wie(Woordregel):
    wie: Literal["ik", "ander", "mentor"]


class Context(Woordregel):
    bereik: str


class VerborgenWoord(Model):
    hash: str
    stam: Optional[JaNee]
    samen_met: List[str] = Field(min_items=1)
    niveau: Niveau
    reden: str


class Wachtbestand(Model):
    letterlijk: Optional[JaNee]
    groepen: Dict[str, str] = {}
    woordlijsten: Dict[str, str] = {}
    patronen: List[Patroon] = []
    uitzonderingen: List[Uitzondering] = []
    ontkenningen: List[Uitzondering] = []
    wie: List[Wie] = []
    contexten: List[Context] = []
    verborgen: List[VerborgenWoord] = []


def check_guard(kennis: Path) -> List[Problem]:
    """Every problem in the guard's files; what they name of each other once each is right by itself."""
    docs: List[Document] = []
    problems: List[Problem] = []
    for naam in BESTANDEN:
        doc, gevonden = read_document(kennis / "veiligheid" / f"{naam}.yaml", kennis.parent)
        problems += gevonden or (validate(Wachtbestand, doc)[1] if doc else [])
        docs += [doc] if doc else []
    if problems:
        return sorted(problems)
    groepen: Dict[str, Any] = {k: v for doc in docs for k, v in (doc.waarden.get("groepen") or {}).items()}
    return sorted({p for doc in docs for p in (*_groups(doc, groepen), *_contexts(doc))})


def _groups(doc: Document, groepen: Mapping[str, Any]) -> Iterator[Problem]:
    """Groups that are used and do not exist, and rows without a word."""
    for pad, tekst in doc.teksten:
        if pad[0] == "groepen" or (pad[0] in SECTIES and "woorden" in pad):
            for naam in _GROEP.findall(tekst):
                if naam not in groepen:
                    bedoelt = did_you_mean(naam, groepen)
                    yield problem(doc.pad, doc.line(pad), "onbekende-woordgroep", groep=naam, bedoelt=bedoelt)
            if pad[0] in SECTIES and not set(tekst.split()) - {*GATEN, BEGIN, EIND}:
                yield problem(doc.pad, doc.line(pad), "leeg", sleutel="woorden")


def _contexts(doc: Document) -> Iterator[Problem]:
    bekend: Set[str] = {c["bereik"] for c in doc.waarden.get("contexten") or ()}
    for i, item in enumerate(doc.waarden.get("verborgen") or ()):
        for j, naam in enumerate(item["samen_met"]):
            if naam not in bekend:
                bedoelt = did_you_mean(naam, bekend)
                regel = doc.line(("verborgen", i, "samen_met", j))
                yield problem(doc.pad, regel, "onbekende-context", context=naam, bedoelt=bedoelt)
