"""What stays behind of a conversation: searched for in every byte the server wrote, with the log at its most talkative."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Dict, Iterator, List, Tuple

import pytest
import requests

from tests.server import bediening
from tests.server.bediening import ANTWOORD_S, CRISISZIN, WORTEL, Server

pytestmark = pytest.mark.rasa
AGENT, ADRES = "Merkbrowser/77.7 (Wollebol)", "203.0.113.177"
KOPPEN = {"User-Agent": AGENT, "X-Forwarded-For": ADRES, "Referer": "https://portaal.nl/wollebol",
          "Accept-Language": "xx-WOLLEBOL"}
# Words that are in no text of ours: names, phone, mail, BSN, a date of birth, a secret.
MERKEN = ("Wollebol", "wollebol", "Fladderstein", "0687654321", "anna.f@voorbeeld.nl", "123456782", "31-02-1999", "Merkbrowser",
          ADRES, "geheimpje")
ZINNEN = ("ik heet Anna Fladderstein en ik heb stress", "bel mij op 0687654321 of mail anna.f@voorbeeld.nl",
          "mijn bsn is 123456782", "ik ben geboren op 31-02-1999 en woon in de Wollebolstraat 7", "Vertel meer",
          "mijn school heet Wollebol", "ja wollebol",
          "/thema_wollebol", "ik ben 17 en geheimpje", "Dit helpt niet", "wollebol is de locatie", "Wie is de wollebol?")
METADATA = {"instelling": "voorbeeld-mbo", "locatie": "bij Anna Fladderstein", "rol": "wollebol en zo", "naam": "Fladderstein"}


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    bediening.need_model()
    yield bediening.start(LOKETWIJZER_LOG="debug", LOKETWIJZER_LOG_VORM="json")
    bediening.stop_all()


def say(server: Server, sender: str, tekst: str, **metadata: str) -> List[Dict[str, object]]:
    inhoud = {"sender": sender, "message": tekst, "metadata": {**METADATA, **metadata}}
    http = requests.post(f"{server.url}/webhooks/rest/webhook", json=inhoud, headers=KOPPEN, timeout=ANTWOORD_S)
    assert http.status_code == 200
    return http.json()


def written(server: Server) -> Dict[str, bytes]:
    """Every file the server made: databases, journals, write-ahead logs, the log."""
    return {str(p.relative_to(server.map)): p.read_bytes() for p in server.map.rglob("*")
            if p.is_file() and server.kennis not in p.parents}


def found(server: Server, *woorden: str) -> List[Tuple[str, str]]:
    return [(naam, w) for naam, inhoud in written(server).items() for w in woorden if w.encode() in inhoud]


def purge(server: Server) -> None:
    """As if the retention time has passed for everything."""
    omgeving = {**os.environ, "LOKETWIJZER_GESPREKKEN": f"sqlite:///{server.gesprekken}",
                "LOKETWIJZER_DATABASE": f"sqlite:///{server.database}", "PYTHONPATH": str(WORTEL)}
    subprocess.run([sys.executable, "-m", "bot.cli.main", "opruimen", "--uren", "0"], cwd=WORTEL, env=omgeving, check=True,
                   capture_output=True, timeout=120)


def counts(pad: Path) -> List[Tuple[object, ...]]:
    verbinding = sqlite3.connect(pad)
    try:
        return sorted(verbinding.execute("select * from telling").fetchall())
    finally:
        verbinding.close()


def test_no_word_of_a_person_is_anywhere(server: Server) -> None:
    for zin in ZINNEN:
        antwoord = say(server, "privacy-1", zin)
        assert not [m for m in MERKEN if m in json.dumps(antwoord)], "de bot herhaalt niets"
    assert found(server, "privacy-1"), "het gesprek zelf is er wel: deze zoektocht vindt iets"
    assert found(server, *MERKEN) == []


def test_a_wiped_conversation_leaves_nothing(server: Server) -> None:
    for zin in (*ZINNEN, CRISISZIN):
        say(server, "privacy-2", zin)
    assert found(server, "privacy-2")
    assert say(server, "privacy-2", "Wis mijn gesprek")[0]["custom"] == {"v": 1, "soort": "gewist"}
    assert found(server, "privacy-2", *MERKEN) == []


def test_after_the_retention_time_nothing_is_left(server: Server) -> None:
    for nummer in range(5):
        for zin in ZINNEN[:4]:
            say(server, f"privacy-oud-{nummer}", zin)
    assert found(server, "privacy-oud-3")
    purge(server)
    assert found(server, "privacy-oud", "thema_stress", *MERKEN) == []
    assert say(server, "privacy-nieuw", "hoi"), "en de server gaat verder"


def test_danger_is_in_no_count_and_in_no_figure(server: Server) -> None:
    say(server, "privacy-telt", "Te weinig geld voor de maand")
    voor = counts(server.database)
    assert voor, "gewone beurten tellen wel"
    gesprekken = ((CRISISZIN, "ja", "nee", "Dit helpt niet"), ("ik ben verkracht", "Vertel meer"),
                  ("ik trek het niet meer", "Ik denk aan de dood"), ("Ik ben nu in gevaar",))
    for nummer, zinnen in enumerate(gesprekken):
        for zin in zinnen:
            say(server, f"privacy-gevaar-{nummer}", zin)
    na = counts(server.database)
    assert not [rij for rij in na if "crisis" in str(rij) or "seksueel" in str(rij)]
    assert sum(rij[-1] for rij in na) == sum(rij[-1] for rij in voor)  # type: ignore[misc]
    namen = re.sub(r" [^ ]+$", "", server.get("/metrics").text, flags=re.M)  # without the values
    assert "loketwijzer_beurt_seconden" in namen
    assert not re.search(r"crisis|113|gevaar|seksueel|stress|geld|voorbeeld", namen)


def test_the_log_is_json_and_names_no_conversation(server: Server) -> None:
    tekst = server.log_text()
    assert not re.search(r"privacy-\d|privacy-oud", tekst)
    for regel in tekst.splitlines():
        if regel.startswith("{"):
            assert {"tijd", "niveau", "bron", "tekst"} <= json.loads(regel).keys()


def test_the_memory_of_the_gate_holds_no_address() -> None:
    from bot.server.poort import Poort
    from bot.settings import Settings

    poort = Poort(Settings(grens_adres=5))
    poort._adressen.take(ADRES, 0.0)
    assert ADRES not in str([vars(e) for e in (poort._adressen, poort._paginas, poort._gesprekken)])
