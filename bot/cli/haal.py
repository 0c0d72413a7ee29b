"""``loketwijzer haal ADRES --sha256 … --instelling ID``: get one school's file, and take it only when it is right."""

from __future__ import annotations

import argparse
import re
import sys
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.cli import status_nl as zin
from bot.knowledge.catalog import ID_VORM, KnowledgeError, load_catalog
from bot.knowledge.problems import als_tekst, problem
from bot.settings import read_settings
from bot.store.bronnen import Bestand, Bronnen
from bot.store.ophalen import HaalFout, fetch_checked, shown


def add_parser(opdrachten: Any) -> None:
    p = opdrachten.add_parser("haal", help="haal het bestand van een school van een https-adres")
    p.add_argument("adres")
    p.add_argument("--sha256", required=True, help="de controlesom van het bestand")
    p.add_argument("--instelling", required=True, help="de naam van de school")
    p.set_defaults(functie=run)


def run(opties: argparse.Namespace) -> int:
    settings, id_ = read_settings(), opties.instelling
    if not ID_VORM["instellingen"].match(id_):
        return _say(zin.HAAL_NAAM.format(id=id_), 2)
    if not re.fullmatch(r"[0-9a-fA-F]{64}", opties.sha256):
        return _say(zin.HAAL_SOM, 2)
    try:
        catalog = load_catalog(settings.kennis)
    except KnowledgeError as kapot:
        return _say(f"{als_tekst(kapot.problems)}\n{zin.HAAL_NIET}", 1)
    if id_ in catalog.instellingen:
        return _say(zin.HAAL_STAAT_AL.format(id=id_), 1)
    try:
        bestand = Bestand(id_, "haal", shown(opties.adres), fetch_checked(opties.adres, opties.sha256))
    except HaalFout as fout:
        return _say(f"{problem(f'{id_}.yaml', 1, fout.code, waarom=fout.waarom)}\n{zin.HAAL_NIET}", 1)
    fouten = Bronnen(settings).take(bestand, catalog, datetime.now(ZoneInfo(settings.tijdzone)))
    if fouten:
        return _say(f"{als_tekst(fouten)}\n{zin.HAAL_NIET}", 1)
    print(zin.HAAL_GOED.format(id=id_, versie=bestand.versie))
    return 0


def _say(tekst: str, code: int) -> int:
    print(tekst, file=sys.stderr)
    return code
