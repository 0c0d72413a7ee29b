"""The conversation after danger: one plain question at a time; the help bar always stays.

The first answer itself is static (utter_crisis_* in domain.yml) and needs none of this code.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Dict, FrozenSet, Optional, Sequence, Tuple

from bot.knowledge.gesprek.kaart import Custom, contact_line, contacts_for, plain, service_card
from bot.knowledge.gesprek.kiezen import ask_where
from bot.knowledge.gesprek.mentor import whole_route
from bot.knowledge.gesprek.stand import Antwoord, Begrip, Beurt, Kennis, Stand
from bot.knowledge.gesprek.verwijzen import STANDAARD_KNOPPEN, knoppen, start_theme
from bot.knowledge.spelling import fold

NIVEAUS = ("hulp_113", "nood_112", "veilig_thuis", "centrum_seksueel_geweld")
DIENSTEN: Dict[str, Tuple[str, ...]] = {
    "hulp_113": ("hulp_113", "nood_112"),
    "nood_112": ("nood_112", "hulp_113"),
    "veilig_thuis": ("veilig_thuis", "nood_112"),
    "centrum_seksueel_geweld": ("centrum_seksueel_geweld", "nood_112", "hulp_113"),
}
SCHOOL_LOKET = {"hulp_113": "mentor", "nood_112": "mentor", "veilig_thuis": "vertrouwenspersoon",
                "centrum_seksueel_geweld": "vertrouwenspersoon"}
THEMA = {"hulp_113": "crisis_suicide", "veilig_thuis": "thuis_onveilig",
         "centrum_seksueel_geweld": "seksueel_geweld", "nood_112": "crisis_suicide"}
# Other themes that share a card: the student can go on with the problem that was named.
OOK_THEMA: Dict[str, FrozenSet[str]] = {
    "veilig_thuis": frozenset({"politie_criminaliteit_uitbuiting", "online_problemen"}),
    "centrum_seksueel_geweld": frozenset({"online_problemen", "grensoverschrijdend_gedrag",
                                          "politie_criminaliteit_uitbuiting"}),
    "nood_112": frozenset({"thuis_onveilig", "politie_criminaliteit_uitbuiting", "alcohol_drugs"}),
}
MIN_THEMA = 0.3
OOK_VEILIG = "veilig_ook"
# The same buttons when it is about somebody else.
VAN_ANDER = {"wel_veilig": "wel_veilig_ander", "niet_veilig": "niet_veilig_ander", "iemand_bij_mij": "iemand_bij_ander",
             "alleen": "ander_alleen"}


def crisis_theme(niveau: str, themas: Sequence[Tuple[str, float]]) -> str:
    """The theme that a card belongs to: of those that share it the likeliest (id, share), else the card's own."""
    past = OOK_THEMA.get(niveau, frozenset()) | {THEMA[niveau]}
    return next((t for t, kans in themas if t in past and kans >= MIN_THEMA), THEMA[niveau])


def crisis_custom(niveau: str, kennis: Kennis, stand: Stand, **extra: object) -> Custom:
    contacten = [service_card(d, kennis) for d in DIENSTEN[niveau]]
    thema = stand.thema if stand.thema in OOK_THEMA.get(niveau, ()) else THEMA[niveau]
    return plain("crisis", niveau=niveau, thema=thema, contacten=contacten, wie=stand.wie, **extra)


def level_of(intent: str) -> Optional[str]:
    return intent[7:] if intent.startswith("crisis_") and intent[7:] in NIVEAUS else None


def after_first_answer(begrip: Begrip, stand: Stand, kennis: Kennis) -> Beurt:
    """What follows the static first answer: the school's own person when open, then one question."""
    niveau = level_of(begrip.intent) or "hulp_113"
    weer = stand.crisis is not None
    wie = begrip.wie or stand.wie
    if stand.rol == "mentor" and wie == "ik":
        wie = "mentor"
    nieuw = stand.met(crisis=niveau, crisis_stap=0, vraag="nu_veilig", wie=wie,
                      thema=crisis_theme(niveau, begrip.themas), loket=niveau,
                      gehad=tuple(dict.fromkeys((*stand.gehad, niveau))), keuzes=())
    antwoorden = []
    school = _school_person(niveau, nieuw, kennis)
    if wie == "mentor":
        antwoorden.append(_mentor_steps(niveau, nieuw, kennis))
    elif school and not weer:
        antwoorden.append(Antwoord("utter_crisis_school", {"contact": contact_line(school)}))
    vraag = "utter_crisis_vraag_ander" if wie != "ik" else "utter_crisis_vraag_veilig"
    antwoorden.append(Antwoord(vraag, {}, _about(nieuw, kennis, "wel_veilig", "niet_veilig", "weet_niet")))
    return Beurt(tuple(antwoorden), nieuw)


