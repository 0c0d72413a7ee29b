"""Texts and small forms of the static pages: page texts by key, hours and dates in plain words, addresses of links."""

from __future__ import annotations

import json
import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Dict, List

from bot.knowledge.hours import ALTIJD, DAGEN

# The chat's own labels are used again; what only these pages say stands in the second file.
_MAP = Path(__file__).resolve().parent
BRONNEN = (_MAP.parent / "web" / "teksten.nl.json", _MAP / "teksten.nl.json")
_DAGEN_VOORAAN = re.compile(rf"^(?:{'|'.join(DAGEN)})\b[a-z,-]*")


@cache
def _texts() -> Dict[str, Dict[str, str]]:
    uit: Dict[str, Dict[str, str]] = {}
    for pad in BRONNEN:
        for groep, teksten in json.loads(pad.read_text("utf-8")).items():
            uit.setdefault(groep, {}).update(teksten)
    return uit


def text(sleutel: str, **waarden: Any) -> str:
    """The page text with this key ('groep.naam'), filled in. Raises KeyError for one that does not exist."""
    groep, _, naam = sleutel.partition(".")
    tekst = _texts()[groep][naam]
    return tekst.format(**waarden) if waarden else tekst


def hours(open_: str) -> List[str]:
    """'ma-do 09:00-16:00; vr 09:00-12:00' → ['maandag t/m donderdag 09:00-16:00', 'vrijdag 09:00-12:00']"""
    if open_ == ALTIJD:
        return [text("crisis.altijd")]
    return [_DAGEN_VOORAAN.sub(lambda m: _days(m[0]), deel.strip()) for deel in open_.split(";")]


def _days(reeks: str) -> str:
    tot, en = f" {text('dagen.tot')} ", f" {text('dagen.en')} "
    return en.join(tot.join(text(f"dagen.{dag}") for dag in deel.split("-")) for deel in reeks.split(","))


def long_date(dag: date | str) -> str:
    """2026-09-01 → '1 september 2026'"""
    dag = date.fromisoformat(dag) if isinstance(dag, str) else dag
    return f"{dag.day} {text(f'maanden.{dag.month}')} {dag.year}"


def tel(nummer: str) -> str:
    return "tel:" + re.sub(r"[^\d+]", "", nummer)


def capital(tekst: str) -> str:
    return tekst[:1].upper() + tekst[1:]
