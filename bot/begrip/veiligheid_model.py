"""The trained part of the guard: a linear classifier over the letters, words and word pairs of a message, as they sound.

Trained with scikit-learn, but scored here in a few lines: a linear model is a table of weights, so a message costs
about a millisecond and the features that made the decision can be named. Nothing here knows thresholds.
"""

from __future__ import annotations

import math
import os
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Dict, Iterable, List, Mapping, Sequence, Tuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import LinearSVC

from bot.begrip.woordparen import pairs
from bot.knowledge.veiligheid_patronen import GRENS
from bot.knowledge.veiligheid_tekst import klank

Floats = npt.NDArray[np.float32]
Kenmerken = Mapping[str, Sequence[str]]
Rij = Tuple[npt.NDArray[np.int64], Floats]  # places of the features of one text, and their values
SOORTEN = {"c": 1.0, "w": 1.0, "p": 0.7}  # kind of feature → the length its part of a message is scaled to
LETTERS = range(2, 6)
WOORDEN = range(1, 4)
MIN_KEER = {"c": 2, "w": 2, "p": 3}
MAX_LETTERS = 30
MAX_WOORDEN = 150
PLOOIEN = 3


def features(woorden: Sequence[str]) -> Kenmerken:
    """Features per kind: letters (``c``), words in a row (``w``) and pairs with words between (``p``), as they sound."""
    klanken = [klank(w) for w in woorden[:MAX_WOORDEN]]
    letters: List[str] = []
    for w in klanken:
        if w != GRENS:
            vorm = f" {w[:MAX_LETTERS]} "
            letters += [vorm[i:i + n] for n in LETTERS for i in range(max(1, len(vorm) - n + 1))]
    tekst = ["<", *klanken, ">"]
    reeksen = [" ".join(tekst[i:i + n]) for n in WOORDEN for i in range(len(tekst) - n + 1)]
    return {"c": letters, "w": reeksen, "p": pairs(klanken)}


@dataclass
class Model:
    """Weights per feature; ``ijk`` turns the raw scores of the classes into probabilities."""

    klassen: Tuple[str, ...]
    vocab: Dict[str, Dict[str, int]]
    idf: Floats
    gewicht: Floats
    basis: Floats
    ijk_gewicht: Floats
    ijk_basis: Floats
    wie_klassen: Tuple[str, ...]
    wie_gewicht: Floats
    wie_basis: Floats

    def row(self, woorden: Sequence[str]) -> Rij:
        """The features of these words that the model knows, with their values."""
        return vectorise(features(woorden), self.vocab, self.idf)

    def chances(self, rij: Rij) -> Floats:
        """Calibrated chance per class."""
        index, waarde = rij
        z = self.ijk_gewicht @ (self.basis + waarde @ self.gewicht[index]) + self.ijk_basis
        e = np.exp(z - z.max())
        kans: Floats = e / e.sum()
        return kans

    def who(self, rij: Rij) -> str:
        """Who a message is about, as far as the trained part knows."""
        index, waarde = rij
        return self.wie_klassen[int(np.argmax(self.wie_basis + waarde @ self.wie_gewicht[index]))]

    def because(self, woorden: Sequence[str], klasse: str, aantal: int = 5) -> List[str]:
        """The words that weighed most for a class (letters are too small to read)."""
        reeksen = features(woorden)["w"]
        index, waarde = vectorise({"w": reeksen, "c": (), "p": ()}, self.vocab, self.idf)
        namen = {i: n for n in reeksen if (i := self.vocab["w"].get(n)) is not None}
        punten = waarde * self.gewicht[index, self.klassen.index(klasse)]
        beste = np.argsort(-punten)[:aantal]
        return [namen[int(index[k])] for k in beste if punten[k] > 0]


