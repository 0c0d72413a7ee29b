"""Both parts of the guard together, with a trained part of which we know what it says."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any, Callable, Dict, List, Sequence, Tuple

import numpy as np
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
            return Kansen(dict.fromkeys(NIVEAUS, 0.0), 0.0, 0.0)

    guard = Niets(read_rules(KENNIS), Drempels.read(KENNIS), None)
    guard.model = object()  # type: ignore[assignment]
    return guard


def test_an_explicit_statement_is_never_silent(blind: Guard) -> None:
    oordeel = blind.look(EXPLICIET)
    assert oordeel.niveau == "hulp_113" or oordeel.vraag


@pytest.mark.parametrize("tekst", [LANG + EXPLICIET, EXPLICIET + " " + LANG, LANG + EXPLICIET + " " + LANG])
def test_in_a_very_long_message_it_gives_the_card(blind: Guard, tekst: str) -> None:
    assert blind.look(tekst).niveau == "hulp_113"


def guard_with(kans: Callable[[int], float], klasse: str = "hulp_113") -> Guard:
    """A guard whose trained part gives danger, or another class, by the number of words alone."""
    guard = Guard(read_rules(KENNIS), Drempels.read(KENNIS), None)

    def chances(delen: List[List[str]]) -> Any:
        return np.array([[kans(len(deel)), 1.0 - kans(len(deel))] for deel in delen], dtype=np.float32)

    def message(woorden: List[str], zinnen: Sequence[Tuple[int, int]] = ()) -> List[List[str]]:
        return [woorden, *(woorden[van:tot] for van, tot in zinnen)]

    guard.model = SimpleNamespace(klassen=(klasse, "geen"), message=message, chances=chances,  # type: ignore[assignment]
                                  who=lambda delen: "ik", because=lambda delen, i, klasse: [])
    return guard


VERHAAL = "Vandaag had ik les en daarna werk bij de bakker. Iets vreemds. Daarna ging ik naar huis en kookte ik rijst"


def test_one_sentence_of_a_story_can_raise_the_question() -> None:
    oordeel = guard_with(lambda n: 0.9 if n < 5 else 0.02).look(VERHAAL)
    assert oordeel.vraag and oordeel.niveau is None


def test_a_doubt_in_one_sentence_of_a_story_is_asked_about_too() -> None:
    oordeel = guard_with(lambda n: 0.99 if n < 5 else 0.02, "vraag").look(VERHAAL)
    assert oordeel.vraag and oordeel.licht


def test_one_sentence_of_a_story_says_less_than_the_whole() -> None:
    """The same chance for a message of two words asks; for two words of a story it does not."""
    guard = guard_with(lambda n: 0.5 if n < 5 else 0.02)
    assert guard.look("Iets vreemds").vraag
    assert not guard.look(VERHAAL).vraag


@pytest.mark.parametrize("kansen, waar", [
    ({"centrum_seksueel_geweld": 0.5, "hulp_113": 0.1}, "centrum_seksueel_geweld"),
    ({"centrum_seksueel_geweld": 0.3, "hulp_113": 0.3}, None),
    ({"veilig_thuis": 0.2}, None),
])
def test_with_the_question_it_says_what_a_yes_would_mean_when_one_danger_stands_out(kansen: Dict[str, float], waar: str) -> None:
    class Weet(Guard):
        def chances(self, bevinding: Any) -> Kansen:
            return Kansen({**dict.fromkeys(NIVEAUS, 0.0), **kansen}, sum(kansen.values()), 0.2)

    guard = Weet(read_rules(KENNIS), Drempels.read(KENNIS), None)
    guard.model = object()  # type: ignore[assignment]
    oordeel = guard.look("iets wat geen patroon kent")
    assert oordeel.vraag and oordeel.waar == waar


def test_a_pattern_of_danger_says_what_a_yes_would_mean(blind: Guard) -> None:
    oordeel = blind.look(EXPLICIET)
    assert oordeel.vraag and oordeel.waar == "hulp_113"
