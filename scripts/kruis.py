"""Cross-validated shares of every training line: what the recogniser says about lines it has not learned from.

Used by begrip.py (accuracy beside the test set) and drempels.py (thresholds). The same sentence in another order,
case or spelling always falls in the same fold. One run takes minutes, so the shares stay in var/kruis.npz until
the lines, the spelling table or the model change.
"""

from __future__ import annotations

import hashlib
import inspect
from dataclasses import dataclass
from typing import Any, List, Sequence, Tuple

import numpy as np
from sklearn.model_selection import StratifiedGroupKFold

from bot.begrip import intents as intents_module
from bot.begrip.intents import IntentModel
from bot.knowledge.spelling import fold
from bot.knowledge.wordlists import load_examples, load_spelling
from bot.settings import ROOT, read_settings

BEWAARD = ROOT / "var" / "kruis.npz"
VOUWEN = 5


@dataclass(frozen=True)
class Voorspeld:
    """``shares``: lines × classes, float32; ``intents``: the right class per line; ``styles`` as in data/nlu."""

    teksten: List[str]
    intents: List[str]
    stijlen: List[str]
    klassen: List[str]
    shares: np.ndarray[Any, Any]

    def rank(self, i: int) -> List[Tuple[str, float]]:
        """(intent, share) of line ``i`` from likeliest to least likely, as ``IntentModel.rank`` gives it."""
        rij = self.shares[i]
        return [(self.klassen[k], float(rij[k])) for k in np.argsort(-rij)]


def near_key(lemmas: str) -> str:
    """Equal for lines that differ only in order, case, punctuation, accents or known spelling."""
    return " ".join(sorted(set(fold(lemmas).split()))) or lemmas


def split(lemmas: Sequence[str], intents: Sequence[str], vouwen: int = VOUWEN) -> List[Tuple[Any, Any]]:
    """(train, test) index arrays per fold; near-equal lines never on both sides."""
    groepen = np.unique([near_key(t) for t in lemmas], return_inverse=True)[1]
    verdeling = StratifiedGroupKFold(vouwen, shuffle=True, random_state=0)
    return list(verdeling.split(np.zeros(len(lemmas)), np.asarray(intents), groepen))


def predict() -> Voorspeld:
    """Shares of all lines in data/nlu, from var/ when nothing changed."""
    voorbeelden = load_examples(ROOT / "data" / "nlu")
    spelling = load_spelling(read_settings().kennis)
    ruw, goed, stijlen = ([v[k] for v in voorbeelden] for k in range(3))
    lemmas = [spelling.normalise(t) for t in ruw]
    klassen = sorted(set(goed))
    merk = _digest(ruw, lemmas, goed)
    if BEWAARD.exists():
        oud = np.load(BEWAARD)
        if str(oud["merk"]) == merk:
            return Voorspeld(ruw, goed, stijlen, klassen, oud["shares"].astype(np.float32))
    shares = np.zeros((len(ruw), len(klassen)), dtype=np.float32)
    for leer, toets in split(lemmas, goed):
        model = IntentModel.train([ruw[i] for i in leer], [lemmas[i] for i in leer], [goed[i] for i in leer])
        assert model.klassen == klassen
        for i in toets:
            shares[i] = model.scores(ruw[i], lemmas[i])
    BEWAARD.parent.mkdir(exist_ok=True)
    np.savez_compressed(BEWAARD, shares=shares, merk=merk)
    return Voorspeld(ruw, goed, stijlen, klassen, shares)


def _digest(*delen: Sequence[str]) -> str:
    som = hashlib.sha256((inspect.getsource(intents_module) + inspect.getsource(split)).encode())
    for deel in delen:
        som.update("\n".join(deel).encode())
    return som.hexdigest()
