"""Who writes English in danger is answered in English, also in a few broken words; Dutch stays Dutch."""

from __future__ import annotations

from typing import Optional

import pytest

from bot.begrip.taal import detect

NEDERLANDS = frozenset([
    "ik", "me", "mijn", "hij", "het", "de", "een", "en", "in", "op", "is", "was", "niet", "geen", "wil", "van", "met",
    "als", "ie", "bro", "echt", "moe", "school", "vader", "slaat", "haar", "weg",
])


@pytest.mark.parametrize("tekst, taal", [
    ("my dad hits me when he drunk", "en"),
    ("i was raped", "en"),
    ("why he always hits me", "en"),
    ("what do i do when my mom is gone", "en"),
    ("me vader slaat me als ie drinkt", None),
    ("bro ik ben echt moe van school", None),
    ("hij is im love met haar", None),
    ("ik wil weg van de dad jokes van mijn vader", None),
])
def test_english_in_a_few_words(tekst: str, taal: Optional[str]) -> None:
    assert detect(tekst, NEDERLANDS) == taal
