"""A file that YAML cannot read → one Problem that says what a person should change, and on which line.

The parser often notices a mistake lines after it was made; here we look back for the line itself.
Called by reading.py only.
"""

from __future__ import annotations

import re
from typing import List, Optional, Tuple

from ruamel.yaml.error import MarkedYAMLError

from bot.knowledge.problems import Problem, problem

_SLEUTEL = r"^\s*(?:- +)?[\w']+"
_OPEN_AANHALING = re.compile(_SLEUTEL + r""":\s+(?:"[^"]*|'[^']*)$""")
_GEEN_SPATIE = re.compile(_SLEUTEL + r":[^\s/:]")
_REST = re.compile(_SLEUTEL + r""":\s+(?:"[^"]*"|'[^']*')\s*[^\s#,]""")
_TWEEDE_DUBBELE_PUNT = re.compile(r"""^\s*(?:- +)?[^:"'#]+:\s+[^"'\s].*:(?:\s|$)""")
STREEPJE = re.compile(r"^\s*-[^\s\-]")
_BEGIN_TEKEN = re.compile(r"(?:^|:\s+|-\s+|[\[,{]\s*)([@`%*&!|>])")
_ZONDER_DUBBELE_PUNT = re.compile(r"^\s*(?:- +)?\w+(?:[ =].*)?$")


def explain(fout: Exception, text: str, pad: str) -> Problem:
    """The most helpful Problem for this parser error."""
    regels = text.splitlines() or [""]
    if not isinstance(fout, MarkedYAMLError):
        return problem(pad, 1, "yaml-niet-leesbaar")
    mark, begin = fout.problem_mark or fout.context_mark, fout.context_mark or fout.problem_mark
    nummer = min(mark.line + 1 if mark else 1, len(regels))
    start = min(begin.line + 1 if begin else nummer, len(regels))
    soort = f"{fout.context or ''}; {fout.problem or ''}"
    nummer, code, teken = _diagnose(soort, regels, nummer, start)
    return problem(pad, nummer, code, teken=teken)


def _diagnose(soort: str, regels: List[str], nummer: int, start: int) -> Tuple[int, str, str]:
    """(line, code, character) for an error noticed at ``nummer`` in a construct begun at ``start``."""
    regel, vorige = regels[nummer - 1], _previous(regels, nummer)
    if "'\\t'" in soort or "\t" in regel[: len(regel) - len(regel.lstrip())]:
        return nummer, "tab", ""
    if "unknown escape" in soort or "escape sequence" in soort:
        return nummer, "schuine-streep", ""
    if "flow sequence" in soort or "flow mapping" in soort or "flow node" in soort:
        return start, "haakje", ""
    for nr in (nummer, vorige):
        if _GEEN_SPATIE.search(regels[nr - 1]):
            return nr, "geen-spatie", ""
    open_regel = _first_open_quote(regels, nummer)
    if "quoted scalar" in soort or open_regel:
        return open_regel or start, "aanhalingsteken", ""
    if _REST.search(regel):
        return nummer, "tekst-na-aanhaling", ""
    return _diagnose_line(soort, regels, nummer, start)


def _diagnose_line(soort: str, regels: List[str], nummer: int, start: int) -> Tuple[int, str, str]:
    regel, vorige = regels[nummer - 1], _previous(regels, nummer)
    begin = _BEGIN_TEKEN.search(regel)
    if begin and (begin[1] in "*&" or any(w in soort for w in ("token", "anchor", "block scalar", "document start"))):
        return nummer, "begin-teken", begin[1]
    if regels[0].startswith("%"):
        return 1, "begin-teken", "%"
    for nr in (nummer, start):
        if STREEPJE.search(regels[nr - 1]):
            return nr, "streepje", ""
    if "could not find expected ':'" in soort:
        return start, "geen-dubbele-punt", ""
    if "mapping values" in soort:
        if _TWEEDE_DUBBELE_PUNT.search(regel):
            return nummer, "dubbele-punt", ""
        if vorige != nummer and _ZONDER_DUBBELE_PUNT.search(regels[vorige - 1]):
            return vorige, "geen-dubbele-punt", ""
    if ">, but found" in soort or "mapping values" in soort:
        return nummer, "inspringen", ""
    return nummer, "yaml-niet-leesbaar", ""


def _previous(regels: List[str], nummer: int) -> int:
    """Number of the last line before ``nummer`` that holds something; ``nummer`` when there is none."""
    for nr in range(nummer - 1, 0, -1):
        kaal = regels[nr - 1].strip()
        if kaal and not kaal.startswith("#"):
            return nr
    return nummer


def _first_open_quote(regels: List[str], nummer: int) -> Optional[int]:
    """The last line up to ``nummer`` whose value opens a quote that the line does not close."""
    for nr in range(nummer, 0, -1):
        if _OPEN_AANHALING.search(regels[nr - 1].rstrip()):
            return nr
    return None
