"""The last good version of each file from elsewhere, on disk, and what happened to the newest one.

Per school ``<id>.yaml`` and ``<id>.json``. The JSON holds where it came from, versions, moments, and codes with lines;
never a text from the file.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Dict, Iterable, List, Optional, Tuple

from bot.knowledge.problems import Problem

Reden = Tuple[int, str]  # line, code


@dataclass(frozen=True)
class Herkomst:
    """``soort``: map, bronnen or haal. ``versie``: first 12 signs of the SHA-256 in force, '' when none was ever good."""

    school: str
    soort: str
    bron: str
    versie: str = ""
    geladen_op: str = ""
    geweigerd: str = ""
    geweigerd_op: str = ""
    redenen: Tuple[Reden, ...] = ()


class Opgehaald:
    """One folder. Every write is a rename, so that a reader never sees half a file."""

    def __init__(self, map_: Path) -> None:
        self.map = map_

    def files(self) -> List[Path]:
        return sorted(self.map.glob("*.yaml")) if self.map.is_dir() else []

    def all(self) -> List[Herkomst]:
        paden = sorted(self.map.glob("*.json")) if self.map.is_dir() else []
        return [h for h in (self._read(p) for p in paden) if h]

    def get(self, school: str) -> Optional[Herkomst]:
        return self._read(self.map / f"{school}.json")

    def accept(self, school: str, soort: str, bron: str, versie: str, inhoud: bytes, nu: datetime) -> None:
        self._write(self.map / f"{school}.yaml", inhoud)
        self._note(Herkomst(school, soort, bron, versie, _moment(nu)))

    def refuse(self, school: str, soort: str, bron: str, versie: str, problems: Iterable[Problem], nu: datetime) -> None:
        """The newest version is not taken; what was good stays. Does nothing when this was noted before."""
        redenen = tuple(sorted({(p.regel, p.code) for p in problems}))
        vorige = self.get(school) or Herkomst(school, soort, bron)
        if (vorige.geweigerd, vorige.redenen) != (versie, redenen):
            self._note(replace(vorige, soort=soort, bron=bron, geweigerd=versie, geweigerd_op=_moment(nu), redenen=redenen))

    def confirm(self, school: str) -> None:
        """The version in force is the newest one again."""
        vorige = self.get(school)
        if vorige and (vorige.geweigerd or vorige.redenen):
            self._note(replace(vorige, geweigerd="", geweigerd_op="", redenen=()))

    def remove(self, school: str) -> None:
        for einde in (".yaml", ".json"):
            (self.map / f"{school}{einde}").unlink(missing_ok=True)

    def _read(self, pad: Path) -> Optional[Herkomst]:
        try:
            waarden: Dict[str, Any] = json.loads(pad.read_text("utf-8"))
            return Herkomst(**{**waarden, "redenen": tuple((int(r), str(c)) for r, c in waarden["redenen"])})
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def _note(self, herkomst: Herkomst) -> None:
        self._write(self.map / f"{herkomst.school}.json", json.dumps(asdict(herkomst), indent=1).encode())

    def _write(self, pad: Path, inhoud: bytes) -> None:
        self.map.mkdir(parents=True, exist_ok=True)
        nieuw = pad.with_name(f".{pad.name}.{os.getpid()}")
        nieuw.write_bytes(inhoud)
        os.replace(nieuw, pad)


def _moment(nu: datetime) -> str:
    return nu.isoformat(timespec="seconds")
