"""One turn of the conversation: the door of this package.

Order of deciding: danger, an open question, then the intent. Every path ends in an answer.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Optional

from bot.knowledge.gesprek import na_gevaar, praten, uitleg, veilig
from bot.knowledge.gesprek.kiezen import (
    NAAST,
    TWEEDE,
    answer_place,
    answer_school,
    ask_where,
    ask_which,
    late_answer,
    on_theme,
)
from bot.knowledge.gesprek.mentor import for_staff, next_step
from bot.knowledge.gesprek.stand import Begrip, Beurt, Kennis, Stand
from bot.knowledge.gesprek.tellen import only_countable
from bot.knowledge.gesprek.verwijzen import CRISIS_THEMA
from bot.knowledge.gesprek.wie import about

THEMA_INTENT = "thema_"
HANDLERS = {**praten.HANDLERS, **uitleg.HANDLERS}


def beurt(begrip: Begrip, stand: Stand, kennis: Kennis) -> Beurt:
    """Understood message + state + knowledge → answers + new state + what may be counted."""
    return only_countable(stand, for_staff(_turn(begrip, stand, kennis)))


def _turn(begrip: Begrip, stand: Stand, kennis: Kennis) -> Beurt:
    if veilig.level_of(begrip.intent):
        return veilig.after_first_answer(begrip, stand, kennis)
    if begrip.intent == "veiligheidsvraag":
        return veilig.ask_if_safe(begrip, stand, kennis)
    antwoord = _open_question(begrip, stand, kennis)
    if antwoord is not None:
        return antwoord
    if stand.vraag in veilig.VRAGEN:
        stand = veilig.left_open(stand, kennis)
    if stand.vraag in (NAAST, TWEEDE) and begrip.intent not in ("bevestig", "ontken"):
        stand = stand.met(vraag=None)
    if begrip.intent.startswith(THEMA_INTENT):
        return _theme(begrip, stand.met(wie=about(begrip, stand, kennis.catalog)), kennis)
    handler = HANDLERS.get(begrip.intent, ask_which)
    return next_step(begrip, stand, kennis) or _ask_later(handler(begrip, stand, kennis), kennis)


def _open_question(begrip: Begrip, stand: Stand, kennis: Kennis) -> Optional[Beurt]:
    """The answer to what the bot asked last. A question never traps: another message just goes on."""
    veiligheid = veilig.answer_safety(begrip, stand, kennis) or na_gevaar.answer(begrip, stand, kennis)
    if veiligheid is not None:
        return veiligheid
    if stand.vraag == "instelling" and (school := answer_school(begrip, stand, kennis)):
        return school
    if stand.vraag == "locatie" and (plek := answer_place(begrip, stand, kennis)):
        return plek
    return late_answer(begrip, stand, kennis)


def _theme(begrip: Begrip, stand: Stand, kennis: Kennis) -> Beurt:
    thema = begrip.intent[len(THEMA_INTENT):]
    if thema == CRISIS_THEMA and stand.wie != "mentor":
        return veilig.full_answer("hulp_113", begrip, stand, kennis)
    uit = on_theme(begrip, stand, kennis, thema)
    if stand.wie == "mentor":
        return uit
    onthouden = tuple(t for t, _ in begrip.themas if t != thema and t in kennis.catalog.themas)[:3]
    uit = replace(uit, stand=uit.stand.met(keuzes=uit.stand.keuzes or onthouden))
    return ask_where(uit, kennis, thema)


def _ask_later(uit: Beurt, kennis: Kennis) -> Beurt:
    """Where this person studies, when something else was asked beside the first advice."""
    soorten = [a.custom["soort"] for a in uit.antwoorden if a.custom]
    if "verwijzing" not in soorten or uit.stand.crisis or uit.stand.wie == "mentor":
        return uit
    return ask_where(uit, kennis, uit.stand.thema)
