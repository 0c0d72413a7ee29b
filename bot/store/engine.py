"""One engine per database URL, with SQLite set up for one writer and many readers."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, event
from sqlalchemy.engine import Engine, make_url

BUSY_MS = 2000


@lru_cache(maxsize=8)
def open_engine(url: str) -> Engine:
    """The engine for ``url``; makes the folder of a SQLite file. Tables are made by create_tables."""
    adres = make_url(url)
    if adres.get_backend_name() == "sqlite" and adres.database and adres.database != ":memory:":
        Path(adres.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, future=True, pool_pre_ping=adres.get_backend_name() != "sqlite")
    if adres.get_backend_name() == "sqlite":
        event.listen(engine, "connect", _sqlite_settings)
    return engine


def _sqlite_settings(verbinding: Any, _record: Any) -> None:
    cursor = verbinding.cursor()
    # WAL: readers go on while the catalogue is written. NORMAL is safe with WAL (sqlite.org/wal.html).
    for regel in ("journal_mode=WAL", "synchronous=NORMAL", f"busy_timeout={BUSY_MS}"):
        cursor.execute(f"PRAGMA {regel}")
    cursor.close()
