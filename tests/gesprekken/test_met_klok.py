"""Golden conversations with their own clock, school, place and role: every file in met_klok/ is played without a server.

The trained model understands each message; the conversation itself is the pure function that the actions call. Keys of a
file: ``naam``, ``nu`` (Dutch time), ``instelling``, ``locatie``, ``rol``, ``beurten``. Keys of a turn: those of
test_gesprekken.py, and ``nu`` (the clock has moved on), ``ook`` (names under "who can be reached now"), ``open`` (the first
contact is open now), ``weer_open`` (what it says about opening), ``niet_bevat``.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any, Callable, Dict, List, Optional

import pytest
from ruamel.yaml import YAML

from bot.begrip.archive import open_model
from bot.knowledge.gesprek.beurt import beurt as volgende
from bot.knowledge.gesprek.stand import Antwoord, Begrip, Beurt, Kennis, Stand
from bot.knowledge.wordlists import read_values
from tests.conftest import WORTEL, ZONE
from tests.server import bediening

pytestmark = pytest.mark.rasa
MAP = Path(__file__).resolve().parent / "met_klok"
RESPONSES = read_values(WORTEL / "domain.yml")["responses"]
Maak = Callable[..., Kennis]
OP_KAART = ("thema", "loket", "niveau", "wie", "onderwerp", "rol")


@pytest.fixture(scope="module")
def versta() -> Callable[[str, str], Begrip]:
    bediening.need_model()
    guard, herkenner = open_model(bediening.MODELLEN)

    def versta_(tekst: str, rol: str) -> Begrip:
        uit = herkenner.look(tekst, herkenner.spelling.normalise(tekst), guard.look(tekst, rol))
        b = uit.besluit
        return Begrip(b.intent, tekst, b.zekerheid, b.themas, b.tweede, uit.wie, uit.taal)

    return versta_


def _moment(tekst: str) -> datetime:
    return datetime.fromisoformat(tekst).replace(tzinfo=ZONE)


def _zin(antwoord: Antwoord) -> str:
    tekst = str(RESPONSES[antwoord.response][0].get("text", ""))
    return tekst.format_map({**{"taal": ""}, **antwoord.waarden})


def _kaart(uit: Beurt, verwacht: Dict[str, Any]) -> Dict[str, Any]:
    kaarten = [dict(a.custom) for a in uit.antwoorden if a.custom]
    if "soort" in verwacht:
        kaarten = [k for k in kaarten if k["soort"] == verwacht["soort"]]
        assert kaarten, f"geen kaart van soort {verwacht['soort']}"
    return kaarten[0] if kaarten else {}


def _check(uit: Beurt, verwacht: Dict[str, Any]) -> None:
    kaart, tekst = _kaart(uit, verwacht), " ".join(_zin(a) for a in uit.antwoorden)
    knoppen = [k for a in uit.antwoorden for k in a.knoppen]
    contacten: List[Dict[str, Any]] = list(kaart.get("contacten") or [])
    for sleutel in OP_KAART:
        if sleutel in verwacht:
            assert kaart.get(sleutel) == verwacht[sleutel], f"{sleutel}: {kaart.get(sleutel)}"
    for naam in _lijst(verwacht, "namen"):
        assert naam in [c["naam"] for c in contacten], f"{naam} staat er niet bij: {[c['naam'] for c in contacten]}"
    for naam in _lijst(verwacht, "geen_namen"):
        assert naam not in [c["naam"] for c in contacten], f"{naam} staat er bij"
    if "eerste" in verwacht:
        assert contacten[0]["naam"] == verwacht["eerste"]
    for naam in _lijst(verwacht, "ook"):
        assert naam in [c["naam"] for c in kaart["ook_nu"]], kaart["ook_nu"]
    if "open" in verwacht:
        assert contacten[0].get("nu_open") is verwacht["open"], contacten[0]
    if "weer_open" in verwacht:
        assert verwacht["weer_open"] in contacten[0]["weer_open"], contacten[0]
    for stuk in _lijst(verwacht, "bevat"):
        assert stuk in tekst, stuk
    for stuk in _lijst(verwacht, "niet_bevat"):
        assert stuk not in tekst, stuk
    for knop in _lijst(verwacht, "knop"):
        assert knop in knoppen, knop


def _lijst(verwacht: Dict[str, Any], sleutel: str) -> List[str]:
    waarde = verwacht.get(sleutel, [])
    return waarde if isinstance(waarde, list) else [waarde]


@pytest.mark.parametrize("pad", sorted(MAP.glob("*.yaml")), ids=lambda p: p.stem)
def test_conversation_at_its_own_time(pad: Path, maak_kennis: Maak, versta: Callable[[str, str], Begrip]) -> None:
    gesprek = YAML(typ="safe").load(pad.read_text("utf-8"))
    stand = Stand(instelling=gesprek.get("instelling"), locatie=gesprek.get("locatie"), rol=gesprek.get("rol", "student"))
    nu: Optional[str] = gesprek["nu"]
    verloop: List[str] = []
    for stap in gesprek["beurten"]:
        nu = stap.get("nu", nu)
        assert nu
        uit = volgende(versta(stap["student"], stand.rol), stand, maak_kennis(_moment(nu)))
        stand = uit.stand
        verloop += [f"> {stap['student']}", *(f"  {_zin(a)} {list(a.knoppen)} {a.custom or ''}"[:900] for a in uit.antwoorden)]
        try:
            _check(uit, stap)
        except AssertionError as fout:
            pytest.fail(f"verwacht {stap}; {fout}\n\n" + "\n".join(verloop), pytrace=False)


def test_there_are_enough_conversations_with_a_clock() -> None:
    assert len(list(MAP.glob("*.yaml"))) >= 14
