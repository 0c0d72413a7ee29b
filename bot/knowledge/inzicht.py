"""Totals per week → a school's report in which no small number can be found (docs/besluiten/0011-inzicht-in-vijftallen.md).

Pure. How: a figure is only ever a multiple of five. What is left over (0 to 4) goes on to the next week of the same
school year. So every shown figure can stand for five true totals, also after subtracting figures from each other.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Dict, Iterable, List, Mapping, Optional, Tuple

from bot.knowledge import inzicht_nl as zin
from bot.knowledge.catalog import Catalog
from bot.knowledge.gesprek.tellen import GEVAAR, SOORTEN
from bot.knowledge.school import School
from bot.knowledge.weken import last_closed_week, school_year

MINSTENS = 5
STAP = "stap"
# The order on the page. A step is not counted: it is the sum of the shown figures of its lokets.
ONDERDELEN = ("thema", STAP, "loket", "geholpen", "niet_begrepen", "gat", "einde_route", "kaartje", "route")


@dataclass(frozen=True, order=True)
class Rij:
    """A raw total: ``aantal`` conversations in ``week`` (2026-W48), ``kenmerk`` an id or "" (see tellen.SOORTEN)."""

    week: str
    soort: str
    kenmerk: str
    aantal: int


@dataclass(frozen=True)
class Regel:
    """One line of the report: the name, the total, and the figure of every week that has one."""

    kenmerk: str
    naam: str
    aantal: int
    weken: Mapping[str, int]


@dataclass(frozen=True)
class Onderdeel:
    soort: str
    regels: Tuple[Regel, ...]

    @property
    def hoogste(self) -> int:
        return max((r.aantal for r in self.regels), default=0)


@dataclass(frozen=True)
class Rapport:
    """``weken``: from the first week with a figure to the last closed week; ``per_week``: conversations by theme."""

    instelling: str
    naam: str
    schooljaar: int
    schooljaren: Tuple[int, ...]
    tot: str
    onderdelen: Tuple[Onderdeel, ...]
    per_week: Mapping[str, int]


def publish(rijen: Iterable[Rij], tot: str) -> Tuple[Rij, ...]:
    """Raw totals → what may be shown, up to and including week ``tot``: multiples of five, the rest carried on."""
    cellen: Dict[Tuple[int, str, str], Dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for r in rijen:
        if r.week <= tot and r.soort in SOORTEN and r.kenmerk not in GEVAAR:
            cellen[school_year(r.week), r.soort, r.kenmerk][r.week] += r.aantal
    uit: List[Rij] = []
    for (_, soort, kenmerk), weken in cellen.items():
        rest = 0
        for week in sorted(weken):
            toon, rest = divmod(rest + weken[week], MINSTENS)
            if toon:
                uit.append(Rij(week, soort, kenmerk, toon * MINSTENS))
    return tuple(sorted(uit))


def make_report(
    rijen: Iterable[Rij], catalog: Catalog, school: School, vandaag: date, schooljaar: Optional[int] = None
) -> Rapport:
    """The report of one school year (None: the latest with figures, else the one that is going on)."""
    tot = last_closed_week(vandaag)
    alles = publish(rijen, tot)
    jaren = tuple(sorted({school_year(r.week) for r in alles} | {school_year(tot)}, reverse=True))
    jaar = schooljaar if schooljaar in jaren else jaren[0]
    eigen = [r for r in alles if school_year(r.week) == jaar]
    eigen += [Rij(r.week, STAP, str(_step(r.kenmerk, catalog)), r.aantal) for r in eigen if r.soort == "loket"]
    per_week: Dict[str, int] = defaultdict(int)
    for r in eigen:
        if r.soort == "thema":
            per_week[r.week] += r.aantal
    onderdelen = tuple(_part(soort, eigen, catalog, school) for soort in ONDERDELEN)
    return Rapport(school.id, school.naam, jaar, jaren, tot, onderdelen, dict(sorted(per_week.items())))


def _step(loket: str, catalog: Catalog) -> Optional[int]:
    bekend = loket in catalog.loketten or loket in catalog.diensten
    return catalog.plek(loket).stap if bekend else None


def _part(soort: str, rijen: Iterable[Rij], catalog: Catalog, school: School) -> Onderdeel:
    """The lines of one part, the largest first; steps and answers in their own order."""
    weken: Dict[str, Dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for r in rijen:
        if r.soort == soort:
            weken[r.kenmerk][r.week] += r.aantal
    regels = [Regel(k, _name(soort, k, catalog, school), sum(w.values()), dict(w)) for k, w in weken.items()]
    vast = list(zin.WAARDEN.get(soort, {}))
    if soort == STAP:
        regels.sort(key=lambda r: r.kenmerk)
    else:
        regels.sort(key=lambda r: (vast.index(r.kenmerk) if r.kenmerk in vast else 0, -r.aantal, r.naam))
    return Onderdeel(soort, tuple(regels))


def _name(soort: str, kenmerk: str, catalog: Catalog, school: School) -> str:
    """What a reader sees: the school's own word for a loket, the name of a theme; the id when it is gone."""
    if SOORTEN.get(soort) == "thema":
        return catalog.themas[kenmerk].naam if kenmerk in catalog.themas else kenmerk
    if SOORTEN.get(soort) == "loket":
        if kenmerk in school.loketnamen:
            return school.loketnamen[kenmerk]
        return catalog.plek(kenmerk).naam if _step(kenmerk, catalog) is not None else kenmerk
    if soort == STAP and kenmerk.isdigit() and int(kenmerk) in catalog.stappen:
        return zin.STAP.format(nummer=kenmerk, naam=catalog.stappen[int(kenmerk)].naam)
    return zin.WAARDEN.get(soort, {}).get(kenmerk, kenmerk)
