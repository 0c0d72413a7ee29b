"""Questions back: which school, which place, which theme; and all themes by buttons alone."""

from __future__ import annotations

from dataclasses import replace
from typing import List, Optional, Tuple

from bot.knowledge.gesprek.kaart import plain
from bot.knowledge.gesprek.stand import Antwoord, Begrip, Beurt, Kennis, Stand, Telling
from bot.knowledge.gesprek.verwijzen import knoppen, refer, start_theme
from bot.knowledge.mentions import find_name
from bot.knowledge.spelling import fold

MAX_SCHOOL_BUTTONS = 6


def ask_school(stand: Stand, kennis: Kennis, thema: Optional[str]) -> Antwoord:
    """Which school? Buttons and free text; asked once."""
    namen = tuple(sorted(kennis.scholen.values()))[:MAX_SCHOOL_BUTTONS]
    custom = plain("keuze", themas=[], vraag="instelling", instellingen=dict(sorted(kennis.scholen.items())))
    return Antwoord("utter_vraag_instelling", {}, (*namen, *knoppen(kennis, "andere_school")), custom)


def answer_school(begrip: Begrip, stand: Stand, kennis: Kennis) -> Optional[Beurt]:
    """The free answer to 'which school?'; None when it is about something else."""
    if begrip.intent == "weet_niet" or fold(begrip.tekst) == fold(kennis.catalog.knoppen["andere_school"].tekst):
        verder = stand.met(vraag=None, wacht_op_school=None, school_gevraagd=True)
        return _go_on(begrip, verder, kennis, stand.wacht_op_school)
    school = find_name(begrip.tekst, kennis.scholen)
    if school is None:
        return None
    verder = stand.met(vraag=None, instelling=school, locatie=None, wacht_op_school=None, school_gevraagd=True)
    return _go_on(begrip, verder, kennis, stand.wacht_op_school)


def _go_on(begrip: Begrip, stand: Stand, kennis: Kennis, thema: Optional[str]) -> Beurt:
    if thema:
        return start_theme(begrip, stand, kennis, thema)
    if stand.thema and stand.loket:
        terug = stand.met(gehad=tuple(g for g in stand.gehad if g != stand.loket), loket=None)
        return refer(terug, kennis, "begin", Antwoord("utter_school_gekozen", _schoolnaam(stand, kennis)))
    return show_groups(stand, kennis, Antwoord("utter_school_gekozen", _schoolnaam(stand, kennis)))


def _schoolnaam(stand: Stand, kennis: Kennis) -> dict[str, str]:
    school = kennis.school(stand)
    return {"school": school.naam if school else ""}


def ask_place(stand: Stand, kennis: Kennis) -> Optional[Antwoord]:
    """At which location? Only at a school whose contacts differ per location, and only once."""
    school = kennis.school(stand)
    if not school or stand.locatie or len(school.locaties) < 2:
        return None
    custom = plain("keuze", themas=[], vraag="locatie", locaties=dict(school.locaties))
    return Antwoord("utter_vraag_locatie", {}, (*school.locaties.values(), *knoppen(kennis, "weet_niet")), custom)


def answer_place(begrip: Begrip, stand: Stand, kennis: Kennis) -> Optional[Beurt]:
    school = kennis.school(stand)
    if school is None:
        return None
    plek = find_name(begrip.tekst, school.locaties)
    if plek is None and begrip.intent != "weet_niet":
        return None
    verder = stand.met(locatie=plek or "", vraag=None)
    if not verder.thema:
        return show_groups(verder, kennis)
    opnieuw = verder.met(gehad=tuple(g for g in verder.gehad if g != verder.loket), loket=None)
    return refer(opnieuw, kennis, "begin")


