"""The preview: what it shows is what the conversation gives, it follows the file, and it never touches live data."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path
from typing import Dict, Iterator, Tuple
from urllib.error import HTTPError

import pytest

from bot.cli import voorbeeld_chat
from bot.cli.pagina_nl import KAARTJES
from bot.cli.voorbeeld import answer, make_server
from bot.cli.voorbeeld_beeld import Beeld
from bot.cli.voorbeeld_chat import Chat
from bot.cli.voorbeeld_pagina import index_page
from bot.knowledge.catalog import KnowledgeError
from bot.settings import Settings, read_settings
from tests.cli.test_gaten import Lezer

WORTEL = Path(__file__).resolve().parents[2]
GELDIG = WORTEL / "tests" / "knowledge" / "ongeldig" / "geldig-1.yaml"
MODELLEN = Path(os.environ.get("LOKETWIJZER_MODELLEN", str(WORTEL / "models")))


@pytest.fixture
def bestand(tmp_path: Path) -> Path:
    pad = tmp_path / "mijn-school.yaml"
    pad.write_text(GELDIG.read_text("utf-8"), "utf-8")
    return pad


@pytest.fixture
def beeld(bestand: Path) -> Beeld:
    return Beeld(bestand, WORTEL / "knowledge", "Europe/Amsterdam")


@pytest.fixture
def zonder() -> Chat:
    return Chat(Settings(), "mijn-school", aan=False)


@pytest.fixture
def adres(beeld: Beeld, zonder: Chat) -> Iterator[str]:
    server = make_server(beeld, zonder)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def get(url: str, **koppen: str) -> Tuple[int, Dict[str, str], str]:
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=koppen), timeout=30) as r:
            return r.status, dict(r.headers), r.read().decode()
    except HTTPError as fout:
        return fout.code, dict(fout.headers), fout.read().decode()


def page(beeld: Beeld, chat: Chat, pad: str = "/") -> Lezer:
    status, _, tekst = answer(pad, beeld, chat)
    assert status == 200
    lezer = Lezer(tekst)
    assert lezer.stapel == []
    return lezer


def test_every_theme_has_its_first_advice_and_a_sheet(beeld: Beeld, zonder: Chat) -> None:
    lezer = page(beeld, zonder)
    for thema in beeld.catalog.themas.values():
        assert thema.naam in lezer.tekst, thema.naam
    assert "Je eigen coach · De naam staat in je rooster." in lezer.tekst
    assert "Wat nog mist: Voorbeeld MBO" in lezer.tekst
    assert "{" not in lezer.tekst.replace("{}", ""), "elke plek is ingevuld"
    for thema in beeld.catalog.themas:
        blad = page(beeld, zonder, f"/mentor/{thema}")
        for kop in ("Stappen", "Wat u kunt zien", "Vraag eerst", "Niet doen"):
            assert ("h2", kop) in blad.koppen


def test_the_top_of_the_page_leads_to_every_part(beeld: Beeld, zonder: Chat) -> None:
    html = index_page(beeld, "zonder", "")
    doelen, ankers = re.findall(r'href="#([^"]+)"', html), re.findall(r' id="([^"]+)"', html)
    assert len(doelen) == 2 + len(beeld.catalog.groepen) and set(doelen) <= set(ankers)
    assert len(ankers) == len(set(ankers))


def test_a_card_is_told_apart_from_the_sentence_before_it(beeld: Beeld, zonder: Chat) -> None:
    html = index_page(beeld, "zonder", "")
    assert html.count(f'{KAARTJES}</p><ul class="kaartjes">') == html.count(KAARTJES) > 20


def test_the_sentence_is_the_one_of_the_conversation(beeld: Beeld, zonder: Chat) -> None:
    thema = beeld.catalog.themas["stress"]
    assert thema.herkenning in page(beeld, zonder).tekst and thema.mentor.delen in page(beeld, zonder, "/mentor/stress").tekst


def test_the_page_follows_the_file(adres: str, bestand: Path) -> None:
    eerst = json.loads(get(f"{adres}/stand")[2])
    bestand.write_text(bestand.read_text("utf-8").replace("Je eigen coach", "Coach Jamila"), "utf-8")
    assert json.loads(get(f"{adres}/stand")[2])["versie"] != eerst["versie"]
    assert "Coach Jamila" in get(adres)[2] and "Je eigen coach" not in get(adres)[2]


def test_a_broken_file_shows_the_problems_and_keeps_the_last_good_view(adres: str, bestand: Path) -> None:
    goed = bestand.read_text("utf-8")
    for kapot in (goed.replace("naam: Je eigen coach", "naam: [stuk"), "", goed.replace("onderwijs: mbo", "onderwijs: po")):
        bestand.write_text(kapot, "utf-8")
        tekst = get(adres)[2]
        assert "nog de vorige goede versie" in tekst and "Je eigen coach" in tekst and 'class="fout"' in tekst
    bestand.unlink()
    assert "Dit bestand is er niet." in get(adres)[2]
    bestand.write_text(goed, "utf-8")
    tekst = get(adres)[2]
    assert "vorige goede versie" not in tekst and 'class="fout"' not in tekst


def test_a_file_that_was_never_right_shows_only_the_problems(bestand: Path, zonder: Chat) -> None:
    goed = bestand.read_text("utf-8")
    bestand.write_text("naam: [", "utf-8")
    beeld = Beeld(bestand, WORTEL / "knowledge", "Europe/Amsterdam")
    lezer = page(beeld, zonder)
    assert "Daarna ziet u hier het voorbeeld." in lezer.tekst and "Het eerste advies" not in lezer.tekst
    assert answer("/mentor/stress", beeld, zonder)[0] == 404
    bestand.write_text(goed, "utf-8")
    assert "Het eerste advies" in page(beeld, zonder).tekst


def test_the_policy_is_strict_and_other_names_are_refused(adres: str) -> None:
    for pad in ("/", "/stand", "/voorbeeld.js", "/voorbeeld.css", "/mentor/stress", "/weg"):
        status, koppen, tekst = get(adres + pad)
        assert status == (404 if pad == "/weg" else 200)
        assert koppen["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self'; style-src 'self'")
        assert koppen["Cache-Control"] == "no-store" and "unsafe" not in koppen["Content-Security-Policy"]
    status, _, tekst = get(adres, Host="kwaad.example")
    assert (status, tekst) == (403, "")


def test_the_page_has_no_code_or_style_inside(adres: str) -> None:
    for pad in ("/", "/mentor/stress"):
        lezer = Lezer(get(adres + pad)[2])
        assert [v.get("src") for t, v in lezer.kenmerken if t == "script"] == ["/voorbeeld.js"]
        assert not [k for _, v in lezer.kenmerken for k in v if k.startswith("on") or k == "style"]


def test_it_listens_on_this_machine_only(beeld: Beeld, zonder: Chat) -> None:
    server = make_server(beeld, zonder)
    assert server.server_address[0] == "127.0.0.1"
    server.server_close()


def test_without_rasa_or_a_model_everything_but_the_chat_works(
    beeld: Beeld, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    leeg = Chat(Settings(modellen=tmp_path / "geen"), "mijn-school")
    leeg.take("x")
    assert (leeg.stand(), leeg.proces) == ("geen_model", None)
    assert "make train" in page(beeld, leeg).tekst
    monkeypatch.setattr(voorbeeld_chat, "find_spec", lambda naam: None)
    geen = Chat(Settings(), "mijn-school")
    assert geen.stand() == "geen_rasa" and "Rasa is niet" in page(beeld, geen).tekst


def test_everything_the_chat_writes_is_in_its_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOKETWIJZER_INSTELLINGEN", "/srv/echt")
    monkeypatch.setenv("LOKETWIJZER_BRONNEN", "/srv/bronnen.yaml")
    chat = Chat(Settings(), "mijn-school", aan=False)
    chat.map = tmp_path
    gelezen, gewoon = read_settings(chat._environment()), Settings()
    assert gelezen.adres == "127.0.0.1" and not gelezen.instellingen and not gelezen.bronnen
    for pad in (gelezen.database_url, gelezen.gesprekken_url, str(gelezen.kennis), str(gelezen.opgehaald)):
        assert str(tmp_path) in pad
    assert gelezen.modellen == gewoon.modellen, "het model wordt alleen gelezen"


def test_broken_knowledge_is_not_blamed_on_the_school(bestand: Path, tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError):
        Beeld(bestand, tmp_path / "nergens", "Europe/Amsterdam")


@pytest.mark.rasa
def test_the_chat_answers_with_this_file_and_leaves_the_live_data_alone(bestand: Path, tmp_path: Path) -> None:
    if not list(MODELLEN.glob("*.tar.gz")):
        pytest.skip(f"geen model in {MODELLEN}: make train")
    echt = tmp_path / "echt.db"
    settings = read_settings({"LOKETWIJZER_MODELLEN": str(MODELLEN), "LOKETWIJZER_DATABASE": f"sqlite:///{echt}"})
    beeld = Beeld(bestand, settings.kennis, settings.tijdzone)
    with Chat(settings, beeld.id) as chat:
        chat.take(beeld.goede_tekst)
        einde = time.monotonic() + 240
        while chat.stand() == "start" and time.monotonic() < einde:
            time.sleep(0.5)
        assert chat.stand() == "klaar", (chat.map and (chat.map / "server.log").read_text("utf-8", "replace")[-2000:])
        map_, proces = chat.map, chat.proces
        assert _ask(chat, "wie is mijn mentor") == "Je eigen coach"
        chat.take(beeld.goede_tekst.replace("Je eigen coach", "Coach Jamila"))
        einde = time.monotonic() + 30
        while _ask(chat, "wie is mijn mentor") != "Coach Jamila" and time.monotonic() < einde:
            time.sleep(0.5)
        assert _ask(chat, "wie is mijn mentor") == "Coach Jamila"
    assert not echt.exists()
    assert map_ and not map_.exists() and proces and proces.poll() is not None


def _ask(chat: Chat, tekst: str) -> str:
    inhoud = json.dumps({"sender": f"v-{time.time_ns()}", "message": tekst, "metadata": {"instelling": chat.id}}).encode()
    vraag = urllib.request.Request(f"http://127.0.0.1:{chat.poort}/webhooks/rest/webhook", inhoud,
                                   {"Content-Type": "application/json"})
    with urllib.request.urlopen(vraag, timeout=40) as r:
        kaarten = [b["custom"] for b in json.loads(r.read()) if "custom" in b]
    return str(next((k["contacten"][0]["naam"] for k in kaarten if k.get("contacten")), ""))


@pytest.mark.parametrize("soort", [signal.SIGTERM, signal.SIGHUP])
def test_a_closed_terminal_ends_it_as_ctrl_c_does(bestand: Path, soort: signal.Signals) -> None:
    """So that the ``with`` of the chat is left, which stops its server and removes its folder."""
    opdracht = [sys.executable, "-m", "bot.cli.main", "voorbeeld", str(bestand), "--niet-openen", "--zonder-chat"]
    with subprocess.Popen(opdracht, cwd=WORTEL, stdout=subprocess.PIPE, text=True) as proces:
        assert proces.stdout and "http://127.0.0.1" in proces.stdout.readline()
        proces.send_signal(soort)
        assert proces.wait(30) in (0, 130), "a signal that nobody caught gives a negative number"
