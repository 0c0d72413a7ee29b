"""``loketwijzer export <instelling>``: a complete static site in a folder."""

from __future__ import annotations

import argparse
import sys
from datetime import datetime
from pathlib import Path
from typing import Any, Dict
from zoneinfo import ZoneInfo

from bot.cli import uitwissel_nl as zin
from bot.knowledge.catalog import Catalog, KnowledgeError, load_catalog
from bot.knowledge.gesprek.stand import Kennis
from bot.knowledge.school import School
from bot.knowledge.wordlists import load_calendar, load_words
from bot.settings import ROOT, Settings, read_settings

# Lists what an export wrote, so that a next one removes only its own old files.
LIJST = ".loketwijzer-export"


class MapVol(Exception):
    """The folder holds files that no export wrote."""


def add_parser(opdrachten: Any) -> None:
    p = opdrachten.add_parser("export", help="maak van een instelling een website in een map")
    p.add_argument("instelling")
    p.add_argument("--naar", type=Path, default=None, help="map; leeg: var/export/<instelling>")
    p.add_argument("--op", type=datetime.fromisoformat, default=None, help="doe alsof het dit moment is, bijvoorbeeld 2027-01-01")
    p.set_defaults(functie=run)


def run(opties: argparse.Namespace) -> int:
    settings = read_settings()
    try:
        catalog = load_catalog(settings.kennis)
    except KnowledgeError as fout:
        return _say(str(fout), 1)
    if opties.instelling not in catalog.instellingen:
        return _say(zin.ONBEKEND.format(id=opties.instelling, keuzes=", ".join(catalog.instellingen)), 1)
    return _site(opties, settings, catalog)


def _say(tekst: str, code: int) -> int:
    print(tekst, file=sys.stderr)
    return code


def _site(opties: argparse.Namespace, settings: Settings, catalog: Catalog) -> int:
    from bot.export.site import make_site

    zone = ZoneInfo(settings.tijdzone)
    nu = opties.op.replace(tzinfo=zone) if opties.op else datetime.now(zone)
    school = School.from_model(opties.instelling, catalog.instellingen[opties.instelling])
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