def ask_where(uit: Beurt, kennis: Kennis, thema: Optional[str]) -> Beurt:
    """Not known where this person studies: the advice comes first, then one question, once."""
    stand = uit.stand
    if stand.instelling is None and not stand.school_gevraagd and kennis.scholen:
        vraag = ask_school(stand, kennis, thema)
        nieuw = stand.met(vraag="instelling", wacht_op_school=thema, school_gevraagd=True)
    else:
        plek = ask_place(stand, kennis) if stand.locatie is None else None
        if plek is None:
            return uit
        vraag, nieuw = plek, stand.met(vraag="locatie")
    laatste = replace(uit.antwoorden[-1])
    zonder = replace(vraag, custom=None, knoppen=(*vraag.knoppen, *laatste.knoppen))
    antwoorden = (*uit.antwoorden[:-1], replace(laatste, knoppen=()), zonder)
    return replace(uit, antwoorden=antwoorden, stand=nieuw)


def change_school(begrip: Begrip, stand: Stand, kennis: Kennis) -> Beurt:
    """'I am at another school' or 'at another location'."""
    school = kennis.school(stand)
    plek = find_name(begrip.tekst, school.locaties) if school else None
    if school and (plek or "locatie" in fold(begrip.tekst)):
        if plek:
            return answer_place(begrip, stand.met(locatie=None), kennis) or show_groups(stand, kennis)
        vraag = ask_place(stand.met(locatie=None), kennis)
        if vraag:
            return Beurt((vraag,), stand.met(locatie=None, vraag="locatie"))
    anders = find_name(begrip.tekst, kennis.scholen)
    if anders:
        return _go_on(begrip, stand.met(instelling=anders, locatie=None, vraag=None), kennis, None)
    return Beurt((ask_school(stand, kennis, stand.thema),), stand.met(vraag="instelling", locatie=None))


def ask_which(begrip: Begrip, stand: Stand, kennis: Kennis) -> Beurt:
    """Not sure which theme: one question with the likeliest themes; never twice in a row."""
    if stand.vraag == "keuze":
        return _not_understood(show_groups(stand.met(onbegrepen=stand.onbegrepen + 1), kennis))
    themas = [t for t, _ in begrip.themas if t in kennis.catalog.themas][:4]
    if len(themas) < 2:
        return _not_understood(show_groups(stand, kennis))
    teksten = tuple(kennis.catalog.themas[t].keuze for t in themas)
    antwoord = Antwoord("utter_keuze", {}, (*teksten, *knoppen(kennis, "anders")), plain("keuze", themas=themas))
    return Beurt((antwoord,), stand.met(vraag="keuze", keuzes=tuple(themas)), (Telling("niet_begrepen", waarde="vraag_terug"),))


def _not_understood(beurt: Beurt) -> Beurt:
    return replace(beurt, tellingen=(Telling("niet_begrepen", waarde="onderwerpen"),))


def show_groups(stand: Stand, kennis: Kennis, *vooraf: Antwoord) -> Beurt:
    """The seven groups: from here every theme is reached by buttons alone."""
    groepen = tuple(g.naam for _, g in sorted(kennis.catalog.groepen.items()))
    custom = plain("keuze", themas=[], groepen=sorted(kennis.catalog.groepen))
    return Beurt((*vooraf, Antwoord("utter_groepen", {}, groepen, custom)), stand.met(vraag=None, keuzes=()))


def choose_group(begrip: Begrip, stand: Stand, kennis: Kennis) -> Beurt:
    nummer = _group_of(begrip.tekst, kennis)
    if nummer is None:
        return show_groups(stand, kennis)
    themas: List[str] = [t for t, m in kennis.catalog.themas.items() if m.groep == nummer]
    teksten: Tuple[str, ...] = tuple(kennis.catalog.themas[t].keuze for t in themas)
    custom = plain("keuze", themas=themas, groep=nummer)
    antwoord = Antwoord("utter_groep", {}, (*teksten, *knoppen(kennis, "alle_onderwerpen")), custom)
    return Beurt((antwoord,), stand.met(vraag=None))


def _group_of(tekst: str, kennis: Kennis) -> Optional[int]:
    namen = {str(n): g.naam for n, g in kennis.catalog.groepen.items()}
    raak = find_name(tekst, namen)
    return int(raak) if raak else None
