"""``loketwijzer export <instelling>``: a complete static site in a folder, or one HSDS file for other systems."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, Dict, Tuple
from zoneinfo import ZoneInfo

from bot.cli import uitwissel_nl as zin
from bot.knowledge.catalog import Catalog, KnowledgeError, load_catalog, read_document
from bot.knowledge.checks.instelling import read_school
from bot.knowledge.gesprek.stand import Kennis
from bot.knowledge.problems import als_tekst
from bot.knowledge.school import School
from bot.knowledge.wordlists import load_calendar, load_words
from bot.settings import ROOT, Settings, read_settings

# Lists what an export wrote, so that a next one removes only its own old files.
LIJST = ".loketwijzer-export"


class MapVol(Exception):
    """The folder holds files that no export wrote."""


def add_parser(opdrachten: Any) -> None:
    p = opdrachten.add_parser("export", help="maak van een instelling een website in een map, of een HSDS-bestand")
    p.add_argument("instelling", help="de naam, of een bestand dat ergens anders staat")
    p.add_argument("--formaat", choices=("site", "hsds"), default="site")
    p.add_argument("--naar", type=Path, default=None, help="map, of bestand bij hsds; leeg: var/export/<instelling>")
    p.add_argument("--verslag", action="store_true", help="bij hsds: zeg wat er niet in staat")
    p.add_argument("--op", type=datetime.fromisoformat, default=None, help="doe alsof het dit moment is, bijvoorbeeld 2027-01-01")
    p.set_defaults(functie=run)


def run(opties: argparse.Namespace) -> int:
    settings = read_settings()
    try:
        catalog = load_catalog(settings.kennis)
        if opties.instelling not in catalog.instellingen and Path(opties.instelling).is_file():
            opties.instelling, catalog = with_file(Path(opties.instelling), catalog, settings.kennis)
    except KnowledgeError as fout:
        return _say(als_tekst(fout.problems), 1)
    if opties.instelling not in catalog.instellingen:
        return _say(zin.ONBEKEND.format(id=opties.instelling, keuzes=", ".join(catalog.instellingen)), 1)
    return _hsds(opties, catalog) if opties.formaat == "hsds" else _site(opties, settings, catalog)


def with_file(pad: Path, catalog: Catalog, kennis: Path) -> Tuple[str, Catalog]:
    """(id, the catalogue with this school in it). Raises KnowledgeError when the file has mistakes."""
    doc, problems = read_document(pad, pad.parent)
    model = None
    if doc is not None:
        model, problems = read_school(doc, pad.stem, catalog, kennis, date.today())
    fouten = [p for p in problems if p.niveau == "fout"]
    if model is None or fouten:
        raise KnowledgeError(fouten)
    return pad.stem, replace(catalog, instellingen={**catalog.instellingen, pad.stem: model})


def _say(tekst: str, code: int) -> int:
    print(tekst, file=sys.stderr)
    return code


def _site(opties: argparse.Namespace, settings: Settings, catalog: Catalog) -> int:
    from bot.export.site import make_site

    zone = ZoneInfo(settings.tijdzone)
    nu = opties.op.replace(tzinfo=zone) if opties.op else datetime.now(zone)
    school = School.from_model(opties.instelling, catalog.instellingen[opties.instelling], catalog.termijnen)
    kennis = Kennis(catalog, load_calendar(settings.kennis), nu, {school.id: school}.get, {school.id: school.naam})
    map_ = opties.naar or ROOT / "var" / "export" / school.id
    bestanden = make_site(kennis, school, load_words(settings.kennis))
    try:
        write_files(map_, bestanden)
    except MapVol:
        return _say(zin.MAP_VOL.format(map=map_), 1)
    except OSError:
        return _say(zin.NIET_GESCHREVEN.format(pad=map_), 1)
    print(zin.SITE_KLAAR.format(aantal=len(bestanden), map=map_, begin=map_ / "index.html"))
    return 0


def _hsds(opties: argparse.Namespace, catalog: Catalog) -> int:
    from bot.export.hsds import VERSIE, make_hsds
    from bot.export.hsds_verslag import lost_fields

    id_, vandaag = opties.instelling, opties.op.date() if opties.op else date.today()
    pagina = make_hsds(id_, catalog.instellingen[id_], catalog, vandaag)
    pad = opties.naar or ROOT / "var" / "export" / f"{id_}.hsds.json"
    try:
        pad.parent.mkdir(parents=True, exist_ok=True)
        pad.write_text(json.dumps(pagina, ensure_ascii=False, indent=2) + "\n", "utf-8")
    except OSError:
        return _say(zin.NIET_GESCHREVEN.format(pad=pad), 1)
    print(zin.HSDS_KLAAR.format(pad=pad, aantal=pagina["total_items"], versie=VERSIE))
    if opties.verslag:
        verloren = lost_fields(id_, catalog.instellingen[id_], catalog, vandaag)
        print(zin.VERSLAG_KOP if verloren else zin.VERSLAG_ALLES)
        for veld, waarde in verloren:
            print(zin.VERSLAG_REGEL.format(veld=veld, waarde=waarde))
    return 0


def write_files(map_: Path, bestanden: Dict[str, str]) -> None:
    """Path → text into the folder; files of an earlier export that are gone now are removed. Raises MapVol, OSError."""
    lijst = map_ / LIJST
    oud = lijst.read_text("utf-8").splitlines() if lijst.is_file() else []
    if not lijst.is_file() and map_.exists() and any(map_.iterdir()):
        raise MapVol(map_)
    map_.mkdir(parents=True, exist_ok=True)
    lijst.write_text("\n".join(sorted({*oud, *bestanden})) + "\n", "utf-8")
    for naam, tekst in bestanden.items():
        (map_ / naam).parent.mkdir(parents=True, exist_ok=True)
        (map_ / naam).write_text(tekst, "utf-8")
    for naam in set(oud) - set(bestanden):
        pad = (map_ / naam).resolve()
        if map_.resolve() in pad.parents:
            pad.unlink(missing_ok=True)
    lijst.write_text("\n".join(sorted(bestanden)) + "\n", "utf-8")
