"""No dead end: over every theme and every school each step has a contact or a national service."""

from __future__ import annotations

from pathlib import Path
from typing import Iterator

from bot.knowledge.catalog import HULP_113, NOOD, Catalog
from bot.knowledge.problems import Problem, problem
from bot.knowledge.schema import Dienst


def _bereikbaar(dienst: Dienst) -> bool:
    return dienst.tonen and bool(dienst.telefoon or dienst.website or dienst.chat)


def check_no_dead_end(catalog: Catalog, map_: Path) -> Iterator[Problem]:
    altijd = [d for d in (HULP_113, NOOD) if d in catalog.diensten and catalog.diensten[d].telefoon]
    for id_, thema in catalog.themas.items():
        doc = catalog.documenten[f"themas/{id_}"]
        if len(altijd) < 2:
            yield problem(doc.pad, 1, "geen-uitweg", thema=id_)
        for i, stap in enumerate(thema.route):
            for j, loket in enumerate(stap.loket):
                if not _uitweg(catalog, loket):
                    regel = doc.line(("route", i, "loket", j))
                    yield problem(doc.pad, regel, "dood-spoor", thema=id_, stap=i + 1, loket=loket)


def _uitweg(catalog: Catalog, loket: str) -> bool:
    """Someone can be reached for this loket even at a school that filled in nothing."""
    if loket in catalog.diensten:
        dienst = catalog.diensten[loket]
        return _bereikbaar(dienst) or not dienst.telefoon and bool(dienst.wat)
    if loket in catalog.loketten:
        return any(_bereikbaar(catalog.diensten[d]) for d in catalog.loketten[loket].landelijk if d in catalog.diensten)
    return True  # an unknown loket is the references check's problem
