"""The file under preview: read again when it changed, checked, and the last good version kept."""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path
from typing import Dict, List, Mapping, Optional, Tuple
from zoneinfo import ZoneInfo

from bot.knowledge.catalog import ID_VORM, KnowledgeError, load_catalog, read_document
from bot.knowledge.checks.instelling import check_document
from bot.knowledge.checks.taal import Schooltaal
from bot.knowledge.gaten import Gaten, find_gaps, one_school
from bot.knowledge.gesprek.beurt import beurt
from bot.knowledge.gesprek.mentor import whole_route
from bot.knowledge.gesprek.stand import Antwoord, Begrip, Kennis, Stand
from bot.knowledge.problems import Problem
from bot.knowledge.reading import parse
from bot.knowledge.schema import Instelling
from bot.knowledge.school import School
from bot.knowledge.validation import validate
from bot.knowledge.wordlists import load_calendar
from bot.settings import INHOUD

NAAM_ALS_DIE_NIET_PAST = "mijn-school"


class Beeld:
    """``school`` is the last good version (None: there was none yet); ``problems`` are those of the newest one."""

    def __init__(self, bestand: Path, kennis: Path, tijdzone: str, domein: Path = INHOUD / "domain.yml") -> None:
        """Raises KnowledgeError when the knowledge itself, not this file, is broken."""
        past = ID_VORM["instellingen"].match(bestand.stem)
        self.bestand, self.kennis, self.id = bestand, kennis, bestand.stem if past else NAAM_ALS_DIE_NIET_PAST
        self.zone = ZoneInfo(tijdzone)
        self.catalog, self.kalender = load_catalog(kennis), load_calendar(kennis)
        self.taal, self.zinnen = Schooltaal(self.catalog, kennis), read_responses(domein)
        self.school: Optional[School] = None
        self.goede_tekst, self.versie = "", ""
        self.problems: List[Problem] = []
        self.regels: Tuple[str, ...] = ()
        self.refresh()

    def refresh(self) -> bool:
        """Look at the file. True when a new good version is in force."""
        try:
            ruw = self.bestand.read_bytes()
        except OSError:
            ruw = b""
        versie = hashlib.sha256(ruw).hexdigest()[:16]
        if versie == self.versie:
            return False
        self.versie, self.regels = versie, tuple(ruw.decode("utf-8", "replace").splitlines())
        doc, self.problems = read_document(self.bestand, self.bestand.parent)
        if doc is not None:
            self.problems = check_document(doc, self.id, self.catalog, self.kennis, self.now().date(), self.taal)
        if doc is None or any(p.niveau == "fout" for p in self.problems):
            return False
        model, _ = validate(Instelling, doc)
        assert model is not None
        self.school, self.goede_tekst = School.from_model(self.id, model, self.catalog.termijnen), ruw.decode("utf-8")
        return True

    def now(self) -> datetime:
        return datetime.now(self.zone)

    def knowledge(self) -> Kennis:
        assert self.school is not None
        return one_school(self.catalog, self.kalender, self.school, self.now())

    def first_advice(self, thema: str) -> List[Antwoord]:
        """What a student gets who names this theme."""
        return list(beurt(Begrip(f"thema_{thema}"), Stand(instelling=self.id, locatie=""), self.knowledge()).antwoorden)

    def mentor(self, thema: str) -> Dict[str, object]:
        uit = whole_route(Stand(instelling=self.id, rol="mentor"), self.knowledge(), thema)
        return dict(uit.antwoorden[0].custom or {})

    def gaps(self) -> Gaten:
        assert self.school is not None
        return find_gaps(self.catalog, self.kalender, self.school, self.now().date())


def read_responses(domein: Path) -> Mapping[str, str]:
    """Response → its plain text for a student, from domain.yml; empty where that file is not installed."""
    if not domein.exists():
        return {}
    doc, problems = parse(domein.read_text("utf-8"), domein.name)
    if doc is None:
        raise KnowledgeError(problems)
    alle = doc.waarden["responses"].items()
    return {naam: next((v["text"] for v in varianten if not v.get("condition")), "") for naam, varianten in alle}


def say(antwoord: Antwoord, zinnen: Mapping[str, str]) -> str:
    """The sentence as it stands on the screen."""
    tekst = zinnen.get(antwoord.response, "")
    for sleutel, waarde in antwoord.waarden.items():
        tekst = tekst.replace(f"{{{sleutel}}}", waarde)
    return tekst
