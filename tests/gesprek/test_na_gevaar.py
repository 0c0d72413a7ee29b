"""After danger: the numbers stay, nobody is trapped, nothing is said twice in the same words."""

from __future__ import annotations

from dataclasses import replace
from typing import Callable

import pytest

from bot.knowledge.gesprek.stand import Begrip, Kennis
from bot.knowledge.gesprek.veilig import doubt_was_heard
from tests.gesprek.spelen import MBO, button, card, kinds, play, responses, say, shown

Maak = Callable[[], Kennis]
GEVAAR = Begrip("crisis_hulp_113", "ik wil niet meer leven", wie="ik")
GEWELD = Begrip("crisis_veilig_thuis", "mijn vader slaat me", wie="ik")
TWIJFEL = Begrip("veiligheidsvraag", "ik kan niet meer", wie="ik", themas=(("stress", 0.9),))
NUMMERS = {"113", "112"}


def numbers(kaart: dict) -> set:  # type: ignore[type-arg]
    return {c.get("telefoon") for c in kaart["contacten"]}


@pytest.mark.parametrize("tussen", [Begrip("wat_kun_jij", "wat moet ik doen"), Begrip("kost_geld", "kost dat geld"),
                                    Begrip("vertel_meer"), Begrip("kaartje"), Begrip("mens_spreken")])
def test_the_buttons_of_danger_work_later_too(maak_kennis: Maak, tussen: Begrip) -> None:
    kennis = maak_kennis()
    uit = play(kennis, GEVAAR, tussen, button(kennis, "Ja, ik ben nu veilig"), button(kennis, "Nee, ik ben alleen"))
    assert responses(uit[2]) == ["utter_crisis_vraag_samen"]
    assert responses(uit[3]) == ["utter_crisis_alleen"] and numbers(card(uit[3])) >= NUMMERS


def test_alone_is_not_unsafe(maak_kennis: Maak) -> None:
    kennis = maak_kennis()
    assert responses(say(kennis, GEVAAR, button(kennis, "Nee, ik ben alleen"))) == ["utter_crisis_alleen"]


@pytest.mark.parametrize("intent", ["weet_niet", "twijfel", "buiten_bereik", "weiger_loket", "al_geprobeerd", "durf_niet",
                                    "persoon_is_probleem", "bedoel_ik_niet", "wat_kun_jij", "afscheid", "leeg"])
def test_the_numbers_stay_and_the_same_words_do_not_come_twice(maak_kennis: Maak, intent: str) -> None:
    uit = play(maak_kennis(), GEVAAR, Begrip(intent), Begrip(intent))
    assert all(numbers(card(b, "crisis")) >= NUMMERS and shown(b) for b in uit[1:])
    assert responses(uit[1]) != responses(uit[2])


def test_an_answer_in_another_language_stays_in_the_talk_about_danger(maak_kennis: Maak) -> None:
    """"I dont know": the numbers in that language and the buttons stay, and not the same words twice in a row."""
    engels = Begrip("andere_taal", "i dont know", taal="en")
    uit = play(maak_kennis(), GEVAAR, engels, engels, Begrip("ontken", "nee"))
    vraag = "utter_crisis_vraag_veilig"
    assert [responses(b) for b in uit[1:]] == [["utter_andere_taal", vraag], [vraag], ["utter_crisis_niet_veilig"]]
    assert all(numbers(card(b, "crisis")) >= NUMMERS and "Nee, ik ben niet veilig" in shown(b) for b in uit[1:])
    assert uit[1].antwoorden[0].waarden["contact"]


def test_about_somebody_else_every_answer_is_about_that_person(maak_kennis: Maak) -> None:
    kennis, over = maak_kennis(), Begrip("crisis_hulp_113", "my friend wants to die", wie="ander", taal="en")
    veilig = play(kennis, over, Begrip("weet_niet", "i dont know", taal="en"), Begrip("bevestig", "yes"), Begrip("ontken", "no"))
    assert [responses(b) for b in veilig[1:]] == [[f"utter_crisis_{n}_ander"] for n in ("weet_niet", "vraag_samen", "alleen")]
    assert responses(say(kennis, over, Begrip("ontken", "no"))) == ["utter_crisis_niet_veilig_ander"]


