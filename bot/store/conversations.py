"""Conversations: one small row each, written once per turn, so that turn 200 costs what turn 5 costs.

Kept are slots (see docs/privacy.md), a version and a time; never a message and no history. ``secure_delete`` (engine.py) makes
SQLite overwrite what it deletes or replaces, so that a search of the file finds nothing.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, Dict, Mapping, Optional

from sqlalchemy import (
    Column,
    Float,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    bindparam,
    delete,
    func,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import IntegrityError

Slots = Dict[str, Any]
TRIES = 5  # replicas that write the same conversation at the same moment, one after the other
metadata = MetaData()

gesprek = Table(
    "gesprek", metadata,
    Column("sender", String(80), primary_key=True),
    Column("versie", Integer, nullable=False),
    Column("slots", Text, nullable=False),
    Column("laatst", Float, nullable=False, index=True),
)
_LEES = select(gesprek.c.versie, gesprek.c.slots).where(gesprek.c.sender == bindparam("wie"))
_SCHRIJF = update(gesprek).where(gesprek.c.sender == bindparam("wie"), gesprek.c.versie == bindparam("was")).values(
    versie=gesprek.c.versie + 1, slots=bindparam("nieuw"), laatst=bindparam("nu"))


@dataclass(frozen=True)
class Bewaard:
    """What was read: ``versie`` 0 means that nothing was there."""

    versie: int = 0
    slots: Mapping[str, Any] = field(default_factory=dict)


def create_conversations(engine: Engine) -> None:
    """Make the table. The events of Rasa's own store, used before, go: their retention time is one day anyway."""
    metadata.create_all(engine)
    with engine.begin() as verbinding:
        verbinding.execute(text("DROP TABLE IF EXISTS events"))
    _empty_log(engine)


def read_conversation(engine: Engine, sender: str) -> Bewaard:
    with engine.connect() as verbinding:
        return _read(verbinding, sender)


def save_conversation(engine: Engine, sender: str, gelezen: Bewaard, slots: Slots, nu: float) -> None:
    """One transaction. ``gelezen``: what this turn began with; ``nu``: epoch seconds.

    When another replica wrote since, its values stay except those that this turn changed. A conversation that was
    wiped in the meantime stays wiped.
    """
    basis = gelezen
    for _ in range(TRIES):
        try:
            with engine.begin() as verbinding:
                if _write(verbinding, sender, basis.versie, slots, nu):
                    return
                hun = _read(verbinding, sender)
        except IntegrityError:  # another replica made the row just now
            hun = read_conversation(engine, sender)
        if not hun.versie:
            return
        slots, basis = merge(gelezen.slots, slots, hun.slots), hun
    raise RuntimeError("conversation written by too many at once")


def merge(basis: Mapping[str, Any], ons: Mapping[str, Any], hun: Mapping[str, Any]) -> Slots:
    """Theirs, with what we changed or removed since ``basis``; values that are objects are merged by key."""
    uit = dict(hun)
    for sleutel in basis.keys() | ons.keys():
        oud, nieuw, ander = basis.get(sleutel), ons.get(sleutel), hun.get(sleutel)
        if nieuw == oud:
            continue
        if isinstance(nieuw, dict) and isinstance(ander, dict):
            uit[sleutel] = merge(oud if isinstance(oud, dict) else {}, nieuw, ander)
        elif sleutel in ons:
            uit[sleutel] = nieuw
        else:
            uit.pop(sleutel, None)
    return uit


def delete_conversation(engine: Engine, sender: str) -> None:
    create_conversations(engine)
    with engine.begin() as verbinding:
        verbinding.execute(delete(gesprek).where(gesprek.c.sender == sender))
    _empty_log(engine)


def purge_conversations(engine: Engine, voor: float) -> int:
    """Delete every conversation whose last turn is before ``voor`` (epoch seconds). Returns how many."""
    create_conversations(engine)
    with engine.begin() as verbinding:
        aantal = int(verbinding.execute(delete(gesprek).where(gesprek.c.laatst < voor)).rowcount)
    if aantal:
        _empty_log(engine)
    return aantal


def count_conversations(engine: Engine) -> int:
    with engine.connect() as verbinding:
        return int(verbinding.execute(select(func.count()).select_from(gesprek)).scalar() or 0)


def _read(verbinding: Connection, sender: str) -> Bewaard:
    rij: Optional[Any] = verbinding.execute(_LEES, {"wie": sender}).first()
    return Bewaard(rij[0], json.loads(rij[1])) if rij else Bewaard()


def _write(verbinding: Connection, sender: str, versie: int, slots: Slots, nu: float) -> bool:
    inhoud = json.dumps(slots, ensure_ascii=False, separators=(",", ":"))
    if not versie:
        verbinding.execute(insert(gesprek), {"sender": sender, "versie": 1, "slots": inhoud, "laatst": nu})
        return True
    return bool(verbinding.execute(_SCHRIJF, {"wie": sender, "was": versie, "nieuw": inhoud, "nu": nu}).rowcount)


def _empty_log(engine: Engine) -> None:
    """The write-ahead log of SQLite still holds what was deleted; fold it in and cut it off."""
    if engine.dialect.name == "sqlite":
        with engine.connect() as verbinding:
            verbinding.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
