"""For a mentor: the whole ladder of a theme at once, with the school's people."""

from __future__ import annotations

from dataclasses import replace
from typing import List, Optional

from bot.knowledge.gesprek.kaart import Custom, contact_line, contacts_for, loketnaam, plain, stands_in
from bot.knowledge.gesprek.stand import Antwoord, Begrip, Beurt, Kennis, Stand, Telling
from bot.knowledge.gesprek.verwijzen import knoppen
from bot.knowledge.routing import Vraag, route

VERDER = frozenset({"al_geprobeerd", "weiger_loket", "persoon_is_probleem"})
INVALLER = " *"  # behind a line of the route: utter_route_mentor_landelijk says what it means
OVERDRAGEN = frozenset({"kaartje", "eerste_zin"})
VOOR_MENTOR = frozenset({"utter_groet", "utter_bedankt", "utter_afscheid", "utter_groepen", "utter_keuze", "utter_wat_dan",
                         "utter_fijn", "utter_gewist", "utter_buiten_bereik", "utter_leeg", "utter_wat_kun_jij",
                         "utter_wie_ben_jij", "utter_bedoel_ik_niet", "utter_sorry_verkeerd", "utter_veilig_en_verder",
                         "utter_veilig_dan_verder", "utter_weet_niet", "utter_naast", "utter_tweede_thema",
                         "utter_welk_onderwerp"})


def ladder(thema: str, stand: Stand, kennis: Kennis) -> List[Custom]:
    """Every step that this school can offer, in order, with contacts and reasons."""
    uit: List[Custom] = []
    vraag = Vraag(thema=thema, onderwijs=stand.onderwijs, locatie=stand.locatie)
    model = kennis.catalog.themas[thema]
    verwijzing = route(vraag, kennis.catalog, kennis.school(stand), kennis.nu)
    while verwijzing.loket and verwijzing.plaats < len(model.route):
        naam, stap = loketnaam(verwijzing.loket, kennis, stand), model.route[verwijzing.plaats]
        contacten = contacts_for(verwijzing.loket, kennis, stand)
        uit.append({
            "stap": kennis.catalog.plek(verwijzing.loket).stap, "loket": verwijzing.loket, "loketnaam": naam,
            "reden": stap.reden.replace("{loketnaam}", naam), "hoger_als": stap.zwaarder_als or "",
            "contacten": contacten, "landelijk": stands_in(verwijzing.loket, contacten, kennis),
        })
        gehad = tuple(s["loket"] for s in uit)
        verder = Vraag(thema=thema, richting="omhoog", huidig=verwijzing.loket, gehad=gehad,
                       onderwijs=stand.onderwijs, locatie=stand.locatie)
        verwijzing = route(verder, kennis.catalog, kennis.school(stand), kennis.nu)
    return uit


def whole_route(stand: Stand, kennis: Kennis, thema: str) -> Beurt:
    """The answer `soort: route`: ladder, signals, what to ask first, what to share, crisis steps."""
    model, stappen, school = kennis.catalog.themas[thema], ladder(thema, stand, kennis), kennis.school(stand)
    tekst = model.mentor
    crisis = list(school.crisis) if school and model.direct else []
    custom = plain("route", thema=thema, naam=model.naam, stappen=stappen, signalen=tekst.signalen,
                   vraag_eerst=tekst.vraag_eerst, niet_doen=tekst.niet_doen, delen=tekst.delen,
                   hoger_als=tekst.hoger_als, crisis=crisis)
    if school and model.direct and school.crisis_contact:
        custom["crisis_contact"] = dict(school.crisis_contact)
    regels = [f"{i}. {s['loketnaam']}" + (f": {contact_line(s['contacten'][0])}" if s["contacten"] else "")
              + (INVALLER if s["landelijk"] else "") for i, s in enumerate(stappen, 1)]
    waarden = {"naam": model.naam, "stappen": "\n".join(regels), "vraag_eerst": tekst.vraag_eerst[0],
               "delen": tekst.delen, "hoger_als": tekst.hoger_als}
    # Recognised from the wording: who turns out to be a student says so with one button.
    ids = ("overdracht", "helpt_niet", "alle_onderwerpen", *(() if stand.rol == "mentor" else ("voor_mij",)))
    response = "utter_route_mentor_landelijk" if any(s["landelijk"] for s in stappen) else "utter_route_mentor"
    antwoord = Antwoord(response, waarden, knoppen(kennis, *ids), custom)
    eerste = stappen[0]["loket"] if stappen else None
    nieuw = stand.nieuw_thema(thema).met(loket=eerste, gehad=(eerste,) if eerste else ())
    return Beurt((antwoord,), nieuw, (Telling("route", thema=thema),))


def next_step(begrip: Begrip, stand: Stand, kennis: Kennis) -> Optional[Beurt]:
    """'That did not help' of a mentor: the next step of the route that was shown; None when there is no route yet."""
    if stand.wie != "mentor" or not stand.thema or not stand.loket:
        return None
    if begrip.intent in OVERDRAGEN:
        return hand_over(stand, kennis, stand.thema)
    if begrip.intent not in VERDER:
        return None
    stappen = [s for s in ladder(stand.thema, stand, kennis) if s["loket"] not in stand.gehad]
    knopjes = knoppen(kennis, "helpt_niet", "alle_onderwerpen")
    if not stappen:
        tekst = {"hoger_als": kennis.catalog.themas[stand.thema].mentor.hoger_als}
        return Beurt((Antwoord("utter_route_einde", tekst, knopjes[1:], plain("gesprek")),), stand.met(vraag=None))
    stap = stappen[0]
    custom = plain("uitleg_loket", loket=stap["loket"], loketnaam=stap["loketnaam"], contacten=stap["contacten"])
    response = "utter_route_stap_landelijk" if stap["landelijk"] else "utter_route_stap"
    waarden = {"loketnaam": stap["loketnaam"], "contact": "\n".join(contact_line(c) for c in stap["contacten"][:3])}
    nieuw = stand.met(loket=stap["loket"], gehad=(*stand.gehad, stap["loket"]), vraag=None)
    return Beurt((Antwoord(response, waarden, knopjes, custom),), nieuw)


def hand_over(stand: Stand, kennis: Kennis, thema: str) -> Beurt:
    """A text to hand a student over with: what it is about and that the student agrees, and nothing that names anybody."""
    model = kennis.catalog.themas[thema]
    tekst = Antwoord("utter_overdracht_mentor", {"naam": model.naam, "delen": model.mentor.delen},
                     knoppen(kennis, "helpt_niet", "alle_onderwerpen"), plain("gesprek"))
    return Beurt((tekst,), stand.met(vraag=None))


def for_staff(uit: Beurt) -> Beurt:
    """The same turn in words for a professional, where there are such words."""
    if uit.stand.rol != "mentor" and uit.stand.wie != "mentor":
        return uit
    return replace(uit, antwoorden=tuple(
        replace(a, response=f"{a.response}_mentor") if a.response in VOOR_MENTOR else a for a in uit.antwoorden))
