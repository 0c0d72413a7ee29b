"""``loketwijzer opruimen``: delete conversations and totals that are past their retention time."""

from __future__ import annotations

import argparse
import time
from datetime import date
from typing import Any

from bot.settings import read_settings
from bot.store.conversations import purge_conversations
from bot.store.counts import purge_counts
from bot.store.engine import open_engine
from bot.store.tables import create_tables


def add_parser(opdrachten: Any) -> None:
    p = opdrachten.add_parser("opruimen", help="wis gesprekken en tellingen die ouder zijn dan hun bewaartijd")
    p.add_argument("--uren", type=float, default=None, help="bewaartijd in uren; leeg: de instelling")
    p.set_defaults(functie=run)


def run(opties: argparse.Namespace) -> int:
    settings = read_settings()
    uren = settings.bewaar_uren if opties.uren is None else opties.uren
    aantal = purge_conversations(open_engine(settings.gesprekken_url), time.time() - uren * 3600)
    print(f"{aantal} gesprekken gewist die ouder zijn dan {uren:g} uur")
    engine = open_engine(settings.database_url)
    create_tables(engine)
    weg = purge_counts(engine, date.today(), settings.bewaar_schooljaren)
    print(f"{weg} regels met tellingen gewist van voor de laatste {settings.bewaar_schooljaren} schooljaren")
    return 0