def vectorise(kenmerken: Kenmerken, vocab: Mapping[str, Mapping[str, int]], idf: Floats) -> Rij:
    """Sublinear tf-idf, each kind of feature scaled to its own length."""
    alle_index: List[int] = []
    stukken: List[Floats] = []
    for soort, lengte in SOORTEN.items():
        ken = vocab[soort]
        telling = Counter([i for f in kenmerken[soort] if (i := ken.get(f)) is not None])
        if not telling:
            continue
        index = list(telling)
        tf = np.array([1.0 + math.log(n) if n > 1 else 1.0 for n in telling.values()], dtype=np.float32)
        w = tf * idf[index]
        alle_index += index
        stukken.append(w * np.float32(lengte / math.sqrt(float(w @ w))))
    leeg = np.zeros(0, dtype=np.float32)
    return np.array(alle_index, dtype=np.int64), np.concatenate(stukken) if stukken else leeg


def fit(kenmerken: Sequence[Kenmerken], klassen: Sequence[str], wie: Sequence[str], gewicht: Sequence[float]) -> Model:
    """Train the classifier, and its calibration on lines it had not seen. ``wie`` "" : not known, not used."""
    y, w, over = np.array(klassen), np.array(gewicht), np.array(wie)
    vocab, idf = _vocabulary(kenmerken)
    x = _matrix(kenmerken, vocab, idf)
    ruw, bekend = np.zeros((len(y), len(set(klassen))), dtype=np.float32), over != ""
    plooien = list(StratifiedKFold(PLOOIEN, shuffle=True, random_state=7).split(x, y))
    # liblinear lets go of the interpreter while it learns, so threads use every core.
    with ThreadPoolExecutor(os.cpu_count() or 1) as samen:
        heel = samen.submit(_svc().fit, x, y, w)
        los = [samen.submit(_svc().fit, x[leer], y[leer], w[leer]) for leer, _ in plooien]
        wie_los = samen.submit(_svc().fit, x[bekend], over[bekend])
        for (_, toets), geleerd in zip(plooien, los):
            ruw[toets] = geleerd.result().decision_function(x[toets])
        svc, wie_svc = heel.result(), wie_los.result()
    ijk = LogisticRegression(C=10.0, max_iter=500).fit(ruw, y, sample_weight=w)
    return Model(tuple(str(k) for k in svc.classes_), vocab, idf, *_weights(svc), _f32(ijk.coef_), _f32(ijk.intercept_),
                 tuple(str(k) for k in wie_svc.classes_), *_weights(wie_svc))


def _weights(svc: LinearSVC) -> Tuple[Floats, Floats]:
    return np.ascontiguousarray(_f32(svc.coef_.T)), _f32(svc.intercept_)


def _f32(waarden: npt.NDArray[np.float64]) -> Floats:
    return waarden.astype(np.float32)


def _svc() -> LinearSVC:
    return LinearSVC(C=1.0, random_state=7, max_iter=3000)


def _vocabulary(alle: Sequence[Kenmerken]) -> Tuple[Dict[str, Dict[str, int]], Floats]:
    vocab: Dict[str, Dict[str, int]] = {}
    idf: List[float] = []
    for soort in SOORTEN:
        telling = Counter(f for k in alle for f in set(k[soort]))
        namen = sorted(f for f, n in telling.items() if n >= MIN_KEER[soort])
        vocab[soort] = {f: len(idf) + i for i, f in enumerate(namen)}
        idf += [math.log((1 + len(alle)) / (1 + telling[f])) + 1.0 for f in namen]
    return vocab, np.array(idf, dtype=np.float32)


def _matrix(alle: Iterable[Kenmerken], vocab: Mapping[str, Mapping[str, int]],
            idf: Floats) -> csr_matrix:
    index: List[npt.NDArray[np.int64]] = []
    waarden: List[Floats] = []
    grenzen = [0]
    for k in alle:
        i, v = vectorise(k, vocab, idf)
        index.append(i)
        waarden.append(v)
        grenzen.append(grenzen[-1] + len(i))
    vorm = (len(grenzen) - 1, len(idf))
    return csr_matrix((np.concatenate(waarden), np.concatenate(index), grenzen), shape=vorm)
