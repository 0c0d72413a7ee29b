"""The channel without a model: what goes in is made safe, what comes out is one message, silence becomes the help card."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any, Dict, List

import pytest

from tests.server.bediening import run_apart

pytestmark = pytest.mark.rasa  # no model needed, but importing Rasa takes over 10 seconds on a busy machine


@pytest.fixture(scope="module")
def web() -> Any:
    from bot.channel import web

    return web


# ── what goes in ──


@pytest.mark.parametrize("typed, wordt", [
    ("/restart", "restart"), ("  //thema_stress", "thema_stress"), ('/crisis_hulp_113{"a":1}', 'crisis_hulp_113{"a":1}'),
    ("@/\\ /groet", "groet"), ("\u200b/restart", "restart"), ("\x00\x07/restart", "restart"), ("/", ""),
    ("ik heb/had stress", "ik heb/had stress"), ("hoi\x00\x1b[31m daar", "hoi[31m daar"), ("a\n\n\tb", "a b"), ("", ""),
])
def test_typed_text_is_never_a_command(web: Any, typed: str, wordt: str) -> None:
    assert web.safe_text(typed) == wordt


@pytest.mark.parametrize("waarde", [None, 3, 2.5, True, ["/restart"], {"a": 1}, b"hoi"])
def test_what_is_no_text_is_empty(web: Any, waarde: Any) -> None:
    assert web.safe_text(waarde) == ""


def test_a_long_text_keeps_its_begin_and_its_end(web: Any) -> None:
    tekst = web.safe_text("begin " + "bla " * 30_000 + "ik wil niet meer leven")
    assert len(tekst) <= web.HOOFD + web.STAART + 1
    assert tekst.startswith("begin") and tekst.endswith("ik wil niet meer leven")


def test_half_a_sign_does_not_reach_the_model(web: Any) -> None:
    """JSON can hold half an emoji (a lone surrogate); that cannot be stored or answered."""
    web.safe_text("hoi \ud83d daar").encode("utf-8")


def test_only_known_metadata_goes_in_and_short(web: Any) -> None:
    assert web.safe_metadata({"instelling": "x" * 999, "rol": "mentor", "locatie": 4, "naam": "Anna"}) == {
        "instelling": "x" * web.MAX_VELD, "rol": "mentor"}
    for niets in (None, "voorbeeld-mbo", 3, ["instelling"], {"instelling": {"a": 1}}):
        assert web.safe_metadata(niets) == {}


# ── what comes out ──


def test_one_response_is_one_message_and_an_empty_one_is_none(web: Any) -> None:
    uitvoer = web.OneMessageOutput()
    knoppen = [{"title": "Ja", "payload": "Ja"}]

    async def stuur() -> None:
        await uitvoer.send_response("anna", {"text": "Hoi", "buttons": knoppen, "custom": {"v": 1, "soort": "gesprek"}})
        await uitvoer.send_response("anna", {"text": "Dag", "buttons": [], "custom": {}})
        await uitvoer.send_response("anna", {"text": "", "buttons": []})

    run_apart(stuur())
    assert uitvoer.messages == [
        {"recipient_id": "anna", "text": "Hoi", "custom": {"v": 1, "soort": "gesprek"}, "buttons": knoppen},
        {"recipient_id": "anna", "text": "Dag"},
    ]


def test_the_safety_net_stays_when_its_file_goes(web: Any, tmp_path: Path) -> None:
    pad = tmp_path / "noodkaart.nl.json"
    pad.write_bytes(web.NOODKAART.read_bytes())
    vangnet = web.Vangnet(pad)
    pad.unlink()
    _is_help_card(vangnet.answer("anna"), "anna")


def _is_help_card(berichten: List[Dict[str, Any]], sender: str) -> None:
    kaart = berichten[-1]
    assert kaart["recipient_id"] == sender and kaart["custom"]["v"] == 1
    assert "112" in kaart["text"] and "113" in kaart["text"]
    assert {"112", "113"} <= {c.get("telefoon") for c in kaart["custom"]["contacten"]}


# ── one turn ──


def _answer(web: Any, inhoud: Any, handle: Any) -> List[Dict[str, Any]]:
    return run_apart(web.WebInput().answer(inhoud, handle))


@pytest.mark.parametrize("fout", [RuntimeError, MemoryError, RecursionError, asyncio.CancelledError, KeyError])
def test_an_error_gives_the_help_card(web: Any, fout: type) -> None:
    async def breekt(bericht: Any) -> None:
        raise fout("kapot")

    _is_help_card(_answer(web, {"sender": "anna", "message": "ik wil niet meer leven"}, breekt), "anna")


def test_silence_gives_the_help_card(web: Any) -> None:
    async def stil(bericht: Any) -> None:
        return None

    _is_help_card(_answer(web, {"sender": "anna", "message": "hoi"}, stil), "anna")


def test_an_error_half_way_keeps_what_was_said(web: Any) -> None:
    async def half(bericht: Any) -> None:
        await bericht.output_channel.send_response("anna", {"text": "Bel 113", "custom": {"v": 1, "soort": "crisis"}})
        raise RuntimeError

    assert [b["text"] for b in _answer(web, {"sender": "anna", "message": "x"}, half)] == ["Bel 113"]


def test_no_message_text_in_the_log_when_a_turn_breaks(web: Any, caplog: pytest.LogCaptureFixture) -> None:
    async def breekt(bericht: Any) -> None:
        raise ValueError(bericht.text)

    with caplog.at_level("DEBUG"):
        _answer(web, {"sender": "anna", "message": "mijn hond heet Bolletje"}, breekt)
    assert "Bolletje" not in caplog.text and "ValueError" in caplog.text


@pytest.mark.parametrize("sender", [None, "", "default", 3, "a" * 81, "a b", "<script>", ["anna"], "anna\n"])
def test_without_a_usable_sender_everybody_gets_a_conversation_of_their_own(web: Any, sender: Any) -> None:
    gezien: List[str] = []

    async def kijk(bericht: Any) -> None:
        gezien.append(bericht.sender_id)

    for _ in range(2):
        _answer(web, {"sender": sender, "message": "hoi"}, kijk)
    assert len(set(gezien)) == 2 and sender not in gezien


def test_metadata_and_text_arrive_safe(web: Any) -> None:
    gezien: List[Any] = []

    async def kijk(bericht: Any) -> None:
        gezien.append((bericht.sender_id, bericht.text, bericht.metadata, bericht.input_channel))

    _answer(web, {"sender": "anna", "message": "/thema_stress", "metadata": "voorbeeld-mbo"}, kijk)
    assert gezien == [("anna", "thema_stress", {}, "rest")]


def test_the_help_card_in_the_file_follows_the_contract(web: Any) -> None:
    kaart = json.loads(web.NOODKAART.read_text("utf-8"))["custom"]
    assert (kaart["v"], kaart["soort"], kaart["niveau"]) == (1, "crisis", "hulp_113")
    assert all(c["naam"] and (c.get("telefoon") or c.get("website")) for c in kaart["contacten"])
