"""Where one studies: asked once, remembered, changed at any moment, and the same advice is not read out again."""

from __future__ import annotations

from typing import Callable

import pytest

from bot.knowledge.gesprek.stand import Begrip, Kennis, Stand
from tests.gesprek.spelen import MBO, card, kinds, play, responses, say, shown

Maak = Callable[[], Kennis]
ZONDER = Stand()
NOG_NIET = Stand(instelling="voorbeeld-mbo")
ANDERE = Begrip("weet_niet", "Mijn school staat er niet bij")


def test_a_school_that_is_not_there_gives_no_same_advice_again(maak_kennis: Maak) -> None:
    for tekst in ("Mijn school staat er niet bij", "weet ik niet"):
        uit = say(maak_kennis(), Begrip("thema_geldzorgen"), Begrip("weet_niet", tekst), stand=ZONDER)
        assert responses(uit) == ["utter_school_onbekend"] and "Dit helpt niet" in shown(uit)


def test_the_school_gives_its_own_people_without_the_same_words(maak_kennis: Maak) -> None:
    uit = play(maak_kennis(), Begrip("thema_geldzorgen"), Begrip("weet_niet", "Voorbeeld MBO"), stand=ZONDER)
    assert responses(uit[1])[:2] == ["utter_school_gekozen", "utter_verwijzing_vervolg"]
    assert "coach" in str(card(uit[1], "verwijzing")["contacten"])


def test_own_steps_are_not_read_out_twice(maak_kennis: Maak) -> None:
    uit = say(maak_kennis(), Begrip("thema_stress"), Begrip("weet_niet", "Voorbeeld MBO"), stand=ZONDER)
    assert responses(uit)[:2] == ["utter_school_gekozen", "utter_verwijzing_zelf_vervolg"]


@pytest.mark.parametrize("tekst", ["Voorbeeld Hogeschool", "voorbeeld hogeschol"])
def test_the_name_of_a_school_works_at_any_moment(maak_kennis: Maak, tekst: str) -> None:
    uit = say(maak_kennis(), Begrip("thema_schulden"), Begrip("kost_geld"), Begrip("wat_kun_jij", tekst), stand=ZONDER)
    assert uit.stand.instelling == "voorbeeld-hogeschool" and card(uit, "verwijzing")["thema"] == "schulden"


@pytest.mark.parametrize("tekst", ["school", "de school", "het gebouw"])
def test_an_everyday_word_chooses_no_other_school(maak_kennis: Maak, tekst: str) -> None:
    """"School" looks like a misspelt "Vakschool": then people of another school were shown."""
    uit = say(maak_kennis(), Begrip("thema_stress"), Begrip("verander_school", tekst), stand=MBO)
    assert uit.stand.instelling != "voorbeeld-vakschool" and "Vakschool" not in str([a.waarden for a in uit.antwoorden])


def test_not_at_this_school_is_not_this_school(maak_kennis: Maak) -> None:
    stand = Stand(instelling="voorbeeld-hogeschool", locatie="")
    uit = play(maak_kennis(), Begrip("thema_schulden"), Begrip("verander_school", "ik zit niet op de hogeschool"), ANDERE,
               stand=stand)
    assert "Voorbeeld MBO" in shown(uit[1])
    assert uit[2].stand.instelling == "" and "slb" not in str(uit[2].antwoorden)


@pytest.mark.parametrize("tekst", ["Locatie Zuid", "noort", "ik zit op noord"])
def test_a_place_is_understood_with_a_typo(maak_kennis: Maak, tekst: str) -> None:
    uit = say(maak_kennis(), Begrip("thema_grensoverschrijdend_gedrag"), Begrip("buiten_bereik", tekst), stand=NOG_NIET)
    assert uit.stand.locatie in ("zuid", "noord") and responses(uit)[:2] == ["utter_locatie_gekozen", "utter_verwijzing_vervolg"]


def test_a_place_that_changes_nothing_is_only_noted(maak_kennis: Maak) -> None:
    for tekst in ("Locatie Noord", "Weet ik niet"):
        uit = say(maak_kennis(), Begrip("thema_pesten"), Begrip("weet_niet", tekst), stand=NOG_NIET)
        assert "verwijzing" not in kinds(uit) and "Dit helpt niet" in shown(uit)


def test_a_room_stands_with_its_building_until_the_place_is_known(maak_kennis: Maak) -> None:
    kennis = maak_kennis()
    uit = play(kennis, Begrip("thema_schulden"), Begrip("al_geprobeerd"), Begrip("twijfel", "Locatie Zuid"), stand=NOG_NIET)
    assert {p for c in card(uit[1], "verwijzing")["contacten"] for p in c["locaties"]} == {
        "Locatie Noord", "Locatie Centrum", "Locatie Zuid"}
    assert "Locatie Noord, Kamer 1.14" in str([a.waarden.get("contact") for a in uit[1].antwoorden])
    assert "locaties" not in str(card(uit[2], "verwijzing")["contacten"])


def test_the_place_is_asked_once(maak_kennis: Maak) -> None:
    uit = play(maak_kennis(), Begrip("thema_stress"), Begrip("thema_slaap"), stand=NOG_NIET)
    assert "utter_vraag_locatie" in responses(uit[0]) and "utter_vraag_locatie" not in responses(uit[1])


def test_a_place_button_works_later_too(maak_kennis: Maak) -> None:
    uit = say(maak_kennis(), Begrip("thema_pesten"), Begrip("vertel_meer"), Begrip("twijfel", "Locatie Noord"), stand=NOG_NIET)
    assert uit.stand.locatie == "noord"


def test_danger_between_question_and_answer_does_not_lose_the_question(maak_kennis: Maak) -> None:
    uit = say(maak_kennis(), Begrip("thema_pesten"), Begrip("crisis_hulp_113", wie="ik"),
              Begrip("wat_kun_jij", "Voorbeeld MBO"), stand=ZONDER)
    assert uit.stand.instelling == "voorbeeld-mbo" and uit.stand.vraag == "nu_veilig"
    assert kinds(uit) == ["crisis"] and "Ja, ik ben nu veilig" in shown(uit)


def test_a_place_is_asked_of_a_school_that_was_chosen(maak_kennis: Maak) -> None:
    assert MBO.locatie == ""
    uit = play(maak_kennis(), Begrip("thema_pesten"), Begrip("weet_niet", "Voorbeeld MBO"), stand=ZONDER)
    assert "utter_vraag_locatie" in responses(uit[1])


@pytest.mark.parametrize("tekst", ["Locatie Noord", "ik zit op locatie noord", "locatie nord"])
def test_a_place_that_nobody_asked_for_is_taken_and_not_asked_again(maak_kennis: Maak, tekst: str) -> None:
    uit = say(maak_kennis(), Begrip("verander_school", tekst), stand=Stand(instelling="voorbeeld-mbo"))
    assert uit.stand.locatie == "noord" and uit.stand.vraag != "locatie"
    assert "utter_vraag_locatie" not in responses(uit)
