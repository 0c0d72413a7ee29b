"""Danger and doubt about safety: what follows the first answer. The talk after it: na_gevaar.py.

The first answer itself is static (utter_crisis_* in domain.yml) and needs none of this code.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Dict, FrozenSet, Optional, Sequence, Tuple

from bot.knowledge.gesprek.kaart import Custom, contact_line, contacts_for, plain, service_card
from bot.knowledge.gesprek.kiezen import ask_where, ask_which, on_theme, theme_choice
from bot.knowledge.gesprek.stand import Antwoord, Begrip, Beurt, Kennis, Stand
from bot.knowledge.gesprek.verwijzen import CRISIS_THEMA, STANDAARD_KNOPPEN, knoppen
from bot.knowledge.gesprek.wie import about, button_of
from bot.knowledge.routing import BUITEN_DE_LIJN
from bot.knowledge.spelling import fold

NIVEAUS = ("hulp_113", "nood_112", "veilig_thuis", "centrum_seksueel_geweld")
DIENSTEN: Dict[str, Tuple[str, ...]] = {
    "hulp_113": ("hulp_113", "nood_112"),
    "nood_112": ("nood_112", "hulp_113"),
    "veilig_thuis": ("veilig_thuis", "nood_112", "hulp_113"),
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
# In the answer to the safety question only: what sounds like danger never comes here.
_NEE_VEILIG = re.compile(
    r"(nee|neen|neej|nope)\b(?!.*\b(niet|nie|geen|nooit|nergens) (\w+ ){0,2}veilig\b).*\bveilig\b"
    r"|.*\b(niet|nie) (meer |echt |nu )?in gevaar\b|.*\bgeen gevaar\b")
VRAAG_VEILIG = "veilig"  # the safety question stands alone
OOK_VEILIG = "veilig_ook"  # it stands beside an advice
KEUZE_VEILIG = "veilig_keuze"  # it stands beside a choice between themes
VRAGEN = (VRAAG_VEILIG, OOK_VEILIG, KEUZE_VEILIG)
WEL_VEILIG = ("wel_veilig", "wel_veilig_ander")
ZEGT_VEILIG = (*WEL_VEILIG, "veilig_nee", "veilig_nee_ander")
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
    wie = about(begrip, stand, kennis.catalog)
    nieuw = stand.met(crisis=niveau, crisis_stap=0, vraag="nu_veilig", wie=wie,
                      thema=crisis_theme(niveau, begrip.themas), loket=niveau,
                      gehad=tuple(dict.fromkeys((*stand.gehad, niveau))), keuzes=())
    antwoorden = []
    school = _school_person(niveau, nieuw, kennis)
    if wie == "mentor":
        if not weer or stand.wie != "mentor":  # else the steps stand above already
            antwoorden.append(_mentor_steps(niveau, nieuw, kennis))
    elif school and not weer:
        antwoorden.append(Antwoord("utter_crisis_school", {"contact": contact_line(school)}))
    antwoorden.append(Antwoord(safe_question(nieuw), {}, about_whom(nieuw, kennis, "wel_veilig", "niet_veilig", "weet_niet")))
    return Beurt(tuple(antwoorden), nieuw)


def safe_question(stand: Stand) -> str:
    """The first question after a card; its text is there in the languages of the first answer too."""
    return "utter_crisis_vraag_ander" if stand.wie != "ik" else "utter_crisis_vraag_veilig"


def of_whom(response: str, stand: Stand) -> str:
    """The same response about somebody else. A name of its own: with a condition on the slot ``wie`` beside those on the
    language, two wordings would fit and Rasa would draw lots."""
    return response if stand.wie == "ik" else f"{response}_ander"


def _school_person(niveau: str, stand: Stand, kennis: Kennis) -> Optional[Custom]:
    if not kennis.school(stand):
        return None
    lokets = [k for k in dict.fromkeys((SCHOOL_LOKET[niveau], BUITEN_DE_LIJN)) if k not in stand.gemeden()]
    eigen = [c for k in lokets for c in contacts_for(k, kennis, stand)]
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
    vervolg = after_first_answer(replace(begrip, intent=f"crisis_{niveau}", wie=None), stand, kennis)
    eerste = Antwoord(f"utter_crisis_{niveau}", {"crisis_thema": str(vervolg.stand.thema)}, (), None)
    return replace(vervolg, antwoorden=(eerste, *vervolg.antwoorden))


def ask_if_safe(begrip: Begrip, stand: Stand, kennis: Kennis) -> Beurt:
    """After the static safety question: remember that it is open, and the theme it came with.

    Doubt again, while that question is open or after danger, counts as danger: the static answer had the numbers then.

    With only a slight doubt the advice, or the choice between themes, follows at once: nobody has to answer first.
    """
    if not begrip.zacht and doubt_was_heard(stand):
        niveau = begrip.waar if begrip.waar in NIVEAUS else stand.crisis or stand.waar or "hulp_113"
        return after_first_answer(replace(begrip, intent=f"crisis_{niveau}"), stand, kennis)
    stand = stand.met(wie=about(begrip, stand, kennis.catalog), waar=begrip.waar)
    if begrip.zacht and begrip.themas and begrip.themas[0][0] in kennis.catalog.themas:
        advies = begrip.zacht == "advies"
        # Not "shall we look at that too?": a yes beside the safety question is a yes to danger.
        een = replace(begrip, tweede=None)
        uit = on_theme(een, stand, kennis, begrip.themas[0][0]) if advies else ask_which(begrip, stand, kennis)
        # Not counted: it may yet turn out to be danger.
        return replace(uit, stand=uit.stand.met(vraag=OOK_VEILIG if advies else KEUZE_VEILIG), tellingen=())
    thema = begrip.themas[0][0] if begrip.themas and begrip.themas[0][1] >= 0.3 else stand.wacht_op_school
    return Beurt((), stand.met(vraag=VRAAG_VEILIG, wacht_op_school=thema, keuzes=begrip.naast))


def doubt_was_heard(stand: Stand) -> bool:
    """A next doubt gets the numbers, not the safety question once more (slot ``vraag_keer``)."""
    return stand.crisis is not None or stand.vraag == VRAAG_VEILIG


def _closed(stand: Stand) -> Stand:
    """No safety question is open any more, and nothing that came with it is kept."""
    return stand.met(vraag=None, wacht_op_school=None, waar=None)


def left_open(stand: Stand, kennis: Kennis) -> Stand:
    """The safety question was passed over: it does not trap, and the theme that it came with is kept."""
    thema, los = stand.wacht_op_school, _closed(stand)
    if thema in kennis.catalog.themas and thema != CRISIS_THEMA and not stand.loket:
        return los.nieuw_thema(str(thema))
    return los


def answer_safety(begrip: Begrip, stand: Stand, kennis: Kennis) -> Optional[Beurt]:
    """The answer to the safety question; None when no such question is open or this is no answer."""
    if stand.vraag == VRAAG_VEILIG:
        return _answer_safety_question(begrip, stand, kennis)
    if stand.vraag in (OOK_VEILIG, KEUZE_VEILIG):
        return _answer_safety_beside(begrip, stand, kennis)
    return None


def _answer_safety_question(begrip: Begrip, stand: Stand, kennis: Kennis) -> Optional[Beurt]:
    thema, schoon = stand.wacht_op_school, _closed(stand)
    if begrip.intent == "ontken" or says_safe(begrip, kennis):
        if thema not in kennis.catalog.themas or thema == CRISIS_THEMA:
            return _safe_without_theme(schoon, kennis)
        uit = on_theme(replace(begrip, naast=stand.keuzes), schoon, kennis, str(thema))
        return uit if schoon.wie == "mentor" else ask_where(uit, kennis, thema)
    if begrip.intent in ("bevestig", "weet_niet"):
        return _yes(begrip, stand, kennis)
    if begrip.intent == "durf_niet":
        knopjes = knoppen(kennis, "veilig_dood", "veilig_gevaar", "veilig_nee") if stand.wie == "ik" else knoppen(
            kennis, "veilig_dood_ander", "veilig_gevaar_ander", "veilig_nee_ander")
        return Beurt((Antwoord("utter_crisis_durf_niet", {}, knopjes, crisis_custom("hulp_113", kennis, stand)),), stand)
    return None


def _safe_without_theme(stand: Stand, kennis: Kennis) -> Beurt:
    """Safe, and no other theme was named: go on where the conversation was, else ask what it is about."""
    if stand.thema and stand.loket:
        return _go_on(stand, kennis)
    return _choose_safely(stand, kennis, ("somberheid", "stress", "eenzaamheid"))


def _choose_safely(stand: Stand, kennis: Kennis, themas: Tuple[str, ...]) -> Beurt:
    antwoord = theme_choice("utter_veilig_dan_verder", themas, kennis)
    return Beurt((antwoord,), stand.met(vraag="keuze", keuzes=themas))


def _go_on(stand: Stand, kennis: Kennis) -> Beurt:
    goed = Antwoord("utter_veilig_en_verder", {}, knoppen(kennis, *STANDAARD_KNOPPEN), plain("gesprek"))
    return Beurt((goed,), stand)


def _answer_safety_beside(begrip: Begrip, stand: Stand, kennis: Kennis) -> Optional[Beurt]:
    """The advice is there already. Safe: go on with it, and now ask where this person studies."""
    if begrip.intent == "ontken" or says_safe(begrip, kennis):
        if stand.vraag == KEUZE_VEILIG:
            return _choose_safely(stand.met(waar=None), kennis, stand.keuzes)
        return ask_where(_go_on(stand.met(vraag=None, waar=None), kennis), kennis, stand.thema)
    if begrip.intent in ("bevestig", "weet_niet"):
        return _yes(begrip, stand, kennis)
    return None


def _yes(begrip: Begrip, stand: Stand, kennis: Kennis) -> Beurt:
    """The card of the danger that the question came with, when one stood out; else that of 113, which names 112 as well."""
    niveau = stand.waar if begrip.intent == "bevestig" and stand.waar in NIVEAUS else "hulp_113"
    genoemd = [t for t in (stand.wacht_op_school, stand.thema, *stand.keuzes) if t]
    ermee = replace(begrip, themas=tuple((t, 1.0) for t in genoemd))
    return full_answer(str(niveau), ermee, _closed(stand), kennis)


def says_safe(begrip: Begrip, kennis: Kennis) -> bool:
    """'Ja, ik ben nu veilig' is a yes, but not a yes to danger; 'nee, ik ben veilig, gewoon verdrietig' opens no other theme."""
    return button_of(begrip.tekst, kennis.catalog) in ZEGT_VEILIG or bool(_NEE_VEILIG.match(fold(begrip.tekst)))


def about_whom(stand: Stand, kennis: Kennis, *ids: str) -> Tuple[str, ...]:
    """The texts of buttons, about whom it is about."""
    return knoppen(kennis, *(VAN_ANDER.get(i, i) if stand.wie != "ik" else i for i in ids))
