"""Answers about a loket: what it does, who it is here, what it costs, who hears it, what to say."""

from __future__ import annotations

from dataclasses import replace
from typing import Callable, Dict, List, Optional, Tuple

from bot.knowledge.gesprek.kaart import (
    Custom,
    contact_line,
    contacts_for,
    first_words,
    loketnaam,
    naar,
    plain,
    reachable_now,
    service_card,
)
from bot.knowledge.gesprek.kiezen import show_groups
from bot.knowledge.gesprek.stand import Antwoord, Begrip, Beurt, Kennis, Stand, Telling
from bot.knowledge.gesprek.veilig import DIENSTEN, NIVEAUS, about_whom
from bot.knowledge.gesprek.verwijzen import closed, knoppen, only, refer
from bot.knowledge.mentions import find_age, find_education, find_loket, find_people
from bot.knowledge.routing import BUITEN_DE_LIJN
from bot.knowledge.schema import Dienst, Loket
from bot.knowledge.spelling import fold

NA_UITLEG = ("wat_zeggen", "helpt_niet", "kaartje")


def loket_in(begrip: Begrip, stand: Stand, kennis: Kennis) -> Optional[str]:
    """The loket a message names, else the one that was explained or advised last."""
    return find_loket(begrip.tekst, kennis.catalog, kennis.school(stand)) or stand.uitgelegd or stand.loket


def explain(begrip: Begrip, stand: Stand, kennis: Kennis) -> Beurt:
    """'What is a vertrouwenspersoon?' and 'tell me more'."""
    loket = loket_in(begrip, stand, kennis)
    if loket is None:
        return show_groups(stand, kennis, Antwoord("utter_uitleg_loket_algemeen"))
    plek, contacten = kennis.catalog.plek(loket), contacts_for(loket, kennis, stand)
    velden = {
        "wat": plek.wat, "wat_gebeurt_er": plek.wat_gebeurt_er or "", "kosten": plek.kosten or "",
        "wat_niet": getattr(plek, "wat_niet", ""), "geheim": getattr(plek, "geheim", ""),
        "voor_wie": getattr(plek, "voor_wie", ""), "afspraak": getattr(plek, "afspraak", ""),
    }
    custom = plain("uitleg_loket", loket=loket, loketnaam=loketnaam(loket, kennis, stand), contacten=contacten,
                   uitleg=velden)
    waarden = {**velden, "naar": naar(after_own_step(loket, stand, kennis), kennis, stand), "contact": _lijn(contacten)}
    weer = begrip.intent == "vertel_meer" and stand.uitgelegd == loket
    response = _explanation(loket, plek, weer)
    nieuw = stand.met(vraag=None, uitgelegd=loket)
    return Beurt((Antwoord(response, waarden, knoppen(kennis, *NA_UITLEG), custom),), nieuw)


def _explanation(loket: str, plek: object, weer: bool) -> str:
    """``weer``: it was explained just now; then what was not said yet."""
    if loket == "zelf":
        return "utter_uitleg_zelf"
    if isinstance(plek, Loket):
        return "utter_uitleg_meer" if weer else "utter_uitleg_loket"
    return "utter_uitleg_dienst" if getattr(plek, "wat_gebeurt_er", None) else "utter_uitleg_dienst_kort"


def after_own_step(loket: str, stand: Stand, kennis: Kennis) -> str:
    """For 'zelf' the loket that comes next, when there is one; else the loket itself."""
    if loket != "zelf" or not stand.thema:
        return loket
    return only(loket, stand, kennis).volgende or loket


def _first_advice(stand: Stand, kennis: Kennis, vooraf: Antwoord) -> Beurt:
    """There is no advice yet: give it when the theme is known, else ask for the theme."""
    return refer(stand, kennis, "begin", vooraf) if stand.thema else show_groups(stand, kennis, vooraf)