def _school_person(niveau: str, stand: Stand, kennis: Kennis) -> Optional[Custom]:
    if not kennis.school(stand):
        return None
    eigen = contacts_for(SCHOOL_LOKET[niveau], kennis, stand)
    return next((c for c in eigen if c.get("nu_open") and "dienst" not in c), None)


def _mentor_steps(niveau: str, stand: Stand, kennis: Kennis) -> Antwoord:
    """For a professional: stay, do not leave alone, the school's own crisis steps."""
    school = kennis.school(stand)
    stappen = list(school.crisis) if school else []
    custom = crisis_custom(niveau, kennis, stand, crisis_stappen=stappen)
    if school and school.crisis_contact:
        custom["contacten"] = [dict(school.crisis_contact), *custom["contacten"]]
        stappen.append(contact_line(dict(school.crisis_contact)))
    return Antwoord("utter_crisis_mentor_stappen" if stappen else "utter_crisis_mentor",
                    {"stappen": "\n".join(stappen)}, (), custom)


def full_answer(niveau: str, begrip: Begrip, stand: Stand, kennis: Kennis) -> Beurt:
    """The crisis card from within the conversation: a plain 'ja' to the safety question."""
    eerste = Antwoord(f"utter_crisis_{niveau}", {}, (), None)
    vervolg = after_first_answer(replace(begrip, intent=f"crisis_{niveau}"), stand, kennis)
    return replace(vervolg, antwoorden=(eerste, *vervolg.antwoorden))


def ask_if_safe(begrip: Begrip, stand: Stand, kennis: Kennis) -> Beurt:
    """After the static safety question: remember that it is open, and the theme it came with.

    With only a slight doubt beside a theme that is sure, the advice follows at once: nobody has to answer first.
    """
    if begrip.zacht and begrip.themas and begrip.themas[0][0] in kennis.catalog.themas:
        return _advice_as_well(begrip, stand.met(wie=begrip.wie or stand.wie), kennis, begrip.themas[0][0])
    thema = begrip.themas[0][0] if begrip.themas and begrip.themas[0][1] >= 0.3 else stand.wacht_op_school
    return Beurt((), stand.met(vraag="veilig", wacht_op_school=thema))


def _advice_as_well(begrip: Begrip, stand: Stand, kennis: Kennis, thema: str) -> Beurt:
    uit = whole_route(stand, kennis, thema) if stand.rol == "mentor" else start_theme(begrip, stand, kennis, thema)
    # Not counted: it may yet turn out to be danger.
    return replace(uit, stand=uit.stand.met(vraag=OOK_VEILIG), tellingen=())


def answer_open_question(begrip: Begrip, stand: Stand, kennis: Kennis) -> Optional[Beurt]:
    """The answer to 'are you safe?', 'is somebody with you?' or the safety question; None: not an answer."""
    if stand.vraag == "veilig":
        return _answer_safety_question(begrip, stand, kennis)
    if stand.vraag == OOK_VEILIG:
        return _answer_safety_beside(begrip, stand.met(vraag=None), kennis)
    if stand.vraag == "nu_veilig":
        return _answer_now_safe(begrip, stand, kennis)
    if stand.vraag == "iemand_bij_je":
        return _answer_someone_there(begrip, stand, kennis)
    return None


def _answer_safety_question(begrip: Begrip, stand: Stand, kennis: Kennis) -> Optional[Beurt]:
    thema = stand.wacht_op_school
    schoon = stand.met(vraag=None, wacht_op_school=None)
    veilig = begrip.intent == "ontken" or _says_safe(begrip, kennis)
    if not veilig and begrip.intent in ("bevestig", "weet_niet"):
        return full_answer("hulp_113", begrip, schoon, kennis)
    if veilig:
        if thema and thema in kennis.catalog.themas:
            return start_theme(begrip, schoon, kennis, thema)
        custom = plain("keuze", themas=["somberheid", "stress", "eenzaamheid"])
        teksten = tuple(kennis.catalog.themas[t].keuze for t in custom["themas"])
        antwoord = Antwoord("utter_veilig_dan_verder", {}, (*teksten, *knoppen(kennis, "anders")), custom)
        return Beurt((antwoord,), schoon.met(vraag="keuze", keuzes=tuple(custom["themas"])))
    return None


