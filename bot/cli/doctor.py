"""``loketwijzer doctor``: what is installed, which Dutch model, which model, whether the database answers."""

from __future__ import annotations

import argparse
from importlib import metadata
from importlib.util import find_spec
from typing import Any

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from bot.settings import read_settings
from bot.store.engine import open_engine

PAKKETTEN = ("rasa", "spacy", "scikit-learn", "SQLAlchemy", "pydantic")
TAALMODELLEN = ("nl_core_news_sm", "nl_loketwijzer_lookup_sm")


def add_parser(opdrachten: Any) -> None:
    p = opdrachten.add_parser("doctor", help="laat zien wat er staat en wat er mist")
    p.set_defaults(functie=run)


def run(opties: argparse.Namespace) -> int:
    settings, goed = read_settings(), True
    for pakket in PAKKETTEN:
        try:
            print(f"{pakket:24} {metadata.version(pakket)}")
        except metadata.PackageNotFoundError:
            print(f"{pakket:24} ontbreekt")
    taal = next((t for t in TAALMODELLEN if find_spec(t)), None)
    print(f"{'taalmodel':24} {taal or 'ontbreekt'}{'' if taal != TAALMODELLEN[1] else ' (terugval)'}")
    modellen = sorted(settings.modellen.glob("*.tar.gz"))
    print(f"{'model':24} {modellen[-1].name if modellen else 'ontbreekt: make train'}")
    try:
        with open_engine(settings.database_url).connect() as verbinding:
            verbinding.execute(text("select 1"))
        print(f"{'database':24} bereikbaar")
    except SQLAlchemyError as fout:
        print(f"{'database':24} niet bereikbaar ({type(fout).__name__})")
        goed = False
    return 0 if goed and taal and modellen else 1