def who_is(begrip: Begrip, stand: Stand, kennis: Kennis) -> Beurt:
    """'Who is that at our school, where, when?'"""
    loket = loket_in(begrip, stand, kennis)
    if loket is None:
        return show_groups(stand, kennis, Antwoord("utter_uitleg_loket_algemeen"))
    contacten = contacts_for(loket, kennis, stand)
    custom = plain("uitleg_loket", loket=loket, loketnaam=loketnaam(loket, kennis, stand), contacten=contacten)
    waarden = {"naar": naar(loket, kennis, stand), "contact": _lijn(contacten)}
    eigen = any("dienst" not in c for c in contacten) or isinstance(kennis.catalog.plek(loket), Dienst)
    response = "utter_wie_is_loket" if eigen else "utter_wie_is_loket_onbekend"
    wie, knopjes = Antwoord(response, waarden, (), custom), knoppen(kennis, *NA_UITLEG)
    dicht = closed(loket, contacten, stand, kennis)
    antwoorden = (wie, replace(dicht, knoppen=knopjes)) if dicht else (replace(wie, knoppen=knopjes),)
    return Beurt(antwoorden, stand.met(vraag=None))


def _lijn(contacten: list[dict]) -> str:  # type: ignore[type-arg]
    return "\n".join(contact_line(c) for c in contacten[:3])


def _veld(response: str, *velden: str) -> Callable[[Begrip, Stand, Kennis], Beurt]:
    """Answer from fields of the loket that is meant; without a loket a general answer."""

    def antwoord(begrip: Begrip, stand: Stand, kennis: Kennis) -> Beurt:
        loket = loket_in(begrip, stand, kennis)
        plek = kennis.catalog.plek(loket) if loket else None
        waarden = {v: str(getattr(plek, v, None) or "") for v in velden}
        knopjes = knoppen(kennis, *NA_UITLEG) if loket else ()
        if loket is None or not any(waarden.values()):
            vooraf = Antwoord(f"{response}_algemeen", {}, (), plain("gesprek", onderwerp=response[6:]))
            return Beurt((_met_knoppen(vooraf, kennis, stand, bool(loket)),), stand.met(vraag=None))
        custom = plain("uitleg_loket", loket=loket, loketnaam=loketnaam(loket, kennis, stand),
                       contacten=contacts_for(loket, kennis, stand), onderwerp=response[6:])
        waarden["naar"] = naar(loket, kennis, stand)
        return Beurt((Antwoord(response, waarden, knopjes, custom),), stand.met(vraag=None))

    return antwoord


def _met_knoppen(antwoord: Antwoord, kennis: Kennis, stand: Stand, bezig: bool) -> Antwoord:
    if bezig:
        return replace(antwoord, knoppen=knoppen(kennis, *NA_UITLEG))
    verder = (kennis.catalog.themas[stand.thema].keuze,) if stand.thema else ()
    return replace(antwoord, knoppen=(*verder, *knoppen(kennis, "alle_onderwerpen", "nu_iemand")))


costs = _veld("utter_kosten", "kosten")
papers = _veld("utter_papieren", "papieren")


def anonymous(begrip: Begrip, stand: Stand, kennis: Kennis) -> Beurt:
    """Who hears it? Answered honestly; then whom one can talk to without a name. A question about parents is no wish."""
    loket = loket_in(begrip, stand, kennis)
    ouders = bool(find_people(begrip.tekst, kennis.catalog.personen) & {"ouders"}) or "thuis" in fold(begrip.tekst).split()
    nieuw = stand.met(wensen=stand.wensen if ouders else _plus(stand.wensen, "anoniem"), vraag=None)
    if loket is None:
        custom = plain("gesprek", onderwerp="anoniem", contacten=reachable_now(stand.thema, kennis, stand))
        vooraf = Antwoord("utter_ouders_algemeen" if ouders else "utter_anoniem_algemeen", {}, (), custom)
        return Beurt((_met_knoppen(vooraf, kennis, stand, False),), nieuw)
    plek = kennis.catalog.plek(loket)
    custom = plain("uitleg_loket", loket=loket, loketnaam=loketnaam(loket, kennis, stand), onderwerp="anoniem",
                   contacten=contacts_for(loket, kennis, stand))
    response = f"utter_{'ouders' if ouders else 'anoniem'}"
    if isinstance(plek, Dienst):
        response += "_dienst" if plek.anoniem == "ja" else "_dienst_vraag"
    elif plek.anoniem == "ja" and not ouders:
        response = "utter_anoniem_kan"
    waarden = {"naar": naar(loket, kennis, stand), "geheim": getattr(plek, "geheim", ""), "ouders": getattr(plek, "ouders", "")}
    knopjes = knoppen(kennis, "vertel_meer", "wil_anders") if isinstance(plek, Dienst) else knoppen(
        kennis, "buiten_school", "vertel_meer", "wil_anders")
    return Beurt((Antwoord(response, waarden, knopjes, custom),), nieuw)


