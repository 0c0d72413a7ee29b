"""docs/meldingen.md: every message of ``controleer`` with what to do, made from messages_nl.py."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Tuple

from bot.knowledge.messages_nl import BERICHTEN, MELDINGEN_KOP, WAARSCHUWINGEN
from bot.knowledge.problems import Problem

BESTAND = "docs/meldingen.md"


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


def as_markdown(voorbeelden: Path) -> str:
    """The page; ``voorbeelden`` is the folder with the broken files, for a link to an example."""
    regels = [MELDINGEN_KOP]
    for code in sorted(BERICHTEN):
        wat, doen = (t.replace("|", "\\|") for t in split_message(code))
        naam = f"{code}-1.yaml"
        link = f"[{naam}](../tests/knowledge/ongeldig/{naam})" if (voorbeelden / naam).exists() else ""
        soort = "waarschuwing" if code in WAARSCHUWINGEN else "fout"
        regels.append(f"| `{code}` | {soort} | {wat} | {doen} | {link} |")
    return "\n".join(regels) + "\n"
