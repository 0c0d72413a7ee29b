"""Cross-file checks: each module yields Problems; this table is the whole list, in order."""

from __future__ import annotations

from pathlib import Path
from typing import Callable, Iterator, List, Tuple

from bot.knowledge.catalog import Catalog
from bot.knowledge.checks import contacts, coverage, numbers, references
from bot.knowledge.problems import Problem

Check = Callable[[Catalog, Path], Iterator[Problem]]
CHECKS: Tuple[Check, ...] = (
    references.check_references,
    references.check_unique_choices,
    references.check_fixed_buttons,
    numbers.check_numbers,
    numbers.check_number_sources,
    numbers.check_confused_services,
    contacts.check_contact_reachable,
    contacts.check_templates,
    coverage.check_no_dead_end,
)


def run_checks(catalog: Catalog, map_: Path) -> List[Problem]:
    """Every problem of every check, sorted by file and line."""
    return sorted({p for check in CHECKS for p in check(catalog, map_)})
