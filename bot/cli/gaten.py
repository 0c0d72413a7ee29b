"""``loketwijzer gaten [INSTELLING]``: what a school did not fill in, and what a student gets instead."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any, Iterator, List, Optional
from xml.etree.ElementTree import Element

from bot.cli import pagina_nl as zin
from bot.cli.html import el, page
from bot.knowledge.catalog import Catalog, KnowledgeError, load_catalog, read_model
from bot.knowledge.gaten import Gaten, LoketGat, OudContact, Vervanging, find_gaps
from bot.knowledge.problems import als_tekst
from bot.knowledge.schema import Instelling
from bot.knowledge.school import School
from bot.knowledge.wordlists import load_calendar
from bot.settings import read_settings

# What comes instead most often; the JSON has all of it.
MAX_SHOWN = 4


def add_parser(opdrachten: Any) -> None:
    p = opdrachten.add_parser("gaten", help="laat zien wat een school nog mist, en wat een student dan krijgt")
    p.add_argument("instelling", nargs="?", default=None, help="de naam van een instelling, of een bestand; leeg: alle")
    p.add_argument("--formaat", choices=("tekst", "json", "html"), default="tekst")
    p.add_argument("--op", type=date.fromisoformat, default=None, help="doe alsof het deze dag is")
    p.set_defaults(functie=run)


def run(opties: argparse.Namespace) -> int:
    kennis, vandaag = read_settings().kennis, opties.op or date.today()
    try:
        catalog = load_catalog(kennis)
        scholen = find_schools(opties.instelling, catalog)
    except KnowledgeError as fout:
        print(als_tekst(fout.problems), file=sys.stderr)
        return 1
    if not scholen:
        print(zin.INSTELLING_ONBEKEND.format(id=opties.instelling, keuzes=", ".join(catalog.instellingen)), file=sys.stderr)
        return 1
    rapporten = [(s, find_gaps(catalog, load_calendar(kennis), s, vandaag)) for s in scholen]
    if opties.formaat == "json":
        print(json.dumps([asdict(g) for _, g in rapporten], ensure_ascii=False, indent=1))
    elif opties.formaat == "html":
        kop = zin.GATEN.format(naam=", ".join(s.naam for s in scholen))
        print(page(kop, el("h1", kop), *(as_section(s.naam if len(rapporten) > 1 else "", g) for s, g in rapporten)), end="")
    else:
        print("\n".join(regel for s, g in rapporten for regel in as_lines(s.naam, g)))
    return 0


def find_schools(welke: Optional[str], catalog: Catalog) -> List[School]:
    """All schools, the one with this id, or the one in this file. Raises KnowledgeError for a file with mistakes."""
    if welke is None:
        return [School.from_model(id_, m, catalog.termijnen) for id_, m in catalog.instellingen.items()]
    if welke in catalog.instellingen:
        return [School.from_model(welke, catalog.instellingen[welke], catalog.termijnen)]
    pad = Path(welke)
    if not pad.is_file():
        return []
    model, _, problems = read_model(pad, pad.parent, Instelling)
    if model is None:
        raise KnowledgeError(problems)
    return [School.from_model(pad.stem, model, catalog.termijnen)]


def gets(v: Optional[Vervanging], mist: str = "") -> str:
    """What comes instead of the loket called ``mist``: a service that stands in for that same loket goes without its name."""
    if v is None:
        return zin.KRIJGT_EINDE
    if not v.contact:
        return zin.KRIJGT_KAAL.format(loket=v.loketnaam)
    if not v.eigen and v.loketnaam in (v.contact, mist):
        return zin.KRIJGT_DIENST.format(loket=v.contact)
    return (zin.KRIJGT_EIGEN if v.eigen else zin.KRIJGT_LANDELIJK).format(loket=v.loketnaam, contact=v.contact)


def _gets_all(gat: LoketGat) -> str:
    meer = [zin.EN_MEER.format(aantal=len(gat.krijgt) - MAX_SHOWN)] if len(gat.krijgt) > MAX_SHOWN else []
    return "; ".join([*(gets(v, gat.naam) for v in gat.krijgt[:MAX_SHOWN]), *meer]) or zin.GEEN_ROUTE


def _age(oud: OudContact) -> str:
    return (zin.MAANDEN_VERBORGEN if oud.verborgen else zin.MAANDEN).format(maanden=oud.maanden)


def _headings(g: Gaten) -> List[str]:
    return [zin.LOKETTEN_KOP.format(aantal=len(g.loketten), totaal=g.loketten_totaal),
            zin.THEMAS_KOP.format(aantal=len(g.themas), totaal=g.themas_totaal), zin.OUD_KOP.format(aantal=len(g.oud))]


def as_lines(naam: str, g: Gaten) -> Iterator[str]:
    loketten, themas, oud = _headings(g)
    yield zin.GATEN.format(naam=naam)
    yield f"  {loketten}"
    yield from (f"    {gat.naam} ({zin.WAAROM[gat.waarom]}) → {_gets_all(gat)}" for gat in g.loketten)
    yield f"  {themas}"
    for t in g.themas:
        yield f"    {t.naam} ({t.mist_naam}) → {gets(t.krijgt, t.mist_naam)}{' ' + zin.GEEN_ENKEL if t.geen_enkel else ''}"
    yield f"  {oud}"
    yield from (f"    {o.naam}, {o.contact}: {_age(o)}" for o in g.oud)


def as_section(naam: str, g: Gaten) -> Element:
    """The report as part of a page: three tables, each only when there is something in it. No heading without ``naam``."""
    kop = [el("h2", zin.GATEN.format(naam=naam))] if naam else []
    if not (g.loketten or g.themas or g.oud):
        return el("section", *kop, el("p", zin.GEEN_GATEN))
    loketten, themas, oud = _headings(g)
    delen = [
        _table(loketten, (zin.KOLOM_LOKET, zin.KOLOM_WAAROM, zin.KOLOM_KRIJGT),
               [(gat.naam, zin.WAAROM[gat.waarom], _gets_all(gat)) for gat in g.loketten]),
        _table(themas, (zin.KOLOM_THEMA, zin.KOLOM_MIST, zin.KOLOM_KRIJGT),
               [(t.naam, t.mist_naam, " ".join([gets(t.krijgt, t.mist_naam), *([zin.GEEN_ENKEL] if t.geen_enkel else [])]))
                for t in g.themas]),
        _table(oud, (zin.KOLOM_LOKET, zin.KOLOM_CONTACT, zin.KOLOM_HOE_OUD), [(o.naam, o.contact, _age(o)) for o in g.oud]),
    ]
    return el("section", *kop, el("p", zin.GATEN_UITLEG), *(d for d in delen if d is not None))


def _table(titel: str, kop: tuple[str, ...], rijen: List[tuple[str, ...]]) -> Optional[Element]:
    if not rijen:
        return None
    hoofd = el("thead", el("tr", *(el("th", k, scope="col") for k in kop)))
    romp = el("tbody", *(el("tr", el("th", r[0], scope="row"), *_cells(kop, r)) for r in rijen))
    tabel = el("table", el("caption", titel), hoofd, romp)
    return el("div", tabel, class_="schuif", tabindex="0", role="region", aria_label=titel)


def _cells(kop: tuple[str, ...], rij: tuple[str, ...]) -> List[Element]:
    """With the head of its column: on a narrow screen that stands before it."""
    return [el("td", c, data_kop=k) for k, c in zip(kop[1:], rij[1:])]
