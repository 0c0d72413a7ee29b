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
from typing import Any, Dict, List, Mapping

from ruamel.yaml import YAML

from bot.cli import uitwissel_nl as zin
from bot.cli import vragen_nl
from bot.cli.controleer import check_document
from bot.cli.nieuw import SJABLOON
from bot.export.hsds_lezen import NODIG, GeenHsds, Gelezen, read_hsds
from bot.knowledge.catalog import ID_VORM, Catalog, read_catalog
from bot.knowledge.problems import Problem, als_tekst
from bot.knowledge.reading import parse
from bot.knowledge.schema import Instelling
from bot.settings import read_settings

VELDEN = (*NODIG, "snel_weg")
BREED = 4096  # characters on one line: a text stays on the line of its key


def add_parser(opdrachten: Any) -> None:
    p = opdrachten.add_parser("importeer", help="maak een bestand van een instelling uit HSDS (Open Referral)")
    p.add_argument("id", help="korte naam: kleine letters, cijfers en '-'")
    p.add_argument("bestand", type=Path, help="JSON met services")
    p.add_argument("--vul", action="append", default=[], metavar="VELD=WAARDE", help="wat in het bestand ontbreekt")
    p.add_argument("--op", type=date.fromisoformat, default=None, help="doe alsof het deze dag is")
    p.set_defaults(functie=run)


def run(opties: argparse.Namespace) -> int:
    kennis, vandaag = read_settings().kennis, opties.op or date.today()
    pad = kennis / "instellingen" / f"{opties.id}.yaml"
    if not ID_VORM["instellingen"].match(opties.id):
        return _say(vragen_nl.NAAM_PAST_NIET.format(id=opties.id), 2)
    if pad.exists():
        return _say(vragen_nl.BESTAAT_AL.format(pad=pad), 1)
    vast: Dict[str, str] = {}
    for tekst in opties.vul:
        veld, _, waarde = tekst.partition("=")
        if veld not in VELDEN or not waarde.strip():
            return _say(zin.VUL_VORM.format(tekst=tekst, velden=", ".join(VELDEN)), 2)
        vast[veld] = waarde.strip()
    catalog, _ = read_catalog(kennis)
    try:
        gelezen = read_hsds(json.loads(opties.bestand.read_text("utf-8-sig")), catalog, vast)
    except (OSError, ValueError, RecursionError):
        return _say(zin.GEEN_JSON.format(pad=opties.bestand), 1)
    except GeenHsds:
        return _say(zin.GEEN_HSDS.format(pad=opties.bestand), 1)
    return _make(opties, gelezen, catalog, kennis, vandaag, pad)


def _make(opties: argparse.Namespace, gelezen: Gelezen, catalog: Catalog, kennis: Path, vandaag: date, pad: Path) -> int:
    if gelezen.overgeslagen:
        print(zin.OVERGESLAGEN.format(namen=", ".join(gelezen.overgeslagen)), file=sys.stderr)
    if gelezen.ontbreekt:
        voorbeeld = f"--vul {gelezen.ontbreekt[0]}=…"
        return _say(zin.ONTBREEKT.format(pad=opties.bestand, velden=", ".join(gelezen.ontbreekt), voorbeeld=voorbeeld), 1)
    tekst = zin.KOP.format(bron=opties.bestand.name, vandaag=vandaag, pad=pad) + as_yaml(gelezen.waarden, kennis)
    problems = _problems(tekst, pad, catalog, kennis, vandaag)
    if problems:
        return _say(f"{als_tekst(problems)}\n{vragen_nl.NIETS_BEWAARD.format(pad=opties.bestand)}", 1)
    pad.parent.mkdir(parents=True, exist_ok=True)
    with pad.open("x", encoding="utf-8") as bestand:
        bestand.write(tekst)
    print(zin.IMPORT_KLAAR.format(pad=pad))
    return 0


def _say(tekst: str, code: int) -> int:
    print(tekst, file=sys.stderr)
    return code


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


def _problems(tekst: str, pad: Path, catalog: Catalog, kennis: Path, vandaag: date) -> List[Problem]:
    doc, problems = parse(tekst, pad.name)
    problems = problems if doc is None else check_document(doc, pad.stem, catalog, kennis, vandaag)
    return [p for p in problems if p.niveau == "fout"]
