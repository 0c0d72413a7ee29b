"""A report as a table file and as plain text. The page is made by bot/server/inzicht.py."""

from __future__ import annotations

import csv
import io
from typing import List

from bot.knowledge import inzicht_nl as zin
from bot.knowledge.inzicht import Onderdeel, Rapport
from bot.knowledge.weken import school_year

BALK = 30
_FORMULE = ("=", "+", "-", "@", "\t", "\r")


def as_csv(rapport: Rapport) -> str:
    """One line per part, feature and week, with ';' between, as a Dutch spreadsheet program reads it."""
    uit = io.StringIO()
    schrijf = csv.writer(uit, delimiter=";", lineterminator="\r\n")
    schrijf.writerow(zin.CSV_KOP)
    for deel in rapport.onderdelen:
        for regel in deel.regels:
            for week, aantal in sorted(regel.weken.items()):
                jaar = _years(school_year(week))
                schrijf.writerow([jaar, week, deel.soort, regel.kenmerk, _no_formula(regel.naam), aantal])
    return uit.getvalue()


def _no_formula(tekst: str) -> str:
    """A name from a school's file is never a formula for a spreadsheet program."""
    return f"'{tekst}" if tekst.startswith(_FORMULE) else tekst


def _years(schooljaar: int) -> str:
    return f"{schooljaar}-{schooljaar + 1}"


def title(rapport: Rapport) -> str:
    return zin.SCHOOLJAAR.format(van=rapport.schooljaar, tot=rapport.schooljaar + 1)


def until(rapport: Rapport) -> str:
    jaar, week = rapport.tot.split("-W")
    return zin.TOT.format(week=int(week), jaar=jaar)


def as_text(rapport: Rapport) -> str:
    """The report for a terminal: every part with its totals and a bar of at most 30 signs."""
    regels = [f"{zin.TITEL} {rapport.naam}", title(rapport), until(rapport), "", *zin.UITLEG]
    for deel in rapport.onderdelen:
        regels += ["", zin.TITELS[deel.soort], *_lines(deel)]
    return "\n".join(regels)


def _lines(deel: Onderdeel) -> List[str]:
    if not deel.regels:
        return [f"  {zin.NIETS}"]
    breed = max(len(r.naam) for r in deel.regels)
    return [
        f"  {r.naam:<{breed}} {r.aantal:>6}  {'█' * max(1, round(BALK * r.aantal / deel.hoogste))}" for r in deel.regels
    ]
