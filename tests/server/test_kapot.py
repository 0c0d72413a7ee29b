"""Fail-safe: whatever is broken, somebody in danger gets the complete first answer, with 113 and 112.

Each part is broken on a running server, one on top of the other, so later checks have everything before them broken too.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tarfile
from pathlib import Path
from typing import Any, Iterator, List

import pytest

from tests.server import bediening
from tests.server.bediening import CRISISZIN, SCHOLEN, WORTEL, Server

pytestmark = pytest.mark.rasa
GETRAIND_DEEL = "veiligheid_model.joblib"
GELD = "Te weinig geld voor de maand"


def crisis_everywhere(server: Server) -> None:
    """A dangerous message at every school and at none: the card of 113, first, complete; and the server lives."""
    for school in (*SCHOLEN, None):
        antwoord = server.gesprek(school).zeg(CRISISZIN)
        assert antwoord.status == 200 and antwoord.has_crisis_numbers(), antwoord.berichten
        eerste = antwoord.berichten[0]
        assert eerste["custom"]["niveau"] == "hulp_113"
        assert "113" in eerste["text"] and "112" in eerste["text"]
        assert "werkt nu even niet" not in eerste["text"], "de volle kaart, niet het vangnet"
    assert server.loopt


def still_talks(server: Server) -> None:
    """Another message gets an answer with a card too, never silence."""
    antwoord = server.gesprek("voorbeeld-vakschool").zeg(GELD)
    assert antwoord.status == 200 and antwoord.kaarten and antwoord.tekst


# ── one server; broken step by step ──


@pytest.fixture(scope="module")
def maimed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose model archive has no trained part of the guard."""
    bediening.need_model()
    modellen = tmp_path_factory.mktemp("modellen")
    _without_trained_part(bediening.newest_model(), modellen / "model.tar.gz")
    server = bediening.start(modellen=modellen)
    yield server
    bediening.stop_all()


def _without_trained_part(bron: Path, doel: Path) -> None:
    with tarfile.open(bron) as van, tarfile.open(doel, "w:gz", compresslevel=1) as naar:
        namen = van.getnames()
        assert any(n.endswith(GETRAIND_DEEL) for n in namen), namen
        for lid in van.getmembers():
            if not lid.name.endswith(GETRAIND_DEEL):
                naar.addfile(lid, van.extractfile(lid) if lid.isfile() else None)


def test_1_without_the_trained_part_of_the_guard(maimed: Server) -> None:
    crisis_everywhere(maimed)
    still_talks(maimed)
    assert "guard" in maimed.log_text(), "het logboek zegt dat er iets mist"


def test_2_contacts_database_locked(maimed: Server) -> None:
    slot = sqlite3.connect(maimed.database, isolation_level=None)
    try:
        slot.execute("BEGIN EXCLUSIVE")
        crisis_everywhere(maimed)
        still_talks(maimed)
    finally:
        slot.rollback()
        slot.close()


def test_3_contacts_database_gone(maimed: Server) -> None:
    for pad in maimed.map.glob(f"{maimed.database.name}*"):
        pad.unlink()
    crisis_everywhere(maimed)
    still_talks(maimed)


def test_4_contacts_database_is_no_database(maimed: Server) -> None:
    for pad in maimed.map.glob(f"{maimed.database.name}*"):
        pad.unlink()
    maimed.database.write_bytes(b"dit is geen database" * 500)
    crisis_everywhere(maimed)
    still_talks(maimed)


def test_5_a_knowledge_file_cannot_be_read(maimed: Server) -> None:
    (maimed.kennis / "diensten.yaml").write_bytes(b"\xff\xfe\x00kapot")
    if os.geteuid() != 0:  # root may read everything
        (maimed.kennis / "themas").chmod(0)
    _let_it_look(maimed)
    crisis_everywhere(maimed)
    still_talks(maimed)
    assert maimed.get("/gezond").json()["kennis_geweigerd"] is True


def test_6_knowledge_folder_gone(maimed: Server) -> None:
    if os.geteuid() != 0:
        (maimed.kennis / "themas").chmod(0o755)
    shutil.rmtree(maimed.kennis)
    _let_it_look(maimed)
    crisis_everywhere(maimed)
    still_talks(maimed)


def test_7_conversations_database_locked(maimed: Server) -> None:
    slot = sqlite3.connect(maimed.gesprekken, isolation_level=None)
    try:
        slot.execute("BEGIN EXCLUSIVE")
        antwoord = maimed.gesprek().zeg(CRISISZIN)
        assert antwoord.has_crisis_numbers() and "werkt nu even niet" not in antwoord.tekst
    finally:
        slot.rollback()
        slot.close()


def test_8_conversations_database_gone(maimed: Server) -> None:
    for pad in maimed.map.glob(f"{maimed.gesprekken.name}*"):
        pad.unlink()
    crisis_everywhere(maimed)
    still_talks(maimed)


