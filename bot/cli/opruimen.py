"""``loketwijzer opruimen``: delete conversations older than the retention time, and old totals on request."""

from __future__ import annotations

import argparse
import time
from typing import Any

from bot.settings import read_settings
from bot.store.conversations import purge_conversations
from bot.store.engine import open_engine


def add_parser(opdrachten: Any) -> None:
    p = opdrachten.add_parser("opruimen", help="wis gesprekken die ouder zijn dan de bewaartijd")
    p.add_argument("--uren", type=float, default=None, help="bewaartijd in uren; leeg: de instelling")
    p.set_defaults(functie=run)


def run(opties: argparse.Namespace) -> int:
    settings = read_settings()
    uren = settings.bewaar_uren if opties.uren is None else opties.uren
    aantal = purge_conversations(open_engine(settings.gesprekken_url), time.time() - uren * 3600)
    print(f"{aantal} gesprekken gewist die ouder zijn dan {uren:g} uur")
    return 0
