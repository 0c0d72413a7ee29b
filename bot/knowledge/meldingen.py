"""docs/meldingen.md: every message of ``controleer`` with what to do, made from messages_nl.py."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Tuple

from bot.knowledge.messages_nl import BERICHTEN, MELDINGEN_KOP, WAARSCHUWINGEN
from bot.knowledge.problems import Problem

BESTAND = "docs/meldingen.md"
# Files of a case that only tell the test what to do (tests/knowledge/kapotte_kennis/LEESMIJ.md).
BIJZAAK = ("melding.txt", "netwerk.txt")


def split_message(code: str) -> Tuple[str, str]:
    """(what is wrong, what to do) of a message, with ‹…› for the parts that differ each time."""
    tekst = re.sub(r"(?<!\{)\{(\w+)\}(?!\})", lambda m: "" if m[1] == "bedoelt" else f"‹{m[1]}›", BERICHTEN[code])
    wat, _, doen = tekst.replace("{{", "{").replace("}}", "}").partition(". ")
    return f"{wat}.", doen


def split_text(p: Problem) -> Tuple[str, str]:
    """(what is wrong, what to do) of a problem; ("the whole text", "") when its text is not the one of its code."""
    wat, _, doen = BERICHTEN[p.code].replace(".{bedoelt} ", ". {bedoelt} ").partition(". ")
    match = re.fullmatch(rf"({_pattern(wat)}\.) ?({_pattern(doen)})", p.tekst)
    return (match[1], match[2].strip()) if match else (p.tekst, "")


def _pattern(vorm: str) -> str:
    """A message as a pattern that fits what was filled in."""
    delen = re.split(r"(?<!\{)\{\w+\}(?!\})", vorm)
    return ".*".join(re.escape(d.replace("{{", "{").replace("}}", "}")) for d in delen)


def _example(code: str, proeven: Path) -> str:
    """A link to the first broken file that shows this message, from docs/; empty when there is none."""
    los, map_ = proeven / "ongeldig" / f"{code}-1.yaml", proeven / "kapotte_kennis" / "gevallen" / f"{code}-1"
    in_map = sorted(p for p in map_.rglob("*") if p.is_file() and p.name not in BIJZAAK)
    if not los.exists() and not in_map:
        return ""
    pad = los if los.exists() else in_map[0]
    return f"[{pad.name}](../tests/knowledge/{pad.relative_to(proeven).as_posix()})"


def as_markdown(proeven: Path) -> str:
    """The page; ``proeven`` is tests/knowledge, with the broken files, for a link to an example."""
    regels = [MELDINGEN_KOP]
    for code in sorted(BERICHTEN):
        wat, doen = (t.replace("|", "\\|") for t in split_message(code))
        soort = "waarschuwing" if code in WAARSCHUWINGEN else "fout"
        regels.append(f"| `{code}` | {soort} | {wat} | {doen} | {_example(code, proeven)} |")
    return "\n".join(regels) + "\n"