def what_to_say(begrip: Begrip, stand: Stand, kennis: Kennis) -> Beurt:
    """A first sentence for the phone, at the door, and one for mail."""
    if not stand.thema or not stand.loket:
        return _first_advice(stand, kennis, Antwoord("utter_eerste_zin_algemeen"))
    zin, mail = first_words(stand, kennis)
    custom = plain("uitleg_loket", loket=stand.loket, loketnaam=loketnaam(stand.loket, kennis, stand),
                   onderwerp="eerste_zin", eerste_zin=zin, eerste_mail=mail,
                   contacten=contacts_for(stand.loket, kennis, stand))
    waarden = {"eerste_zin": zin, "eerste_mail": mail}
    response = "utter_durf_niet" if begrip.intent == "durf_niet" else (
        "utter_eerste_zin" if stand.wie == "ik" else "utter_eerste_zin_ander")
    ids = ("kaartje", "chatten", "wil_anders") if begrip.intent == "durf_niet" else ("kaartje", "durf_niet", "wil_anders")
    return Beurt((Antwoord(response, waarden, knoppen(kennis, *ids), custom),), stand.met(vraag=None))


def card(begrip: Begrip, stand: Stand, kennis: Kennis) -> Beurt:
    """One block with who, where, when and the first sentence; asks once whether this helped, but never in danger."""
    if not stand.thema or not stand.loket:
        return _first_advice(stand, kennis, Antwoord("utter_kaartje_leeg"))
    loket, gevaar = after_own_step(stand.loket, stand, kennis), stand.loket in NIVEAUS
    diensten = DIENSTEN.get(stand.loket, ())
    contacten = [service_card(d, kennis) for d in diensten] if gevaar else contacts_for(loket, kennis, stand)
    zin, _ = first_words(stand, kennis)
    naam = loketnaam(loket, kennis, stand)
    custom = plain("kaartje", thema=stand.thema, loket=loket, loketnaam=naam, contacten=contacten, eerste_zin=zin)
    waarden = {"naar": naar(loket, kennis, stand), "contact": _lijn(contacten), "eerste_zin": zin}
    if gevaar:
        knopjes = (*about_whom(stand, kennis, "wel_veilig", "niet_veilig"), *knoppen(kennis, "alle_onderwerpen"))
        return Beurt((Antwoord("utter_kaartje", waarden, knopjes, custom),), stand)
    if stand.geholpen_gevraagd:
        antwoorden = (Antwoord("utter_kaartje", waarden, knoppen(kennis, "wat_zeggen", "alle_onderwerpen"), custom),)
        return Beurt(antwoorden, stand.met(vraag=None))
    vraag = Antwoord("utter_vraag_geholpen", {}, knoppen(kennis, "geholpen_ja", "geholpen_beetje", "geholpen_nee"))
    nieuw = stand.met(vraag="geholpen", geholpen_gevraagd=True)
    return Beurt((Antwoord("utter_kaartje", waarden, (), custom), vraag), nieuw, (Telling("kaartje"),))


def _plus(rij: Tuple[str, ...], *nieuw: str) -> Tuple[str, ...]:
    return tuple(dict.fromkeys((*rij, *nieuw)))


def wish(begrip: Begrip, stand: Stand, kennis: Kennis) -> Beurt:
    """Outside school, rather chat, a woman or a man, own language: remembered and used in the choice."""
    tekst = begrip.tekst.lower()
    soort = {"buiten_school": "buiten_school", "liever_chatten": "chatten", "eigen_taal": "taal"}.get(begrip.intent)
    if soort is None:
        soort = "man" if " man" in f" {tekst}" and "vrouw" not in tekst else "vrouw"
    nieuw = stand.met(wensen=_plus(stand.wensen, soort), vraag=None)
    vooraf = Antwoord(f"utter_wens_{soort}")
    if not stand.thema or not stand.loket:
        return _first_advice(nieuw, kennis, vooraf)
    if soort in ("vrouw", "man", "taal"):
        custom = plain("uitleg_loket", loket=stand.loket, loketnaam=loketnaam(stand.loket, kennis, stand),
                       contacten=contacts_for(stand.loket, kennis, nieuw), onderwerp=soort)
        return Beurt((Antwoord(f"utter_wens_{soort}", {}, knoppen(kennis, *NA_UITLEG), custom),), nieuw)
    return refer(nieuw, kennis, "anders", vooraf)


