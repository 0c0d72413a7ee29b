"""A message as numbers for the trained part of the guard: letters, words and word pairs, as they sound.

Every word has a number, and a run or a pair of words has a key made of theirs: all of a message are looked up in one
search through sorted keys. The letters of a word are worked out once, and a sentence takes what the message has.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Callable, Iterator, List, Mapping, NamedTuple, Sequence, Tuple

import numpy as np
import numpy.typing as npt

from bot.begrip.woordparen import AFSTAND, pairs
from bot.knowledge.onthouden import VEEL, WOORD, remember
from bot.knowledge.veiligheid_patronen import GRENS
from bot.knowledge.veiligheid_tekst import klank

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Stuk = Tuple[int, int]  # from word, up to (not including) word
SOORTEN = {"c": 1.0, "w": 1.0, "p": 0.7}  # letters, words in a row, pairs → the length that part of a message is scaled to
LETTERS = range(2, 6)
WOORDEN = range(1, 4)
MAX_LETTERS = 30
MAX_WOORDEN = 150
BEGIN, EIND = "<", ">"


class Rijen(NamedTuple):
    """The features of some texts that the model knows, as a sparse matrix: text ``i`` has ``plek[g[i]:g[i + 1]]``, with
    ``g`` for ``grenzen``."""

    plek: Ints
    waarde: Floats
    grenzen: Ints

    def of(self, i: int) -> Tuple[Ints, Floats]:
        """Places and values of one text."""
        stuk = slice(self.grenzen[i], self.grenzen[i + 1])
        return self.plek[stuk], self.waarde[stuk]


class _Woord(NamedTuple):
    """The number of a word, and the places of its letters."""

    nummer: int
    letters: Ints


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
    """``rows`` turns texts into ``Rijen``: sublinear tf-idf, each kind of feature scaled to its own length. The places are
    those of the letters, of the runs, then of the pairs, in the order of their keys."""

    def __init__(self, letters_: Mapping[str, int], woorden: Sequence[str], sleutels: Ints, idf: Floats) -> None:
        self._inhoud = letters_, woorden, sleutels, idf
        self._letters, self._woorden, self._sleutels, self.idf = self._inhoud
        self._nummers = {w: i for i, w in enumerate(woorden, start=1)}
        self._stap = len(woorden) + 2  # 0: no word; the last: a word that is not known
        self.soorten = np.array([0, len(letters_), len(letters_) + int(sleutels.searchsorted(self._stap ** 3))])
        self._rand = [self._nummers.get(w, self._stap - 1) for w in (BEGIN, EIND)]
        self._lengtes = np.array(list(SOORTEN.values()))
        self._woord_van: Callable[[str], _Woord] = remember(WOORD, VEEL)(self._word)

    @classmethod
    def of(cls, idf: Mapping[str, Mapping[str, float]]) -> Lezer:
        """``idf``: kind of feature → feature → its weight by rarity. With a run or a pair, its words must be there."""
        letters_, woorden = sorted(idf["c"]), sorted(f for f in idf["w"] if " " not in f)
        leeg = cls({}, woorden, np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32))
        van = {leeg._key(f): getal for soort in ("w", "p") for f, getal in idf[soort].items()}
        sleutels = sorted(van)
        gewicht = np.array([*(idf["c"][x] for x in letters_), *(van[s] for s in sleutels)], dtype=np.float32)
        return cls({x: i for i, x in enumerate(letters_)}, woorden, np.array(sleutels, dtype=np.int64), gewicht)

    def __reduce__(self) -> Tuple[Any, ...]:
        return Lezer, self._inhoud  # what was remembered is not saved

    def __len__(self) -> int:
        return len(self.idf)

    def _key(self, kenmerk: str) -> int:
        """``"ik wil"`` → the digits of its words, with as many digits as there are words; a pair has a fourth digit: 1."""
        sleutel = int("~" in kenmerk)
        if sleutel:
            kenmerk = kenmerk.replace("~", " ")
            sleutel = self._stap
        for woord in kenmerk.split(" "):
            sleutel = sleutel * self._stap + self._nummers[woord]
        return sleutel

    def name(self, plek: int) -> str:
        """The feature at a place, to say what decided."""
        if plek < len(self._letters):
            return next(x for x, i in self._letters.items() if i == plek)
        cijfers, rest = [], int(self._sleutels[plek - len(self._letters)])
        while rest:
            rest, cijfer = divmod(rest, self._stap)
            cijfers.append(cijfer)
        paar = len(cijfers) > len(WOORDEN)
        return ("~" if paar else " ").join(self._woorden[c - 1] for c in reversed(cijfers[:2] if paar else cijfers))

    def rows(self, teksten: Sequence[Sequence[str]]) -> Rijen:
        """``teksten``: the words of each text."""
        plaatsen = [self._places(tekst[:MAX_WOORDEN], ()) + rij * len(self) for rij, tekst in enumerate(teksten)]
        return self._weigh(np.concatenate(plaatsen), len(teksten))

    def message(self, woorden: Sequence[str], zinnen: Sequence[Stuk]) -> Rijen:
        """A message, then each of its sentences: the whole is looked up once."""
        return self._weigh(self._places(woorden, zinnen), 1 + len(zinnen))

    def _places(self, woorden: Sequence[str], zinnen: Sequence[Stuk]) -> Ints:
        """The place of every feature that is known, each time it is there: of the whole, then of each sentence."""
        delen, breed = [self._woord_van(w) for w in woorden], len(self)
        stukken = [(0, min(len(delen), MAX_WOORDEN)), *((van, min(tot, van + MAX_WOORDEN)) for van, tot in zinnen)]
        raster, paren, begin, eind = _raster(len(delen))
        randen = np.array([rand for i, stuk in enumerate(stukken) for rand in _edges(i * breed, *stuk, len(delen))]).T
        nummer = np.array([0, self._rand[0], *(d.nummer for d in delen), self._rand[1]])
        cijfers = nummer[np.concatenate([raster, randen[1:]], axis=1)]
        sleutels = (cijfers[0] * self._stap + cijfers[1]) * self._stap + cijfers[2]
        sleutels[:paren] += self._stap ** 3
        bekend, plek = self._find(sleutels)
        binnen = bekend.searchsorted(len(begin))
        losse = [d.letters for d in delen]
        alles = np.concatenate([plek[:binnen], *losse])
        uit = [plek[binnen:] + randen[0][bekend[binnen:] - len(begin)]]
        if len(stukken) == 1 and len(delen) <= MAX_WOORDEN:
            return np.concatenate([*uit, alles])
        van = np.arange(len(delen)).repeat([len(x) for x in losse])
        begin, eind = (np.concatenate([x[bekend[:binnen]], van]) for x in (begin, eind))
        for laag in (stukken[:1], stukken[1:]):
            stuk_van = np.full(len(delen), -1)  # where the numbers of the piece begin that a word is in
            for i, stuk in enumerate(laag, start=len(uit) - 1):
                stuk_van[slice(*stuk)] = i * breed
            hier = stuk_van[begin]
            uit.append((alles + hier)[(hier >= 0) & (hier == stuk_van[eind])])
        return np.concatenate(uit)

    def _word(self, woord: str) -> _Woord:
        hoort = klank(woord)
        plaatsen = [i for x in letters(hoort) if (i := self._letters.get(x)) is not None]
        return _Woord(self._nummers.get(hoort, self._stap - 1), np.array(plaatsen, dtype=np.int64))

    def _find(self, sleutels: Ints) -> Tuple[Ints, Ints]:
        """Which of these keys are known, and their places."""
        if not len(self._sleutels):
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
        index = self._sleutels.searchsorted(sleutels)
        bekend = (self._sleutels.take(index, mode="clip") == sleutels).nonzero()[0]
        return bekend, index[bekend] + len(self._letters)

    def _weigh(self, plaatsen: Ints, aantal: int) -> Rijen:
        """Count what each row has, weigh by rarity, scale each kind."""
        alle, keer = _count(plaatsen)
        vakken = np.add.outer(np.arange(aantal) * len(self), self.soorten).ravel()  # where each kind of each row begins
        grenzen = np.append(alle.searchsorted(vakken), len(alle))
        vak = np.arange(len(vakken)).repeat(np.diff(grenzen))
        index = alle - vakken[vak - vak % len(SOORTEN)]
        waarde = (np.log(keer, dtype=np.float32) + 1) * self.idf[index]
        lengte = np.sqrt(np.bincount(vak, waarde * waarde, minlength=len(vakken)))
        schaal = (self._lengtes / np.maximum(lengte, 1e-9).reshape(-1, len(SOORTEN))).astype(np.float32)
        return Rijen(index, waarde * schaal.ravel()[vak], grenzen[::len(SOORTEN)])


@lru_cache(maxsize=64)
def _raster(n: int) -> Tuple[Ints, int, Ints, Ints]:
    """Every pair and run inside ``n`` words: three numbers each (0: no word; word ``i`` is ``i + 2``), how many are pairs,
    the first word, and the last."""
    paren = [(i, i + k) for k in AFSTAND for i in range(n - k)]
    stukken = [*paren, *((i, i + k - 1) for k in WOORDEN for i in range(n - k + 1))]
    drie = [[0, i + 2, j + 2] for i, j in paren] + [
        [0] * (3 - k) + [i + 2 + x for x in range(k)] for k in WOORDEN for i in range(n - k + 1)]
    eerste, laatste = np.array(stukken, dtype=np.int64).reshape(-1, 2).T.copy()
    return np.array(drie, dtype=np.int64).reshape(-1, 3).T.copy(), len(paren), eerste, laatste


def _edges(rij: int, van: int, tot: int, n: int) -> Iterator[Tuple[int, int, int, int]]:
    """The runs with the begin (1) or the end (``n + 2``) of a piece, as in ``_raster``, after ``rij``."""
    eind, eerste, laatste = n + 2, van + 2, tot + 1
    yield rij, 0, 0, 1
    yield rij, 0, 0, eind
    if tot == van:
        yield rij, 0, 1, eind
        return
    yield rij, 0, 1, eerste
    yield rij, 0, laatste, eind
    if tot == van + 1:
        yield rij, 1, eerste, eind
        return
    yield rij, 1, eerste, eerste + 1
    yield rij, laatste - 1, laatste, eind


def _count(plaatsen: Ints) -> Tuple[Ints, Ints]:
    """``np.unique`` with counts, without the half of its time that goes to what is not needed here. Sorts in place."""
    plaatsen.sort()
    grens = np.ones(len(plaatsen) + 1, dtype=bool)
    np.not_equal(plaatsen[1:], plaatsen[:-1], out=grens[1:-1])
    begin = grens.nonzero()[0]
    return plaatsen[begin[:-1]], begin[1:] - begin[:-1]
