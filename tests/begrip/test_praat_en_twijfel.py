"""Plain talk is not held up by the slightest doubt about safety; anything more than that always comes through."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, List, Tuple

import pytest

from bot.begrip.besluit import Drempels
from bot.begrip.recogniser import VRAAG, Recogniser
from bot.knowledge.spelling import Spelling
from bot.knowledge.veiligheid import Oordeel


def recogniser(*rang: Tuple[str, float]) -> Recogniser:
    ruim: List[Tuple[str, float]] = [*rang, ("thema_stress", 0.01), ("thema_slaap", 0.005)]
    model: Any = SimpleNamespace(rank=lambda ruw, lemmas: ruim)
    return Recogniser(model, {}, Drempels(), frozenset({"ik", "durf", "dat", "niet", "zo", "goed"}), Spelling({}, {}))


@pytest.mark.parametrize(("intent", "kans", "licht", "twijfel", "vraag"), [
    ("durf_niet", 0.98, True, 0.32, False),
    ("buiten_bereik", 0.99, True, 0.45, False),
    ("durf_niet", 0.7, True, 0.32, True),  # the talk is not sure
    ("buiten_bereik", 0.99, True, 0.79, True),  # the doubt is more than slight
    ("wis_gesprek", 1.0, False, 1.0, True),  # "ik wil weg van alles": a pattern saw it
    ("wie_ben_jij", 0.95, True, 0.79, False),  # about the bot, nothing about the writer
    ("wie_ben_jij", 0.95, False, 0.95, True),
    ("andere_taal", 0.95, True, 0.4, True),
    ("thema_stress", 0.98, True, 0.4, True),
])
def test_talk_and_doubt(intent: str, kans: float, licht: bool, twijfel: float, vraag: bool) -> None:
    oordeel = Oordeel(None, True, "ik", twijfel, licht)
    uit = recogniser((intent, kans)).look("ik durf dat niet zo goed", "ik durf dat niet zo goed", oordeel)
    assert (uit.besluit.intent == VRAAG) is vraag
