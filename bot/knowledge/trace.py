"""Why: each choice of a decision, with the words or rule behind it and where that stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Iterable, List, Tuple


@dataclass(frozen=True)
class Reason:
    """One line of a trace: what was decided, the value, because of what, and the file and line."""

    wat: str
    waarde: str
    omdat: str = ""
    bron: str = ""


def print_trace(redenen: Iterable[Reason]) -> str:
    """A table of four columns, as ``loketwijzer leg-uit`` prints it."""
    rijen: List[Tuple[str, str, str, str]] = [(r.wat, r.waarde, r.omdat, r.bron) for r in redenen]
    breed = [max((len(rij[k]) for rij in rijen), default=0) for k in range(3)]
    return "\n".join(
        "  ".join((*(cel.ljust(b) for cel, b in zip(rij, breed)), rij[3])).rstrip() for rij in rijen
    )
