"""A slight doubt beside a theme that is sure: the safety question and the advice come in one turn."""

from __future__ import annotations

from dataclasses import replace
from typing import Callable, Tuple

import pytest

from bot.begrip.besluit import Besluit
from bot.begrip.recogniser import _beside_question
from bot.knowledge.gesprek.stand import Begrip, Kennis, Stand
from tests.gesprek.spelen import MBO, kinds, say

LICHT = Begrip("veiligheidsvraag", themas=(("schulden", 0.9), ("geldzorgen", 0.1)), wie="ik", zacht="advies")
KEUZE = Begrip("veiligheidsvraag", themas=(("schulden", 0.4), ("geldzorgen", 0.3), ("gokken", 0.1)), wie="ik", zacht="keuze")
Maak = Callable[[], Kennis]


def test_the_advice_comes_at_once_and_the_question_stays_open(maak_kennis: Maak) -> None:
    uit = say(maak_kennis(), LICHT)
    assert kinds(uit) == ["verwijzing"] and uit.stand.thema == "schulden"
    assert uit.tellingen == (), "it may yet turn out to be danger"


@pytest.mark.parametrize("ja", [Begrip("bevestig", tekst="ja"), Begrip("weet_niet", tekst="weet ik niet")])
def test_yes_and_do_not_know_are_danger(maak_kennis: Maak, ja: Begrip) -> None:
    assert say(maak_kennis(), LICHT, ja).antwoorden[0].response == "utter_crisis_hulp_113"


@pytest.mark.parametrize("nee", [Begrip("ontken", tekst="nee"), Begrip("bevestig", tekst="Ja, ik ben nu veilig")])
def test_safe_goes_on_without_the_same_advice_again(maak_kennis: Maak, nee: Begrip) -> None:
    uit = say(maak_kennis(), LICHT, nee)
    assert [a.response for a in uit.antwoorden] == ["utter_veilig_en_verder"] and uit.antwoorden[-1].knoppen
    hoger = say(maak_kennis(), Begrip("al_geprobeerd"), stand=uit.stand)
    assert kinds(hoger) == ["verwijzing"] and hoger.stand.thema == "schulden" and hoger.stand.loket != uit.stand.loket


@pytest.mark.parametrize("begin", [LICHT, KEUZE], ids=["advies", "keuze"])
@pytest.mark.parametrize("stand", [MBO, Stand(), Stand(instelling="voorbeeld-mbo")], ids=["school", "niets", "zonder plek"])
@pytest.mark.parametrize("intent", ["ontken", "bevestig", "weet_niet", "vertel_meer", "al_geprobeerd", "twijfel", "leeg"])
def test_no_answer_without_a_card(maak_kennis: Maak, begin: Begrip, stand: Stand, intent: str) -> None:
    """The page takes a turn without any card for a chat that is broken."""
    uit = say(maak_kennis(), begin, Begrip(intent, tekst=intent), stand=stand)
    # The first answer to danger has its card in domain.yml.
    assert kinds(uit) or uit.antwoorden[0].response == "utter_crisis_hulp_113", [a.response for a in uit.antwoorden]


def test_the_place_is_asked_after_safe_not_before(maak_kennis: Maak) -> None:
    kennis = maak_kennis()
    assert say(kennis, LICHT, stand=Stand()).stand.vraag == "veilig_ook"
    assert say(kennis, LICHT, Begrip("ontken", tekst="nee"), stand=Stand()).stand.vraag == "instelling"


def test_the_question_does_not_trap(maak_kennis: Maak) -> None:
    uit = say(maak_kennis(), LICHT, Begrip("vertel_meer"))
    assert uit.stand.vraag != "veilig_ook"
    later = say(maak_kennis(), Begrip("bevestig", tekst="ja"), stand=uit.stand)
    assert "crisis" not in kinds(later)


def test_a_mentor_gets_the_whole_route(maak_kennis: Maak) -> None:
    assert kinds(say(maak_kennis(), replace(LICHT, wie="mentor"), stand=MBO.met(rol="mentor"))) == ["route"]


def test_yes_i_am_safe_is_not_a_yes_to_danger(maak_kennis: Maak) -> None:
    vol = Begrip("veiligheidsvraag", themas=(("stress", 0.9),))
    assert "crisis" not in kinds(say(maak_kennis(), vol, Begrip("bevestig", tekst="Ja, ik ben nu veilig")))


