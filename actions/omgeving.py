"""What every action needs, made once and kept up to date: catalogue, calendar, database, clock.

No work at import: ``rasa run actions`` imports every module here.
"""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import dataclass, field
from datetime import datetime
from typing import Callable, Dict, Iterable, Mapping, Optional, Tuple
from zoneinfo import ZoneInfo

from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.knowledge.calendar_nl import Kalender
from bot.knowledge.catalog import Catalog, KnowledgeError, load_catalog
from bot.knowledge.gesprek.stand import Kennis, Telling
from bot.knowledge.problems import Problem
from bot.knowledge.school import School
from bot.knowledge.wordlists import load_calendar, load_words
from bot.settings import Settings, read_settings
from bot.store.bronnen import Bronnen
from bot.store.contacts import Contacts
from bot.store.counts import add_counts
from bot.store.engine import open_engine
from bot.store.schoolstand import file_version
from bot.store.sync import VersionWatch, is_empty, refuse, sync

logger = logging.getLogger(__name__)


def clock_of(settings: Settings) -> Callable[[], datetime]:
    """The moment in the school's time zone; read from ``settings.nu`` at every call when that file is set."""
    zone, bestand = ZoneInfo(settings.tijdzone), settings.nu
    if bestand is None:
        return lambda: datetime.now(zone)
    logger.warning("the clock stands still: %s says what time it is", bestand)
    return lambda: datetime.fromisoformat(bestand.read_text("utf-8").strip()).replace(tzinfo=zone)


@dataclass
class Omgeving:
    """``klok`` gives the moment; tests pass their own."""

    settings: Settings
    catalog: Catalog
    kalender: Kalender
    engine: Engine
    contacts: Contacts
    klok: Callable[[], datetime]
    wacht: VersionWatch
    versie: str = ""
    fout: str = ""
    bronnen: Optional[Bronnen] = None
    problems: Tuple[Problem, ...] = ()
    geladen: Dict[str, Tuple[str, datetime]] = field(default_factory=dict)
    woorden: Mapping[str, str] = field(default_factory=dict)
    _gezien: str = field(default="", repr=False)

    @classmethod
    def make(cls, settings: Settings, klok: Optional[Callable[[], datetime]] = None) -> Omgeving:
        """Load and sync. Raises KnowledgeError with all problems when the knowledge is broken."""
        tijd = klok or clock_of(settings)
        engine, bronnen = open_engine(settings.database_url), Bronnen(settings)
        wacht = VersionWatch(settings.kennis)
        versie = wacht.now(bronnen.opgehaald.files())
        catalog = bronnen.add_to(load_catalog(settings.kennis), tijd())
        sync(engine, catalog, versie)
        return cls(settings, catalog, load_calendar(settings.kennis), engine, Contacts(engine), tijd, wacht, versie,
                   bronnen=bronnen, geladen=loaded({}, settings, catalog, tijd()), woorden=load_words(settings.kennis),
                   _gezien=versie)

    def refresh(self) -> bool:
        """Take a new version of the files when it is good; keep the old one when it is not.

        ``versie`` is the one in force. Anything but a mistake in the files (a locked database) is tried again.
        """
        elders = self.bronnen.opgehaald.files() if self.bronnen else []
        versie = self.wacht.now(elders)
        if versie == self._gezien:
            if is_empty(self.engine):  # the database was thrown away or emptied beside a running server
                sync(self.engine, self.catalog, self.versie)
            return False
        try:
            catalog, kalender = load_catalog(self.settings.kennis), load_calendar(self.settings.kennis)
            woorden = load_words(self.settings.kennis)
        except KnowledgeError as fout:
            self._gezien, self.fout, self.problems = versie, str(fout), tuple(fout.problems)
            logger.error("knowledge refused, the last good version stays:\n%s", fout)
            refuse(self.engine, self.fout)
            return False
        catalog = self.bronnen.add_to(catalog, self.klok()) if self.bronnen else catalog
        sync(self.engine, catalog, versie, (self.versie, self.catalog))
        self.catalog, self.kalender, self.fout, self.problems, self.woorden = catalog, kalender, "", (), woorden
        self.geladen = loaded(self.geladen, self.settings, catalog, self.klok())
        self.versie = self._gezien = versie
        logger.info("knowledge version %s in force", versie[:12])
        return True

    def watch(self) -> threading.Thread:
        """Look for changed files every few seconds, in a daemon thread; files from elsewhere in a second one."""
        if self.bronnen and (self.settings.instellingen or self.settings.bronnen):
            self._every("bronnen", self._look_elsewhere)
        return self._every("kennis", self.refresh)

    def _look_elsewhere(self) -> None:
        assert self.bronnen is not None
        self.bronnen.refresh(self.catalog, self.klok())

    def _every(self, naam: str, werk: Callable[[], object]) -> threading.Thread:
        def lus() -> None:
            while True:
                time.sleep(self.settings.ververs_seconden)
                try:
                    werk()
                except Exception as fout:  # the watcher must outlive any broken file or locked database
                    logger.error("%s watch: %s", naam, type(fout).__name__)

        draad = threading.Thread(target=lus, name=naam, daemon=True)
        draad.start()
        return draad

    def kennis(self) -> Kennis:
        """What one turn may look at. Without a database the conversation goes on with national services."""
        namen: Mapping[str, str] = {}
        try:
            self.contacts.refresh()
            namen = self.contacts.names()
        except SQLAlchemyError as fout:
            logger.error("contacts not reachable: %s", type(fout).__name__)
        return Kennis(self.catalog, self.kalender, self.klok(), self._school, namen)

    def places(self, school: Optional[str]) -> Mapping[str, str]:
        """Id → name of the locations of a school; empty for an unknown one."""
        gevonden = self._school(school) if school else None
        return gevonden.locaties if gevonden else {}

    def _school(self, id_: str) -> Optional[School]:
        try:
            return self.contacts.school(id_)
        except SQLAlchemyError as fout:
            logger.error("contacts not reachable: %s", type(fout).__name__)
            return None

    def count(self, school: Optional[str], tellingen: Iterable[Telling], sleutel: Optional[str] = None) -> None:
        try:
            add_counts(self.engine, school or "", tellingen, self.klok().date(), sleutel)
        except SQLAlchemyError as fout:
            logger.error("counts not stored: %s", type(fout).__name__)


def loaded(
    vorige: Mapping[str, Tuple[str, datetime]], settings: Settings, catalog: Catalog, nu: datetime
) -> Dict[str, Tuple[str, datetime]]:
    """School → (version of its file, since when it is in force)."""
    uit = {}
    for id_ in catalog.instellingen:
        versie = file_version(settings, id_)
        oud = vorige.get(id_)
        uit[id_] = oud if oud and oud[0] == versie else (versie, nu)
    return uit


_slot = threading.Lock()
_omgeving: Optional[Omgeving] = None


def set_omgeving(omgeving: Optional[Omgeving]) -> None:
    """Used by the server, which makes it at start, and by tests."""
    global _omgeving
    _omgeving = omgeving


def get_omgeving() -> Omgeving:
    """The environment of this process; made on first use and watched from then on."""
    global _omgeving
    with _slot:
        if _omgeving is None:
            _omgeving = Omgeving.make(read_settings())
            _omgeving.watch()
        return _omgeving
