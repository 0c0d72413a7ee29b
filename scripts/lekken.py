"""Known holes in the locked packages. ``make lekken`` asks pip-audit and npm audit, and compares with docs/beveiliging.md.

Every hole that stays open must stand there by its number, with what shields it. Exit code 0: no hole that is not named there;
1: there is one; 2: no new hole seen, but a list could not be reached or a package was not looked up. Needs a network.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, FrozenSet, List, Optional, Sequence, Tuple

WORTEL = Path(__file__).resolve().parent.parent
DOCUMENT, SLOT, WEB = WORTEL / "docs" / "beveiliging.md", WORTEL / "requirements.lock", WORTEL / "bot" / "web"
PIP_AUDIT = "pip-audit==2.10.1"
NUMMER = re.compile(r"CVE-\d{4}-\d{4,}|GHSA(?:-\w{4}){3}|PYSEC-\d{4}-\d+")
WACHT_S = 600


@dataclass(frozen=True)
class Gat:
    """``nummers``: every number it goes by. ``gemaakt``: versions in which it is mended, as the list tells."""

    pakket: str
    nummers: FrozenSet[str]
    gemaakt: str


Uitkomst = Tuple[List[Gat], List[str]]  # holes, and what could not be looked up


def read_pip(uit: Any) -> Uitkomst:
    """The JSON of pip-audit."""
    gaten, open_ = [], []
    for pakket in uit["dependencies"]:
        if "skip_reason" in pakket:
            open_.append(pakket["name"])
        for v in pakket.get("vulns", []):
            gaten.append(Gat(f"{pakket['name']} {pakket['version']}", frozenset([v["id"], *v.get("aliases", [])]),
                             ", ".join(v.get("fix_versions", [])) or "geen"))
    return gaten, open_


def read_npm(uit: Any) -> Uitkomst:
    """The JSON of npm audit, version 2. A package that only depends on a bad one has no number of its own."""
    if "vulnerabilities" not in uit:
        return [], [f"alle npm-pakketten ({uit.get('message', 'geen antwoord')})"]
    gaten = []
    for naam, pakket in uit["vulnerabilities"].items():
        for v in (v for v in pakket["via"] if isinstance(v, dict)):
            gaten.append(Gat(naam, frozenset(NUMMER.findall(v.get("url", ""))) or frozenset([str(v.get("source"))]),
                             f"buiten {v.get('range', '')}"))
    return gaten, []


def ask(opdracht: Sequence[str], map_: Path) -> Optional[Any]:
    """What a tool prints as JSON, whatever its exit code; None when it gives none."""
    try:
        gedaan = subprocess.run(opdracht, cwd=map_, capture_output=True, text=True, timeout=WACHT_S, check=False)
        return json.loads(gedaan.stdout)
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return None


def tool(naam: str) -> str:
    """The one that scripts/start.py brought in, else of this machine."""
    eigen = WORTEL / "var" / naam / "bin" / naam
    return str(eigen) if eigen.exists() else shutil.which(naam) or naam


def look() -> Uitkomst:
    """Both lists, one after the other."""
    pip = ask([tool("uv"), "tool", "run", PIP_AUDIT, "-r", str(SLOT), "--require-hashes", "--disable-pip", "-f", "json",
               "--progress-spinner", "off"], WORTEL)
    npm = ask([tool("npm"), "audit", "--package-lock-only", "--json"], WEB)
    delen = [read_pip(pip) if isinstance(pip, dict) and "dependencies" in pip else ([], ["alle Python-pakketten"]),
             read_npm(npm) if isinstance(npm, dict) else ([], ["alle npm-pakketten"])]
    return [g for gaten, _ in delen for g in gaten], [o for _, open_ in delen for o in open_]


def main() -> int:
    genoemd = set(NUMMER.findall(DOCUMENT.read_text("utf-8")))
    gaten, open_ = look()
    nieuw = [g for g in gaten if not g.nummers & genoemd]
    for g in sorted(nieuw, key=lambda g: g.pakket):
        print(f"NIEUW  {g.pakket}: {', '.join(sorted(g.nummers))}; gemaakt in {g.gemaakt}")
    regel: Dict[str, int] = {"bekende gaten": len(gaten) - len(nieuw), "nieuwe gaten": len(nieuw), "niet nagekeken": len(open_)}
    print(", ".join(f"{k}: {v}" for k, v in regel.items()))
    if open_:
        print(f"NIET NAGEKEKEN: {', '.join(open_[:10])}{' …' if len(open_) > 10 else ''}")
    return 1 if nieuw else 2 if open_ else 0


if __name__ == "__main__":
    sys.exit(main())
