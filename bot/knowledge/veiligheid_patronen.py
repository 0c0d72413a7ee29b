"""The guard's reviewed patterns: sequences of words, found without regular expressions.

A care professional reads and changes ``knowledge/veiligheid/*.yaml``; the notation is explained at the top of
patronen.yaml. Here each notation becomes steps over words. A pattern is looked at only when its two
rarest words are in the message, so two thousand patterns cost a fraction of a millisecond and odd input cannot explode.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Dict, FrozenSet, Iterable, List, Mapping, NamedTuple, Sequence, Tuple

from bot.knowledge.onthouden import VEEL, WOORD, remember
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
    """What a word can be: elements of this one word (with their length, and as bits), those of them that patterns wait for,
    and longer forms that start with it, per second word; apart those whose second word is a stem. ``manieren``: how a form
    may have this word second: as it is written, as it sounds, literally."""

    manieren: FrozenSet[str]
    elementen: Dict[int, int]
    bits: int
    wachten: FrozenSet[int]
    langer: Dict[str, _Vormen]
    stammen: _Vormen


_LEEG = _Woord(frozenset(), {}, 0, frozenset(), {}, ())


class _Stap(NamedTuple):
    element: int
    gat: int


class _Patroon(NamedTuple):
    """``bits``: the elements of its steps."""

    regel: Regel
    stappen: Tuple[_Stap, ...]
    bits: int
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
        self._bij: Dict[int, List[Tuple[int, _Patroon]]] = {}
        patronen = [p for r in self.regels for p in self._variants(r)]
        vaak = self._how_common(patronen)
        for patroon in patronen:
            zeldzaam, *rest = sorted({s.element for s in patroon.stappen}, key=vaak.__getitem__)
            self._bij.setdefault(zeldzaam, []).append((rest[0] if rest else zeldzaam, patroon))
        self._verborgen = any(VERBORGEN in r.woorden for r in self.regels)
        self._begin_bij = remember(WOORD, VEEL)(self._forms_at)

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
        return _Patroon(regel, tuple(stappen), _bits(s.element for s in stappen), begin, eind)

    def _element(self, deel: str) -> int:
        if deel in self._elementen:
            return self._elementen[deel]
        nummer = self._elementen[deel] = len(self._elementen)
        for vorm in deel.split("|"):
            self._add_form(vorm, nummer)
        return nummer

    def _how_common(self, patronen: Sequence[_Patroon]) -> Dict[int, float]:
        """A guess per element, as patterns wait for their rarest: short words, and words that many patterns have, are common."""
        vormen = {nummer: deel.split("|") for deel, nummer in self._elementen.items()}
        keer = Counter(v for p in patronen for s in p.stappen for v in vormen[s.element])
        return {nummer: sum((1 + keer[v]) / len(v) ** 2 for v in vs) for nummer, vs in vormen.items()}

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
                tweede = ("!" if vorm.letterlijk else "") + vorm.woorden[1]
                langer[tweede] = (*langer.get(tweede, ()), (vorm, nummer))
        elementen = {nr: 1 for v, nr in gevonden if len(v.woorden) == 1}
        return _Woord(frozenset({woord, klank(woord), f"!{woord}"}), elementen, _bits(elementen),
                      frozenset(elementen.keys() & self._bij.keys()), langer, tuple(stammen))

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
        gelezen = [self._begin_bij(w) for w in tekst]
        plaatsen = [w.elementen for w in gelezen]
        wachten = set().union(*(w.wachten for w in gelezen))
        bits = 0
        for i, (een, twee) in enumerate(zip(gelezen, [*gelezen[1:], _LEEG])):
            bits |= een.bits
            langer = self._longer(tekst, i, een, twee) if een.langer or een.stammen else None
            if langer:
                plaatsen[i] = {**een.elementen, **langer}
                bits |= _bits(langer)
                wachten.update(langer.keys() & self._bij.keys())
        zin = _Zin(plaatsen, [w == GRENS for w in tekst], [w == GRENS or w in self.stop for w in tekst], {})
        return [hit for nummer in wachten for ook, p in self._bij[nummer]
                if bits >> ook & 1 and p.bits & bits == p.bits for hit in _find(p, zin)]

    def _longer(self, tekst: Sequence[str], i: int, een: _Woord, twee: _Woord) -> Dict[int, int]:
        """Elements of more than one word that begin at word ``i``, with the number of words."""
        uit: Dict[int, int] = {}
        for manier in een.langer.keys() & twee.manieren:
            for vorm, nummer in een.langer[manier]:
                if len(vorm.woorden) == 2 or _same(tekst, i, vorm):
                    uit[nummer] = max(len(vorm.woorden), uit.get(nummer, 0))
        for vorm, nummer in een.stammen:
            if _same(tekst, i, vorm):
                uit[nummer] = max(len(vorm.woorden), uit.get(nummer, 0))
        return uit


def _bits(nummers: Iterable[int]) -> int:
    uit = 0
    for nummer in nummers:
        uit |= 1 << nummer
    return uit


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


class _Zin(NamedTuple):
    """A message while it is compared: elements (with their length) per word, which words end a sentence, which end a gap,
    and per element where it is, as far as that was asked."""

    plaatsen: Sequence[Mapping[int, int]]
    grens: Sequence[bool]
    nee: Sequence[bool]
    waar: Dict[int, List[int]]

    def where(self, element: int) -> List[int]:
        if element not in self.waar:
            self.waar[element] = [i for i, h in enumerate(self.plaatsen) if element in h]
        return self.waar[element]


def _find(p: _Patroon, zin: _Zin) -> List[Hit]:
    """Walk the steps with a set of (where this ends → where it began); gaps never cross a sentence or a negation."""
    plaatsen, grens, nee, _ = zin
    eerste, n = p.stappen[0].element, len(plaatsen)
    open_: Dict[int, int] = {i + plaatsen[i][eerste]: i for i in zin.where(eerste) if not (p.begin and i and not grens[i - 1])}
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
