"""School holidays end: a warning when a region has none to come, since the bot would then say that school is open."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Iterator

from bot.knowledge.catalog import read_small
from bot.knowledge.problems import Problem, problem
from bot.knowledge.schema import REGIOS

VAKANTIES = "schoolvakanties.yaml"


def check_holidays(kennis: Path, vandaag: date) -> Iterator[Problem]:
    doc, _ = read_small(kennis, VAKANTIES)
    if doc is None:
        return
    for regio in REGIOS:
        if all(date.fromisoformat(p["tot"]) < vandaag for p in doc.waarden[regio]):
            yield problem(doc.pad, doc.line((regio,)), "vakanties-voorbij", niveau="waarschuwing", regio=regio)
