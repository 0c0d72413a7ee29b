"""Both parts of the guard together, with a trained part that sees nothing: what the patterns may still do alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.begrip.veiligheid import Drempels, Guard, Kansen
from bot.knowledge.veiligheid_regels import NIVEAUS, read_rules

KENNIS = Path(__file__).resolve().parents[2] / "knowledge"
EXPLICIET, LANG = "ik wil niet meer leven", "vandaag had ik les en daarna ging ik naar huis " * 12


@pytest.fixture(scope="module")
def blind() -> Guard:
    """A guard whose trained part calls everything harmless."""

    class Niets(Guard):
        def chances(self, bevinding: Any) -> Kansen:
            return Kansen(dict.fromkeys(NIVEAUS, 0.0), 0.0, 0.0, ())

    guard = Niets(read_rules(KENNIS), Drempels.read(KENNIS), None)
    guard.model = object()  # type: ignore[assignment]
    return guard


def test_an_explicit_statement_is_never_silent(blind: Guard) -> None:
    oordeel = blind.look(EXPLICIET)
    assert oordeel.niveau == "hulp_113" or oordeel.vraag


@pytest.mark.parametrize("tekst", [LANG + EXPLICIET, EXPLICIET + " " + LANG, LANG + EXPLICIET + " " + LANG])
def test_in_a_very_long_message_it_gives_the_card(blind: Guard, tekst: str) -> None:
    assert blind.look(tekst).niveau == "hulp_113"
