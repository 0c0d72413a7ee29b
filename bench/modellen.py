"""The models that are compared, trained when they are not in var/bench/ yet, and how long each training took.

Speed, memory and start are measured on a pair that learned exactly the same part of the examples, both to the end. Training is
compared on all examples: ours is trained to the end, stock is stopped as soon as it took five times as long, because its own
100 rounds of DIET take hours. Its figure is then a lower bound, and nothing is extrapolated.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Dict, Optional

from bench.projecten import (
    BENCH,
    PER_INTENT,
    VOL_EPOCHS,
    WORTEL,
    Training,
    make_data,
    make_stock,
    our_config,
    train,
)

KEER = 5.0  # the aim for training; stock is stopped past this many times ours


@dataclass(frozen=True)
class Paar:
    """``stock_project``: folder to start stock in. ``wij``: folder with our model, as LOKETWIJZER_MODELLEN wants it."""

    stock_project: Path
    stock: Path
    wij: Path
    trainingen: Dict[str, Any]


def remembered(naam: str) -> Optional[Training]:
    """A training of an earlier run; None when it is not there, or its model is gone."""
    verslag = BENCH / f"{naam}.json"
    if not verslag.exists():
        return None
    training = Training(**json.loads(verslag.read_text("utf-8")))
    return training if training.gestopt or Path(training.model).exists() else None


def remember(naam: str, training: Training) -> Training:
    (BENCH / f"{naam}.json").write_text(json.dumps(asdict(training)), "utf-8")
    return training


def pair() -> Paar:
    """Both bots on the same part of the examples, both with all rounds of their own default."""
    project, data = BENCH / "stock-deel", BENCH / "wij-deel" / "data"
    stock, wij = remembered("stock-deel"), remembered("wij-deel")
    if stock is None:
        make_stock(project, VOL_EPOCHS, PER_INTENT)
        stock = remember("stock-deel", train(project, "config.yml", "data", "stock-deel"))
    if wij is None:
        make_data(data, PER_INTENT)
        wij = remember("wij-deel", train(WORTEL, our_config(), str(data), "wij-deel"))
    return Paar(project, Path(stock.model), Path(wij.model).parent, {"stock": asdict(stock), "wij": asdict(wij)})


def on_all_examples() -> Dict[str, Any]:
    """Trainings on all examples: ours to the end, stock until it took ``KEER`` times as long or was done before."""
    wij, stock = remembered("wij-alles"), remembered("stock-alles")
    if wij is None:
        wij = remember("wij-alles", train(WORTEL, our_config(), "data", "wij-alles"))
    if stock is None:
        project = make_stock(BENCH / "stock-alles", VOL_EPOCHS)
        stock = remember("stock-alles", train(project, "config.yml", "data", "stock-alles", wij, KEER))
    return {"stock": asdict(stock), "wij": asdict(wij)}
