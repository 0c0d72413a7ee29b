"""A full disk and a clock that jumps: the answer comes, nothing is deleted too early, nothing too late."""

from __future__ import annotations

import resource
import sqlite3
import time
from pathlib import Path
from typing import Iterator

import pytest

from bot.server.retention import purge_once
from bot.settings import Settings
from bot.store.conversations import Bewaard, create_conversations, read_conversation, save_conversation
from bot.store.engine import open_engine
from bot.store.tables import create_tables
from tests.server import bediening
from tests.server.bediening import CRISISZIN, Server

GELD = "Te weinig geld voor de maand"
UUR = 3600.0


@pytest.fixture(scope="module")
def vol() -> Iterator[Server]:
    """A server of which every write to a file fails, as on a full disk, from the moment a test says so."""
    bediening.need_model()
    yield bediening.start()
    bediening.stop_all()


def fill_disk(server: Server, vol: bool) -> None:
    grens = 0 if vol else resource.RLIM_INFINITY
    resource.prlimit(server.proces.pid, resource.RLIMIT_FSIZE, (grens, resource.RLIM_INFINITY))


def total(server: Server) -> int:
    verbinding = sqlite3.connect(server.database)
    try:
        return int(verbinding.execute("select coalesce(sum(aantal), 0) from telling").fetchone()[0])
    finally:
        verbinding.close()


@pytest.mark.rasa
def test_a_full_disk_silences_nobody(vol: Server) -> None:
    gesprek = vol.gesprek()
    gesprek.zeg(GELD)
    voor = total(vol)
    fill_disk(vol, True)
    try:
        gevaar = vol.gesprek().zeg(CRISISZIN)
        assert gevaar.has_crisis_numbers() and "werkt nu even niet" not in gevaar.tekst
        antwoord = vol.gesprek().zeg(GELD)
        assert antwoord.status == 200 and antwoord.kaart("verwijzing")["contacten"]
        assert gesprek.zeg("Dit helpt niet").status == 200
        assert vol.get("/gezond").status_code == 200 and vol.loopt
    finally:
        fill_disk(vol, False)
    assert total(vol) == voor, "er was geen plaats voor een telling"
    na = vol.gesprek().zeg(GELD)
    assert na.kaart("verwijzing") and total(vol) > voor, "met ruimte telt het weer"


def test_a_clock_that_jumps_deletes_nothing_too_early_and_all_in_time(tmp_path: Path) -> None:
    """Retention with the clock of the machine a year back, a day back, right, and ahead."""
    nu = time.time()
    settings = Settings(database_url=f"sqlite:///{tmp_path / 'l.db'}", gesprekken_url=f"sqlite:///{tmp_path / 'g.db'}",
                        bewaar_uren=24)
    create_tables(open_engine(settings.database_url))
    engine = open_engine(settings.gesprekken_url)
    create_conversations(engine)
    for sender, moment in (("oud", nu - 30 * UUR), ("nieuw", nu)):
        save_conversation(engine, sender, Bewaard(), {"stand": {}}, moment)
    assert purge_once(settings, nu - 365 * 24 * UUR) == 0 and purge_once(settings, nu - 24 * UUR) == 0
    assert purge_once(settings, nu) == 1 and not read_conversation(engine, "oud").versie
    assert purge_once(settings, nu + 23 * UUR) == 0 and purge_once(settings, nu + 25 * UUR) == 1
