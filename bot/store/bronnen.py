"""Where files of schools live outside the knowledge folder: extra folders, and ``bronnen.yaml`` with one place per school.

Each school only its own file: the name of the file, or the key in bronnen.yaml, is its id. A file that is not right never
replaces one that was. Called by the server in the background and by ``loketwijzer haal``.
"""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Dict, List, Optional, Tuple

from pydantic import validator

from bot.knowledge.catalog import ID_VORM, Catalog, read_document
from bot.knowledge.checks.instelling import check_document, read_school
from bot.knowledge.problems import Problem, problem
from bot.knowledge.reading import MAX_BYTES, parse
from bot.knowledge.schema import Model
from bot.knowledge.validation import validate
from bot.settings import Settings
from bot.store.opgehaald import Opgehaald
from bot.store.ophalen import WACHT_S, HaalFout, fetch_checked, fetch_sum, shown

logger = logging.getLogger(__name__)


class Plek(Model):
    """One entry of bronnen.yaml: a folder that holds ``<id>.yaml``, or an address with a checksum or its address."""

    map: Optional[str]
    adres: Optional[str]
    sha256: Optional[str]
    sha256_adres: Optional[str]

    @validator("sha256")
    def _som(cls, waarde: str) -> str:
        return waarde.strip().lower()

    @property
    def compleet(self) -> bool:
        if self.map:
            return not (self.adres or self.sha256 or self.sha256_adres)
        return bool(self.adres) and bool(self.sha256) != bool(self.sha256_adres)


@dataclass(frozen=True)
class Bestand:
    """What a source gave: bytes, or a reason why not."""

    school: str
    soort: str
    bron: str
    inhoud: bytes = b""
    problems: Tuple[Problem, ...] = ()

    @property
    def versie(self) -> str:
        return hashlib.sha256(self.inhoud).hexdigest()[:12] if self.inhoud else ""


def read_places(pad: Path) -> Tuple[Dict[str, Plek], List[Problem]]:
    """(places, problems) of bronnen.yaml; an entry with a mistake is left out and told."""
    doc, problems = read_document(pad, pad.parent)
    plekken: Dict[str, Plek] = {}
    for school in doc.waarden if doc else ():
        plek, fouten = validate(Plek, doc, (school,))  # type: ignore[arg-type]
        problems += fouten
        if plek is not None and plek.compleet and ID_VORM["instellingen"].match(school):
            plekken[school] = plek
        elif not fouten:
            problems.append(problem(pad.name, doc.line((school,)), "herkomst", school=school))  # type: ignore[union-attr]
    return plekken, problems


