"""Everything that is not a referral: greeting, thanks, yes and no, correcting, starting again."""

from __future__ import annotations

from dataclasses import replace
from typing import Callable, Dict, FrozenSet, Optional, Tuple

from bot.knowledge.gesprek.kaart import contact_line, contacts_for, first_at_school, loketnaam, naar, plain
from bot.knowledge.gesprek.kiezen import (
    NAAST,
    TWEEDE,
    ask_which,
    change_school,
    choose_group,
    show_groups,
    theme_choice,
)
from bot.knowledge.gesprek.mentor import whole_route
from bot.knowledge.gesprek.stand import PERSOON, Antwoord, Begrip, Beurt, Kennis, Stand, Telling
from bot.knowledge.gesprek.verwijzen import go_back, knoppen, refer
from bot.knowledge.mentions import find_loket, find_people
from bot.knowledge.spelling import fold

Handler = Callable[[Begrip, Stand, Kennis], Beurt]
BUITEN_BEREIK = Telling("niet_begrepen", waarde="buiten_bereik")
VERKEERD = Telling("niet_begrepen", waarde="verkeerd")
LOKETTEN_VAN_PERSOON = {"stagebegeleider": "stagebegeleider"}
PERSOON_THEMAS = ("ruzie_klas_docent", "pesten", "grensoverschrijdend_gedrag", "thuis_zorgen")
IETS_ANDERS = frozenset({"iets anders", "ietsanders", "iet anders", "wat anders", "heel wat anders", "anders"})
ADVIES_STAAT, GEHOLPEN = "advies_staat", "geholpen"


def _zeg(response: str, *ids: str, soort: str = "gesprek") -> Handler:
    """A fixed answer with fixed buttons."""

    def antwoord(begrip: Begrip, stand: Stand, kennis: Kennis) -> Beurt:
        return Beurt((Antwoord(response, {}, knoppen(kennis, *ids), plain(soort)),), stand.met(vraag=None))

    return antwoord


def _groepen(response: str, soort: str = "gesprek") -> Handler:
    """A fixed answer with the seven groups as buttons."""

    def antwoord(begrip: Begrip, stand: Stand, kennis: Kennis) -> Beurt:
        groepen = tuple(g.naam for _, g in sorted(kennis.catalog.groepen.items()))
        return Beurt((Antwoord(response, {}, groepen, plain(soort)),), stand.met(vraag=None))

    return antwoord


def all_themes(begrip: Begrip, stand: Stand, kennis: Kennis) -> Beurt:
    """All themes; a bare 'something else' after an advice is about the advice."""
    if stand.thema and stand.loket and stand.vraag != "keuze" and fold(begrip.tekst) in IETS_ANDERS:
        return refer(stand, kennis, "anders", Antwoord("utter_iets_anders"))
    return show_groups(stand, kennis)


def tried(begrip: Begrip, stand: Stand, kennis: Kennis) -> Beurt:
    """'Already did that', 'it did not help', 'my mentor does nothing': a step up."""
    if not stand.thema:
        return show_groups(stand, kennis, Antwoord("utter_al_geprobeerd_zonder_thema"))
    genoemd = find_loket(begrip.tekst, kennis.catalog, kennis.school(stand))
    if genoemd and stand.loket and genoemd != stand.loket and genoemd in stand.gehad and stand.vraag != ADVIES_STAAT:
        return _advice_stands("utter_advies_staat", genoemd, stand, kennis)
    if genoemd and genoemd != stand.loket and genoemd not in stand.gehad:
        stand = stand.met(gehad=(*stand.gehad, genoemd))
        if stand.loket is None:
            return refer(stand, kennis, "begin", Antwoord("utter_stap_hoger"))
    return refer(stand, kennis, "omhoog", Antwoord("utter_stap_hoger"))