def _answer_safety_beside(begrip: Begrip, stand: Stand, kennis: Kennis) -> Optional[Beurt]:
    """The advice is there already. Safe: go on with it, and now ask where this person studies."""
    if begrip.intent == "ontken" or _says_safe(begrip, kennis):
        goed = Antwoord("utter_veilig_en_verder", {}, knoppen(kennis, *STANDAARD_KNOPPEN))
        return ask_where(Beurt((goed,), stand), kennis, stand.thema)
    if begrip.intent in ("bevestig", "weet_niet"):
        return full_answer("hulp_113", begrip, stand, kennis)
    return None


def _says_safe(begrip: Begrip, kennis: Kennis) -> bool:
    """'Ja, ik ben nu veilig' is a yes, but not a yes to danger."""
    return any(fold(begrip.tekst) == fold(kennis.catalog.knoppen[k].tekst) for k in ("wel_veilig", "wel_veilig_ander"))


def _about(stand: Stand, kennis: Kennis, *ids: str) -> Tuple[str, ...]:
    """The texts of buttons, about whom it is about."""
    return knoppen(kennis, *(VAN_ANDER.get(i, i) if stand.wie != "ik" else i for i in ids))


def _answer_now_safe(begrip: Begrip, stand: Stand, kennis: Kennis) -> Optional[Beurt]:
    niveau = stand.crisis or "hulp_113"
    if begrip.intent == "bevestig":
        custom = crisis_custom(niveau, kennis, stand, vraag="iemand_bij_je")
        vraag = Antwoord("utter_crisis_vraag_samen", {}, _about(stand, kennis, "iemand_bij_mij", "alleen"), custom)
        return Beurt((vraag,), stand.met(vraag="iemand_bij_je"))
    if begrip.intent in ("ontken", "weet_niet"):
        custom = crisis_custom("nood_112" if begrip.intent == "ontken" else niveau, kennis, stand)
        response = "utter_crisis_niet_veilig" if begrip.intent == "ontken" else "utter_crisis_weet_niet"
        knopjes = _about(stand, kennis, "wel_veilig", "niet_veilig")
        return Beurt((Antwoord(response, {}, knopjes, custom),), stand.met(vraag="nu_veilig"))
    return stays(begrip, stand, kennis)


def _answer_someone_there(begrip: Begrip, stand: Stand, kennis: Kennis) -> Optional[Beurt]:
    niveau = stand.crisis or "hulp_113"
    if begrip.intent not in ("bevestig", "ontken", "weet_niet"):
        return stays(begrip, stand, kennis)
    samen = begrip.intent == "bevestig"
    response = "utter_crisis_samen" if samen else "utter_crisis_alleen"
    custom = crisis_custom(niveau, kennis, stand)
    knopjes = knoppen(kennis, "vertel_meer", "mens", "alle_onderwerpen")
    return Beurt((Antwoord(response, {}, knopjes, custom),), stand.met(vraag=None, crisis_stap=2))


def stays(begrip: Begrip, stand: Stand, kennis: Kennis) -> Optional[Beurt]:
    """Anger or 'you do not understand me' in a crisis: met kindly, the numbers stay."""
    if begrip.intent not in ("bedoel_ik_niet", "weiger_loket", "al_geprobeerd", "afscheid", "ontken", "weet_niet",
                             "persoon_is_probleem", "durf_niet", "buiten_bereik", "twijfel", "leeg"):
        return None
    custom = crisis_custom(stand.crisis or "hulp_113", kennis, stand)
    response = {"bedoel_ik_niet": "utter_crisis_niet_begrepen", "durf_niet": "utter_crisis_durf_niet"}.get(
        begrip.intent, "utter_crisis_blijf")
    knopjes = _about(stand, kennis, "wel_veilig", "niet_veilig", "mens", "alle_onderwerpen")
    return Beurt((Antwoord(response, {}, knopjes, custom),), stand)
