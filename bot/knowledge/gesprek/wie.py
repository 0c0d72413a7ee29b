"""Whom the conversation is about: the writer (ik), somebody else (ander), or a student of the writer (mentor)."""

from __future__ import annotations

from bot.knowledge.catalog import Catalog
from bot.knowledge.gesprek.stand import Begrip, Stand
from bot.knowledge.spelling import fold

VAN_ZICHZELF = frozenset({"ik", "k", "ikzelf", "mij", "mijzelf", "mezelf", "mn"})
OVER_ANDER = "_ander"


def about(begrip: Begrip, stand: Stand, catalog: Catalog) -> str:
    """``ik``, ``ander`` or ``mentor``. What was said before holds until the person speaks of themselves."""
    wie = _told(begrip, stand, catalog)
    return "mentor" if stand.rol == "mentor" and wie == "ik" else wie


def _told(begrip: Begrip, stand: Stand, catalog: Catalog) -> str:
    knop = button_of(begrip.tekst, catalog)
    if knop.endswith(OVER_ANDER):
        return stand.wie if stand.wie != "ik" else "ander"
    if begrip.wie is None or (begrip.wie == "ik" and (knop or _theme_button(begrip, catalog))):
        return stand.wie
    if begrip.wie == "ik" and stand.wie != "ik" and not VAN_ZICHZELF & set(fold(begrip.tekst).split()):
        return stand.wie
    return begrip.wie


def button_of(tekst: str, catalog: Catalog) -> str:
    """The id of the fixed button with exactly this text, or with another one that works as that button; '' for anything else."""
    kaal = fold(tekst)
    return next((id_ for id_, knop in catalog.knoppen.items() if kaal in map(fold, (knop.tekst, *knop.ook))), "") if kaal else ""


def _theme_button(begrip: Begrip, catalog: Catalog) -> bool:
    thema = catalog.themas.get(begrip.intent[6:]) if begrip.intent.startswith("thema_") else None
    return thema is not None and fold(begrip.tekst) == fold(thema.keuze)
