"""Answers about a loket: what it does, who it is here, what it costs, who hears it, what to say."""

from __future__ import annotations

from typing import Callable, Dict, Optional, Tuple

from bot.knowledge.gesprek.kaart import contact_line, contacts_for, loketnaam, naar, plain, reachable_now
from bot.knowledge.gesprek.kiezen import show_groups
from bot.knowledge.gesprek.stand import Antwoord, Begrip, Beurt, Kennis, Stand, Telling
from bot.knowledge.gesprek.verwijzen import knoppen, refer
from bot.knowledge.mentions import find_age, find_education, find_loket
from bot.knowledge.schema import Dienst, Loket

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
    waarden = {**velden, "naar": naar(loket, kennis, stand), "contact": _lijn(contacten)}
    response = "utter_uitleg_loket" if isinstance(plek, Loket) else "utter_uitleg_dienst"
    if isinstance(plek, Dienst) and not plek.wat_gebeurt_er:
        response = "utter_uitleg_dienst_kort"
    if loket == "zelf":
        response = "utter_uitleg_zelf"
    nieuw = stand.met(vraag=None, uitgelegd=loket)
    return Beurt((Antwoord(response, waarden, knoppen(kennis, *NA_UITLEG), custom),), nieuw)


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
    return Beurt((Antwoord(response, waarden, knoppen(kennis, *NA_UITLEG), custom),), stand.met(vraag=None))


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
            return Beurt((_met_knoppen(vooraf, kennis, bool(loket)),), stand.met(vraag=None))
        custom = plain("uitleg_loket", loket=loket, loketnaam=loketnaam(loket, kennis, stand),
                       contacten=contacts_for(loket, kennis, stand), onderwerp=response[6:])
        waarden["naar"] = naar(loket, kennis, stand)
        return Beurt((Antwoord(response, waarden, knopjes, custom),), stand.met(vraag=None))

    return antwoord


def _met_knoppen(antwoord: Antwoord, kennis: Kennis, bezig: bool) -> Antwoord:
    ids = NA_UITLEG if bezig else ("alle_onderwerpen", "nu_iemand")
    return Antwoord(antwoord.response, antwoord.waarden, knoppen(kennis, *ids), antwoord.custom)


costs = _veld("utter_kosten", "kosten")
papers = _veld("utter_papieren", "papieren")


def anonymous(begrip: Begrip, stand: Stand, kennis: Kennis) -> Beurt:
    """Who hears it? Answered honestly; then whom one can talk to without a name."""
    loket = loket_in(begrip, stand, kennis)
    nieuw = stand.met(wensen=_plus(stand.wensen, "anoniem"), vraag=None)
    if loket is None:
        custom = plain("gesprek", onderwerp="anoniem", contacten=reachable_now(stand.thema, kennis, stand))
        return Beurt((Antwoord("utter_anoniem_algemeen", {}, knoppen(kennis, "alle_onderwerpen", "nu_iemand"), custom),),
                     nieuw)
    plek = kennis.catalog.plek(loket)
    ouders = any(w in begrip.tekst.lower() for w in ("ouder", "vader", "moeder", "thuis"))
    geheim = getattr(plek, "ouders" if ouders else "geheim", "") or plek.wat
    custom = plain("uitleg_loket", loket=loket, loketnaam=loketnaam(loket, kennis, stand), onderwerp="anoniem",
                   contacten=contacts_for(loket, kennis, stand))
    knopjes = knoppen(kennis, "buiten_school", "vertel_meer", "wil_anders")
    response = "utter_anoniem_kan" if plek.anoniem == "ja" else "utter_anoniem"
    waarden = {"naar": naar(loket, kennis, stand), "geheim": geheim}
    return Beurt((Antwoord(response, waarden, knopjes, custom),), nieuw)


def what_to_say(begrip: Begrip, stand: Stand, kennis: Kennis) -> Beurt:
    """A first sentence for the phone, at the door, and one for mail."""
    if not stand.thema or not stand.loket:
        return show_groups(stand, kennis, Antwoord("utter_eerste_zin_algemeen"))
    thema = kennis.catalog.themas[stand.thema]
    zin = thema.eerste_zin_ander if stand.wie != "ik" else thema.eerste_zin
    custom = plain("uitleg_loket", loket=stand.loket, loketnaam=loketnaam(stand.loket, kennis, stand),
                   onderwerp="eerste_zin", eerste_zin=zin, eerste_mail=thema.eerste_mail,
                   contacten=contacts_for(stand.loket, kennis, stand))
    waarden = {"eerste_zin": zin, "eerste_mail": thema.eerste_mail}
    response = "utter_durf_niet" if begrip.intent == "durf_niet" else "utter_eerste_zin"
    ids = ("kaartje", "chatten", "wil_anders") if begrip.intent == "durf_niet" else ("kaartje", "durf_niet", "wil_anders")
    return Beurt((Antwoord(response, waarden, knoppen(kennis, *ids), custom),), stand.met(vraag=None))


