"""Anonymous totals per week: how often, never who, when on a day, or what was written."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any, Dict, Iterable, Optional, Tuple

from sqlalchemy import and_, bindparam, delete, or_, select, text
from sqlalchemy.engine import Connection, Engine

from bot.knowledge.gesprek.stand import Telling
from bot.knowledge.gesprek.tellen import SOORTEN, VELDEN, feature
from bot.knowledge.inzicht import Rij
from bot.knowledge.weken import first_week, school_year, week_of
from bot.store.tables import telling, telling_gezien

SLEUTEL = ("week", "instelling", "soort", *VELDEN)
# As text, which SQLite and PostgreSQL read alike: SQLAlchemy compiles an insert with ON CONFLICT anew at every call.
_NAMEN = ", ".join((*SLEUTEL, "aantal"))
_ERBIJ = text(f"INSERT INTO {telling.name} ({_NAMEN}) VALUES ({', '.join(f':{n}' for n in (*SLEUTEL, 'aantal'))}) "
              f"ON CONFLICT ({', '.join(SLEUTEL)}) DO UPDATE SET aantal = {telling.name}.aantal + 1")
_GEZIEN = text(f"INSERT INTO {telling_gezien.name} (sleutel, dag) VALUES (:sleutel, :dag) ON CONFLICT DO NOTHING").bindparams(
    bindparam("dag", type_=telling_gezien.c.dag.type))


def key_of(sender: str, bericht: str) -> str:
    """The digest under which one message of one conversation is counted."""
    return hashlib.blake2b(f"{sender}\n{bericht}".encode("utf-8", "replace"), digest_size=16).hexdigest()


def add_counts(engine: Engine, school: str, tellingen: Iterable[Telling], dag: date, sleutel: Optional[str] = None) -> None:
    """Add one to each total: one statement per total, so right with any number of processes (SQLite, PostgreSQL).

    With a key (see ``key_of``) a message that was counted before counts no more: key and totals go in one transaction.
    Raises ValueError for a count that may not be kept, before anything is written.
    """
    rijen = [_row(school, t, week_of(dag)) for t in tellingen]
    with engine.begin() as verbinding:
        if sleutel is not None and not _first_time(verbinding, sleutel, dag):
            return
        # Always in the same order: two processes that wait for each other's row would stop both on PostgreSQL.
        for rij in sorted(rijen, key=lambda r: [str(r[k]) for k in SLEUTEL]):
            verbinding.execute(_ERBIJ, rij)


def _row(school: str, t: Telling, week: str) -> Dict[str, Any]:
    if feature(t) is None:
        raise ValueError(f"not a count that may be kept: {t}")
    return {"week": week, "instelling": school, "soort": t.soort, "thema": t.thema, "loket": t.loket,
            "waarde": t.waarde, "aantal": 1}


def read_counts(engine: Engine, school: str) -> Tuple[Rij, ...]:
    """Every total of one school that a report may use. These are raw: only bot.knowledge.inzicht may look at them."""
    vraag = select(telling).where(telling.c.instelling == school, _kept()).order_by(*telling.primary_key)
    with engine.connect() as verbinding:
        return tuple(
            Rij(r["week"], r["soort"], r[SOORTEN[r["soort"]]] if SOORTEN[r["soort"]] else "", r["aantal"])
            for r in verbinding.execute(vraag).mappings()
        )


def _kept() -> Any:
    """The rows of a kind that is kept, without a second feature (an older version kept up to three)."""
    return or_(*(
        and_(telling.c.soort == soort, *(telling.c[v] == "" for v in VELDEN if v != veld))
        for soort, veld in SOORTEN.items()
    ))


def _first_time(verbinding: Connection, sleutel: str, dag: date) -> bool:
    """No savepoint here: as the first statement it would commit on its own with Python's SQLite driver."""
    return bool(verbinding.execute(_GEZIEN, {"sleutel": sleutel, "dag": dag}).rowcount)


def purge_keys(engine: Engine, dag: date) -> int:
    """Forget which messages were counted before ``dag``. Returns how many."""
    with engine.begin() as verbinding:
        return int(verbinding.execute(delete(telling_gezien).where(telling_gezien.c.dag < dag)).rowcount)


def purge_before(engine: Engine, week: str) -> int:
    """Delete totals of weeks before ``week``. Returns how many rows went."""
    with engine.begin() as verbinding:
        return int(verbinding.execute(delete(telling).where(telling.c.week < week)).rowcount)


def purge_counts(engine: Engine, vandaag: date, schooljaren: int) -> int:
    """Keep this school year and ``schooljaren`` before it; delete the rest, and rows of a shape that is no longer kept.

    Whole years only: a year that loses its first weeks would be rounded anew, and two reports could be compared.
    """
    weg = purge_before(engine, first_week(school_year(week_of(vandaag)) - schooljaren))
    with engine.begin() as verbinding:
        return weg + int(verbinding.execute(delete(telling).where(~_kept())).rowcount)
