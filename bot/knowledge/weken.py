"""ISO weeks as text (``2026-W48``, which sorts in time) and the school year they belong to."""

from __future__ import annotations

from datetime import date, timedelta

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


def first_week(schooljaar: int) -> str:
    return f"{schooljaar}-W{EERSTE_WEEK:02d}"
