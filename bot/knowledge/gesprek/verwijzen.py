"""Give one referral: recognition, one advice, why, contact, first sentence, buttons."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, List, Mapping, Optional, Tuple

from bot.knowledge.gesprek.kaart import (
    Custom,
    all_closed,
    contact_line,
    contacts_for,
    first_words,
    loketnaam,
    naar,
    only_services,
    plain,
    reachable_now,
)
from bot.knowledge.gesprek.stand import MAX_TERUG, Antwoord, Begrip, Beurt, Kennis, Stand, Telling
from bot.knowledge.mentions import find_age, find_education, find_loket
from bot.knowledge.routing import ALTIJD_LUISTEREND, BUITEN_DE_LIJN, Doorverwijzing, Richting, Vraag, route, voldoet
from bot.knowledge.schema import Dienst, Loket
from bot.knowledge.spelling import fold

STANDAARD_KNOPPEN = ("vertel_meer", "helpt_niet", "wil_anders")
WENS_CHAT = "utter_wens_chatten"
# Who is named in a message on these themes is more often the trouble than the way out, but for these words.
KWAAD_THEMAS = frozenset({"pesten", "grensoverschrijdend_gedrag", "discriminatie", "ruzie_klas_docent", "stage"})
HULP = frozenset({"helpen", "helpt", "hulp", "praten", "gepraat", "vertellen", "verteld", "naar", "kan", "mag", "moet"})
CRISIS_THEMA = "crisis_suicide"


def knoppen(kennis: Kennis, *ids: str) -> Tuple[str, ...]:
    """The texts of fixed buttons."""
    return tuple(kennis.catalog.knoppen[i].tekst for i in ids)


def question(stand: Stand, richting: Richting) -> Vraag:
    assert stand.thema is not None
    return Vraag(
        thema=stand.thema, richting=richting, huidig=stand.loket, gehad=(*stand.gehad, *stand.vermijd),
        probleem=frozenset(stand.probleem), wensen=frozenset(stand.wensen),
        kenmerken=frozenset(stand.kenmerken), leeftijd=stand.leeftijd,
        onderwijs=stand.onderwijs, locatie=stand.locatie,
    )


def start_theme(begrip: Begrip, stand: Stand, kennis: Kennis, thema: str) -> Beurt:
    """The first advice on a theme."""
    stand = stand.nieuw_thema(thema).met(
        kenmerken=tuple(sorted(begrip.kenmerken)), onbegrepen=0, leeftijd=find_age(begrip.tekst) or stand.leeftijd,
        onderwijs=find_education(begrip.tekst) or stand.onderwijs)
    genoemd = _named_with_harm(begrip, stand, kennis)
    if genoemd:
        wie = Antwoord("utter_persoon_genoemd", {"wie": naar(genoemd, kennis, stand)})
        return refer(stand.met(probleem=(genoemd,)), kennis, "begin", wie)
    return refer(stand, kennis, "begin")


def _named_with_harm(begrip: Begrip, stand: Stand, kennis: Kennis) -> Optional[str]:
    """'My coach bullies me': the loket that a message about harm names, unless it is named as help."""
    if stand.thema not in KWAAD_THEMAS or stand.wie != "ik" or "?" in begrip.tekst or HULP & set(fold(begrip.tekst).split()):
        return None
    loket = find_loket(begrip.tekst, kennis.catalog, kennis.school(stand))
    route_ = [k for s in kennis.catalog.themas[stand.thema].route for k in s.loket]
    return loket if loket in route_ and kennis.catalog.plek(loket).plek == "school" else None


def refer(stand: Stand, kennis: Kennis, richting: Richting, *vooraf: Antwoord) -> Beurt:
    """Walk the ladder in one direction and word the outcome. ``vooraf``: what is said before it."""
    verwijzing = route(question(stand, richting), kennis.catalog, kennis.school(stand), kennis.nu)
    if verwijzing.loket is None:
        return _end_of_ladder(stand, kennis)
    if _no_chat(verwijzing.loket, stand, kennis) and (richting == "begin" or any(a.response == WENS_CHAT for a in vooraf)):
        vooraf = (*(a for a in vooraf if a.response != WENS_CHAT), Antwoord("utter_wens_geen"))
    terug = stand.terug
    if stand.loket and stand.thema:
        terug = (*terug, (stand.thema, stand.loket))[-MAX_TERUG:]
    nieuw = stand.met(
        loket=verwijzing.loket, plaats=verwijzing.plaats, gehad=(*stand.gehad, verwijzing.loket),
        vraag=None, keuzes=(), terug=terug, uitgelegd=None,
    )
    return _worded(verwijzing, nieuw, kennis, vooraf, _is_first(nieuw))


def _worded(verwijzing: Doorverwijzing, stand: Stand, kennis: Kennis, vooraf: Tuple[Antwoord, ...], eerste: bool) -> Beurt:
    raad = advice(verwijzing, stand, kennis, eerste)
    tellingen = advice_counts(verwijzing, raad[0].custom or {}, kennis)
    return with_moment(Beurt((*vooraf, *raad), stand, tellingen), kennis)


def only(loket: str, stand: Stand, kennis: Kennis) -> Doorverwijzing:
    """The referral to exactly this loket; its ``loket`` is None when it does not fit (any more)."""
    thema = kennis.catalog.themas[str(stand.thema)]
    alle = (*(k for s in thema.route for k in s.loket), *thema.buiten_schooltijd, *ALTIJD_LUISTEREND, BUITEN_DE_LIJN)
    vraag = replace(question(stand, "begin"), huidig=None, gehad=tuple(k for k in alle if k != loket), wensen=frozenset())
    kies = route(vraag, kennis.catalog, kennis.school(stand), kennis.nu)
    door = replace(question(stand, "omhoog"), huidig=loket, gehad=(*stand.gehad, loket, *stand.vermijd))
    daarna = route(door, kennis.catalog, kennis.school(stand), kennis.nu)
    return replace(kies, volgende=daarna.loket)


def same_again(stand: Stand, kennis: Kennis, *vooraf: Antwoord) -> Beurt:
    """The same step once more because its people changed (school or place), without the words that were said already."""
    verwijzing = only(str(stand.loket), stand, kennis)
    if verwijzing.loket is None:
        return refer(stand.met(loket=None), kennis, "begin", *vooraf)
    return _worded(verwijzing, stand.met(vraag=None, plaats=verwijzing.plaats), kennis, vooraf, False)


def _no_chat(loket: str, stand: Stand, kennis: Kennis) -> bool:
    return "chatten" in stand.wensen and not voldoet(loket, frozenset({"chatten"}), kennis.catalog)


def _is_first(stand: Stand) -> bool:
    return not stand.terug or stand.terug[-1][0] != stand.thema


def advice_counts(verwijzing: Doorverwijzing, kaart: Mapping[str, Any], kennis: Kennis) -> Tuple[Telling, ...]:
    """The theme, the loket, and each role that this school lacks when a national service stands in for it."""
    loket = verwijzing.loket
    assert loket is not None
    landelijk = loket != "zelf" and only_services(kaart["contacten"])
    zelf = () if isinstance(kennis.catalog.plek(loket), Dienst) else (loket,)
    gaten = (*verwijzing.gemist, *zelf) if landelijk else ()
    return (Telling("thema", thema=verwijzing.thema), Telling("loket", loket=loket), *(Telling("gat", loket=g) for g in gaten))


def advice(verwijzing: Doorverwijzing, stand: Stand, kennis: Kennis, eerste: bool) -> List[Antwoord]:
    """The messages of one referral. The card rides on the first, the buttons on the last. ``eerste``: on this theme."""
    assert verwijzing.loket is not None
    catalog, loket = kennis.catalog, verwijzing.loket
    thema, plek = catalog.themas[verwijzing.thema], catalog.plek(loket)
    contacten = contacts_for(loket, kennis, stand)
    if loket == "zelf" and verwijzing.volgende:
        contacten = contacts_for(verwijzing.volgende, kennis, stand)
    dicht = closed(loket, contacten, stand, kennis)
    ook_nu = reachable_now(verwijzing.thema, kennis, stand, zonder=(loket,)) if dicht else []
    naam = loketnaam(loket, kennis, stand)
    ander = stand.wie != "ik"
    reden = verwijzing.reden.replace("{loketnaam}", naam) or plek.wat
    zin, mail = first_words(stand, kennis)
    custom = plain(
        "verwijzing", thema=verwijzing.thema, stap=plek.stap, loket=loket, loketnaam=naam, reden=reden,
        eerste_zin=zin, eerste_mail=mail, contacten=contacten, ook_nu=ook_nu,
        volgende=verwijzing.volgende, wie=stand.wie, pictogram=thema.pictogram or "",
    )
    waarden = {
        "herkenning": thema.herkenning_ander if ander else thema.herkenning,
        "naar": naar(loket, kennis, stand), "reden": reden, "eerste_zin": zin,
        "contact": "\n".join(contact_line(c, "chatten" in stand.wensen) for c in contacten[:3]),
    }
    if loket == "zelf":
        waarden["tips"] = "\n".join(thema.zelf)
        waarden["naar"] = naar(verwijzing.volgende, kennis, stand) if verwijzing.volgende else waarden["naar"]
    knopjes = knoppen(kennis, *_button_ids(plek, thema.direct, ander))
    hoofd = Antwoord(_response(plek, contacten, eerste), waarden, () if dicht else knopjes, custom)
    return [hoofd, replace(dicht, knoppen=knopjes)] if dicht else [hoofd]


def closed(loket: str, contacten: List[Custom], stand: Stand, kennis: Kennis) -> Optional[Antwoord]:
    """When these contacts are all closed: when they open, and who is there now."""
    dicht, weer = all_closed(contacten, isinstance(kennis.catalog.plek(loket), Dienst))
    if not dicht:
        return None
    ook_nu = reachable_now(stand.thema, kennis, stand, zonder=(loket,))
    nu = {"weer": weer or contacten[0].get("open", ""), "ook_nu": "\n".join(contact_line(c) for c in ook_nu)}
    return Antwoord("utter_nu_dicht" if ook_nu else "utter_nu_dicht_alleen", nu)


def _response(plek: object, contacten: List[Custom], eerste: bool) -> str:
    vervolg = "" if eerste else "_vervolg"
    if isinstance(plek, Dienst):
        return f"utter_verwijzing_dienst{vervolg}"
    # A national service stands in: it is shown as another way, not as this person's number.
    landelijk = "_landelijk" if only_services(contacten) else ""
    if isinstance(plek, Loket) and plek.plek == "zelf":
        return f"utter_verwijzing_zelf{landelijk}{vervolg}"
    return f"utter_verwijzing{landelijk}{vervolg}" if contacten else f"utter_verwijzing_zonder_contact{vervolg}"


def _button_ids(plek: object, direct: bool, ander: bool) -> Tuple[str, ...]:
    if isinstance(plek, Loket) and plek.plek == "zelf":
        return STANDAARD_KNOPPEN
    if direct and not ander:
        return (*STANDAARD_KNOPPEN, "voor_ander")
    return (*STANDAARD_KNOPPEN, "durf_niet")


def _end_of_ladder(stand: Stand, kennis: Kennis) -> Beurt:
    """Every step was offered: a warm close with who always listens, never a dead end."""
    contacten = reachable_now(stand.thema, kennis, stand) or contacts_for("luisterlijn", kennis, stand)
    custom = plain("einde_route", thema=stand.thema, contacten=contacten)
    waarden = {"contact": "\n".join(contact_line(c) for c in contacten)}
    knopjes = knoppen(kennis, "alle_onderwerpen", "mens", "opnieuw")
    weer = stand.einde == stand.thema
    slot = Antwoord("utter_einde_route_weer" if weer else "utter_einde_route", waarden, knopjes, custom)
    return Beurt((slot,), stand.met(vraag=None, einde=stand.thema), (Telling("einde_route", thema=stand.thema or ""),))


def with_moment(beurt: Beurt, kennis: Kennis) -> Beurt:
    """Add the school's note around a hard moment, once, where it fits the theme."""
    school, stand = kennis.school(beurt.stand), beurt.stand
    if school is None or not beurt.antwoorden:
        return beurt
    vandaag = kennis.nu.date()
    for moment in school.momenten:
        if moment.van <= vandaag <= moment.tot and stand.thema in moment.themas and moment.tekst not in stand.momenten:
            nieuw = stand.met(momenten=(*stand.momenten, moment.tekst))
            return say_below(beurt, Antwoord("utter_moment", {"tekst": moment.tekst}), nieuw)
    return beurt


def say_below(beurt: Beurt, extra: Antwoord, nieuw: Stand) -> Beurt:
    """One more message after all that was said, its own buttons before those that were there."""
    laatste = beurt.antwoorden[-1]
    samen = replace(extra, knoppen=tuple(dict.fromkeys((*extra.knoppen, *laatste.knoppen))))
    return replace(beurt, antwoorden=(*beurt.antwoorden[:-1], replace(laatste, knoppen=()), samen), stand=nieuw)


def go_back(stand: Stand, kennis: Kennis) -> Optional[Beurt]:
    """The advice before this one that still fits, or None when there is none."""
    terug = stand.terug
    while terug:
        (thema, loket), terug = terug[-1], terug[:-1]
        eerder = stand.met(thema=thema, loket=loket, gehad=tuple(g for g in stand.gehad if g not in (loket, stand.loket)),
                           terug=terug, vraag=None, uitgelegd=None)
        verwijzing = only(loket, eerder, kennis)
        if verwijzing.loket and loket not in stand.gemeden():
            nieuw = eerder.met(plaats=verwijzing.plaats, gehad=(*eerder.gehad, loket))
            return Beurt(tuple(advice(verwijzing, nieuw, kennis, _is_first(nieuw))), nieuw)
    return None