def test_a_few_likely_themes_are_offered_beside_the_question(maak_kennis: Maak) -> None:
    uit = say(maak_kennis(), KEUZE)
    assert uit.antwoorden[-1].custom == {"v": 1, "soort": "keuze", "themas": ["schulden", "geldzorgen", "gokken"]}
    assert kinds(say(maak_kennis(), KEUZE, Begrip("thema_gokken"))) == ["verwijzing"]
    veilig = say(maak_kennis(), KEUZE, Begrip("ontken", tekst="nee"))
    assert veilig.antwoorden[-1].response == "utter_veilig_dan_verder" and veilig.stand.vraag == "keuze"
    assert list(veilig.antwoorden[-1].custom["themas"]) == ["schulden", "geldzorgen", "gokken"]
    assert say(maak_kennis(), KEUZE, Begrip("bevestig", tekst="ja")).antwoorden[0].response == "utter_crisis_hulp_113"


@pytest.mark.parametrize("intent, themas, samen", [
    ("thema_schulden", (("schulden", 0.9),), "advies"), ("twijfel", (("stress", 0.3), ("angst", 0.2)), "keuze"),
    ("thema_crisis_suicide", (("crisis_suicide", 0.9),), ""), ("twijfel", (("seksueel_geweld", 0.3),), ""),
    ("thema_thuis_onveilig", (("thuis_onveilig", 0.9),), ""), ("buiten_bereik", (("stress", 0.1),), ""), ("twijfel", (), ""),
])
def test_only_ordinary_themes_come_beside_the_question(intent: str, themas: Tuple[Tuple[str, float], ...], samen: str) -> None:
    assert _beside_question(Besluit(intent, 0.9, themas)) == samen


@pytest.mark.parametrize("begin", [LICHT, KEUZE, Begrip("veiligheidsvraag", themas=(("online_problemen", 0.8),))],
                         ids=["advies", "keuze", "alleen"])
def test_yes_gets_the_card_of_the_danger_that_the_question_came_with(maak_kennis: Maak, begin: Begrip) -> None:
    dreiging = replace(begin, themas=(("online_problemen", 0.8), *begin.themas), waar="centrum_seksueel_geweld")
    uit = say(maak_kennis(), dreiging, Begrip("bevestig", tekst="ja"))
    assert uit.antwoorden[0].response == "utter_crisis_centrum_seksueel_geweld"
    assert uit.stand.crisis == "centrum_seksueel_geweld" and uit.stand.thema == "online_problemen"
    assert uit.stand.waar is None
    onzeker = say(maak_kennis(), dreiging, Begrip("weet_niet", tekst="weet ik niet"))
    assert onzeker.antwoorden[0].response == "utter_crisis_hulp_113"


def test_what_a_yes_means_is_forgotten_with_the_question(maak_kennis: Maak) -> None:
    dreiging = replace(LICHT, waar="veilig_thuis")
    kennis = maak_kennis()
    for antwoord in (Begrip("ontken", tekst="nee"), Begrip("vertel_meer"), Begrip("thema_gokken", themas=(("gokken", 0.9),))):
        assert say(kennis, dreiging, antwoord).stand.waar is None, antwoord.intent
    assert say(kennis, dreiging, LICHT).stand.waar is None


@pytest.mark.parametrize("tekst", ["nee ik ben veilig gwn verdrietig", "Nee hoor, veilig, alleen moe", "nee tis veilig hier"])
def test_no_i_am_safe_just_sad_stays_with_the_advice(maak_kennis: Maak, tekst: str) -> None:
    rouw = replace(LICHT, themas=(("rouw", 0.9),))
    uit = say(maak_kennis(), rouw, Begrip("thema_somberheid", tekst=tekst, themas=(("somberheid", 0.9),)))
    assert uit.stand.thema == "rouw" and uit.antwoorden[0].response == "utter_veilig_en_verder"


@pytest.mark.parametrize("tekst", ["nee ik voel me niet veilig", "nee thuis is het nie veilig", "veilig is anders",
                                   "nee het is stress"])
def test_not_safe_is_no_answer_that_it_is_safe(maak_kennis: Maak, tekst: str) -> None:
    uit = say(maak_kennis(), LICHT, Begrip("thema_somberheid", tekst=tekst, themas=(("somberheid", 0.9),)))
    assert "utter_veilig_en_verder" not in [a.response for a in uit.antwoorden]
