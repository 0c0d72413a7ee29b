"""The figures of understanding and safety may not fall below the values kept in the repository."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from bot.settings import read_settings

WORTEL = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(WORTEL / "scripts"))

pytestmark = [
    pytest.mark.rasa,
    pytest.mark.skipif(not list(read_settings().modellen.glob("*.tar.gz")), reason="geen model: make train"),
]


def test_understanding_keeps_its_values() -> None:
    import begrip

    cijfers = begrip.both(*begrip.run_tests())
    bewaard = json.loads((WORTEL / "tests" / "begrip" / "waarden.json").read_text("utf-8"))
    assert {k: cijfers[k] for k, v in bewaard.items() if cijfers[k] < v} == {}


def test_safety_keeps_its_values() -> None:
    import veiligheid

    tabel = veiligheid.rows(veiligheid.read_cases(veiligheid.as_served(*veiligheid.load(False))))
    assert veiligheid.compare(tabel, WORTEL / "tests" / "veiligheid" / "waarden.json") == 0
