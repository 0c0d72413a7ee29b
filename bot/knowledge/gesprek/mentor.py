"""For a mentor: the whole ladder of a theme at once, with the school's people."""

from __future__ import annotations

from typing import List

from bot.knowledge.gesprek.kaart import Custom, contact_line, contacts_for, loketnaam, plain
from bot.knowledge.gesprek.stand import Antwoord, Beurt, Kennis, Stand, Telling
from bot.knowledge.gesprek.verwijzen import knoppen
from bot.knowledge.routing import Vraag, route


def ladder(thema: str, stand: Stand, kennis: Kennis) -> List[Custom]:
    """Every step that this school can offer, in order, with contacts and reasons."""
    uit: List[Custom] = []
    vraag = Vraag(thema=thema, onderwijs=stand.onderwijs, locatie=stand.locatie)
    model = kennis.catalog.themas[thema]
    verwijzing = route(vraag, kennis.catalog, kennis.school(stand), kennis.nu)
    while verwijzing.loket and verwijzing.plaats < len(model.route):
        naam, stap = loketnaam(verwijzing.loket, kennis, stand), model.route[verwijzing.plaats]
        uit.append({
            "stap": kennis.catalog.plek(verwijzing.loket).stap, "loket": verwijzing.loket, "loketnaam": naam,
            "reden": stap.reden.replace("{loketnaam}", naam), "hoger_als": stap.zwaarder_als or "",
            "contacten": contacts_for(verwijzing.loket, kennis, stand),
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
    regels = [f"{i}. {s['loketnaam']}: {contact_line(s['contacten'][0])}" if s["contacten"] else f"{i}. {s['loketnaam']}"
              for i, s in enumerate(stappen, 1)]
    waarden = {"naam": model.naam, "stappen": "\n".join(regels), "vraag_eerst": tekst.vraag_eerst[0],
               "delen": tekst.delen, "hoger_als": tekst.hoger_als}
    antwoord = Antwoord("utter_route_mentor", waarden, knoppen(kennis, "alle_onderwerpen"), custom)
    return Beurt((antwoord,), stand.nieuw_thema(thema).met(loket=stappen[0]["loket"] if stappen else None),
                 (Telling("route", thema=thema),))