def _advice_stands(response: str, genoemd: str, stand: Stand, kennis: Kennis) -> Beurt:
    """Another person was named than the one of the advice: that advice is still there. Said once."""
    assert stand.loket is not None
    contacten = contacts_for(stand.loket, kennis, stand)
    custom = plain("uitleg_loket", loket=stand.loket, loketnaam=loketnaam(stand.loket, kennis, stand), contacten=contacten)
    waarden = {"wie": naar(genoemd, kennis, stand), "naar": naar(stand.loket, kennis, stand),
               "contact": "\n".join(contact_line(c) for c in contacten[:3])}
    knopjes = knoppen(kennis, "vertel_meer", "helpt_niet", "wil_anders")
    return Beurt((Antwoord(response, waarden, knopjes, custom),), stand.met(vraag=ADVIES_STAAT))


def refuses(begrip: Begrip, stand: Stand, kennis: Kennis) -> Beurt:
    """'Not to that person': if it is not the one of the advice, the advice stands."""
    if not stand.thema:
        return show_groups(stand, kennis)
    genoemd = find_loket(begrip.tekst, kennis.catalog, kennis.school(stand))
    ander = bool(genoemd and stand.loket and genoemd != stand.loket)
    if genoemd and genoemd not in stand.gehad:
        stand = stand.met(gehad=(*stand.gehad, genoemd))
    if genoemd and ander and stand.vraag != ADVIES_STAAT:
        return _advice_stands("utter_zonder_loket", genoemd, stand, kennis)
    return refer(stand, kennis, "anders", Antwoord("utter_iets_anders"))


def lighter(begrip: Begrip, stand: Stand, kennis: Kennis) -> Beurt:
    """A step down; at the bottom what one can do today, and the advice stays."""
    if not stand.thema:
        return show_groups(stand, kennis)
    beurt = refer(stand, kennis, "omlaag", Antwoord("utter_stap_lichter"))
    if beurt.stand.loket != stand.loket:
        return beurt
    thema = kennis.catalog.themas[stand.thema]
    tips = {"tips": "\n".join(thema.zelf)}
    custom = plain("uitleg_loket", loket="zelf", loketnaam=loketnaam("zelf", kennis, stand), contacten=[], tips=thema.zelf)
    return Beurt((Antwoord("utter_zelf_tips", tips, knoppen(kennis, "wil_anders", "alle_onderwerpen"), custom),),
                 stand.met(vraag=None))


def person_is_problem(begrip: Begrip, stand: Stand, kennis: Kennis) -> Beurt:
    """That person is skipped; someone outside the line is offered, and why is said."""
    loket, mensen = _who_is_the_problem(begrip, stand, kennis)
    if not stand.thema:
        vermijd = stand.vermijd if loket is None else tuple(dict.fromkeys((*stand.vermijd, loket)))
        return _ask_which_problem(stand.met(vermijd=vermijd), kennis)
    if loket is None and not mensen:
        loket = stand.loket
    nieuw = stand.met(probleem=tuple(dict.fromkeys((*stand.probleem, loket or PERSOON))))
    wie = naar(loket, kennis, stand) if loket else ""
    vooraf = Antwoord("utter_persoon_probleem" if wie else "utter_persoon_probleem_ander", {"wie": wie})
    return refer(nieuw, kennis, "anders", vooraf)


def _who_is_the_problem(begrip: Begrip, stand: Stand, kennis: Kennis) -> Tuple[Optional[str], FrozenSet[str]]:
    """The loket that is named as the problem, and the kinds of people that are."""
    genoemd = find_loket(begrip.tekst, kennis.catalog, kennis.school(stand))
    mensen = find_people(begrip.tekst, kennis.catalog.personen)
    loket = genoemd or next((LOKETTEN_VAN_PERSOON[m] for m in mensen if m in LOKETTEN_VAN_PERSOON), None)
    if loket is None and "docent" in mensen and "docent" in loketnaam("mentor", kennis, stand):
        loket = "mentor"  # a school where the mentor is the klassendocent
    return loket, mensen


def _ask_which_problem(stand: Stand, kennis: Kennis) -> Beurt:
    """A person is the problem, but with what? The themes that are most often meant."""
    antwoord = theme_choice("utter_persoon_probleem_zonder_thema", PERSOON_THEMAS, kennis)
    return Beurt((antwoord,), stand.met(vraag="keuze", keuzes=PERSOON_THEMAS))


