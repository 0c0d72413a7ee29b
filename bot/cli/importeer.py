"""``loketwijzer importeer <id> <bestand>``: an HSDS file becomes a school's file, when the check accepts it.

Never writes over a file and never makes up a fact: what is missing must be given with ``--vul``.
"""

from __future__ import annotations

import argparse
import io
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any, Dict, Mapping

from ruamel.yaml import YAML

from bot.cli import uitwissel_nl as zin
from bot.cli import vragen_nl
from bot.cli.nieuw import SJABLOON, problems_of, refuse_name, say, write
from bot.cli.plekken import add_folder, new_file
from bot.export.hsds_lezen import NODIG, GeenHsds, Gelezen, read_hsds
from bot.knowledge.catalog import Catalog, read_catalog
from bot.knowledge.schema import Instelling
from bot.settings import read_settings

VELDEN = (*NODIG, "snel_weg")
BREED = 4096  # characters on one line: a text stays on the line of its key


def add_parser(opdrachten: Any) -> None:
    p = opdrachten.add_parser("importeer", help="maak een bestand van een instelling uit HSDS (Open Referral)")
    p.add_argument("id", help="korte naam: kleine letters, cijfers en '-'")
    p.add_argument("bestand", type=Path, help="JSON met services")
    p.add_argument("--vul", action="append", default=[], metavar="VELD=WAARDE", help="wat in het bestand ontbreekt")
    add_folder(p)
    p.add_argument("--op", type=date.fromisoformat, default=None, help="doe alsof het deze dag is")
    p.set_defaults(functie=run)


def run(opties: argparse.Namespace) -> int:
    kennis, vandaag = read_settings().kennis, opties.op or date.today()
    pad = new_file(opties, kennis)
    if code := refuse_name(opties.id, pad):
        return code
    vast: Dict[str, str] = {}
    for tekst in opties.vul:
        veld, _, waarde = tekst.partition("=")
        if veld not in VELDEN or not waarde.strip():
            return say(zin.VUL_VORM.format(tekst=tekst, velden=", ".join(VELDEN)), 2)
        vast[veld] = waarde.strip()
    catalog, _ = read_catalog(kennis)
    try:
        gelezen = read_hsds(json.loads(opties.bestand.read_text("utf-8-sig")), catalog, vast)
    except (OSError, ValueError, RecursionError):
        return say(zin.GEEN_JSON.format(pad=opties.bestand), 1)
    except GeenHsds:
        return say(zin.GEEN_HSDS.format(pad=opties.bestand), 1)
    return _make(opties, gelezen, catalog, kennis, vandaag, pad)


def _make(opties: argparse.Namespace, gelezen: Gelezen, catalog: Catalog, kennis: Path, vandaag: date, pad: Path) -> int:
    if gelezen.overgeslagen:
        print(zin.OVERGESLAGEN.format(namen=", ".join(gelezen.overgeslagen)), file=sys.stderr)
    if gelezen.ontbreekt:
        voorbeeld = f"--vul {gelezen.ontbreekt[0]}=…"
        return say(zin.ONTBREEKT.format(pad=opties.bestand, velden=", ".join(gelezen.ontbreekt), voorbeeld=voorbeeld), 1)
    tekst = zin.KOP.format(bron=opties.bestand.name, vandaag=vandaag, pad=pad) + as_yaml(gelezen.waarden, kennis)
    return write(pad, tekst, problems_of(tekst, pad, catalog, kennis, vandaag), opties.bestand, zin.IMPORT_KLAAR)


def as_yaml(waarden: Mapping[str, Any], kennis: Path) -> str:
    """The fields in the order of the format, with the crisis steps and the quick exit that a new file gets."""
    lezer = YAML(typ="safe")
    sjabloon = lezer.load("crisis:" + (kennis / SJABLOON).read_text("utf-8").partition("\ncrisis:")[2].partition("\n#")[0])
    alles = {"snel_weg": vragen_nl.SNEL_WEG, "crisis": sjabloon["crisis"], **waarden}
    schrijver: Any = YAML()
    uit = io.StringIO()
    schrijver.width, schrijver.allow_unicode = BREED, True
    schrijver.indent(mapping=2, sequence=4, offset=2)
    for veld in Instelling.__fields__:
        if veld in alles:
            schrijver.dump({veld: _dates(alles[veld])}, uit)
    return uit.getvalue()


def _dates(waarde: Any) -> Any:
    """Dates as dates, so that they stand in the file without quotes."""
    if isinstance(waarde, dict):
        return {k: _dates(w) for k, w in waarde.items()}
    if isinstance(waarde, list):
        return [_dates(w) for w in waarde]
    return date.fromisoformat(waarde) if _is_date(waarde) else waarde


def _is_date(waarde: Any) -> bool:
    try:
        date.fromisoformat(waarde)
    except (TypeError, ValueError):
        return False
    return True