NOG_EENS = Begrip("veiligheidsvraag", "ik kan echt niet meer", wie="ik")


def test_doubt_again_counts_as_danger(maak_kennis: Maak) -> None:
    """The static answer had the numbers then (slot vraag_keer); here the talk after danger begins."""
    uit = play(maak_kennis(), TWIJFEL, NOG_EENS)
    assert uit[0].stand.crisis is None and doubt_was_heard(uit[0].stand)
    assert uit[1].stand.crisis == "hulp_113" and responses(uit[1])[-1] == "utter_crisis_vraag_veilig"
    assert "Nee, ik ben niet veilig" in shown(uit[1])


def test_after_danger_a_doubt_does_not_go_back_to_the_safety_question(maak_kennis: Maak) -> None:
    uit = say(maak_kennis(), GEWELD, NOG_EENS)
    assert uit.stand.crisis == "veilig_thuis" and responses(uit)[-1] == "utter_crisis_vraag_veilig"


def test_a_slight_doubt_still_comes_with_the_advice(maak_kennis: Maak) -> None:
    licht = Begrip("veiligheidsvraag", "pff alles is veel", themas=(("stress", 0.9),), wie="ik", zacht="advies")
    uit = say(maak_kennis(), TWIJFEL, licht)
    assert uit.stand.crisis is None and card(uit, "verwijzing")["thema"] == "stress"


@pytest.mark.parametrize("tekst", ["Nee, ik ben veilig", "No, I am safe", "Yes, I am safe", "nee hoor ik ben gewoon veilig"])
def test_no_i_am_safe_is_a_yes_to_are_you_safe(maak_kennis: Maak, tekst: str) -> None:
    assert responses(say(maak_kennis(), GEVAAR, Begrip("ontken", tekst))) == ["utter_crisis_vraag_samen"]


@pytest.mark.parametrize("tekst", ["nee", "Nee, ik ben niet veilig", "nee ik ben hier niet echt veilig"])
def test_no_is_still_no(maak_kennis: Maak, tekst: str) -> None:
    assert responses(say(maak_kennis(), GEVAAR, Begrip("ontken", tekst))) == ["utter_crisis_niet_veilig"]


@pytest.mark.parametrize("tekst, samen", [
    ("nee mijn moeder is hier", True), ("nee ze is niet alleen", True), ("nee ze zit nu bij mij", True), ("nee", False),
    ("nee ik ben alleen", False), ("nee er is niemand hier", False), ("nee ze is alleen", False),
])
def test_a_no_that_names_somebody_is_not_alone(maak_kennis: Maak, tekst: str, samen: bool) -> None:
    uit = play(maak_kennis(), GEVAAR, Begrip("bevestig", "ja"), Begrip("ontken", tekst))
    assert responses(uit[-1]) == ["utter_crisis_samen" if samen else "utter_crisis_alleen"]


@pytest.mark.parametrize("tekst", ["ik ben niet in gevaar", "nee ik ben wel veilig", "er is geen gevaar hoor"])
def test_not_in_danger_is_safe(maak_kennis: Maak, tekst: str) -> None:
    assert responses(say(maak_kennis(), GEVAAR, Begrip("ontken", tekst))) == ["utter_crisis_vraag_samen"]


def test_a_theme_that_is_not_sure_does_not_end_the_talk_about_danger(maak_kennis: Maak) -> None:
    eenzaam = Begrip("thema_eenzaamheid", "niemand weet het", themas=(("eenzaamheid", 0.5),))
    assert responses(say(maak_kennis(), GEVAAR, replace(eenzaam, naast=("zwanger",)))) == ["utter_crisis_verhaal"]
    assert card(say(maak_kennis(), GEVAAR, eenzaam), "verwijzing")["thema"] == "eenzaamheid"


def test_the_steps_of_school_are_not_read_out_twice(maak_kennis: Maak) -> None:
    mentor = Begrip("crisis_hulp_113", "een student wil dood", wie="mentor")
    uit = play(maak_kennis(), mentor, replace(mentor, tekst="ze appt dat ze dood wil"), stand=MBO.met(rol="mentor", wie="mentor"))
    assert "utter_crisis_mentor_stappen" in responses(uit[0])
    assert responses(uit[1]) == ["utter_crisis_vraag_ander"]