def yes(begrip: Begrip, stand: Stand, kennis: Kennis) -> Beurt:
    if stand.vraag == GEHOLPEN:
        return helped(begrip, stand, kennis)
    if stand.vraag == NAAST and len(stand.keuzes) > 1:
        return Beurt((theme_choice("utter_welk_onderwerp", stand.keuzes, kennis),), stand.met(vraag="keuze"))
    if stand.vraag in ("keuze", NAAST, TWEEDE) and len(stand.keuzes) == 1:
        if stand.wie == "mentor":
            return whole_route(stand, kennis, stand.keuzes[0])
        return refer(stand.nieuw_thema(stand.keuzes[0]), kennis, "begin")
    if stand.loket:
        return _zeg("utter_fijn", "wat_zeggen", "kaartje", "alle_onderwerpen")(begrip, stand, kennis)
    return refer(stand, kennis, "begin") if stand.thema else show_groups(stand, kennis)


def no(begrip: Begrip, stand: Stand, kennis: Kennis) -> Beurt:
    if stand.vraag == GEHOLPEN:
        return helped(begrip, stand, kennis)
    if stand.vraag in (NAAST, TWEEDE):
        return _zeg("utter_goed_zo", "wat_zeggen", "kaartje", "alle_onderwerpen")(begrip, stand, kennis)
    if stand.vraag == "keuze" or not stand.thema:
        return show_groups(stand, kennis)
    if not stand.loket:
        return refer(stand, kennis, "begin")
    return _zeg("utter_wat_dan", "helpt_niet", "wil_anders", "persoon_probleem", "bedoel_niet")(begrip, stand, kennis)


def wrong_theme(begrip: Begrip, stand: Stand, kennis: Kennis) -> Beurt:
    """'That is not what I mean': the other likely themes, else all groups."""
    anders = [k for k in stand.keuzes if k != stand.thema]
    if len(anders) >= 2 and stand.vraag != "keuze":
        return Beurt((theme_choice("utter_bedoel_ik_niet", anders, kennis),), stand.met(vraag="keuze"), (VERKEERD,))
    groepen = show_groups(stand.met(thema=None, loket=None), kennis, Antwoord("utter_sorry_verkeerd"))
    return replace(groepen, tellingen=(VERKEERD,))


def back(begrip: Begrip, stand: Stand, kennis: Kennis) -> Beurt:
    return go_back(stand, kennis) or show_groups(stand.met(thema=None, loket=None), kennis)


def again(begrip: Begrip, stand: Stand, kennis: Kennis) -> Beurt:
    """Start again. Where one studies stays, and the help bar too."""
    schoon = Stand(instelling=stand.instelling, locatie=stand.locatie, rol=stand.rol, crisis=stand.crisis,
                   school_gevraagd=stand.school_gevraagd, momenten=stand.momenten)
    return show_groups(schoon, kennis, Antwoord("utter_opnieuw"))


def wipe(begrip: Begrip, stand: Stand, kennis: Kennis) -> Beurt:
    """Really delete: the caller empties the conversation in the store."""
    antwoord = Antwoord("utter_gewist", {}, knoppen(kennis, "alle_onderwerpen"), plain("gewist"))
    return Beurt((antwoord,), Stand(instelling=stand.instelling, rol=stand.rol), wissen=True)


def for_whom(begrip: Begrip, stand: Stand, kennis: Kennis) -> Beurt:
    wie = "ik" if begrip.intent == "voor_mij" else "ander"
    if begrip.intent == "ik_ben_mentor":
        return Beurt((Antwoord("utter_mentor_welkom", {}, tuple(g.naam for _, g in sorted(kennis.catalog.groepen.items())),
                               plain("gesprek", rol="mentor")),), stand.met(rol="mentor", vraag=None))
    nieuw = stand.met(wie=wie, vraag=None, rol="student" if wie == "ik" else stand.rol)
    if not stand.thema:
        antwoord = Antwoord(f"utter_voor_{'mij' if wie == 'ik' else 'ander'}")
        if stand.vraag == "keuze" and stand.keuzes:  # what it is about was asked already
            keuze = theme_choice("utter_keuze", stand.keuzes, kennis)
            return Beurt((antwoord, keuze), nieuw.met(vraag="keuze"))
        return show_groups(nieuw, kennis, antwoord)
    if stand.wie == "mentor":  # the steps of a route were shown, not taken
        return refer(nieuw.nieuw_thema(stand.thema), kennis, "begin")
    schoon = nieuw.met(gehad=tuple(g for g in stand.gehad if g != stand.loket), loket=None)
    return refer(schoon, kennis, "begin")


