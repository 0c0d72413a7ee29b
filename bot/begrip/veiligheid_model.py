"""The trained part of the guard: a linear classifier over the letters, words and word pairs of a message, as they sound.

Trained with scikit-learn, but scored here in a few lines: a linear model is a table of weights, so a message costs
less than a millisecond and the words that made the decision can be named. Nothing here knows thresholds.
"""

from __future__ import annotations

import math
import os
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import List, Mapping, Sequence, Tuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, vstack
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import LinearSVC

from bot.begrip.veiligheid_rij import SOORTEN, Floats, Lezer, Rijen, Stuk, features

MIN_KEER = {"c": 2, "w": 2, "p": 3}
PLOOIEN = 3
STAPEL = 1000
GEWOON = 12000  # 96 % of the words of those lines


@dataclass
class Model:
    """Weights per feature; ``ijk`` turns the raw scores of the classes into probabilities. ``gewoon``: the commonest words of
    the lines it learned from."""

    klassen: Tuple[str, ...]
    lezer: Lezer
    gewicht: Floats
    basis: Floats
    ijk_gewicht: Floats
    ijk_basis: Floats
    wie_klassen: Tuple[str, ...]
    wie_gewicht: Floats
    wie_basis: Floats
    gewoon: Tuple[str, ...]

    def message(self, woorden: Sequence[str], zinnen: Sequence[Stuk] = ()) -> Rijen:
        """The features of a message, then of each of its sentences, that the model knows, with their values."""
        return self.lezer.message(woorden, zinnen)

    def chances(self, rijen: Rijen) -> Floats:
        """Calibrated chance per text and class."""
        ruw = [waarde @ self.gewicht[index] for index, waarde in map(rijen.of, range(len(rijen.grenzen) - 1))]
        z = (self.basis + np.array(ruw)) @ self.ijk_gewicht.T + self.ijk_basis
        e = np.exp(z - z.max(axis=1, keepdims=True))
        kans: Floats = e / e.sum(axis=1, keepdims=True)
        return kans

    def who(self, rijen: Rijen) -> str:
        """Who the first text is about, as far as the trained part knows."""
        index, waarde = rijen.of(0)
        return self.wie_klassen[int(np.argmax(self.wie_basis + waarde @ self.wie_gewicht[index]))]

    def because(self, rijen: Rijen, i: int, klasse: str, aantal: int = 5) -> List[str]:
        """The words of text ``i`` that weighed most for a class (letters and pairs are hard to read)."""
        index, waarde = rijen.of(i)
        punten = waarde * self.gewicht[index, self.klassen.index(klasse)]
        punten[(index < self.lezer.soorten[1]) | (index >= self.lezer.soorten[2])] = 0.0
        zwaarste = index[np.argsort(-punten)[:min(aantal, int((punten > 0).sum()))]]
        return [self.lezer.name(k) for k in zwaarste.tolist()]


def fit(teksten: Sequence[Sequence[str]], klassen: Sequence[str], wie: Sequence[str], gewicht: Sequence[float]) -> Model:
    """Train the classifier, and its calibration on lines it had not seen. ``teksten``: the words of each line; ``wie`` "":
    not known, not used."""
    y, w, over = np.array(klassen), np.array(gewicht), np.array(wie)
    lezer = _reader(teksten)
    x = _matrix(lezer, teksten)
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
    return Model(tuple(str(k) for k in svc.classes_), lezer, *_weights(svc), _f32(ijk.coef_), _f32(ijk.intercept_),
                 tuple(str(k) for k in wie_svc.classes_), *_weights(wie_svc), _common(teksten))


def _common(teksten: Sequence[Sequence[str]]) -> Tuple[str, ...]:
    return tuple(w for w, _ in Counter(w for t in teksten for w in t).most_common(GEWOON))


def _weights(svc: LinearSVC) -> Tuple[Floats, Floats]:
    return np.ascontiguousarray(_f32(svc.coef_.T)), _f32(svc.intercept_)


def _f32(waarden: npt.NDArray[np.float64]) -> Floats:
    return waarden.astype(np.float32)


def _svc() -> LinearSVC:
    return LinearSVC(C=1.0, random_state=7, max_iter=3000)


def _reader(teksten: Sequence[Sequence[str]]) -> Lezer:
    """Every feature that lines enough have, with its weight by rarity."""
    telling: Mapping[str, Counter[str]] = {soort: Counter() for soort in SOORTEN}
    for tekst in teksten:
        for soort, kenmerken in features(tekst).items():
            telling[soort].update(set(kenmerken))
    return Lezer.of({soort: {f: math.log((1 + len(teksten)) / (1 + n)) + 1.0 for f, n in keer.items() if n >= MIN_KEER[soort]}
                     for soort, keer in telling.items()})


def _matrix(lezer: Lezer, teksten: Sequence[Sequence[str]]) -> csr_matrix:
    stapels = [lezer.rows(teksten[i:i + STAPEL]) for i in range(0, len(teksten), STAPEL)]
    return vstack([csr_matrix((waarde, index, grenzen), shape=(len(grenzen) - 1, len(lezer)))
                   for index, waarde, grenzen in stapels], format="csr")
