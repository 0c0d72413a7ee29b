"""Delete conversations from Rasa's own table: one by sender, or all past the retention time.

``secure_delete`` makes SQLite overwrite what it deletes, so that a search of the file finds nothing.
"""

from __future__ import annotations

from sqlalchemy import column, delete, func, inspect, select, table, text
from sqlalchemy.engine import Engine

events = table("events", column("id"), column("sender_id"), column("timestamp"))


def _prepare(engine: Engine) -> bool:
    return bool(inspect(engine).has_table("events"))


def purge_conversations(engine: Engine, voor: float) -> int:
    """Delete every conversation whose last event is before ``voor`` (epoch seconds). Returns how many."""
    if not _prepare(engine):
        return 0
    oud = select(events.c.sender_id).group_by(events.c.sender_id).having(func.max(events.c.timestamp) < voor)
    with engine.connect() as verbinding:
        senders = [r[0] for r in verbinding.execute(oud)]
    for sender in senders:
        delete_conversation(engine, sender)
    return len(senders)


def delete_conversation(engine: Engine, sender: str) -> None:
    if not _prepare(engine):
        return
    with engine.begin() as verbinding:
        if engine.dialect.name == "sqlite":
            verbinding.execute(text("PRAGMA secure_delete=ON"))
        verbinding.execute(delete(events).where(events.c.sender_id == sender))
    _empty_log(engine)


def _empty_log(engine: Engine) -> None:
    """The write-ahead log of SQLite still holds what was deleted; fold it in and cut it off."""
    if engine.dialect.name == "sqlite":
        with engine.connect() as verbinding:
            verbinding.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