def helped(begrip: Begrip, stand: Stand, kennis: Kennis) -> Beurt:
    """The three faces: counted without a name; 'no' goes a step up."""
    tekst = begrip.tekst.lower()
    nee = begrip.intent == "ontken" or "nee" in tekst or "nog niet" in tekst
    waarde = "nee" if nee else "beetje" if "beetje" in tekst else "ja"
    telling = Telling("geholpen", waarde=waarde)
    nieuw = stand.met(vraag=None, geholpen_gevraagd=True)
    if waarde == "ja" or not stand.thema:
        beurt = _zeg("utter_geholpen_ja", "alle_onderwerpen", "wissen")(begrip, nieuw, kennis)
    else:
        beurt = refer(nieuw, kennis, "omhoog", Antwoord(f"utter_geholpen_{waarde}"))
    return Beurt(beurt.antwoorden, beurt.stand, (*beurt.tellingen, telling))


def not_sure(begrip: Begrip, stand: Stand, kennis: Kennis) -> Beurt:
    """'I do not know': the themes to choose from, or on the way the buttons that go on."""
    if stand.vraag == GEHOLPEN and "beetje" in begrip.tekst.lower():
        return helped(begrip, stand, kennis)
    if stand.loket:
        return _zeg("utter_wat_dan", "vertel_meer", "wat_zeggen", "wil_anders")(begrip, stand, kennis)
    return show_groups(stand, kennis, Antwoord("utter_weet_niet"))


def out_of_scope(begrip: Begrip, stand: Stand, kennis: Kennis) -> Beurt:
    beurt = _groepen("utter_buiten_bereik", "buiten_bereik")(begrip, stand, kennis)
    return Beurt(beurt.antwoorden, beurt.stand.met(onbegrepen=stand.onbegrepen + 1), (BUITEN_BEREIK,))


def other_language(begrip: Begrip, stand: Stand, kennis: Kennis) -> Beurt:
    """One short fixed text in that language: who to go to first at school, 112 and 113."""
    contacten = first_at_school(kennis, stand)
    custom = plain("gesprek", taal=begrip.taal or "en", contacten=contacten)
    waarden = {"contact": "\n".join(contact_line(c) for c in contacten[:1])}
    knopjes = knoppen(kennis, "eenvoudig_nederlands", "nu_iemand")
    return Beurt((Antwoord("utter_andere_taal", waarden, knopjes, custom),), stand.met(vraag=None))


HANDLERS: Dict[str, Handler] = {
    "groet": _groepen("utter_groet"), "bedankt": _zeg("utter_bedankt", "alle_onderwerpen", "wissen"),
    "afscheid": _zeg("utter_afscheid", "wissen"), "wie_ben_jij": _groepen("utter_wie_ben_jij"),
    "wat_kun_jij": _groepen("utter_wat_kun_jij"), "iets_anders": all_themes,
    "andere_taal": other_language,
    "leeg": _groepen("utter_leeg"), "buiten_bereik": out_of_scope, "twijfel": ask_which, "kies_groep": choose_group,
    "al_geprobeerd": tried, "weiger_loket": refuses, "liever_lichter": lighter, "persoon_is_probleem": person_is_problem,
    "bevestig": yes, "ontken": no, "weet_niet": not_sure, "bedoel_ik_niet": wrong_theme, "terug": back, "opnieuw": again,
    "wis_gesprek": wipe, "voor_mij": for_whom, "voor_ander": for_whom, "ik_ben_mentor": for_whom, "geholpen": helped,
    "verander_school": change_school,
}
