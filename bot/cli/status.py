"""``loketwijzer status``: which knowledge is in force, and why a newer version was refused."""

from __future__ import annotations

import argparse
import re
from typing import Any, List

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from bot.cli.standpagina import as_lines
from bot.knowledge.problems import Problem
from bot.settings import read_settings
from bot.store.engine import open_engine
from bot.store.opgehaald import Opgehaald
from bot.store.schoolstand import all_schools
from bot.store.sync import knowledge_version
from bot.store.tables import contact, instelling, sync_stand

_PROBLEEM = re.compile(r"(?P<pad>.+?):(?P<regel>\d+): \w+ \[(?P<code>[\w-]+)\] (?P<tekst>.*)")


def add_parser(opdrachten: Any) -> None:
    p = opdrachten.add_parser("status", help="welke versie geldt, en waarom een nieuwe niet")
    p.set_defaults(functie=run)


def run(opties: argparse.Namespace) -> int:
    settings = read_settings()
    try:
        with open_engine(settings.database_url).connect() as verbinding:
            rij = verbinding.execute(select(sync_stand.c.versie, sync_stand.c.geweigerd)).first()
            scholen = verbinding.execute(select(func.count()).select_from(instelling)).scalar()
            contacten = verbinding.execute(select(func.count()).select_from(contact)).scalar()
    except SQLAlchemyError:
        rij = None
    if rij is None:
        print("Er staat nog niets in de database. Start de server een keer: make run")
        return 1
    gelijk = rij.versie == knowledge_version(settings.kennis, Opgehaald(settings.opgehaald).files())
    print(f"versie in gebruik  {rij.versie[:12]} ({'gelijk aan' if gelijk else 'anders dan'} de bestanden)")
    print(f"instellingen       {scholen}\ncontacten          {contacten}")
    if rij.geweigerd:
        print(f"geweigerd:\n{rij.geweigerd}")
    with open_engine(settings.database_url).connect() as verbinding:
        namen = [r.id for r in verbinding.execute(select(instelling.c.id))]
    stand = all_schools(settings, namen, {}, refused(rij.geweigerd))
    print("\n".join(as_lines(stand)))
    return 1 if rij.geweigerd or any(s.redenen for s in stand) else 0


def refused(tekst: str) -> List[Problem]:
    """The problems that ``sync.refuse`` kept, one a line."""
    regels = (_PROBLEEM.match(regel) for regel in tekst.splitlines())
    return [Problem(m["pad"], int(m["regel"]), m["code"], m["tekst"]) for m in regels if m]