class Bronnen:
    """``refresh`` looks at every source once. Only addresses whose time has come are fetched."""

    def __init__(self, settings: Settings, wacht: float = WACHT_S) -> None:
        self.settings, self.wacht = settings, wacht
        self.opgehaald = Opgehaald(settings.opgehaald)
        self.problems: List[Problem] = []
        self._wanneer: Dict[str, datetime] = {}

    def refresh(self, catalog: Catalog, nu: datetime) -> None:
        """Take what is new and good, note what is refused, remove what its owner took away."""
        plekken, stuk = read_places(self.settings.bronnen) if self.settings.bronnen else ({}, [])
        self.problems = list(stuk)
        bestanden, blijft = self._folders()
        for school, plek in plekken.items():
            blijft.add(school)
            if plek.map:
                bestanden.append(read_own(Path(plek.map) / f"{school}.yaml", school, "bronnen"))
            elif self._is_due(school, nu):
                bestanden.append(self._fetch(school, plek))
        eigen = {p.stem for p in (self.settings.kennis / "instellingen").glob("*.y*ml")}
        gezien: Dict[str, str] = {}
        for bestand in bestanden:
            dubbel = bestand.school in eigen or gezien.setdefault(bestand.school, bestand.bron) != bestand.bron
            if dubbel:
                self.problems.append(problem(f"{bestand.school}.yaml", 1, "school-dubbel", school=bestand.school))
            else:
                self.take(bestand, catalog, nu)
        if not stuk:  # a school that is gone because bronnen.yaml itself cannot be read must stay
            self._remove(blijft)

    def add_to(self, basis: Catalog, nu: datetime) -> Catalog:
        """``basis`` with every school from elsewhere that is right beside this knowledge. The folder's own schools go first."""
        scholen, documenten = dict(basis.instellingen), dict(basis.documenten)
        for pad in self.opgehaald.files():
            if pad.stem in basis.instellingen:
                continue
            doc, problems = read_document(pad, pad.parent)
            model = None
            if doc is not None:
                model, problems = read_school(doc, pad.stem, basis, self.settings.kennis, nu.date())
            fouten = [p for p in problems if p.niveau == "fout"]
            if doc is None or model is None or fouten:  # the knowledge changed, so that this file no longer fits
                huidig = self.opgehaald.get(pad.stem)
                if huidig:
                    self.opgehaald.refuse(pad.stem, huidig.soort, huidig.bron, huidig.versie, fouten, nu)
                continue
            scholen[pad.stem], documenten[f"instellingen/{pad.stem}"] = model, doc
        return replace(basis, instellingen=scholen, documenten=documenten)

    def _folders(self) -> Tuple[List[Bestand], set[str]]:
        """The files in the extra folders, and the schools that stay. A folder that is away (a disk) keeps its schools."""
        bestanden: List[Bestand] = []
        blijft: set[str] = set()
        for map_ in self.settings.instellingen:
            if not map_.is_dir():
                blijft |= {h.school for h in self.opgehaald.all() if h.soort == "map" and Path(h.bron).parent == map_}
                continue
            for pad in sorted(p for p in map_.glob("*.y*ml") if not p.name.startswith(("_", "."))):
                if ID_VORM["instellingen"].match(pad.stem):
                    bestanden.append(read_own(pad, pad.stem, "map"))
                    blijft.add(pad.stem)
                else:
                    self.problems.append(problem(pad.name, 1, "bestandsnaam", naam=pad.name, teken="-"))
        return bestanden, blijft

    def _is_due(self, school: str, nu: datetime) -> bool:
        if nu < self._wanneer.get(school, nu):
            return False
        self._wanneer[school] = nu + timedelta(minutes=self.settings.haal_minuten)
        return True

    def _fetch(self, school: str, plek: Plek) -> Bestand:
        assert plek.adres is not None
        try:
            som = plek.sha256 or fetch_sum(str(plek.sha256_adres), self.wacht)
            return Bestand(school, "bronnen", shown(plek.adres), fetch_checked(plek.adres, som, self.wacht))
        except HaalFout as fout:
            naam = f"{school}.yaml"
            reden = problem(naam, 1, fout.code, waarom=fout.waarom)
            return Bestand(school, "bronnen", shown(plek.adres) if fout.code != "haal-adres" else "", problems=(reden,))

    def take(self, bestand: Bestand, catalog: Catalog, nu: datetime) -> List[Problem]:
        """Put one file in force when it is right. Returns why not."""
        huidig = self.opgehaald.get(bestand.school)
        if bestand.inhoud and huidig and huidig.versie == bestand.versie and huidig.bron == bestand.bron:
            self.opgehaald.confirm(bestand.school)
            return []
        fouten = list(bestand.problems) or check_bytes(bestand, catalog, self.settings.kennis, nu)
        if fouten:
            self.opgehaald.refuse(bestand.school, bestand.soort, bestand.bron, bestand.versie, fouten, nu)
            return fouten
        self.opgehaald.accept(bestand.school, bestand.soort, bestand.bron, bestand.versie, bestand.inhoud, nu)
        logger.info("school %s: version %s from %s", bestand.school, bestand.versie, bestand.soort)
        return []

    def _remove(self, blijft: set[str]) -> None:
        for herkomst in self.opgehaald.all():
            if herkomst.soort != "haal" and herkomst.school not in blijft:
                self.opgehaald.remove(herkomst.school)


def read_own(pad: Path, school: str, soort: str) -> Bestand:
    """A file in a folder as a source."""
    try:
        if pad.stat().st_size > MAX_BYTES:
            return Bestand(school, soort, str(pad), problems=(problem(pad.name, 1, "bestand-te-groot"),))
        return Bestand(school, soort, str(pad), pad.read_bytes() or b"\n")
    except OSError:
        return Bestand(school, soort, str(pad), problems=(problem(pad.name, 1, "bestand-niet-gevonden"),))


def check_bytes(bestand: Bestand, catalog: Catalog, kennis: Path, nu: datetime) -> List[Problem]:
    """What stops this file; warnings do not."""
    naam = f"{bestand.school}.yaml"
    try:
        doc, problems = parse(bestand.inhoud.decode("utf-8"), naam)
    except UnicodeDecodeError:
        return [problem(naam, 1, "bestand-geen-tekst")]
    if doc is not None:
        problems = check_document(doc, bestand.school, catalog, kennis, nu.date())
    return [p for p in problems if p.niveau == "fout"]
