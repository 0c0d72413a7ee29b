"""ISO weeks as text (``2026-W48``, which sorts in time) and the school year they belong to."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Tuple

EERSTE_WEEK = 31  # the week around 1 August


def week_of(dag: date) -> str:
    jaar, week, _ = dag.isocalendar()
    return f"{jaar}-W{week:02d}"


def last_closed_week(vandaag: date) -> str:
    """The week before the one that is going on."""
    return week_of(vandaag - timedelta(days=7))


def school_year(week: str) -> int:
    """The year in which the school year of ``week`` began: 2026 for 2026-2027."""
    jaar, nummer = week.split("-W")
    return int(jaar) if int(nummer) >= EERSTE_WEEK else int(jaar) - 1


def weeks(eerste: str, laatste: str) -> Tuple[str, ...]:
    """All weeks from ``eerste`` to ``laatste``, both included."""
    jaar, nummer = (int(d) for d in eerste.split("-W"))
    maandag, uit = date.fromisocalendar(jaar, nummer, 1), []
    while week_of(maandag) <= laatste:
        uit.append(week_of(maandag))
        maandag += timedelta(days=7)
    return tuple(uit)


def last_week(schooljaar: int) -> str:
    """The week before the next school year."""
    return f"{schooljaar + 1}-W{EERSTE_WEEK - 1:02d}"


def first_week(schooljaar: int) -> str:
    return f"{schooljaar}-W{EERSTE_WEEK:02d}"
