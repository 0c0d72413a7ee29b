"""Questions back: which school, which place, which theme; and all themes by buttons alone."""

from __future__ import annotations

from dataclasses import replace
from typing import List, Optional, Sequence, Tuple

from bot.knowledge.gesprek.kaart import plain
from bot.knowledge.gesprek.mentor import whole_route
from bot.knowledge.gesprek.stand import Antwoord, Begrip, Beurt, Kennis, Stand, Telling
from bot.knowledge.gesprek.verwijzen import STANDAARD_KNOPPEN, knoppen, same_again, say_below, start_theme
from bot.knowledge.mentions import find_name, same_name
from bot.knowledge.spelling import fold

MAX_SCHOOL_BUTTONS = 6
# Below an advice: a second problem, or other themes that it may be. A yes is about these, anything else passes them by.
TWEEDE, NAAST = "tweede", "naast"


def ask_school(stand: Stand, kennis: Kennis, thema: Optional[str]) -> Antwoord:
    """Which school? Buttons and free text; asked once."""
    namen = tuple(sorted(kennis.scholen.values()))[:MAX_SCHOOL_BUTTONS]
    custom = plain("keuze", themas=[], vraag="instelling", instellingen=dict(sorted(kennis.scholen.items())))
    return Antwoord("utter_vraag_instelling", {}, (*namen, *knoppen(kennis, "andere_school")), custom)


def answer_school(begrip: Begrip, stand: Stand, kennis: Kennis) -> Optional[Beurt]:
    """The free answer to 'which school?'; None when it is about something else."""
    if school := find_name(begrip.tekst, kennis.scholen):
        return _school_chosen(school, begrip, stand, kennis)
    niet_erbij = fold(begrip.tekst) == fold(kennis.catalog.knoppen["andere_school"].tekst)
    return _school_unknown(stand, kennis, niet_erbij) if niet_erbij or begrip.intent == "weet_niet" else None


def late_answer(begrip: Begrip, stand: Stand, kennis: Kennis) -> Optional[Beurt]:
    """The whole name of a school or place, at any moment after it was asked; None: something else."""
    if stand.school_gevraagd and (school := same_name(begrip.tekst, kennis.scholen)):
        return _school_chosen(school, begrip, stand, kennis)
    eigen = kennis.school(stand)
    if eigen and stand.locatie is not None and same_name(begrip.tekst, eigen.locaties):
        return answer_place(begrip, stand, kennis)
    return None


def _school_unknown(stand: Stand, kennis: Kennis, niet_erbij: bool) -> Beurt:
    """Without a school the advice stands; people of a school that it turned out not to be are taken back."""
    verkeerd = niet_erbij and bool(stand.instelling)
    nieuw = stand.met(vraag=None, wacht_op_school=None, school_gevraagd=True)
    zeg = Antwoord("utter_school_onbekend", {}, (), plain("gesprek"))
    if verkeerd:
        nieuw = nieuw.met(instelling="", locatie=None)
    if not nieuw.thema or not nieuw.loket:
        return show_groups(nieuw, kennis, zeg)
    if verkeerd:
        return same_again(nieuw, kennis, replace(zeg, custom=None))
    return Beurt((replace(zeg, knoppen=knoppen(kennis, *STANDAARD_KNOPPEN)),), nieuw)


def _school_chosen(school: str, begrip: Begrip, stand: Stand, kennis: Kennis) -> Beurt:
    thema = stand.wacht_op_school or stand.thema
    nieuw = stand.met(vraag=None, instelling=school, locatie=None, wacht_op_school=None, school_gevraagd=True)
    gekozen = Antwoord("utter_school_gekozen", _schoolnaam(nieuw, kennis))
    if thema and thema == nieuw.thema and nieuw.loket:
        return ask_where(same_again(nieuw, kennis, gekozen), kennis, thema)
    if thema:
        uit = start_theme(begrip, nieuw, kennis, thema)
        return ask_where(replace(uit, antwoorden=(gekozen, *uit.antwoorden)), kennis, thema)
    return show_groups(nieuw, kennis, gekozen)


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
    """The answer to 'which location?'. People who are the same there are not read out again."""
    school = kennis.school(stand)
    plek = find_name(begrip.tekst, school.locaties) if school else None
    if school is None or (plek is None and begrip.intent != "weet_niet"):
        return None
    nieuw = stand.met(locatie=plek or "", vraag=None)
    zeg = Antwoord("utter_locatie_gekozen", {"plek": school.locaties[plek]}) if plek else Antwoord("utter_locatie_onbekend")
    if not nieuw.thema or not nieuw.loket:
        return show_groups(nieuw, kennis, zeg)
    uit, zonder = same_again(nieuw, kennis, zeg), same_again(stand, kennis, zeg)
    if _people(uit) != _people(zonder):
        return uit
    return Beurt((replace(zeg, knoppen=knoppen(kennis, *STANDAARD_KNOPPEN), custom=plain("gesprek")),), nieuw)