def card(begrip: Begrip, stand: Stand, kennis: Kennis) -> Beurt:
    """One block with who, where, when and the first sentence; asks once whether this helped."""
    if not stand.thema or not stand.loket:
        return show_groups(stand, kennis, Antwoord("utter_kaartje_leeg"))
    thema, contacten = kennis.catalog.themas[stand.thema], contacts_for(stand.loket, kennis, stand)
    zin = thema.eerste_zin_ander if stand.wie != "ik" else thema.eerste_zin
    naam = loketnaam(stand.loket, kennis, stand)
    custom = plain("kaartje", thema=stand.thema, loket=stand.loket, loketnaam=naam, contacten=contacten, eerste_zin=zin)
    waarden = {"naar": naar(stand.loket, kennis, stand), "contact": _lijn(contacten), "eerste_zin": zin}
    if stand.geholpen_gevraagd:
        antwoorden = (Antwoord("utter_kaartje", waarden, knoppen(kennis, "alle_onderwerpen"), custom),)
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
        return show_groups(nieuw, kennis, vooraf)
    if soort in ("vrouw", "man", "taal"):
        custom = plain("uitleg_loket", loket=stand.loket, loketnaam=loketnaam(stand.loket, kennis, stand),
                       contacten=contacts_for(stand.loket, kennis, nieuw), onderwerp=soort)
        return Beurt((Antwoord(f"utter_wens_{soort}", {}, knoppen(kennis, *NA_UITLEG), custom),), nieuw)
    return refer(nieuw, kennis, "anders", vooraf)


def told_about_self(begrip: Begrip, stand: Stand, kennis: Kennis) -> Beurt:
    """Age or programme: used in the choice from now on."""
    leeftijd, onderwijs = find_age(begrip.tekst), find_education(begrip.tekst)
    nieuw = stand.met(leeftijd=leeftijd or stand.leeftijd, onderwijs=onderwijs or stand.onderwijs, vraag=None)
    if begrip.intent == "leeftijd" and leeftijd is None:
        vooraf = Antwoord("utter_leeftijd_algemeen")
    elif leeftijd is not None and leeftijd < 18:
        vooraf = Antwoord("utter_leeftijd_onder_18")
    elif leeftijd is not None:
        vooraf = Antwoord("utter_leeftijd_vanaf_18")
    else:
        vooraf = Antwoord("utter_opleiding")
    if not nieuw.thema or not nieuw.loket:
        return show_groups(nieuw, kennis, vooraf)
    custom = plain("uitleg_loket", loket=nieuw.loket, loketnaam=loketnaam(nieuw.loket, kennis, nieuw),
                   contacten=contacts_for(nieuw.loket, kennis, nieuw), onderwerp=begrip.intent)
    return Beurt((Antwoord(vooraf.response, {}, knoppen(kennis, *NA_UITLEG), custom),), nieuw)


def reach_now(begrip: Begrip, stand: Stand, kennis: Kennis) -> Beurt:
    """Asks for a person, or for who is there now: the school's open contacts first, then who listens."""
    school = kennis.school(stand)
    lijst = [c for c in contacts_for("mentor", kennis, stand) if school and c.get("nu_open")]
    if stand.loket:
        lijst += [c for c in contacts_for(stand.loket, kennis, stand) if c.get("nu_open") and c not in lijst]
    lijst += [c for c in reachable_now(stand.thema, kennis, stand) if c not in lijst]
    custom = plain("bereikbaar", contacten=lijst[:4])
    response = "utter_mens_spreken" if begrip.intent == "mens_spreken" else "utter_nu_bereikbaar"
    knopjes = knoppen(kennis, "vertel_meer", "alle_onderwerpen") if stand.loket else knoppen(kennis, "alle_onderwerpen")
    return Beurt((Antwoord(response, {"contact": _lijn(lijst[:4])}, knopjes, custom),), stand.met(vraag=None))


HANDLERS: Dict[str, Callable[[Begrip, Stand, Kennis], Beurt]] = {
    "vertel_meer": explain, "wat_is_loket": explain, "wie_is_loket": who_is, "kost_geld": costs,
    "geen_papieren": papers, "anoniem": anonymous, "eerste_zin": what_to_say, "durf_niet": what_to_say,
    "kaartje": card, "buiten_school": wish, "liever_chatten": wish, "liever_vrouw": wish, "eigen_taal": wish,
    "leeftijd": told_about_self, "bbl": told_about_self, "mens_spreken": reach_now, "nu_hulp": reach_now,
}
