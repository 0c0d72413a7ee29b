"""``loketwijzer reservekopie <map>`` and ``loketwijzer zet-terug <map>``: the embedded database, in one command each."""

from __future__ import annotations

import argparse
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.cli.backup_nl import FOUTEN, GEMAAKT, TERUG
from bot.knowledge.catalog import KnowledgeError, load_catalog
from bot.settings import read_settings
from bot.store.backup import BackupError, make_backup, restore
from bot.store.engine import open_engine
from bot.store.sync import knowledge_version, sync

GOED, FOUT = 0, 1


def add_parser(opdrachten: Any) -> None:
    p = opdrachten.add_parser("reservekopie", help="maak een kopie van de tellingen en contacten; de server mag draaien")
    p.add_argument("map", type=Path, help="map voor de kopie; een vorige kopie daar wordt vervangen")
    p.set_defaults(functie=run_backup)
    p = opdrachten.add_parser("zet-terug", help="zet een reservekopie terug")
    p.add_argument("map", type=Path, help="map met de kopie")
    p.set_defaults(functie=run_restore)


def run_backup(opties: argparse.Namespace) -> int:
    try:
        kopie = make_backup(read_settings().database_url, opties.map, datetime.now().astimezone())
    except BackupError as fout:
        return _tell(fout)
    print(GEMAAKT.format(bestand=kopie.bestand, kb=kopie.grootte // 1024))
    return GOED


def run_restore(opties: argparse.Namespace) -> int:
    """After the copy the contacts are read again from the knowledge: those of an old copy may be out of date."""
    settings = read_settings()
    try:
        kopie = restore(settings.database_url, opties.map)
        sync(open_engine(settings.database_url), load_catalog(settings.kennis), knowledge_version(settings.kennis))
    except BackupError as fout:
        return _tell(fout)
    except KnowledgeError:
        return _tell(BackupError("kennis-fout", str(settings.kennis)))
    print(TERUG.format(gemaakt_op=kopie.gemaakt_op, kennis=settings.kennis))
    return GOED


def _tell(fout: BackupError) -> int:
    print(FOUTEN[fout.code].format(wat=fout.wat), file=sys.stderr)
    return FOUT
