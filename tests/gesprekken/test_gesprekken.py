"""Golden conversations: every file here is played over REST, at its own school or at all three.

Keys of a turn: ``student`` (what is typed or pressed); on the card: ``soort``, ``thema``, ``loket``, ``niveau``, ``wie``,
``onderwerp``, ``niet_loket``, ``contact`` (it has one, or none), ``nummers`` (of its contacts); in the answer: ``bevat``,
``knop``, ``niet_knop``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, List, Tuple

import pytest
from ruamel.yaml import YAML

from tests.server import bediening
from tests.server.bediening import SCHOLEN, Antwoord

pytestmark = pytest.mark.rasa
MAP = Path(__file__).resolve().parent
OP_KAART = ("thema", "loket", "niveau", "wie", "onderwerp")
SLEUTELS = {"student", "soort", "niet_loket", "contact", "nummers", "bevat", "knop", "niet_knop", *OP_KAART}


def _read(pad: Path) -> Dict[str, Any]:
    gesprek: Dict[str, Any] = YAML(typ="safe").load(pad.read_text("utf-8"))
    assert set(gesprek) <= {"naam", "instelling", "beurten"}, pad.name
    for beurt in gesprek["beurten"]:
        assert set(beurt) <= SLEUTELS and len(beurt) > 1, f"{pad.name}: {beurt}"
    return gesprek


def _played() -> List[Tuple[Path, str]]:
    uit = []
    for pad in sorted(MAP.glob("*.yaml")):
        school = _read(pad).get("instelling")
        uit += [(pad, s) for s in ([school] if school else SCHOLEN)]
    return uit


def _as_list(waarde: Any) -> List[Any]:
    return waarde if isinstance(waarde, list) else [waarde]


def _card(antwoord: Antwoord, beurt: Dict[str, Any]) -> Dict[str, Any]:
    if "soort" in beurt:
        return antwoord.kaart(beurt["soort"])
    assert antwoord.kaarten
    return antwoord.kaarten[0]


def _check(antwoord: Antwoord, beurt: Dict[str, Any]) -> None:
    kaart = _card(antwoord, beurt)
    for sleutel in OP_KAART:
        if sleutel in beurt:
            assert kaart.get(sleutel) == beurt[sleutel], sleutel
    assert kaart.get("loket") not in _as_list(beurt.get("niet_loket", []))
    if "contact" in beurt:
        assert bool(kaart.get("contacten")) is beurt["contact"], "contact"
    for nummer in _as_list(beurt.get("nummers", [])):
        assert nummer in [c.get("telefoon") for c in kaart["contacten"]], nummer
    for stuk in _as_list(beurt.get("bevat", [])):
        assert stuk in antwoord.tekst, stuk
    for knop in _as_list(beurt.get("knop", [])):
        assert knop in antwoord.knoppen, knop
    for knop in _as_list(beurt.get("niet_knop", [])):
        assert knop not in antwoord.knoppen, knop


@pytest.mark.parametrize("pad, school", _played(), ids=[f"{p.stem}-{s}" for p, s in _played()])
def test_conversation(pad: Path, school: str) -> None:
    gesprek = bediening.shared().gesprek(None if school == "geen" else school)
    verloop: List[str] = []
    for beurt in _read(pad)["beurten"]:
        antwoord = gesprek.zeg(beurt["student"])
        verloop += [f"> {beurt['student']}", f"{antwoord.kaarten} {antwoord.tekst} {antwoord.knoppen}"]
        try:
            assert antwoord.status == 200 and antwoord.tekst
            _check(antwoord, beurt)
        except AssertionError as fout:
            pytest.fail(f"verwacht {beurt}; {fout}\n\n" + "\n".join(verloop), pytrace=False)


def test_there_are_enough_conversations() -> None:
    assert len({p for p, _ in _played()}) >= 14
