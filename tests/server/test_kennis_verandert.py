"""A school changes its file: the answer follows within seconds; a broken file changes nothing."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Callable, Iterator

import pytest

from tests.server.bediening import Server

pytestmark = pytest.mark.rasa
OUD, NIEUW = "085 000 00 41", "085 000 00 77"
VRAAG = "wie is de vertrouwenspersoon?"
WACHT_S = 25


@pytest.fixture
def schoolfile(server: Server) -> Iterator[Path]:
    """The file of the small school in the server's own copy; put back afterwards."""
    pad = server.kennis / "instellingen" / "voorbeeld-vakschool.yaml"
    eerst = pad.read_text("utf-8")
    yield pad
    pad.write_text(eerst, "utf-8")
    wait(lambda: _phone(server) == OUD and not server.get("/gezond").json()["kennis_geweigerd"])


def wait(klopt: Callable[[], bool]) -> float:
    """Seconds until it holds; fails when it takes too long."""
    begin = time.monotonic()
    while not klopt():
        assert time.monotonic() - begin < WACHT_S, "duurt te lang"
        time.sleep(0.3)
    return time.monotonic() - begin


def _phone(server: Server) -> str:
    kaart = server.gesprek("voorbeeld-vakschool").zeg(VRAAG).kaart("uitleg_loket")
    assert kaart["loket"] == "vertrouwenspersoon"
    return str(kaart["contacten"][0]["telefoon"])


def test_a_changed_number_shows_without_restart(server: Server, schoolfile: Path) -> None:
    proces = server.proces.pid
    assert _phone(server) == OUD
    schoolfile.write_text(schoolfile.read_text("utf-8").replace(OUD, NIEUW), "utf-8")
    wait(lambda: _phone(server) == NIEUW)
    assert server.proces.pid == proces and server.loopt


def test_a_changed_number_shows_within_a_conversation_that_goes_on(server: Server, schoolfile: Path) -> None:
    gesprek = server.gesprek("voorbeeld-vakschool")
    assert gesprek.zeg(VRAAG).kaart("uitleg_loket")["contacten"][0]["telefoon"] == OUD
    schoolfile.write_text(schoolfile.read_text("utf-8").replace(OUD, NIEUW), "utf-8")
    wait(lambda: gesprek.zeg(VRAAG).kaart("uitleg_loket")["contacten"][0]["telefoon"] == NIEUW)


@pytest.mark.parametrize("kapot", ["naam: [", "onderwijs: basisschool", "telefoon: 0612"], ids=["yaml", "waarde", "sleutel"])
def test_a_broken_file_keeps_the_old_one_and_says_so(server: Server, schoolfile: Path, kapot: str) -> None:
    versie = server.get("/gezond").json()["kennis"]
    goed = schoolfile.read_text("utf-8")
    schoolfile.write_text(goed.replace(OUD, NIEUW) + f"\n{kapot}\n", "utf-8")
    wait(lambda: bool(server.get("/gezond").json()["kennis_geweigerd"]))
    staat = server.get("/gezond")
    assert staat.status_code == 200 and staat.json()["klaar"], "de bot antwoordt door"
    assert staat.json()["kennis"] == versie, "de versie die geldt, niet de geweigerde"
    assert _phone(server) == OUD
    assert "voorbeeld-vakschool.yaml" in server.log_text()
    schoolfile.write_text(goed.replace(OUD, NIEUW), "utf-8")
    wait(lambda: _phone(server) == NIEUW and not server.get("/gezond").json()["kennis_geweigerd"])


def test_a_new_school_is_known_and_a_removed_one_is_not(server: Server) -> None:
    bron = server.kennis / "instellingen" / "voorbeeld-vakschool.yaml"
    nieuw = bron.with_name("voorbeeld-nieuw.yaml")
    nieuw.write_text(bron.read_text("utf-8").replace("naam: Voorbeeld Vakschool", "naam: Voorbeeld Nieuw"), "utf-8")
    try:
        wait(lambda: server.get("/chat/instelling/voorbeeld-nieuw").status_code == 200)
    finally:
        nieuw.unlink()
    wait(lambda: server.get("/chat/instelling/voorbeeld-nieuw").status_code == 404)
