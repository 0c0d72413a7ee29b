"""``loketwijzer inzicht <instelling> [--csv]``: anonymous totals of one school, without small numbers."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from typing import Any, Optional

from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.knowledge import inzicht_nl as zin
from bot.knowledge.catalog import Catalog, load_catalog
from bot.knowledge.inzicht import make_report
from bot.knowledge.inzicht_uitvoer import as_csv, as_text
from bot.knowledge.school import School
from bot.settings import read_settings
from bot.store.contacts import load_school
from bot.store.counts import read_counts
from bot.store.engine import open_engine


def add_parser(opdrachten: Any) -> None:
    p = opdrachten.add_parser("inzicht", help="laat zien waar studenten naar vragen, zonder kleine aantallen")
    p.add_argument("instelling")
    p.add_argument("--csv", action="store_true", help="als tabel, met een regel per week")
    p.add_argument("--schooljaar", type=int, default=None, help="het jaar waarin het schooljaar begon, zoals 2026")
    p.add_argument("--op", type=date.fromisoformat, default=None, help="doe alsof het deze dag is")
    p.set_defaults(functie=run)


def run(opties: argparse.Namespace) -> int:
    settings = read_settings()
    catalog = load_catalog(settings.kennis)
    engine = open_engine(settings.database_url)
    try:
        school = find_school(opties.instelling, catalog, engine)
        rijen = read_counts(engine, opties.instelling)
    except SQLAlchemyError:
        print(zin.GEEN_DATABASE, file=sys.stderr)
        return 1
    if school is None:
        print(zin.ONBEKENDE_SCHOOL.format(id=opties.instelling, keuzes=", ".join(catalog.instellingen)), file=sys.stderr)
        return 1
    rapport = make_report(rijen, catalog, school, opties.op or date.today(), opties.schooljaar)
    print(as_csv(rapport) if opties.csv else as_text(rapport), end="" if opties.csv else "\n")
    return 0


def find_school(id_: str, catalog: Catalog, engine: Engine) -> Optional[School]:
    """From the knowledge, or from the database: there a school is too whose file stands elsewhere (docs/bronnen.md)."""
    model = catalog.instellingen.get(id_)
    return School.from_model(id_, model, catalog.termijnen) if model else load_school(engine, id_)
