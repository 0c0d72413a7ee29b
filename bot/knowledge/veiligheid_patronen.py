"""The guard's reviewed patterns: sequences of words, found without regular expressions.

A care professional reads and changes ``knowledge/veiligheid/*.yaml``; the notation is explained at the top of
patronen.yaml. Here each notation becomes steps over words. A pattern is looked at only when its two
rarest words are in the message, so two thousand patterns cost a fraction of a millisecond and odd input cannot explode.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Dict, FrozenSet, Iterable, List, Mapping, NamedTuple, Sequence, Set, Tuple

from bot.knowledge.onthouden import WOORD, remember
from bot.knowledge.veiligheid_tekst import GRENS, hash_of, klank, words

GATEN = {"=": 0, "+": 2, "..": 4, "...": 12}
GAT_GEWOON = 1
MIN_STAM, MIN_VERBORGEN = 3, 4
VERBORGEN = "~"  # before the hash of how a word sounds, instead of that word
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

    @property
    def verborgen(self) -> bool:
        """It has words that are kept as a hash. No training line has them: the trained part knows nothing of it."""
        return VERBORGEN in self.woorden


class Hit(NamedTuple):
    """A pattern found in a message: from word ``begin`` up to (not including) ``eind``."""

    regel: Regel
    begin: int
    eind: int


class _Vorm(NamedTuple):
    """One way to write an element: words after each other; ``stam``: the last one is a stem."""

    woorden: Tuple[str, ...]
    stam: bool
    letterlijk: bool


_Vormen = Tuple[Tuple[_Vorm, int], ...]


class _Woord(NamedTuple):
    """What a word can be: elements of this one word, and longer forms that start with it, per second word; apart those
    whose second word is a stem. ``spelling``: as it is written and as it sounds."""

    spelling: FrozenSet[str]
    elementen: Dict[int, int]
    langer: Dict[str, _Vormen]
    stammen: _Vormen


_LEEG = _Woord(frozenset(), {}, {}, ())


class _Stap(NamedTuple):
    element: int
    gat: int


class _Patroon(NamedTuple):
    regel: Regel
    stappen: Tuple[_Stap, ...]
    elementen: FrozenSet[int]
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
        self._vormen: Dict[str, List[Tuple[_Vorm, int]]] = {}
        self._zeldzaam: Dict[int, float] = {}
        self._bij: Dict[int, List[Tuple[int, _Patroon]]] = {}
        for patroon in [p for r in self.regels for p in self._variants(r)]:
            zeldzaam, *rest = sorted(patroon.elementen, key=self._zeldzaam.__getitem__)
            self._bij.setdefault(zeldzaam, []).append((rest[0] if rest else zeldzaam, patroon))
        self._wachten = frozenset(self._bij)
        self._verborgen = any(VERBORGEN in r.woorden for r in self.regels)
        self._begin_bij = remember(WOORD)(self._forms_at)

    def _variants(self, regel: Regel) -> List[_Patroon]:
        """``… a|b|$`` at the end means: with one of those words, or at the end of the sentence."""
        delen = regel.woorden.split()
        keuzes = delen[-1].split("|")
        if len(keuzes) == 1 or EIND not in keuzes:
            return [self._compile(regel, delen)]
        tot = len(delen) - (2 if delen[-2] in GATEN else 1)
        rest = "|".join(k for k in keuzes if k != EIND)
        return [self._compile(regel, [*delen[:-1], rest]), self._compile(regel, [*delen[:tot], EIND])]

    def _compile(self, regel: Regel, delen: Sequence[str]) -> _Patroon:
        stappen: List[_Stap] = []
        gat, begin, eind = GAT_GEWOON, False, False
        for deel in delen:
            if deel in GATEN:
                gat = GATEN[deel]
            elif deel == BEGIN:
                begin = True
            elif deel == EIND:
                eind = True
            else:
                stappen.append(_Stap(self._element(deel), gat))
                gat = GAT_GEWOON
        return _Patroon(regel, tuple(stappen), frozenset(s.element for s in stappen), begin, eind)

    def _element(self, deel: str) -> int:
        if deel in self._elementen:
            return self._elementen[deel]
        nummer = self._elementen[deel] = len(self._elementen)
        vormen = deel.split("|")
        # Few and long words are rare: patterns wait for their rarest element before anything is compared.
        self._zeldzaam[nummer] = sum(10.0 / len(v) for v in vormen)
        for vorm in vormen:
            self._add_form(vorm, nummer)
        return nummer

    def _add_form(self, vorm: str, nummer: int) -> None:
        stam, letterlijk = vorm.endswith("*"), vorm.startswith(("!", VERBORGEN))
        delen = tuple(vorm.strip("*!").split("_"))
        if letterlijk:
            self._store(_Vorm(delen, stam, True), nummer)
        else:
            for een in {delen, tuple(klank(d) for d in delen)}:
                self._store(_Vorm(een, stam, False), nummer)

    def _store(self, vorm: _Vorm, nummer: int) -> None:
        """Under its first word; as a stem, or literal (never by its sound) when the form says so."""
        soort = ("!" if vorm.letterlijk else "") + ("*" if vorm.stam and len(vorm.woorden) == 1 else "")
        self._vormen.setdefault(soort + vorm.woorden[0], []).append((vorm, nummer))

    def _forms_at(self, woord: str) -> _Woord:
        gevonden: List[Tuple[_Vorm, int]] = []
        for een, merk in {(woord, ""), (klank(woord), ""), (woord, "!")}:
            gevonden += self._vormen.get(merk + een, ())
            for n in range(MIN_STAM, len(een) + 1):
                gevonden += self._vormen.get(f"{merk}*{een[:n]}", ())
        gevonden += self._hidden(klank(woord))
        langer: Dict[str, _Vormen] = {}
        stammen: List[Tuple[_Vorm, int]] = []
        for vorm, nummer in gevonden:
            if len(vorm.woorden) == 2 and vorm.stam:
                stammen.append((vorm, nummer))
            elif len(vorm.woorden) > 1:
                langer[vorm.woorden[1]] = (*langer.get(vorm.woorden[1], ()), (vorm, nummer))
        elementen = {nr: 1 for v, nr in gevonden if len(v.woorden) == 1}
        return _Woord(frozenset({woord, klank(woord)}), elementen, langer, tuple(stammen))

    def _hidden(self, hoort: str) -> List[Tuple[_Vorm, int]]:
        """Forms that are kept as a hash: of the whole word, and of the beginnings that may be a stem."""
        if not self._verborgen:
            return []
        uit = list(self._vormen.get(f"!{VERBORGEN}{hash_of(hoort)}", ()))
        for n in range(MIN_VERBORGEN, len(hoort) + 1):
            uit += self._vormen.get(f"!*{VERBORGEN}{hash_of(hoort[:n])}", ())
        return uit

    def hits(self, tekst: Sequence[str]) -> List[Hit]:
        """Every pattern found, in no particular order."""
        plaatsen: List[Dict[int, int]] = []
        aanwezig: Set[int] = set()
        gelezen = [self._begin_bij(w) for w in tekst]
        for i, (een, twee) in enumerate(zip(gelezen, [*gelezen[1:], _LEEG])):
            hier, los = een.elementen, False
            kan = [v for vorm in twee.spelling for v in een.langer.get(vorm, ())] if een.langer else []
            for v, nummer in (*kan, *een.stammen):
                if _same(tekst, i, v):
                    hier, los = hier if los else dict(hier), True
                    hier[nummer] = max(len(v.woorden), hier.get(nummer, 0))
            plaatsen.append(hier)
            aanwezig.update(hier)
        grens = [w == GRENS for w in tekst]
        nee = [g or w in self.stop for g, w in zip(grens, tekst)]
        return [hit for nummer in aanwezig & self._wachten for ook, p in self._bij[nummer]
                if ook in aanwezig and p.elementen <= aanwezig for hit in _find(p, plaatsen, nee, grens)]


def _same(tekst: Sequence[str], i: int, vorm: _Vorm) -> bool:
    """Do the words from ``i`` on make this form of two or more words? The first one is known to fit."""
    n = len(vorm.woorden)
    if i + n > len(tekst):
        return False
    for k in range(1, n):
        een, twee = tekst[i + k], vorm.woorden[k]
        klinkt = een if vorm.letterlijk else klank(een)
        laatste = vorm.stam and k == n - 1
        if een != twee and klinkt != twee and not (laatste and (een.startswith(twee) or klinkt.startswith(twee))):
            return False
    return True


def _find(p: _Patroon, plaatsen: Sequence[Mapping[int, int]], nee: Sequence[bool],
          grens: Sequence[bool]) -> List[Hit]:
    """Walk the steps with a set of (where this ends → where it began); gaps never cross a sentence or a negation."""
    eerste = p.stappen[0].element
    n = len(plaatsen)
    open_: Dict[int, int] = {i + h[eerste]: i for i, h in enumerate(plaatsen)
                             if eerste in h and not (p.begin and i and not grens[i - 1])}
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
    return [Hit(p.regel, begin, eind) for eind, begin in open_.items() if not p.eind or eind >= n or grens[eind]]


def text_of(hit: Hit, tekst: Sequence[str]) -> str:
    """The words of the message that made the hit."""
    return " ".join(tekst[hit.begin:hit.eind])


__all__ = ["GRENS", "Hit", "Matcher", "Regel", "expand", "text_of", "words"]
