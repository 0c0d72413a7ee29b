"""Back-up and restore of the embedded database: one file made while the server runs, with a digest beside it.

Conversations are never in it: a copy would keep them longer than was promised.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Optional

from sqlalchemy.engine import make_url

BESTAND, BIJSCHRIFT, VORM = "loketwijzer.db", "reservekopie.json", 1
PAGINAS = 500
TABELLEN = {"telling", "instelling", "contact", "sync_stand"}


class BackupError(Exception):
    """``code`` says which sentence of bot.cli.backup_nl fits; ``args`` hold what goes in it."""

    def __init__(self, code: str, wat: str) -> None:
        super().__init__(f"{code}: {wat}")
        self.code, self.wat = code, wat


@dataclass(frozen=True)
class Kopie:
    """One back-up: its file, when it was made, how many bytes."""

    bestand: Path
    gemaakt_op: str
    grootte: int


def sqlite_file(url: str) -> Path:
    """The file of an SQLite address. Raises BackupError for another engine, which has tools of its own."""
    adres = make_url(url)
    if adres.get_backend_name() != "sqlite" or not adres.database or adres.database == ":memory:":
        raise BackupError("andere-database", adres.get_backend_name())
    return Path(adres.database)


def make_backup(url: str, map_: Path, nu: datetime) -> Kopie:
    """Copy the database into ``map_``. An earlier copy there is replaced only when the new one is whole."""
    bron = sqlite_file(url)
    if not bron.is_file():
        raise BackupError("geen-database", str(bron))
    map_.mkdir(parents=True, exist_ok=True)
    nieuw = _temporary(map_)
    try:
        copy(bron, nieuw)
        _check(nieuw)
        som, grootte = digest(nieuw), nieuw.stat().st_size
        os.replace(nieuw, map_ / BESTAND)
    finally:
        nieuw.unlink(missing_ok=True)
    bij = {"vorm": VORM, "gemaakt_op": nu.isoformat(timespec="seconds"), "sha256": som, "bytes": grootte}
    (map_ / BIJSCHRIFT).write_text(json.dumps(bij, indent=2) + "\n", "utf-8")
    return Kopie(map_ / BESTAND, bij["gemaakt_op"], grootte)  # type: ignore[arg-type]


def read_backup(map_: Path) -> Kopie:
    """The copy in ``map_``, checked. Raises BackupError when it is not there, broken, or of a newer version."""
    try:
        bij = json.loads((map_ / BIJSCHRIFT).read_text("utf-8"))
        som, vorm, gemaakt = str(bij["sha256"]), int(bij["vorm"]), str(bij["gemaakt_op"])
    except (OSError, ValueError, KeyError, TypeError):
        raise BackupError("geen-kopie", str(map_)) from None
    bestand = map_ / BESTAND
    if vorm > VORM:
        raise BackupError("nieuwere-kopie", str(map_))
    if not bestand.is_file() or digest(bestand) != som:
        raise BackupError("kapotte-kopie", str(bestand))
    _check(bestand)
    return Kopie(bestand, gemaakt, bestand.stat().st_size)


def restore(url: str, map_: Path) -> Kopie:
    """Put the copy back in place, in one transaction; a server may go on running."""
    kopie, doel = read_backup(map_), sqlite_file(url)
    doel.parent.mkdir(parents=True, exist_ok=True)
    copy(kopie.bestand, doel)
    return kopie


def copy(bron: Path, doel: Path) -> None:
    """SQLite's online back-up: whole and consistent, also while others read and write."""
    with closing(sqlite3.connect(f"file:{bron}?mode=ro", uri=True)) as van, closing(sqlite3.connect(doel, timeout=10)) as naar:
        van.backup(naar, pages=PAGINAS)


def digest(pad: Path) -> str:
    som = hashlib.sha256()
    with pad.open("rb") as bestand:
        for blok in iter(lambda: bestand.read(1 << 20), b""):
            som.update(blok)
    return som.hexdigest()


def _check(pad: Path) -> None:
    """The file is a whole database with our tables."""
    try:
        with closing(sqlite3.connect(f"file:{pad}?mode=ro&immutable=1", uri=True)) as verbinding:
            heel: Optional[str] = verbinding.execute("PRAGMA integrity_check").fetchone()[0]
            namen = {r[0] for r in verbinding.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    except sqlite3.Error:
        raise BackupError("kapotte-kopie", str(pad)) from None
    if heel != "ok" or TABELLEN - namen:
        raise BackupError("kapotte-kopie", str(pad))


def _temporary(map_: Path) -> Path:
    nummer, naam = tempfile.mkstemp(prefix=".reservekopie-", dir=map_)
    os.close(nummer)
    return Path(naam)
