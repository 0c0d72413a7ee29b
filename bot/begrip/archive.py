"""Open the trained parts inside a Rasa model archive without Rasa: what ``leg-uit`` and measurements use."""

from __future__ import annotations

import tarfile
import tempfile
from pathlib import Path
from typing import Tuple

from bot.begrip.recogniser import Recogniser
from bot.begrip.veiligheid import Guard


def newest_archive(map_: Path) -> Path:
    """The newest model. Raises FileNotFoundError when there is none."""
    modellen = sorted(map_.glob("*.tar.gz"), key=lambda p: p.stat().st_mtime)
    if not modellen:
        raise FileNotFoundError(f"geen model in {map_}: make train")
    return modellen[-1]


def open_model(map_: Path) -> Tuple[Guard, Recogniser]:
    """(guard, recogniser) of the newest model in ``map_``."""
    with tempfile.TemporaryDirectory() as tijdelijk:
        with tarfile.open(newest_archive(map_)) as archief:
            archief.extractall(tijdelijk)
        delen = Path(tijdelijk) / "components"
        guard = next(p for p in delen.iterdir() if "SafetyGuard" in p.name)
        herkenner = next(p for p in delen.iterdir() if "Begrijper" in p.name)
        return Guard.load(guard), Recogniser.load(herkenner)
