"""A mistake in a data file is a value: where, what, and what to do now."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Iterable, List, Literal

from bot.knowledge.messages_nl import BERICHTEN

Niveau = Literal["fout", "waarschuwing"]
MAX_WAARDE = 60
# Parts that are ours and are shown whole.
_HEEL = ("bedoelt", "keuzes", "voorbeeld", "waarom", "tip")


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
    return Problem(pad, regel, code, BERICHTEN[code].format(**{k: _kort(k, v) for k, v in delen.items()}), niveau)


def _kort(naam: str, waarde: object) -> str:
    """One line, and short: a message shows what someone wrote, not a whole page of it."""
    tekst = " ".join(str(waarde).split()) if naam != "bedoelt" else str(waarde)
    return tekst if naam in _HEEL or len(tekst) <= MAX_WAARDE else tekst[: MAX_WAARDE - 1] + "…"


def als_tekst(problems: Iterable[Problem]) -> str:
    return "\n".join(str(p) for p in problems)


def als_json(problems: Iterable[Problem]) -> str:
    return json.dumps([asdict(p) for p in problems], ensure_ascii=False, indent=1)


def als_github(problems: Iterable[Problem]) -> str:
    """Annotations for a continuous-integration run on GitHub."""
    soort = {"fout": "error", "waarschuwing": "warning"}
    regels: List[str] = []
    for p in problems:
        pad, tekst = _github(p.pad).replace(",", "%2C").replace(":", "%3A"), _github(p.tekst)
        regels.append(f"::{soort[p.niveau]} file={pad},line={p.regel},title={p.code}::{tekst}")
    return "\n".join(regels)


def _github(tekst: str) -> str:
    return tekst.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
