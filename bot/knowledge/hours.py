"""Opening hours: from the text a school writes to "open now?" and "when does it open?".

Pure: the moment is always an argument. Used by routing and by the checks.
Form: ``ma-do 09:00-16:00; vr 09:00-12:00`` or ``dag en nacht``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Callable, List, Optional, Tuple

DAGEN: Tuple[str, ...] = ("ma", "di", "wo", "do", "vr", "za", "zo")
DAGNAMEN: Tuple[str, ...] = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
ALTIJD = "dag en nacht"
_DEEL = re.compile(r"^(?P<dagen>[a-z,\-]+)\s+(?P<tijden>\d{2}:\d{2}-\d{2}:\d{2}(?:,\s*\d{2}:\d{2}-\d{2}:\d{2})*)$")

Gesloten = Callable[[date], bool]


@dataclass(frozen=True)
class Blok:
    """One opening: weekday (0 = Monday), from, until."""

    dag: int
    van: time
    tot: time


@dataclass(frozen=True)
class Openingstijden:
    """Parsed hours. ``altijd`` means day and night, holidays too."""

    tekst: str
    blokken: Tuple[Blok, ...]
    altijd: bool = False

    def is_open(self, nu: datetime, gesloten: Optional[Gesloten] = None) -> bool:
        if self.altijd:
            return True
        if gesloten and gesloten(nu.date()):
            return False
        tijd = nu.time()
        return any(b.dag == nu.weekday() and b.van <= tijd < b.tot for b in self.blokken)

    def volgende(self, nu: datetime, gesloten: Optional[Gesloten] = None) -> Optional[datetime]:
        """The next moment at which it opens, at most 90 days ahead (a summer holiday fits in that)."""
        if self.altijd:
            return nu
        for vooruit in range(91):
            dag = nu.date() + timedelta(days=vooruit)
            if gesloten and gesloten(dag):
                continue
            starts = sorted(b.van for b in self.blokken if b.dag == dag.weekday())
            for start in starts:
                moment = datetime.combine(dag, start, tzinfo=nu.tzinfo)
                if moment > nu:
                    return moment
        return None


def _dag_reeks(tekst: str) -> Tuple[int, ...]:
    dagen: List[int] = []
    for deel in tekst.split(","):
        grenzen = deel.split("-")
        if len(grenzen) > 2 or any(g not in DAGEN for g in grenzen):
            raise ValueError(f"onbekende dag {deel!r}")
        eerste, laatste = DAGEN.index(grenzen[0]), DAGEN.index(grenzen[-1])
        if laatste < eerste:
            raise ValueError(f"dagen achterstevoren {deel!r}")
        dagen.extend(range(eerste, laatste + 1))
    return tuple(dagen)


@lru_cache(maxsize=4096)
def parse_hours(tekst: str) -> Openingstijden:
    """Text → Openingstijden. Raises ValueError when the text does not fit the form."""
    schoon = " ".join(tekst.lower().split())
    if schoon == ALTIJD:
        return Openingstijden(tekst=ALTIJD, blokken=(), altijd=True)
    blokken: List[Blok] = []
    for deel in schoon.split(";"):
        match = _DEEL.match(deel.strip())
        if not match:
            raise ValueError(f"niet te lezen {deel.strip()!r}")
        for periode in match["tijden"].split(","):
            van, tot = (time.fromisoformat(t) for t in periode.strip().split("-"))
            if tot <= van:
                raise ValueError(f"eind voor begin {periode.strip()!r}")
            blokken.extend(Blok(dag, van, tot) for dag in _dag_reeks(match["dagen"]))
    return Openingstijden(tekst=schoon, blokken=tuple(blokken))


def moment_tekst(moment: datetime, nu: datetime) -> str:
    """'vandaag 09:00', 'morgen 09:00', 'maandag 09:00' or 'maandag 4-1 09:00': data, not a sentence."""
    dagen = (moment.date() - nu.date()).days
    klok = moment.strftime("%H:%M")
    if dagen == 0:
        return f"vandaag {klok}"
    if dagen == 1:
        return f"morgen {klok}"
    naam = DAGNAMEN[moment.weekday()]
    return f"{naam} {klok}" if dagen < 7 else f"{naam} {moment.day}-{moment.month} {klok}"
