"""Opening hours to and from HSDS schedules (RFC 5545 rules: a week of days with a time to open and to close).

Times are local Dutch time without an offset: an offset would be wrong for half of the year.
"""

from __future__ import annotations

import re
from typing import Any, Dict, List, Mapping, Optional, Sequence, Tuple

from bot.knowledge.hours import ALTIJD, DAGEN, parse_hours

BYDAY = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
HELE_DAG = ("00:00", "23:59")
# A Dutch offset is local time already; another one, or Z, would have to be moved and is refused.
_TIJD = re.compile(r"^(\d{2}:\d{2})(?::\d{2})?(?:\+0[12]:00)?$")
Rij = Dict[str, Any]
Opening = Tuple[int, str, str]


def as_schedules(open_: str) -> List[Rij]:
    """One schedule for each pair of times, with its days; without ids. ``description`` keeps the school's own form."""
    tijden = parse_hours(open_)
    if tijden.altijd:
        dagen = {HELE_DAG: list(range(7))}
    else:
        dagen = {}
        for blok in tijden.blokken:
            dagen.setdefault((blok.van.strftime("%H:%M"), blok.tot.strftime("%H:%M")), []).append(blok.dag)
    return [
        {"freq": "WEEKLY", "byday": ",".join(BYDAY[d] for d in sorted(rij)), "opens_at": van, "closes_at": tot,
         "description": open_}
        for (van, tot), rij in dagen.items()
    ]


def as_hours(schedules: Sequence[Mapping[str, Any]]) -> Optional[str]:
    """The inverse; None for none, or for rules that opening hours cannot say (per month, once, in another time zone)."""
    openingen: List[Opening] = []
    for rij in schedules:
        van, tot = (_TIJD.match(str(rij.get(k) or "")) for k in ("opens_at", "closes_at"))
        dagen = str(rij.get("byday") or "").split(",")
        if not van or not tot or rij.get("freq") != "WEEKLY" or not set(dagen) <= set(BYDAY) or rij.get("interval", 1) != 1:
            return None
        openingen += [(BYDAY.index(d), van[1], tot[1]) for d in dagen]
    return _own_words(schedules, openingen) or _as_text(openingen) if openingen else None


def _own_words(schedules: Sequence[Mapping[str, Any]], openingen: List[Opening]) -> Optional[str]:
    """The description, when it says the same as the rules."""
    teksten = {str(rij.get("description") or "") for rij in schedules}
    tekst = teksten.pop()
    try:
        zelf = as_schedules(tekst) if not teksten else []
    except ValueError:
        return None
    bedoeld = {(BYDAY.index(d), r["opens_at"], r["closes_at"]) for r in zelf for d in r["byday"].split(",")}
    return tekst if bedoeld == set(openingen) else None


def _as_text(openingen: List[Opening]) -> Optional[str]:
    per_dag: Dict[int, List[str]] = {}
    for dag, van, tot in sorted(set(openingen)):
        per_dag.setdefault(dag, []).append(f"{van}-{tot}")
    if all(per_dag.get(d) == ["-".join(HELE_DAG)] for d in range(7)):
        return ALTIJD
    groepen: Dict[str, List[int]] = {}
    for dag, tijden in per_dag.items():
        groepen.setdefault(", ".join(tijden), []).append(dag)
    tekst = "; ".join(f"{_days(dagen)} {tijden}" for tijden, dagen in groepen.items())
    try:
        parse_hours(tekst)
    except ValueError:
        return None
    return tekst


def _days(dagen: List[int]) -> str:
    """[0, 1, 2, 4] → 'ma-wo,vr'"""
    reeksen: List[List[int]] = []
    for dag in dagen:
        if reeksen and dag == reeksen[-1][-1] + 1:
            reeksen[-1].append(dag)
        else:
            reeksen.append([dag])
    return ",".join(DAGEN[r[0]] if len(r) == 1 else f"{DAGEN[r[0]]}-{DAGEN[r[-1]]}" for r in reeksen)