def _let_it_look(server: Server) -> None:
    """Give the watcher (every half second) the time to see what changed."""
    import time

    time.sleep(2)
    assert server.loopt


# ── the two-process way, with the action server down ──


def test_rasa_run_with_the_action_server_down() -> None:
    bediening.need_model()
    server = bediening.start(
        "-m", "rasa", "run", "--model", str(bediening.newest_model()), "--credentials", "credentials.yml",
        "--endpoints", "endpoints.yml", "--interface", "127.0.0.1", "--port", "{poort}",
    )
    try:
        _wait_for_model(server)
        crisis_everywhere(server)
        antwoord = server.gesprek().zeg(GELD)
        assert antwoord.status == 200 and antwoord.has_crisis_numbers(), "zonder acties: de hulpkaart, nooit stilte"
        for pad in ("/conversations/x/tracker", "/model", "/status"):
            assert server.get(pad).status_code == 404, "de API van Rasa staat niet aan"
    finally:
        bediening.stop_all()


def _wait_for_model(server: Server) -> None:
    """``rasa run`` listens before its model is loaded."""
    import time

    einde = time.monotonic() + bediening.START_S
    while "werkt nu even niet" in server.gesprek().zeg("hoi").tekst and "up and running" not in server.log_text():
        assert time.monotonic() < einde and server.loopt, server.log_text()[-2000:]
        time.sleep(0.5)


# ── no model at all ──


def test_no_model_shows_the_help_card_everywhere(tmp_path: Path) -> None:
    server = bediening.start(modellen=tmp_path)
    try:
        for pad in ("/", "/chat/voorbeeld-mbo", "/mentor/voorbeeld-mbo"):
            http = server.get(pad)
            assert http.status_code == 200
            for nummer in ("112", "113", "0800-2000", "0800-0188"):
                assert nummer in http.text, (pad, nummer)
            assert "<script" not in http.text, "de hulpkaart heeft niets nodig dat stuk kan"
        antwoord = server.gesprek().zeg(CRISISZIN)
        assert antwoord.status == 200 and antwoord.has_crisis_numbers()
        gezond = server.get("/gezond")
        assert gezond.status_code == 503 and gezond.json()["klaar"] is False and "make train" in gezond.json()["fout"]
    finally:
        bediening.stop_all()


def test_a_broken_model_is_told_and_does_not_stop_the_server(tmp_path: Path) -> None:
    """In this process: what the server does while starting. The pages are then those of the test above."""
    from bot.server.main import Staat, load_agent
    from bot.settings import Settings

    (tmp_path / "kapot.tar.gz").write_bytes(b"geen archief")
    staat = Staat()
    agent = load_agent(Settings(modellen=tmp_path, gesprekken_url=f"sqlite:///{tmp_path / 'g.db'}"), staat)
    assert staat.agent is None and staat.fout and not agent.is_ready()


# ── action code that raises: in this process, with the parts the server uses ──


class _Breaks:
    async def run(self, aanroep: Any) -> Any:
        raise ZeroDivisionError(aanroep["tracker"]["latest_message"].get("text"))


def test_an_action_that_raises_gives_the_safety_net_response() -> None:
    from bot.server.rasa_parts import VANGNET, LocalActions

    acties = LocalActions()
    acties.executor = _Breaks()
    aanroep = {"next_action": "action_veiligheid", "tracker": {"latest_message": {"text": CRISISZIN}}}
    assert bediening.run_apart(acties.request(json=aanroep)) == {"events": [], "responses": [{"response": VANGNET}]}
    assert VANGNET in (WORTEL / "domain.yml").read_text("utf-8")


def test_a_whole_turn_with_action_code_that_raises(caplog: pytest.LogCaptureFixture) -> None:
    """The real agent with the real model; only the executor raises."""
    bediening.need_model()
    from rasa.core.tracker_store import InMemoryTrackerStore
    from rasa.shared.core.domain import Domain

    from bot.channel.web import WebInput
    from bot.server.rasa_parts import make_agent

    agent = make_agent(bediening.newest_model(), InMemoryTrackerStore(Domain.empty()))
    agent.action_endpoint.executor = _Breaks()

    def zeg(tekst: str) -> List[Any]:
        inhoud = {"sender": f"proef-{len(tekst)}", "message": tekst, "metadata": {"instelling": "voorbeeld-mbo"}}
        return bediening.run_apart(WebInput().answer(inhoud, agent.handle_message))

    eerste = zeg(CRISISZIN)[0]
    assert eerste["custom"]["soort"] == "crisis" and "113" in eerste["text"] and "112" in eerste["text"]
    ander = zeg(GELD)
    assert any("custom" in b for b in ander) and "112" in str(ander)
    assert CRISISZIN not in caplog.text
