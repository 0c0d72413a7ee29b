"""Anonymous totals per week: how often, never who, when on a day, or what was written."""

from __future__ import annotations

from datetime import date
from typing import Iterable

from sqlalchemy import delete, insert, update
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError

from bot.knowledge.gesprek.stand import Telling
from bot.store.tables import telling


def week_of(dag: date) -> str:
    jaar, week, _ = dag.isocalendar()
    return f"{jaar}-W{week:02d}"


def add_counts(engine: Engine, school: str, tellingen: Iterable[Telling], dag: date) -> None:
    """Add one to each total. Crisis turns give no Telling, so they are in no count."""
    with engine.begin() as verbinding:
        for t in tellingen:
            sleutel = {"week": week_of(dag), "instelling": school, "soort": t.soort, "thema": t.thema,
                       "loket": t.loket, "waarde": t.waarde}
            waar = [telling.c[k] == v for k, v in sleutel.items()]
            verhoog = update(telling).where(*waar).values(aantal=telling.c.aantal + 1)
            if verbinding.execute(verhoog).rowcount:
                continue
            try:
                with verbinding.begin_nested():
                    verbinding.execute(insert(telling).values(**sleutel, aantal=1))
            except IntegrityError:  # another replica made the row just now
                verbinding.execute(verhoog)


def purge_before(engine: Engine, week: str) -> int:
    """Delete totals of weeks before ``week``. Returns how many rows went."""
    with engine.begin() as verbinding:
        return int(verbinding.execute(delete(telling).where(telling.c.week < week)).rowcount)