def told_about_self(begrip: Begrip, stand: Stand, kennis: Kennis) -> Beurt:
    """Age or programme: used in the choice from now on."""
    leeftijd, onderwijs = find_age(begrip.tekst), find_education(begrip.tekst)
    nieuw = stand.met(leeftijd=leeftijd or stand.leeftijd, onderwijs=onderwijs or stand.onderwijs, vraag=None)
    vooraf = Antwoord(_about_age(nieuw) if begrip.intent == "leeftijd" or leeftijd else "utter_opleiding")
    if not nieuw.thema or not nieuw.loket:
        return _first_advice(nieuw, kennis, vooraf)
    if leeftijd and only(nieuw.loket, nieuw, kennis).loket is None:
        return refer(nieuw, kennis, "anders", vooraf)
    custom = plain("uitleg_loket", loket=nieuw.loket, loketnaam=loketnaam(nieuw.loket, kennis, nieuw),
                   contacten=contacts_for(nieuw.loket, kennis, nieuw), onderwerp=begrip.intent)
    return Beurt((Antwoord(vooraf.response, {}, knoppen(kennis, *NA_UITLEG), custom),), nieuw)


def _about_age(stand: Stand) -> str:
    if stand.leeftijd is None:
        return "utter_leeftijd_algemeen"
    if stand.wie != "ik":
        return "utter_leeftijd_ander"
    return "utter_leeftijd_onder_18" if stand.leeftijd < 18 else "utter_leeftijd_vanaf_18"


def reach_now(begrip: Begrip, stand: Stand, kennis: Kennis) -> Beurt:
    """Asks for a person, or for who is there now: in danger the lines, then the school's open contacts, then who listens."""
    van_school = _school_people(stand, kennis)
    lijst = [service_card(d, kennis) for d in DIENSTEN[stand.crisis]] if stand.crisis and stand.loket in NIVEAUS else []
    lijst += [c for c in van_school if c.get("nu_open")]
    if stand.loket and stand.loket not in NIVEAUS:
        lijst += [c for c in contacts_for(stand.loket, kennis, stand) if c.get("nu_open") and c not in lijst]
    namen = [c["naam"] for c in lijst]
    lijst += [c for c in reachable_now(stand.thema, kennis, stand) if c["naam"] not in namen]
    custom = plain("bereikbaar", contacten=lijst[:4])
    response = "utter_mens_spreken" if begrip.intent == "mens_spreken" else "utter_nu_bereikbaar"
    knopjes = knoppen(kennis, "vertel_meer", "alle_onderwerpen") if stand.loket else knoppen(kennis, "alle_onderwerpen")
    if stand.crisis and stand.loket in NIVEAUS:
        knopjes = (*about_whom(stand, kennis, "wel_veilig", "niet_veilig"), *knopjes)
    waarden = {"contact": "\n".join(contact_line(c) for c in lijst[:4])}
    later = next((c for c in van_school if c.get("weer_open")), None)
    if later and not any(c.get("nu_open") for c in van_school):
        response = f"{response}_later"
        waarden = {**waarden, "naam": later["naam"], "weer": later["weer_open"]}
    vraag = stand.vraag if stand.loket in NIVEAUS else None
    return Beurt((Antwoord(response, waarden, knopjes, custom),), stand.met(vraag=vraag))


def _school_people(stand: Stand, kennis: Kennis) -> List[Custom]:
    """The mentor of this school, or who stands outside the line when the mentor is the problem."""
    if not kennis.school(stand):
        return []
    loket = "mentor" if "mentor" not in stand.gemeden() else BUITEN_DE_LIJN
    return [] if loket in stand.gemeden() else [c for c in contacts_for(loket, kennis, stand) if "dienst" not in c]


HANDLERS: Dict[str, Callable[[Begrip, Stand, Kennis], Beurt]] = {
    "vertel_meer": explain, "wat_is_loket": explain, "wie_is_loket": who_is, "kost_geld": costs,
    "geen_papieren": papers, "anoniem": anonymous, "eerste_zin": what_to_say, "durf_niet": what_to_say,
    "kaartje": card, "buiten_school": wish, "liever_chatten": wish, "liever_vrouw": wish, "eigen_taal": wish,
    "leeftijd": told_about_self, "bbl": told_about_self, "mens_spreken": reach_now, "nu_hulp": reach_now,
}
