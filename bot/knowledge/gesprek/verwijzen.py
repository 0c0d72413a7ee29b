"""Give one referral: recognition, one advice, why, contact, first sentence, buttons."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, List, Mapping, Optional, Tuple

from bot.knowledge.gesprek.kaart import all_closed, contact_line, contacts_for, loketnaam, naar, plain, reachable_now
from bot.knowledge.gesprek.stand import MAX_TERUG, Antwoord, Begrip, Beurt, Kennis, Stand, Telling
from bot.knowledge.routing import Doorverwijzing, Richting, Vraag, route
from bot.knowledge.schema import Dienst, Loket

STANDAARD_KNOPPEN = ("vertel_meer", "helpt_niet", "wil_anders")
CRISIS_THEMA = "crisis_suicide"


def knoppen(kennis: Kennis, *ids: str) -> Tuple[str, ...]:
    """The texts of fixed buttons."""
    return tuple(kennis.catalog.knoppen[i].tekst for i in ids)


def question(stand: Stand, richting: Richting) -> Vraag:
    assert stand.thema is not None
    return Vraag(
        thema=stand.thema, richting=richting, huidig=stand.loket, gehad=stand.gehad,
        probleem=frozenset(stand.probleem), wensen=frozenset(stand.wensen),
        kenmerken=frozenset(stand.kenmerken), leeftijd=stand.leeftijd,
        onderwijs=stand.onderwijs, locatie=stand.locatie,
    )


def start_theme(begrip: Begrip, stand: Stand, kennis: Kennis, thema: str) -> Beurt:
    """The first advice on a theme; names a second problem of the same message after it."""
    stand = stand.nieuw_thema(thema).met(kenmerken=tuple(sorted(begrip.kenmerken)), onbegrepen=0)
    beurt = refer(stand, kennis, "begin")
    if begrip.tweede and begrip.tweede != thema and begrip.tweede in kennis.catalog.themas:
        ander = kennis.catalog.themas[begrip.tweede]
        laatste = beurt.antwoorden[-1]
        ook = Antwoord("utter_tweede_thema", {"korte_naam": ander.korte_naam}, (ander.keuze, *laatste.knoppen))
        antwoorden = (*beurt.antwoorden[:-1], replace(laatste, knoppen=()), ook)
        beurt = replace(beurt, antwoorden=antwoorden, stand=beurt.stand.met(tweede=begrip.tweede))
    return beurt


def refer(stand: Stand, kennis: Kennis, richting: Richting, *vooraf: Antwoord) -> Beurt:
    """Walk the ladder in one direction and word the outcome. ``vooraf``: what is said before it."""
    verwijzing = route(question(stand, richting), kennis.catalog, kennis.school(stand), kennis.nu)
    if verwijzing.loket is None:
        return _end_of_ladder(stand, kennis, vooraf)
    terug = stand.terug
    if stand.loket and stand.thema:
        terug = (*terug, (stand.thema, stand.loket))[-MAX_TERUG:]
    nieuw = stand.met(
        loket=verwijzing.loket, plaats=verwijzing.plaats, gehad=(*stand.gehad, verwijzing.loket),
        vraag=None, keuzes=(), terug=terug, uitgelegd=None,
    )
    raad = advice(verwijzing, nieuw, kennis)
    tellingen = advice_counts(verwijzing, raad[0].custom or {}, kennis)
    return with_moment(Beurt((*vooraf, *raad), nieuw, tellingen), kennis)


def advice_counts(verwijzing: Doorverwijzing, kaart: Mapping[str, Any], kennis: Kennis) -> Tuple[Telling, ...]:
    """The theme, the loket, and each role that this school lacks when a national service stands in for it."""
    loket = verwijzing.loket
    assert loket is not None
    landelijk = loket != "zelf" and bool(kaart["contacten"]) and all("dienst" in c for c in kaart["contacten"])
    zelf = () if isinstance(kennis.catalog.plek(loket), Dienst) else (loket,)
    gaten = (*verwijzing.gemist, *zelf) if landelijk else ()
    return (Telling("thema", thema=verwijzing.thema), Telling("loket", loket=loket), *(Telling("gat", loket=g) for g in gaten))


def advice(verwijzing: Doorverwijzing, stand: Stand, kennis: Kennis) -> List[Antwoord]:
    """The messages of one referral. The card rides on the first, the buttons on the last."""
    assert verwijzing.loket is not None
    catalog, loket = kennis.catalog, verwijzing.loket
    thema, plek = catalog.themas[verwijzing.thema], catalog.plek(loket)
    contacten = contacts_for(loket, kennis, stand)
    if loket == "zelf" and verwijzing.volgende:
        contacten = contacts_for(verwijzing.volgende, kennis, stand)
    dicht, weer = all_closed(contacten, isinstance(plek, Dienst))
    ook_nu = reachable_now(verwijzing.thema, kennis, stand, zonder=(loket,)) if dicht else []
    naam = loketnaam(loket, kennis, stand)
    ander = stand.wie != "ik"
    reden = verwijzing.reden.replace("{loketnaam}", naam) or plek.wat
    zin = thema.eerste_zin_ander if ander else thema.eerste_zin
    custom = plain(
        "verwijzing", thema=verwijzing.thema, stap=plek.stap, loket=loket, loketnaam=naam, reden=reden,
        eerste_zin=zin, eerste_mail=thema.eerste_mail, contacten=contacten, ook_nu=ook_nu,
        volgende=verwijzing.volgende, wie=stand.wie, pictogram=thema.pictogram or "",
    )
    waarden = {
        "herkenning": thema.herkenning_ander if ander else thema.herkenning,
        "naar": naar(loket, kennis, stand), "reden": reden, "eerste_zin": zin,
        "contact": "\n".join(contact_line(c) for c in contacten[:3]),
    }
    if loket == "zelf":
        waarden["tips"] = "\n".join(thema.zelf)
        waarden["naar"] = naar(verwijzing.volgende, kennis, stand) if verwijzing.volgende else waarden["naar"]
    knopjes = knoppen(kennis, *_button_ids(plek, thema.direct, ander))
    hoofd = Antwoord(_response(plek, contacten, stand), waarden, () if dicht else knopjes, custom)
    if not dicht:
        return [hoofd]
    nu = {"weer": weer or contacten[0].get("open", ""), "ook_nu": "\n".join(contact_line(c) for c in ook_nu)}
    return [hoofd, Antwoord("utter_nu_dicht" if ook_nu else "utter_nu_dicht_alleen", nu, knopjes)]


def _response(plek: object, contacten: List[dict], stand: Stand) -> str:  # type: ignore[type-arg]
    eerste = not stand.terug or stand.terug[-1][0] != stand.thema
    vervolg = "" if eerste else "_vervolg"
    if isinstance(plek, Loket) and plek.plek == "zelf":
        return "utter_verwijzing_zelf"
    if isinstance(plek, Dienst):
        return f"utter_verwijzing_dienst{vervolg}"
    return f"utter_verwijzing{vervolg}" if contacten else f"utter_verwijzing_zonder_contact{vervolg}"


def _button_ids(plek: object, direct: bool, ander: bool) -> Tuple[str, ...]:
    if isinstance(plek, Loket) and plek.plek == "zelf":
        return STANDAARD_KNOPPEN
    if direct and not ander:
        return (*STANDAARD_KNOPPEN, "voor_ander")
    return (*STANDAARD_KNOPPEN, "durf_niet")


def _end_of_ladder(stand: Stand, kennis: Kennis, vooraf: Tuple[Antwoord, ...]) -> Beurt:
    """Every step was offered: a warm close with who always listens, never a dead end."""
    contacten = reachable_now(stand.thema, kennis, stand) or contacts_for("luisterlijn", kennis, stand)
    custom = plain("einde_route", thema=stand.thema, contacten=contacten)
    waarden = {"contact": "\n".join(contact_line(c) for c in contacten)}
    knopjes = knoppen(kennis, "alle_onderwerpen", "mens", "opnieuw")
    slot = Antwoord("utter_einde_route", waarden, knopjes, custom)
    return Beurt((*vooraf, slot), stand.met(vraag=None), (Telling("einde_route", thema=stand.thema or ""),))


def with_moment(beurt: Beurt, kennis: Kennis) -> Beurt:
    """Add the school's note around a hard moment, once, where it fits the theme."""
    school, stand = kennis.school(beurt.stand), beurt.stand
    if school is None or not beurt.antwoorden:
        return beurt
    vandaag = kennis.nu.date()
    for moment in school.momenten:
        if moment.van <= vandaag <= moment.tot and stand.thema in moment.themas and moment.tekst not in stand.momenten:
            laatste = beurt.antwoorden[-1]
            extra = Antwoord("utter_moment", {"tekst": moment.tekst}, laatste.knoppen)
            antwoorden = (*beurt.antwoorden[:-1], replace(laatste, knoppen=()), extra)
            nieuw = stand.met(momenten=(*stand.momenten, moment.tekst))
            return replace(beurt, antwoorden=antwoorden, stand=nieuw)
    return beurt


def go_back(stand: Stand, kennis: Kennis) -> Optional[Beurt]:
    """The advice before this one, or None when there is none."""
    if not stand.terug:
        return None
    thema, loket = stand.terug[-1]
    eerder = stand.met(thema=thema, loket=None, gehad=tuple(g for g in stand.gehad if g not in (loket, stand.loket)),
                       terug=stand.terug[:-1], vraag=None)
    anderen = tuple(k for s in kennis.catalog.themas[thema].route for k in s.loket if k != loket)
    kies = route(replace(question(eerder, "begin"), gehad=anderen), kennis.catalog, kennis.school(stand), kennis.nu)
    if kies.loket is None:
        return None
    door = replace(question(eerder, "omhoog"), huidig=loket, gehad=(*eerder.gehad, loket))
    daarna = route(door, kennis.catalog, kennis.school(stand), kennis.nu)
    nieuw = eerder.met(loket=kies.loket, plaats=kies.plaats, gehad=(*eerder.gehad, kies.loket))
    return Beurt(tuple(advice(replace(kies, volgende=daarna.loket), nieuw, kennis)), nieuw)
