"""The stand of every school as lines and as a page; texts in status_nl.py."""

from __future__ import annotations

from typing import Iterable, Iterator, List, Sequence, Tuple

from bot.cli import status_nl as zin
from bot.cli.html import el, page
from bot.knowledge.meldingen import split_message
from bot.knowledge.problems import Problem
from bot.store.schoolstand import Schoolstand


def _cells(s: Schoolstand) -> Tuple[str, str, str, str]:
    return (s.school, zin.SOORT[s.soort].format(bron=s.bron), s.versie or (zin.EERDER if s.eerder else zin.NOG_NIETS),
            s.geladen_op or (zin.NIET_BEKEND if s.versie or s.eerder else zin.NOG_NIETS))


def _refused(s: Schoolstand) -> List[str]:
    """What stopped the newer version: its codes in general words, since a value could be somebody's name."""
    if not s.redenen:
        return [zin.GEWEIGERD_ANDER.format(versie=s.geweigerd) if s.geweigerd else zin.NIETS_GEWEIGERD]
    kop = zin.GEWEIGERD.format(versie=s.geweigerd or "?", moment=s.geweigerd_op) if s.geweigerd_op else zin.GEWEIGERD_KAAL
    return [kop, *(zin.REDEN.format(regel=r, code=c, wat=split_message(c)[0]) for r, c in s.redenen)]


def general(problems: Iterable[Problem]) -> List[str]:
    return [zin.PROBLEEM.format(pad=p.pad, regel=p.regel, code=p.code, wat=split_message(p.code)[0]) for p in problems]


def as_lines(scholen: Sequence[Schoolstand]) -> Iterator[str]:
    for s in scholen:
        naam, bron, versie, sinds = _cells(s)
        yield f"{naam}: {versie}, {sinds}; {bron}"
        yield from (f"  {regel}" for regel in _refused(s) if s.geweigerd or s.redenen)


def as_page(scholen: Sequence[Schoolstand], problems: Sequence[Problem]) -> str:
    kop = el("thead", el("tr", *(el("th", k, scope="col") for k in zin.KOLOMMEN)))
    romp = el("tbody")
    for s in scholen:
        naam, *rest = _cells(s)
        redenen = el("td", *(el("div", regel) for regel in _refused(s)))
        romp.append(el("tr", el("th", naam, scope="row"), *(el("td", c) for c in rest), redenen))
    tabel = el("div", el("table", el("caption", zin.TITEL), kop, romp), class_="schuif", tabindex="0", role="region",
               aria_label=zin.TITEL)
    fouten = [el("p", zin.ALGEMEEN), el("ul", *(el("li", regel) for regel in general(problems)))] if problems else []
    return page(zin.TITEL, el("h1", zin.TITEL), el("p", zin.UITLEG), *fouten, tabel)
