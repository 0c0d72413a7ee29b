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


@pytest.mark.rasa
def test_a_clock_that_jumps_deletes_nothing_too_early_and_all_in_time(tmp_path: Path) -> None:
    """Retention with the clock of the machine a day back, a year back, and ahead."""
    database, nu = tmp_path / "gesprekken.db", time.time()
    verbinding = sqlite3.connect(database)
    verbinding.execute("create table events (id integer primary key, sender_id text, timestamp float)")
    verbinding.executemany("insert into events (sender_id, timestamp) values (?, ?)", [("oud", nu - 30 * UUR), ("nieuw", nu)])
    verbinding.commit()
    verbinding.close()
    settings = Settings(database_url=f"sqlite:///{tmp_path / 'l.db'}", gesprekken_url=f"sqlite:///{database}", bewaar_uren=24)
    from bot.store.engine import open_engine
    from bot.store.tables import create_tables

    create_tables(open_engine(settings.database_url))
    assert purge_once(settings, nu - 365 * 24 * UUR) == 0 and purge_once(settings, nu - 24 * UUR) == 0
    assert purge_once(settings, nu) == 1
    assert purge_once(settings, nu + 23 * UUR) == 0 and purge_once(settings, nu + 25 * UUR) == 1
