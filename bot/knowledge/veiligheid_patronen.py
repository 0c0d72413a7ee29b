"""The guard's reviewed patterns: sequences of words, found without regular expressions.

A care professional reads and changes ``knowledge/veiligheid/*.yaml``; the notation is explained at the top of
patronen.yaml. Here each notation becomes steps over words. A bit mask per pattern skips the patterns whose words
are not all in the message, so hundreds of patterns cost well under a millisecond and odd input cannot explode.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Dict, Iterable, List, Mapping, NamedTuple, Sequence, Tuple

from bot.knowledge.veiligheid_tekst import GRENS, klank, words

GATEN = {"=": 0, "..": 4, "...": 12}
GAT_GEWOON = 1
MIN_STAM = 3
BEGIN, EIND = "^", "$"
_GROEP = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Regel:
    """One reviewed entry. ``soort``: a niveau, ``vraag``, ``uitzondering`` or ``ontkenning``."""

    id: str
    soort: str
    woorden: str
    reden: str
    bron: str
    zeker: bool = False
    bereik: str = "woorden"
    wie: str = ""


class Hit(NamedTuple):
    """A pattern found in a message: from word ``begin`` up to (not including) ``eind``."""

    regel: Regel
    begin: int
    eind: int


class _Vorm(NamedTuple):
    """One way to write an element: words after each other; ``stam``: the last one is a stem."""

    woorden: Tuple[str, ...]
    stam: bool


class _Stap(NamedTuple):
    element: int
    gat: int


@dataclass(frozen=True)
class _Patroon:
    regel: Regel
    stappen: Tuple[_Stap, ...]
    masker: int
    begin: bool
    eind: bool


def expand(woorden: str, groepen: Mapping[str, Sequence[str]]) -> str:
    """Write the groups of a pattern out. Raises KeyError for a group that does not exist."""
    for _ in range(4):
        if "{" not in woorden:
            break
        woorden = _GROEP.sub(lambda m: "|".join(groepen[m[1]]), woorden)
    return woorden


class Matcher:
    """All patterns together. ``hits`` is the only thing callers need."""

    def __init__(self, regels: Iterable[Regel], stopwoorden: Iterable[str]) -> None:
        self.regels = tuple(regels)
        self.stop = frozenset(stopwoorden)
        self._elementen: Dict[str, int] = {}
        self._heel: Dict[str, List[Tuple[_Vorm, int]]] = {}
        self._stam: Dict[str, List[Tuple[_Vorm, int]]] = {}
        self._patronen = [self._compile(r) for r in self.regels]
        self._begin_bij = lru_cache(maxsize=50_000)(self._forms_at)

    def _compile(self, regel: Regel) -> _Patroon:
        stappen: List[_Stap] = []
        gat, masker, begin, eind = GAT_GEWOON, 0, False, False
        for deel in regel.woorden.split():
            if deel in GATEN:
                gat = GATEN[deel]
            elif deel == BEGIN:
                begin = True
            elif deel == EIND:
                eind = True
            else:
                element = self._element(deel)
                stappen.append(_Stap(element, gat))
                masker |= 1 << element
                gat = GAT_GEWOON
        return _Patroon(regel, tuple(stappen), masker, begin, eind)

    def _element(self, deel: str) -> int:
        if deel in self._elementen:
            return self._elementen[deel]
        nummer = self._elementen[deel] = len(self._elementen)
        for vorm in deel.split("|"):
            self._add_form(vorm, nummer)
        return nummer

    def _add_form(self, vorm: str, nummer: int) -> None:
        stam = vorm.endswith("*")
        exact = vorm.startswith("!")
        delen = tuple(vorm.strip("*!").split("_"))
        for een in {delen} if exact else {delen, tuple(klank(d) for d in delen)}:
            deze = _Vorm(een, stam)
            if stam and len(een) == 1:
                self._stam.setdefault(een[0], []).append((deze, nummer))
            else:
                self._heel.setdefault(een[0], []).append((deze, nummer))

    def _forms_at(self, woord: str) -> Tuple[Tuple[_Vorm, int], ...]:
        gevonden: List[Tuple[_Vorm, int]] = []
        for een in {woord, klank(woord)}:
            gevonden += self._heel.get(een, ())
            for n in range(MIN_STAM, len(een) + 1):
                gevonden += self._stam.get(een[:n], ())
        return tuple(gevonden)

    def hits(self, tekst: Sequence[str]) -> List[Hit]:
        """Every pattern found, at most once each (the first place)."""
        plaatsen: List[Dict[int, int]] = []
        masker = 0
        for i, woord in enumerate(tekst):
            hier: Dict[int, int] = {}
            for vorm, nummer in self._begin_bij(woord):
                n = len(vorm.woorden)
                if n == 1 or _same(tekst, i, vorm):
                    hier[nummer] = max(n, hier.get(nummer, 0))
            plaatsen.append(hier)
            for nummer in hier:
                masker |= 1 << nummer
        nee = [w in self.stop or w == GRENS for w in tekst]
        return [hit for p in self._patronen if not p.masker & ~masker
                for hit in _find(p, plaatsen, nee)]


def _same(tekst: Sequence[str], i: int, vorm: _Vorm) -> bool:
    stuk = tekst[i:i + len(vorm.woorden)]
    if len(stuk) < len(vorm.woorden):
        return False
    for k, (een, twee) in enumerate(zip(stuk, vorm.woorden)):
        laatste = vorm.stam and k == len(vorm.woorden) - 1
        if not (een == twee or klank(een) == twee or (laatste and (een.startswith(twee) or klank(een).startswith(twee)))):
            return False
    return True


def _find(p: _Patroon, plaatsen: Sequence[Mapping[int, int]], nee: Sequence[bool]) -> List[Hit]:
    """Walk the steps with a set of (where this ends → where it began); gaps never cross a sentence or a negation."""
    eerste = p.stappen[0].element
    n = len(plaatsen)
    open_: Dict[int, int] = {i + h[eerste]: i for i, h in enumerate(plaatsen) if eerste in h and not (p.begin and i)}
    for stap in p.stappen[1:]:
        verder: Dict[int, int] = {}
        for eind, begin in open_.items():
            for j in range(eind, min(eind + stap.gat + 1, n)):
                if stap.element in plaatsen[j]:
                    verder[j + plaatsen[j][stap.element]] = max(begin, verder.get(j + plaatsen[j][stap.element], 0))
                if nee[j]:
                    break
        open_ = verder
        if not open_:
            return []
    return [Hit(p.regel, begin, eind) for eind, begin in open_.items() if not p.eind or _at_end(eind, nee, plaatsen)]


def _at_end(eind: int, nee: Sequence[bool], plaatsen: Sequence[Mapping[int, int]]) -> bool:
    return all(nee[j] for j in range(eind, len(plaatsen)))


def text_of(hit: Hit, tekst: Sequence[str]) -> str:
    """The words of the message that made the hit."""
    return " ".join(tekst[hit.begin:hit.eind])


__all__ = ["GRENS", "Hit", "Matcher", "Regel", "expand", "text_of", "words"]
