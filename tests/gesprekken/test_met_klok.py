"""Golden conversations with their own clock, school, place and role: every file in met_klok/ is played twice.

Once with the trained model and the pure function that the actions call, and once over REST, by a server whose clock the test
holds. Keys of a file: ``naam``, ``nu`` (Dutch time), ``instelling``, ``locatie``, ``rol``, ``beurten``. Keys of a turn: those of
test_gesprekken.py, and ``nu`` (the clock has moved on), ``ook`` (names under "who can be reached now"), ``open`` (the first
contact is open now), ``weer_open`` (what it says about opening), ``niet_bevat``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List, Optional, Tuple

import pytest
from ruamel.yaml import YAML

from bot.begrip.archive import open_model
from bot.knowledge.gesprek.beurt import beurt as volgende
from bot.knowledge.gesprek.stand import Antwoord, Begrip, Kennis, Stand
from bot.knowledge.wordlists import read_values
from tests.conftest import WORTEL, ZONE
from tests.server import bediening

pytestmark = pytest.mark.rasa
MAP = Path(__file__).resolve().parent / "met_klok"
BESTANDEN = sorted(MAP.glob("*.yaml"))
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
        return Begrip(b.intent, tekst, b.zekerheid, b.themas, b.tweede, b.naast, uit.wie, uit.taal, zacht=uit.zacht)

    return versta_


def _moment(tekst: str) -> datetime:
    return datetime.fromisoformat(tekst).replace(tzinfo=ZONE)


def _zin(antwoord: Antwoord) -> str:
    tekst = str(RESPONSES[antwoord.response][0].get("text", ""))
    return tekst.format_map({**{"taal": ""}, **antwoord.waarden})


@dataclass(frozen=True)
class Gezegd:
    """What a student sees of one turn, by either way."""

    kaarten: List[Dict[str, Any]]
    tekst: str
    knoppen: List[str]


def _kaart(gezegd: Gezegd, verwacht: Dict[str, Any]) -> Dict[str, Any]:
    kaarten = gezegd.kaarten
    if "soort" in verwacht:
        kaarten = [k for k in kaarten if k["soort"] == verwacht["soort"]]
        assert kaarten, f"geen kaart van soort {verwacht['soort']}"
    return kaarten[0] if kaarten else {}


def _check(gezegd: Gezegd, verwacht: Dict[str, Any]) -> None:
    kaart = _kaart(gezegd, verwacht)
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
        assert stuk in gezegd.tekst, stuk
    for stuk in _lijst(verwacht, "niet_bevat"):
        assert stuk not in gezegd.tekst, stuk
    for knop in _lijst(verwacht, "knop"):
        assert knop in gezegd.knoppen, knop


def _lijst(verwacht: Dict[str, Any], sleutel: str) -> List[str]:
    waarde = verwacht.get(sleutel, [])
    return waarde if isinstance(waarde, list) else [waarde]


@pytest.mark.parametrize("pad", BESTANDEN, ids=lambda p: p.stem)
def test_conversation_at_its_own_time(pad: Path, maak_kennis: Maak, versta: Callable[[str, str], Begrip]) -> None:
    gesprek = YAML(typ="safe").load(pad.read_text("utf-8"))
    stand = Stand(instelling=gesprek.get("instelling"), locatie=gesprek.get("locatie"), rol=gesprek.get("rol", "student"))

    def zeg(tekst: str, nu: str) -> Gezegd:
        nonlocal stand
        uit = volgende(versta(tekst, stand.rol), stand, maak_kennis(_moment(nu)))
        stand = uit.stand
        return Gezegd([dict(a.custom) for a in uit.antwoorden if a.custom], " ".join(_zin(a) for a in uit.antwoorden),
                      [k for a in uit.antwoorden for k in a.knoppen])

    _play(gesprek, zeg)


@pytest.fixture(scope="module")
def stilstaand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tuple[bediening.Server, Path]]:
    """A server, and the file that says what time it is there."""
    bediening.need_model()
    klok = tmp_path_factory.mktemp("klok") / "nu.txt"
    klok.write_text("2026-11-24 10:00", "utf-8")
    yield bediening.start(LOKETWIJZER_NU=str(klok)), klok
    bediening.stop_all()


@pytest.mark.parametrize("pad", BESTANDEN, ids=lambda p: p.stem)
def test_conversation_at_its_own_time_over_rest(pad: Path, stilstaand: Tuple[bediening.Server, Path]) -> None:
    server, klok = stilstaand
    gesprek = YAML(typ="safe").load(pad.read_text("utf-8"))
    draad = server.gesprek(gesprek.get("instelling"))
    over = {k: gesprek[k] for k in ("locatie", "rol") if gesprek.get(k)}

    def zeg(tekst: str, nu: str) -> Gezegd:
        klok.write_text(nu, "utf-8")
        antwoord = draad.zeg(tekst, **over)
        return Gezegd(antwoord.kaarten, antwoord.tekst, list(antwoord.knoppen))

    _play(gesprek, zeg)


def _play(gesprek: Dict[str, Any], zeg: Callable[[str, str], Gezegd]) -> None:
    nu: Optional[str] = gesprek["nu"]
    verloop: List[str] = []
    for stap in gesprek["beurten"]:
        nu = stap.get("nu", nu)
        assert nu
        gezegd = zeg(stap["student"], nu)
        verloop += [f"> {stap['student']}", f"  {gezegd.tekst} {gezegd.knoppen} {gezegd.kaarten}"[:900]]
        try:
            _check(gezegd, stap)
        except AssertionError as fout:
            pytest.fail(f"verwacht {stap}; {fout}\n\n" + "\n".join(verloop), pytrace=False)


def test_there_are_enough_conversations_with_a_clock() -> None:
    assert len(list(MAP.glob("*.yaml"))) >= 14
