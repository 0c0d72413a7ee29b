"""A message as numbers for the trained part of the guard: letters, words and word pairs, as they sound.

A feature that is made of a word, or of a shorter run of words, that the model does not know is never looked up: most
words of a message are known, most runs of three are not. The letters of a word are worked out once.
"""

from __future__ import annotations

from typing import Any, Callable, Dict, List, Mapping, NamedTuple, Optional, Sequence, Tuple

import numpy as np
import numpy.typing as npt

from bot.begrip.woordparen import AFSTAND, pairs
from bot.knowledge.onthouden import WOORD, remember
from bot.knowledge.veiligheid_patronen import GRENS
from bot.knowledge.veiligheid_tekst import klank

Floats = npt.NDArray[np.float32]
Vocab = Mapping[str, Mapping[str, int]]  # kind of feature → feature → its place
SOORTEN = {"c": 1.0, "w": 1.0, "p": 0.7}  # letters, words in a row, pairs → the length that part of a message is scaled to
LETTERS = range(2, 6)
WOORDEN = range(1, 4)
MAX_LETTERS = 30
MAX_WOORDEN = 150
BEGIN, EIND = "<", ">"


class Rijen(NamedTuple):
    """The features of some texts that the model knows, as a sparse matrix: text ``i`` has ``plek[g[i]:g[i + 1]]``, with
    ``g`` for ``grenzen``. ``reeksen``: place → words in a row, to name what decided."""

    plek: npt.NDArray[np.int64]
    waarde: Floats
    grenzen: npt.NDArray[np.int64]
    reeksen: Mapping[int, str]

    def of(self, i: int) -> Tuple[npt.NDArray[np.int64], Floats]:
        """Places and values of one text."""
        stuk = slice(self.grenzen[i], self.grenzen[i + 1])
        return self.plek[stuk], self.waarde[stuk]


class _Woord(NamedTuple):
    """How a word sounds, its place, and the places of its letters."""

    klank: str
    plek: Optional[int]
    letters: npt.NDArray[np.int64]


def letters(klank_: str) -> List[str]:
    """``"ik"`` → ``[" i", "ik", "k ", " ik", …]``; a sentence break has none."""
    vorm = f" {klank_[:MAX_LETTERS]} "
    return [] if klank_ == GRENS else [vorm[i:i + n] for n in LETTERS for i in range(max(1, len(vorm) - n + 1))]


def features(woorden: Sequence[str]) -> Mapping[str, List[str]]:
    """All features per kind, to learn which there are."""
    klanken = [klank(w) for w in woorden[:MAX_WOORDEN]]
    tekst = [BEGIN, *klanken, EIND]
    reeksen = [" ".join(tekst[i:i + n]) for n in WOORDEN for i in range(len(tekst) - n + 1)]
    return {"c": [x for w in klanken for x in letters(w)], "w": reeksen, "p": pairs(klanken)}


class Lezer:
    """``rows`` turns texts into ``Rijen``: sublinear tf-idf, each kind of feature scaled to its own length."""

    def __init__(self, vocab: Vocab, idf: Floats) -> None:
        self.vocab, self.idf = vocab, idf
        # The places of one kind follow those of the kind before it.
        self._soorten = np.cumsum([len(vocab[soort]) for soort in SOORTEN])[:-1]
        self._lengtes = np.array(list(SOORTEN.values()))
        self._woord_van: Callable[[str], _Woord] = remember(WOORD)(self._word)

    def __reduce__(self) -> Tuple[Any, ...]:
        return Lezer, (self.vocab, self.idf)  # what was remembered is not saved

    def rows(self, teksten: Sequence[Sequence[str]]) -> Rijen:
        """``teksten``: the words of each text. All together, because a step over many numbers costs as much as over one."""
        breed = len(self.idf)
        reeksen: Dict[int, str] = {}
        plaatsen: List[npt.NDArray[np.int64]] = [np.zeros(0, dtype=np.int64)]
        for start, woorden in zip(range(0, breed * len(teksten), breed), teksten):
            delen = [self._woord_van(w) for w in woorden[:MAX_WOORDEN]]
            loop = self._runs(delen)
            reeksen.update(loop)
            meer = np.array([i for i, _ in loop] + self._pairs(delen), dtype=np.int64)
            plaatsen.append(np.concatenate([meer, *[d.letters for d in delen]]) + start)
        alle, keer = _count(np.concatenate(plaatsen))
        rij, index = np.divmod(alle, breed)
        waarde = (np.log(keer, dtype=np.float32) + 1) * self.idf[index]
        vak = rij * len(SOORTEN) + self._soorten.searchsorted(index, side="right")
        lengte = np.sqrt(np.bincount(vak, waarde * waarde, minlength=len(SOORTEN) * len(teksten)))
        schaal = (self._lengtes / np.maximum(lengte, 1e-9).reshape(-1, len(SOORTEN))).astype(np.float32)
        grenzen = rij.searchsorted(np.arange(len(teksten) + 1))
        return Rijen(index, waarde * schaal.ravel()[vak], grenzen, reeksen)

    def _word(self, woord: str) -> _Woord:
        ken, hoort = self.vocab["c"], klank(woord)
        plaatsen = [i for x in letters(hoort) if (i := ken.get(x)) is not None]
        return _Woord(hoort, self.vocab["w"].get(hoort), np.array(plaatsen, dtype=np.int64))

    def _runs(self, delen: Sequence[_Woord]) -> List[Tuple[int, str]]:
        """Known runs of one to three words. A run of which a part is not known is not known either."""
        ken = self.vocab["w"]
        rand = [(BEGIN, ken.get(BEGIN)), *((h, i) for h, i, _ in delen), (EIND, ken.get(EIND))]
        uit = [(i, hoort) for hoort, i in rand if i is not None]
        vorige = ""  # the known run of two words that ends at the word before
        for (een, i), (twee, j) in zip(rand, rand[1:]):
            samen = f"{een} {twee}"
            plek = ken.get(samen) if i is not None and j is not None else None
            if plek is None:
                vorige = ""
                continue
            uit.append((plek, samen))
            if vorige:
                drie = f"{vorige} {twee}"
                if (plek := ken.get(drie)) is not None:
                    uit.append((plek, drie))
            vorige = samen
        return uit

    def _pairs(self, delen: Sequence[_Woord]) -> List[int]:
        ken = self.vocab["p"]
        return [p for n in AFSTAND for (a, i, _), (b, j, _) in zip(delen, delen[n:])
                if i is not None and j is not None and (p := ken.get(f"{a}~{b}")) is not None]


def _count(plaatsen: npt.NDArray[np.int64]) -> Tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """``np.unique`` with counts, without the half of its time that goes to what is not needed here. Sorts in place."""
    plaatsen.sort()
    grens = np.ones(len(plaatsen) + 1, dtype=bool)
    np.not_equal(plaatsen[1:], plaatsen[:-1], out=grens[1:-1])
    begin = grens.nonzero()[0]
    return plaatsen[begin[:-1]], begin[1:] - begin[:-1]
