"""The talk after danger: one plain question at a time, the numbers stay, nobody is trapped."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Dict, Mapping, Optional

from bot.knowledge.gesprek.kaart import contact_line, contacts_for, first_at_school, service_card
from bot.knowledge.gesprek.stand import Antwoord, Begrip, Beurt, Kennis, Stand
from bot.knowledge.gesprek.veilig import (
    DIENSTEN,
    NIVEAUS,
    WEL_VEILIG,
    about_whom,
    crisis_custom,
    of_whom,
    safe_question,
    says_safe,
)
from bot.knowledge.gesprek.verwijzen import knoppen
from bot.knowledge.gesprek.wie import button_of
from bot.knowledge.mentions import same_name
from bot.knowledge.routing import BUITEN_DE_LIJN
from bot.knowledge.spelling import fold

NU_VEILIG, IEMAND_BIJ_JE = "nu_veilig", "iemand_bij_je"
SAMEN, ALLEEN = ("iemand_bij_mij", "iemand_bij_ander"), ("alleen", "ander_alleen")
# What is said, met kindly, while the question about safety is open.
BLIJFT: Mapping[str, str] = {
    "bedoel_ik_niet": "utter_crisis_niet_begrepen", "durf_niet": "utter_crisis_durf_niet",
    "liever_chatten": "utter_crisis_durf_niet", "al_geprobeerd": "utter_crisis_helpt_niet",
    "persoon_is_probleem": "utter_crisis_persoon", "twijfel": "utter_crisis_verhaal",
    "buiten_bereik": "utter_crisis_verhaal", "wat_kun_jij": "utter_crisis_wat_nu", "groet": "utter_crisis_wat_nu",
    "weet_niet": "utter_crisis_weet_niet", "weiger_loket": "utter_crisis_blijf", "afscheid": "utter_crisis_blijf",
    "ontken": "utter_crisis_blijf", "leeg": "utter_crisis_blijf",
}
# The same after that question, as long as the conversation is still at the card.
BLIJFT_DAARNA = frozenset({"bedoel_ik_niet", "durf_niet", "afscheid", "wat_kun_jij", "weiger_loket"})
# "nee mijn moeder is hier", "nee ze is niet alleen": a no to the words of the question, a yes to what it asks.
_ER_IS_IEMAND = re.compile(
    r"^(?!.*\b(niemand|nog niet|ik ben alleen)\b).*(\b(niet|nie) alleen\b|\b(is|zit|zitten|zijn|staat) .*\b(hier|bij|naast)\b)")
WEER = "utter_crisis_blijf_weer"


def answer(begrip: Begrip, stand: Stand, kennis: Kennis) -> Optional[Beurt]:
    """The answer in a conversation where danger was heard; None: this is about something else."""
    if not stand.crisis:
        return None
    knop = button_of(begrip.tekst, kennis.catalog)
    bij_gevaar = stand.vraag in (NU_VEILIG, IEMAND_BIJ_JE)
    if knop in WEL_VEILIG or (bij_gevaar and says_safe(begrip, kennis)):
        return _is_someone_there(stand, kennis)
    if knop in (*SAMEN, *ALLEEN):
        return _someone_there(knop in SAMEN, stand, kennis)
    if begrip.intent in ("voor_mij", "voor_ander") and (bij_gevaar or stand.loket in NIVEAUS):
        return _about_another(begrip, stand, kennis)
    if bij_gevaar:
        return _answer_question(begrip, stand, kennis)
    if begrip.intent in BLIJFT_DAARNA and (stand.loket in NIVEAUS or begrip.intent in ("bedoel_ik_niet", "afscheid")):
        return _stays(begrip, stand, kennis)
    return None


def _answer_question(begrip: Begrip, stand: Stand, kennis: Kennis) -> Optional[Beurt]:
    if stand.school_gevraagd and (school := same_name(begrip.tekst, kennis.scholen)):
        custom = crisis_custom(stand.crisis or "hulp_113", kennis, stand)
        gekozen = Antwoord("utter_school_gekozen", {"school": kennis.scholen[school]})
        opnieuw = Antwoord(safe_question(stand), {}, _safe_or_not(stand, kennis), custom)
        return Beurt((gekozen, opnieuw), stand.met(instelling=school, locatie=None, vraag=NU_VEILIG))
    if stand.vraag == IEMAND_BIJ_JE and begrip.intent in ("bevestig", "ontken", "weet_niet"):
        return _someone_there(begrip.intent == "bevestig" or bool(_ER_IS_IEMAND.search(fold(begrip.tekst))), stand, kennis)
    if begrip.intent == "bevestig":
        return _is_someone_there(stand, kennis)
    if begrip.intent == "ontken":
        custom = crisis_custom("nood_112", kennis, stand)
        bel_112 = of_whom("utter_crisis_niet_veilig", stand)
        return Beurt((Antwoord(bel_112, _line(stand, kennis), _safe_or_not(stand, kennis), custom),), stand)
    if begrip.intent == "andere_taal":
        return _in_another_language(stand, kennis)
    if begrip.naast:  # a theme that is far from sure: "niemand weet het"
        begrip = replace(begrip, intent="twijfel")
    return _stays(begrip, stand, kennis)


def _in_another_language(stand: Stand, kennis: Kennis) -> Beurt:
    """The fixed text in that language, with the numbers, and the question; the next time the question alone. So the words
    are not the same twice in a row, and a "yes" is always an answer to that question."""
    custom = crisis_custom(stand.crisis or "hulp_113", kennis, stand)
    knopjes = about_whom(stand, kennis, "wel_veilig", "niet_veilig", "weet_niet")
    school = {"contact": "\n".join(contact_line(c) for c in first_at_school(kennis, stand)[:1])}
    vraag = Antwoord(safe_question(stand), {}, knopjes, custom)
    eerst = () if stand.crisis_stap % 2 else (Antwoord("utter_andere_taal", school),)
    return Beurt((*eerst, vraag), stand.met(crisis_stap=stand.crisis_stap + 1, vraag=NU_VEILIG))


def _is_someone_there(stand: Stand, kennis: Kennis) -> Beurt:
    custom = crisis_custom(stand.crisis or "hulp_113", kennis, stand, vraag=IEMAND_BIJ_JE)
    vraag, knopjes = of_whom("utter_crisis_vraag_samen", stand), about_whom(stand, kennis, "iemand_bij_mij", "alleen")
    return Beurt((Antwoord(vraag, {}, knopjes, custom),), stand.met(vraag=IEMAND_BIJ_JE))


def _someone_there(samen: bool, stand: Stand, kennis: Kennis) -> Beurt:
    response = of_whom("utter_crisis_samen" if samen else "utter_crisis_alleen", stand)
    custom = crisis_custom(stand.crisis or "hulp_113", kennis, stand)
    knopjes = knoppen(kennis, "vertel_meer", "mens", "alle_onderwerpen")
    return Beurt((Antwoord(response, _line(stand, kennis), knopjes, custom),), stand.met(vraag=None, crisis_stap=0))


def _about_another(begrip: Begrip, stand: Stand, kennis: Kennis) -> Beurt:
    """'No, it is about me': the numbers and the question again, about the right person."""
    nieuw = stand.met(wie="ik" if begrip.intent == "voor_mij" else "ander", vraag=NU_VEILIG)
    response = "utter_crisis_toch_ik" if nieuw.wie == "ik" else "utter_crisis_toch_ander"
    custom = crisis_custom(stand.crisis or "hulp_113", kennis, nieuw)
    return Beurt((Antwoord(response, _line(stand, kennis), _safe_or_not(nieuw, kennis), custom),), nieuw)


def _stays(begrip: Begrip, stand: Stand, kennis: Kennis) -> Optional[Beurt]:
    """Anger, silence or a story in a crisis: met kindly, in other words each time."""
    if begrip.intent not in BLIJFT:
        return None
    custom = crisis_custom(stand.crisis or "hulp_113", kennis, stand)
    response, waarden = BLIJFT[begrip.intent], _line(stand, kennis)
    if response == "utter_crisis_durf_niet" and waarden["lijn"] != "113":
        response = "utter_crisis_durf_niet_bellen"
    if stand.crisis_stap % 2:
        response = WEER
    elif response == "utter_crisis_weet_niet":
        response = of_whom(response, stand)
    elif response == "utter_crisis_persoon":
        contacten = contacts_for(BUITEN_DE_LIJN, kennis, stand) if BUITEN_DE_LIJN not in stand.gemeden() else []
        custom["contacten"] = [*custom["contacten"], *contacten[:1]]
        waarden["contact"] = "\n".join(contact_line(c) for c in custom["contacten"])
    knopjes = (*_safe_or_not(stand, kennis), *knoppen(kennis, "mens", "alle_onderwerpen"))
    return Beurt((Antwoord(response, waarden, knopjes, custom),), stand.met(crisis_stap=stand.crisis_stap + 1))


def _safe_or_not(stand: Stand, kennis: Kennis) -> tuple[str, ...]:
    return about_whom(stand, kennis, "wel_veilig", "niet_veilig")


def _line(stand: Stand, kennis: Kennis) -> Dict[str, str]:
    """The number to call that belongs to this danger; beside 112 that is 113."""
    eerste = next(d for d in DIENSTEN[stand.crisis or "hulp_113"] if d != "nood_112")
    return {"lijn": str(service_card(eerste, kennis)["telefoon"])}
