"""A mistake in a data file is a value: where, what, and what to do now."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Iterable, List, Literal

from bot.knowledge.messages_nl import BERICHTEN

Niveau = Literal["fout", "waarschuwing"]


@dataclass(frozen=True, order=True)
class Problem:
    """One problem; sorts by file and line. ``code`` is stable and documented in docs/meldingen.md."""

    pad: str
    regel: int
    code: str
    tekst: str
    niveau: Niveau = "fout"

    def __str__(self) -> str:
        return f"{self.pad}:{self.regel}: {self.niveau} [{self.code}] {self.tekst}"


def problem(pad: str, regel: int, code: str, niveau: Niveau = "fout", **delen: object) -> Problem:
    """Make a Problem with the Dutch sentence of its code. Raises KeyError for an unknown code."""
    return Problem(pad, regel, code, BERICHTEN[code].format(**delen), niveau)


def als_tekst(problems: Iterable[Problem]) -> str:
    return "\n".join(str(p) for p in problems)


def als_json(problems: Iterable[Problem]) -> str:
    return json.dumps([asdict(p) for p in problems], ensure_ascii=False, indent=1)


def als_github(problems: Iterable[Problem]) -> str:
    """Annotations for a continuous-integration run on GitHub."""
    soort = {"fout": "error", "waarschuwing": "warning"}
    regels: List[str] = []
    for p in problems:
        regels.append(f"::{soort[p.niveau]} file={p.pad},line={p.regel},title={p.code}::{p.tekst}")
    return "\n".join(regels)
