"""Which intent a message has: letters, words and pairs of words with one linear model, calibrated.

No Rasa here, so that tests, measurements and ``leg-uit`` use exactly what the server uses.
Choice and figures: docs/besluiten/0003-lineair-model.md.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Callable, Dict, List, Mapping, Sequence, Tuple

import joblib
import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import LinearSVC

from bot.begrip import woordparen

Ranglijst = List[Tuple[str, float]]
Floats = np.ndarray[Any, Any]
_TOKEN = r"(?u)\b\w+\b"
CALIBRATION_FOLDS = 4
LENGTES = (1.0, 1.0, 0.7)  # of the letters, the words and the pairs of a message


def pairs(tekst: str) -> List[str]:
    """The pairs of words of a text. A trained model names this function."""
    return woordparen.pairs(re.findall(_TOKEN, tekst.lower()))


def _vectorizers() -> List[TfidfVectorizer]:
    """Raw spelling by letters; the written-out words one by one and in twos; pairs of those with words between."""
    return [
        TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), min_df=2, sublinear_tf=True, dtype=np.float32),
        TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True, token_pattern=_TOKEN, dtype=np.float32),
        TfidfVectorizer(analyzer=pairs, min_df=2, sublinear_tf=True, dtype=np.float32),
    ]


@dataclass(frozen=True)
class Teller:
    """What a trained TfidfVectorizer does, for one text: the same numbers in a tenth of the time (test_teller.py)."""

    ontleed: Callable[[str], List[str]]
    woorden: Mapping[str, int]
    idf: Floats

    @classmethod
    def of(cls, vectorizer: Any) -> Teller:
        return cls(vectorizer.build_analyzer(), vectorizer.vocabulary_, vectorizer.idf_.astype(np.float32))

    def row(self, tekst: str) -> Tuple[Floats, Floats]:
        """Columns and their weights (length one)."""
        keer = Counter([i for deel in self.ontleed(tekst) if (i := self.woorden.get(deel)) is not None])
        index = np.fromiter(keer, dtype=np.int64, count=len(keer))
        waarden = np.log(np.fromiter(keer.values(), dtype=np.float32, count=len(keer))) + np.float32(1)
        waarden *= self.idf[index]
        return index, waarden / np.float32(max(float(np.sqrt(waarden @ waarden)), 1e-12))


@dataclass
class IntentModel:
    """A trained model. ``temperatuur`` turns scores into calibrated shares; ``gewichten`` may be half precision."""

    vectorizers: List[Any]
    gewichten: Floats
    snijpunten: Floats
    klassen: List[str]
    temperatuur: float
    tellers: List[Teller] = field(default_factory=list, repr=False, compare=False)

    @classmethod
    def train(cls, ruw: Sequence[str], lemmas: Sequence[str], intents: Sequence[str], c: float = 0.3) -> IntentModel:
        """Fit on raw texts, their normalised words, and intents (equal lengths)."""
        vectorizers = _vectorizers()
        x = _features([v.fit_transform(t) for v, t in zip(vectorizers, (ruw, lemmas, lemmas))])
        for v in vectorizers:  # scikit-learn also keeps what fell below min_df, and numpy's integers: 90 MB for nothing
            v.vocabulary_ = {deel: int(plek) for deel, plek in v.vocabulary_.items()}
            del v.stop_words_
        y = np.asarray(intents)
        # Side by side: liblinear lets go of the interpreter while it learns.
        with ThreadPoolExecutor(2) as samen:
            los, ijk = samen.submit(LinearSVC(C=c).fit, x, y), samen.submit(_calibrate, x, y, c)
            svm, temperatuur = los.result(), ijk.result()
        gewichten = np.ascontiguousarray(svm.coef_.T.astype(np.float32))
        return cls(vectorizers, gewichten, svm.intercept_.astype(np.float32), list(svm.classes_), temperatuur)

    def scores(self, ruw: str, lemmas: str) -> Floats:
        """Calibrated share per class, in the order of ``klassen``."""
        if not self.tellers:
            self.tellers = [Teller.of(v) for v in self.vectorizers]
        uit = self.snijpunten.copy()
        begin = 0
        for teller, tekst, lengte in zip(self.tellers, (ruw, lemmas, lemmas), LENGTES):
            index, waarden = teller.row(tekst)
            if len(index):
                uit += lengte * waarden @ self.gewichten[index + begin].astype(np.float32)
            begin += len(teller.woorden)
        return _softmax(uit[None, :] * self.temperatuur)[0]

    def rank(self, ruw: str, lemmas: str) -> Ranglijst:
        """(intent, share) from likeliest to least likely."""
        kansen = self.scores(ruw, lemmas)
        return [(self.klassen[i], float(kansen[i])) for i in np.argsort(-kansen)]

    def why(self, ruw: str, lemmas: str, intent: str, aantal: int = 5) -> List[str]:
        """The words that weighed most for ``intent``."""
        vectorizer, kolom = self.vectorizers[1], self.klassen.index(intent)
        rij = vectorizer.transform([lemmas])
        begin = len(self.vectorizers[0].vocabulary_)
        namen = vectorizer.get_feature_names_out()
        bijdrage = [(float(v * self.gewichten[i + begin, kolom]), namen[i]) for i, v in zip(rij.indices, rij.data)]
        return [naam for gewicht, naam in sorted(bijdrage, reverse=True)[:aantal] if gewicht > 0]

    def save(self, map_: Path) -> None:
        map_.mkdir(parents=True, exist_ok=True)
        joblib.dump(self.vectorizers, map_ / "vectorizers.joblib", compress=3)
        np.savez_compressed(map_ / "gewichten.npz", w=self.gewichten.astype(np.float16), b=self.snijpunten)
        meta: Dict[str, Any] = {"klassen": self.klassen, "temperatuur": self.temperatuur}
        (map_ / "model.json").write_text(json.dumps(meta), "utf-8")

    @classmethod
    def load(cls, map_: Path) -> IntentModel:
        meta = json.loads((map_ / "model.json").read_text("utf-8"))
        arrays = np.load(map_ / "gewichten.npz")
        vectorizers = joblib.load(map_ / "vectorizers.joblib")
        return cls(vectorizers, arrays["w"], arrays["b"], meta["klassen"], meta["temperatuur"])


def _features(blokken: Sequence[Any]) -> Any:
    from scipy.sparse import hstack

    return hstack([lengte * blok for lengte, blok in zip(LENGTES, blokken)], format="csr", dtype=np.float32)


def _softmax(x: Floats) -> Floats:
    e = np.exp(x - x.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def _calibrate(x: Any, y: Floats, c: float) -> float:
    """The temperature with the lowest log loss on messages the model did not see."""
    punten, goed, klassen = [], [], np.unique(y)
    verdeling = StratifiedKFold(CALIBRATION_FOLDS, shuffle=True, random_state=1)
    leer, toets = next(iter(verdeling.split(np.zeros(len(y)), y)))
    svm = LinearSVC(C=c).fit(x[leer], y[leer])
    punten.append(svm.decision_function(x[toets]))
    goed.append(np.searchsorted(klassen, y[toets]))
    d, g = np.vstack(punten), np.concatenate(goed)
    proef = np.linspace(1.0, 8.0, 29)
    verlies = [-np.log(_softmax(d * t)[np.arange(len(g)), g] + 1e-9).mean() for t in proef]
    return float(proef[int(np.argmin(verlies))])
