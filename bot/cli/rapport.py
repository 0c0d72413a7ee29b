"""``controleer --formaat html``: one page with every problem beside the line it is about, and what is still missing.

Also the gaps for ``--formaat json --gaten``. Texts: pagina_nl.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Dict, Iterable, List, Optional, Tuple
from xml.etree.ElementTree import Element

from bot.cli import pagina_nl as zin
from bot.cli.gaten import as_section
from bot.cli.html import el, page
from bot.knowledge.catalog import read_catalog, read_document
from bot.knowledge.gaten import Gaten, find_gaps
from bot.knowledge.meldingen import split_text
from bot.knowledge.problems import Problem
from bot.knowledge.schema import Instelling
from bot.knowledge.school import School
from bot.knowledge.validation import validate
from bot.knowledge.wordlists import load_calendar


@dataclass(frozen=True)
class Blad:
    """One file: its name as shown, its lines, its problems."""

    naam: str
    regels: Tuple[str, ...]
    problems: Tuple[Problem, ...]


def school_gaps(bestanden: List[Path], kennis: Path, vandaag: date) -> List[Tuple[str, Gaten]]:
    """(name, gaps) of each of these files, or of all schools; files with mistakes are left out."""
    catalog, _ = read_catalog(kennis)
    modellen: Dict[str, Instelling] = {} if bestanden else dict(catalog.instellingen)
    for pad in bestanden:
        doc, _ = read_document(pad, pad.parent)
        model = validate(Instelling, doc)[0] if doc else None
        if model is not None:
            modellen[pad.stem] = model
    kalender = load_calendar(kennis)
    scholen = [School.from_model(id_, m, catalog.termijnen) for id_, m in modellen.items()]
    return [(s.naam, find_gaps(catalog, kalender, s, vandaag)) for s in scholen]


def make_sheets(problems: Iterable[Problem], bestanden: List[Path], kennis: Path) -> List[Blad]:
    """The problems per file. Every file that was asked for has a sheet, also when it is right."""
    paden: Dict[str, Path] = {pad.name: pad for pad in bestanden}
    per: Dict[str, List[Problem]] = {naam: [] for naam in paden}
    for p in problems:
        per.setdefault(p.pad, []).append(p)
    return [Blad(naam, _lines(paden.get(naam, kennis.parent / naam)), tuple(sorted(ps))) for naam, ps in per.items()]


def _lines(pad: Path) -> Tuple[str, ...]:
    try:
        return tuple(pad.read_text("utf-8", "replace").splitlines())
    except OSError:
        return ()


def as_page(bladen: List[Blad], gaten: List[Tuple[str, Gaten]], vandaag: date) -> str:
    """The whole page: how it went, the files, each problem with its line and what to do, then the gaps."""
    alle = [p for b in bladen for p in b.problems]
    delen = [el("h1", zin.TITEL_CONTROLE), el("p", count(alle, vandaag))]
    if alle:
        delen.append(el("p", zin.UITLEG_SOORTEN))
    if len(bladen) > 1:
        lijst = el("ul", *(el("li", el("a", b.naam, href=f"#b{i}"), f" ({len(b.problems)})") for i, b in enumerate(bladen)))
        delen.append(el("nav", el("h2", zin.BESTANDEN), lijst, aria_label=zin.BESTANDEN))
    delen += [sheet(b, i) for i, b in enumerate(bladen)]
    return page(zin.TITEL_CONTROLE, *delen, *(as_section(naam, g) for naam, g in gaten))


def count(problems: List[Problem], vandaag: date) -> str:
    if not problems:
        return zin.ALLES_KLOPT
    fouten = sum(p.niveau == "fout" for p in problems)
    let_op = len(problems) - fouten
    return zin.TELLING.format(
        fouten=zin.FOUT if fouten == 1 else zin.FOUTEN.format(aantal=fouten), dag=vandaag,
        waarschuwingen=zin.WAARSCHUWING if let_op == 1 else zin.WAARSCHUWINGEN.format(aantal=let_op))


def sheet(blad: Blad, nummer: int) -> Element:
    """One file. Its heading can be linked to."""
    inhoud = [problem_card(p, blad.regels) for p in blad.problems] or [el("p", zin.BESTAND_KLOPT)]
    return el("section", el("h2", blad.naam, id=f"b{nummer}"), *inhoud, aria_labelledby=f"b{nummer}")


def problem_card(p: Problem, regels: Tuple[str, ...]) -> Element:
    wat, doen = split_text(p)
    kop = el("h3", zin.REGEL.format(niveau=zin.NIVEAU[p.niveau], regel=p.regel))
    regel = regels[p.regel - 1] if p.regel <= len(regels) else ""
    delen: List[Optional[Element]] = [
        kop, el("pre", el("code", f"{p.regel}  {regel}" if regel.strip() else f"{p.regel}  {zin.LEGE_REGEL}")), el("p", wat),
        el("p", el("strong", zin.DOEN), doen) if doen else None, el("p", zin.CODE.format(code=p.code), class_="klein"),
    ]
    return el("article", *(d for d in delen if d is not None), class_=p.niveau)