def _people(uit: Beurt) -> List[object]:
    """Who stands in a turn, apart from the names of their places."""
    kaarten = [a.custom for a in uit.antwoorden if a.custom]
    return [(k.get("loket"), [{**c, "locaties": ()} for c in k.get("contacten", ())]) for k in kaarten]


def ask_where(uit: Beurt, kennis: Kennis, thema: Optional[str]) -> Beurt:
    """Not known where this person studies: the advice comes first, then one question, once, and not beside another one."""
    stand = uit.stand
    if stand.vraag:
        return uit
    if stand.instelling is None and not stand.school_gevraagd and kennis.scholen:
        vraag = ask_school(stand, kennis, thema)
        nieuw = stand.met(vraag="instelling", wacht_op_school=thema, school_gevraagd=True)
    else:
        plek = ask_place(stand, kennis) if stand.locatie is None else None
        if plek is None:
            return uit
        vraag, nieuw = plek, stand.met(vraag="locatie", locatie="")
    return say_below(uit, replace(vraag, custom=None), nieuw)


def with_others(uit: Beurt, begrip: Begrip, kennis: Kennis) -> Beurt:
    """Below the advice: the other themes that it may be, when it is not sure; else a second problem that was named."""
    themas = kennis.catalog.themas
    ook = begrip.naast or (begrip.tweede,)
    anders = tuple(t for t in ook if t and t in themas and t != uit.stand.thema)
    if not anders:
        return uit
    keuzes = tuple(themas[t].keuze for t in anders)
    if begrip.naast:
        return say_below(uit, Antwoord("utter_naast", {}, keuzes), uit.stand.met(vraag=NAAST, keuzes=anders))
    tweede = Antwoord("utter_tweede_thema", {"korte_naam": themas[anders[0]].korte_naam}, keuzes)
    return say_below(uit, tweede, uit.stand.met(vraag=TWEEDE, keuzes=anders))


def on_theme(begrip: Begrip, stand: Stand, kennis: Kennis, thema: str) -> Beurt:
    """The first advice on a theme, for a mentor the whole route; below it what else the message may be about."""
    uit = whole_route(stand, kennis, thema) if stand.wie == "mentor" else start_theme(begrip, stand, kennis, thema)
    return with_others(uit, begrip, kennis)


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
    anders = None if {"niet", "geen"} & set(fold(begrip.tekst).split()) else find_name(begrip.tekst, kennis.scholen)
    if anders:
        return _school_chosen(anders, begrip, stand, kennis)
    nieuw = stand.met(vraag="instelling", locatie=None, school_gevraagd=True)
    return Beurt((ask_school(stand, kennis, stand.thema),), nieuw)


def ask_which(begrip: Begrip, stand: Stand, kennis: Kennis) -> Beurt:
    """Not sure which theme: one question with the likeliest themes; never twice in a row."""
    if stand.vraag == "keuze":
        return _not_understood(show_groups(stand.met(onbegrepen=stand.onbegrepen + 1), kennis))
    themas = [t for t, _ in begrip.themas if t in kennis.catalog.themas][:4]
    if len(themas) < 2:
        return _not_understood(show_groups(stand, kennis))
    nieuw = stand.met(vraag="keuze", keuzes=tuple(themas))
    return Beurt((theme_choice("utter_keuze", themas, kennis),), nieuw, (Telling("niet_begrepen", waarde="vraag_terug"),))


def theme_choice(response: str, themas: Sequence[str], kennis: Kennis) -> Antwoord:
    """A question with a button for each of these themes, and one for something else."""
    teksten = tuple(kennis.catalog.themas[t].keuze for t in themas)
    return Antwoord(response, {}, (*teksten, *knoppen(kennis, "anders")), plain("keuze", themas=list(themas)))


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