def test_a_story_is_not_answered_with_you_need_not_tell(maak_kennis: Maak) -> None:
    assert responses(say(maak_kennis(), GEVAAR, Begrip("twijfel", "hij was gister weer hier"))) == ["utter_crisis_verhaal"]


def test_the_line_that_is_named_is_the_one_on_the_card(maak_kennis: Maak) -> None:
    uit = say(maak_kennis(), GEWELD, Begrip("weet_niet"))
    assert uit.antwoorden[0].waarden["lijn"] == "0800-2000"
    assert say(maak_kennis(), GEVAAR, Begrip("weet_niet")).antwoorden[0].waarden["lijn"] == "113"


def test_the_person_who_is_the_problem_is_not_the_one_at_school(maak_kennis: Maak) -> None:
    pesten = Begrip("thema_pesten", "ik word gepest")
    uit = say(maak_kennis(), pesten, Begrip("persoon_is_probleem", "mijn mentor is het probleem"), GEVAAR)
    assert "coach" not in str([dict(a.waarden) for a in uit.antwoorden])


def test_a_card_in_danger_has_both_numbers_and_does_not_ask_if_it_helped(maak_kennis: Maak) -> None:
    uit = say(maak_kennis(), GEVAAR, Begrip("kaartje"))
    assert numbers(card(uit, "kaartje")) >= NUMMERS and "utter_vraag_geholpen" not in responses(uit)
    assert "Ja, ik ben nu veilig" in shown(uit)


def test_a_person_in_danger_is_who_answers_now(maak_kennis: Maak) -> None:
    kaart = card(say(maak_kennis(), GEVAAR, Begrip("mens_spreken")))
    assert [c.get("telefoon") for c in kaart["contacten"][:2]] == ["113", "112"]


def test_not_daring_after_the_safety_question_keeps_the_numbers(maak_kennis: Maak) -> None:
    kennis = maak_kennis()
    uit = play(kennis, TWIJFEL, Begrip("durf_niet", "ik durf niet"), button(kennis, "Nee, ik ben veilig"))
    assert numbers(card(uit[1], "crisis")) >= NUMMERS and "Nee, ik ben veilig" in shown(uit[1])
    assert card(uit[2], "verwijzing")["thema"] == "stress"


@pytest.mark.parametrize("intent", ["anoniem", "kost_geld", "liever_vrouw", "leeftijd", "geen_papieren"])
def test_a_question_of_ones_own_does_not_lose_the_theme(maak_kennis: Maak, intent: str) -> None:
    uit = play(maak_kennis(), TWIJFEL, Begrip(intent, "ik ben 17"), Begrip("ontken", "nee"))
    assert "Stress of een vol hoofd" in shown(uit[1]) or card(uit[1], "verwijzing")["thema"] == "stress"
    assert uit[2].stand.thema == "stress" and uit[2].stand.loket


def test_a_wish_after_the_safety_question_is_used_at_once(maak_kennis: Maak) -> None:
    uit = say(maak_kennis(), TWIJFEL, Begrip("buiten_school"))
    assert card(uit, "verwijzing")["thema"] == "stress" and card(uit, "verwijzing")["stap"] >= 4


def test_safe_asks_where_one_studies(maak_kennis: Maak) -> None:
    kennis = maak_kennis()
    uit = say(kennis, TWIJFEL, button(kennis, "Nee, ik ben veilig"), stand=MBO.met(instelling=None, locatie=None))
    assert uit.stand.vraag == "instelling"


def test_safe_after_a_doubt_about_death_goes_on_where_it_was(maak_kennis: Maak) -> None:
    kennis = maak_kennis()
    schulden, dood = Begrip("thema_schulden"), Begrip("veiligheidsvraag", "ik wil niet meer", themas=(("crisis_suicide", 0.8),))
    uit = say(kennis, schulden, dood, button(kennis, "Nee, ik ben veilig"))
    assert responses(uit) == ["utter_veilig_en_verder"] and uit.stand.thema == "schulden"
    los = say(kennis, dood, button(kennis, "Nee, ik ben veilig"))
    assert "verwijzing" not in kinds(los) and responses(los) == ["utter_veilig_dan_verder"]
