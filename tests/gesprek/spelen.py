"""Play a conversation with the pure function: what was understood goes in, turns come out."""

from __future__ import annotations

from typing import List, Optional

from bot.knowledge.gesprek.beurt import beurt
from bot.knowledge.gesprek.stand import Begrip, Beurt, Kennis, Stand

SCHOLEN = ("voorbeeld-mbo", "voorbeeld-vakschool", "voorbeeld-hogeschool")
MBO = Stand(instelling="voorbeeld-mbo", locatie="")


def say(kennis: Kennis, *begrippen: Begrip, stand: Stand = MBO) -> Beurt:
    """The last turn of the conversation."""
    return play(kennis, *begrippen, stand=stand)[-1]


def play(kennis: Kennis, *begrippen: Begrip, stand: Stand = MBO) -> List[Beurt]:
    """Every turn of the conversation."""
    beurten: List[Beurt] = []
    for begrip in begrippen:
        beurten.append(beurt(begrip, stand, kennis))
        stand = beurten[-1].stand
    return beurten


def button(kennis: Kennis, tekst: str) -> Begrip:
    """What is understood when this button is pressed."""
    for knop in kennis.catalog.knoppen.values():
        if knop.tekst == tekst:
            return Begrip(knop.intent, tekst, wie="ik")
    thema = next(t for t, m in kennis.catalog.themas.items() if m.keuze == tekst)
    return Begrip(f"thema_{thema}", tekst, themas=((thema, 1.0),), wie="ik")


def responses(uit: Beurt) -> List[str]:
    return [a.response for a in uit.antwoorden]


def kinds(uit: Beurt) -> List[str]:
    return [str(a.custom["soort"]) for a in uit.antwoorden if a.custom]


def card(uit: Beurt, soort: Optional[str] = None) -> dict:  # type: ignore[type-arg]
    """The first card of this kind (None: of any kind)."""
    return dict(next(a.custom for a in uit.antwoorden if a.custom and soort in (None, a.custom["soort"])))


def shown(uit: Beurt) -> List[str]:
    """Every button of the turn."""
    return [k for a in uit.antwoorden for k in a.knoppen]
