"""One engine per database URL, with SQLite set up for one writer and many readers."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, event
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.pool import QueuePool

BUSY_MS = 2000


@lru_cache(maxsize=8)
def open_engine(url: str) -> Engine:
    """The engine for ``url``; makes the folder of a SQLite file. Tables are made by create_tables."""
    adres = make_url(url)
    if adres.get_backend_name() == "sqlite" and adres.database and adres.database != ":memory:":
        Path(adres.database).parent.mkdir(parents=True, exist_ok=True)
    sqlite = adres.get_backend_name() == "sqlite"
    # SQLAlchemy 1.4 opens a SQLite file anew for every statement unless told to keep connections (a third of a query).
    opties: Any = {"poolclass": QueuePool, "connect_args": {"check_same_thread": False}} if sqlite and adres.database else {}
    engine = create_engine(url, future=True, pool_pre_ping=not sqlite, **opties)
    if sqlite:
        event.listen(engine, "connect", _sqlite_settings)
    return engine


def _sqlite_settings(verbinding: Any, _record: Any) -> None:
    cursor = verbinding.cursor()
    # WAL: readers go on while the catalogue is written. NORMAL is safe with WAL (sqlite.org/wal.html).
    # busy_timeout first: the others may have to wait for a lock themselves.
    for regel in (f"busy_timeout={BUSY_MS}", "journal_mode=WAL", "synchronous=NORMAL", "secure_delete=ON"):
        cursor.execute(f"PRAGMA {regel}")
    cursor.close()
