"""Days on which Dutch schools are closed: public holidays and school holidays per region.

Public holidays come from the ``holidays`` library; school holidays are data in
knowledge/schoolvakanties.yaml, with source and date.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Callable, Mapping, Tuple

import holidays

Periode = Tuple[date, date]


@lru_cache(maxsize=32)
def _feestdagen(jaar: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("NL", years=jaar).keys())


@dataclass(frozen=True)
class Kalender:
    """``vakanties`` maps a region (noord, midden, zuid) to its closed periods, both days included."""

    vakanties: Mapping[str, Tuple[Periode, ...]]

    def vrij(self, regio: str) -> Callable[[date], bool]:
        """A test for one day in this region."""
        periodes = self.vakanties.get(regio, ())
        return lambda dag: dag in _feestdagen(dag.year) or any(van <= dag <= tot for van, tot in periodes)
