"""``loketwijzer controleer [FILE…]``: every problem at once, with line and fix. In seconds, without Rasa."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any, Callable, Dict, Iterable, List, Optional, Tuple

from bot.cli.plekken import from_here
from bot.knowledge.catalog import Catalog, read_catalog, read_document
from bot.knowledge.checks import run_checks
from bot.knowledge.checks.contacts import check_age
from bot.knowledge.checks.instelling import check_document, check_texts
from bot.knowledge.checks.kalender import check_holidays
from bot.knowledge.checks.taal import Schooltaal
from bot.knowledge.checks.wacht import check_guard
from bot.knowledge.problems import Problem, als_github, als_json, als_tekst
from bot.knowledge.reading import Document
from bot.settings import read_settings

FORMATEN: Dict[str, Callable[[Iterable[Problem]], str]] = {"tekst": als_tekst, "json": als_json, "github": als_github}

__all__ = ["check_all", "check_document", "check_file", "check_files", "check_texts", "read_schools"]


def add_parser(opdrachten: Any) -> None:
    p = opdrachten.add_parser("controleer", help="kijk bestanden na")
    p.add_argument("bestanden", nargs="*", type=Path, help="bestanden van een instelling; leeg: alles")
    p.add_argument("--formaat", choices=sorted([*FORMATEN, "html"]), default="tekst")
    p.add_argument("--op", type=date.fromisoformat, default=None, help="doe alsof het deze dag is")
    p.add_argument("--streng", action="store_true", help="een waarschuwing telt als fout")
    p.add_argument("--stil", action="store_true", help="zeg niets als alles goed is")
    p.add_argument("--gaten", action="store_true", help="bij json: ook wat de school nog mist (html heeft het altijd)")
    p.add_argument("--netwerk", action="store_true", help="kijk ook of elk webadres een pagina geeft")
    p.set_defaults(functie=run)


def run(opties: argparse.Namespace) -> int:
    vandaag = opties.op or date.today()
    kennis = read_settings().kennis
    plek = opties.formaat == "github"  # an annotation lands on a file by its place, not by its name
    problems = check_files(opties.bestanden, kennis, vandaag, plek) if opties.bestanden else check_all(kennis, vandaag)
    if opties.netwerk:
        from bot.cli.netwerk import check_addresses  # only on request: most checks never touch a network

        problems = sorted([*problems, *check_addresses(read_schools(opties.bestanden, kennis, plek))])
    if plek and not opties.bestanden:
        problems = [replace(p, pad=str(from_here(kennis.parent / p.pad))) for p in problems]
    fout = any(p.niveau == "fout" or opties.streng for p in problems)
    tonen = problems if not opties.stil else [p for p in problems if p.niveau == "fout"]
    if opties.formaat == "html" or (opties.formaat == "json" and opties.gaten):
        print(_report(opties, tonen, kennis, vandaag), end="")
    elif tonen or opties.formaat == "json":
        print(FORMATEN[opties.formaat](tonen))
    elif not opties.stil:
        print("Alles klopt.", file=sys.stderr)
    return 1 if fout else 0


def _report(opties: argparse.Namespace, problems: List[Problem], kennis: Path, vandaag: date) -> str:
    """A page, or JSON with two keys: ``problemen`` and ``gaten``."""
    from bot.cli import rapport  # the plain formats do not wait for it

    gaten = rapport.school_gaps(opties.bestanden, kennis, vandaag)
    if opties.formaat == "html":
        return rapport.as_page(rapport.make_sheets(problems, opties.bestanden, kennis), gaten, vandaag)
    inhoud = {"problemen": [asdict(p) for p in problems], "gaten": [asdict(g) for _, g in gaten]}
    return json.dumps(inhoud, ensure_ascii=False, indent=1) + "\n"


def check_all(kennis: Path, vandaag: date) -> List[Problem]:
    """Every problem in the knowledge folder. Cross-file checks follow when each file is right by itself."""
    catalog, problems = read_catalog(kennis)
    problems += check_guard(kennis)
    if any(p.niveau == "fout" for p in problems):
        return sorted(problems)
    ouderdom = [*check_holidays(kennis, vandaag), *(p for id_ in catalog.instellingen for p in check_age(catalog, id_, vandaag))]
    taal = Schooltaal(catalog, kennis)
    moeilijk = [p for id_ in catalog.instellingen for p in taal.check(catalog.documenten[f"instellingen/{id_}"])]
    return sorted([*problems, *run_checks(catalog, kennis), *ouderdom, *moeilijk])


def check_files(bestanden: List[Path], kennis: Path, vandaag: date, plek: bool = False) -> List[Problem]:
    """Problems of a school's own files, against this catalogue. ``plek``: named by their place instead of their name.

    A mistake in the catalogue itself comes along (not in another school): a loket that cannot be read would seem unknown.
    """
    basis, eerst = read_catalog(kennis)
    taal = Schooltaal(basis, kennis)
    anders = {p for p in eerst if p.niveau == "fout" and "instellingen" not in Path(p.pad).parts}
    return sorted(anders.union(*(check_file(pad, basis, kennis, vandaag, taal, plek) for pad in bestanden)))


def check_file(
    pad: Path, basis: Catalog, kennis: Path, vandaag: date, taal: Optional[Schooltaal] = None, plek: bool = False
) -> List[Problem]:
    doc, problems = _read(pad, plek)
    return problems if doc is None else check_document(doc, pad.stem, basis, kennis, vandaag, taal)


def _read(pad: Path, plek: bool) -> Tuple[Optional[Document], List[Problem]]:
    return read_document(from_here(pad), Path()) if plek else read_document(pad, pad.parent)


def read_schools(bestanden: List[Path], kennis: Path, plek: bool = False) -> List[Document]:
    """The documents of these files, or of all schools; what cannot be read is left out."""
    los = [_read(pad, plek)[0] for pad in bestanden]
    if not bestanden:
        los = [read_document(pad, kennis.parent)[0] for pad in sorted((kennis / "instellingen").glob("*.y*ml"))]
    return [doc for doc in los if doc is not None]
