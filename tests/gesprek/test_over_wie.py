"""Whom it is about is remembered until the person says otherwise, also in danger."""

from __future__ import annotations

from typing import Callable

import pytest

from bot.knowledge.catalog import Catalog
from bot.knowledge.gesprek.stand import Begrip, Kennis
from bot.knowledge.veiligheid import Patronen
from bot.knowledge.veiligheid_regels import read_rules
from tests.conftest import WORTEL
from tests.gesprek.spelen import MBO, button, card, kinds, responses, say, shown

Maak = Callable[[], Kennis]
TWIJFEL_ANDER = Begrip("veiligheidsvraag", "ik maak me zorgen om een klasgenoot", wie="ander")
TWIJFEL_MENTOR = Begrip("veiligheidsvraag", "ik ben mentor, een student komt niet meer", wie="mentor",
                        themas=(("stoppen_verzuim", 0.9),))


def test_a_button_does_not_change_whom_it_is_about(maak_kennis: Maak) -> None:
    kennis = maak_kennis()
    uit = say(kennis, button(kennis, "Het gaat om iemand anders"), button(kennis, "Somber of verdrietig"))
    assert card(uit, "verwijzing")["wie"] == "ander"


@pytest.mark.parametrize("tekst, wie", [("hij heeft schulden", "ander"), ("ik heb zelf ook schulden", "ik")])
def test_only_the_person_changes_whom_it_is_about(maak_kennis: Maak, tekst: str, wie: str) -> None:
    uit = say(maak_kennis(), TWIJFEL_ANDER, Begrip("thema_schulden", tekst, wie="ik"))
    assert card(uit, "verwijzing")["wie"] == wie


def test_danger_of_another_stays_about_the_other(maak_kennis: Maak) -> None:
    kennis = maak_kennis()
    uit = say(kennis, TWIJFEL_ANDER, button(kennis, "Die persoon denkt aan de dood"))
    assert "utter_crisis_vraag_ander" in responses(uit) and "Ja, die persoon is nu veilig" in shown(uit)


def test_a_button_about_another_is_about_another(maak_kennis: Maak) -> None:
    kennis = maak_kennis()
    assert "utter_crisis_vraag_ander" in responses(say(kennis, button(kennis, "Die persoon is nu in gevaar")))


def test_do_not_know_of_a_mentor_is_about_the_student(maak_kennis: Maak) -> None:
    uit = say(maak_kennis(), TWIJFEL_MENTOR, Begrip("weet_niet", "weet ik niet", wie="ik"))
    assert "utter_crisis_vraag_ander" in responses(uit)
    assert any(r.startswith("utter_crisis_mentor") for r in responses(uit))


def test_safe_says_a_mentor_and_gets_the_route(maak_kennis: Maak) -> None:
    kennis = maak_kennis()
    assert kinds(say(kennis, TWIJFEL_MENTOR, button(kennis, "Nee, die persoon is veilig"))) == ["route"]


def test_the_words_of_a_mentor_give_the_route(maak_kennis: Maak) -> None:
    uit = say(maak_kennis(), Begrip("thema_pesten", "een leerling in mijn klas wordt gepest", wie="mentor"))
    assert kinds(uit) == ["route"] and "Het gaat om mij" in shown(uit)


def test_who_is_no_mentor_says_so_and_gets_an_advice(maak_kennis: Maak) -> None:
    kennis = maak_kennis()
    uit = say(kennis, Begrip("thema_pesten", "een leerling wordt gepest", wie="mentor"), Begrip("al_geprobeerd"),
              button(kennis, "Het gaat om mij"))
    assert kinds(uit) == ["verwijzing"] and card(uit)["wie"] == "ik" and card(uit)["loket"] == "mentor"


def test_in_danger_it_is_about_me_after_all(maak_kennis: Maak) -> None:
    gevaar = Begrip("crisis_hulp_113", "mijn vriendin wil dood", wie="ander")
    uit = say(maak_kennis(), gevaar, Begrip("voor_mij", "nee het gaat om mij", wie="ik"))
    assert kinds(uit) == ["crisis"] and {"113", "112"} <= {c["telefoon"] for c in card(uit)["contacten"]}
    assert "Ja, ik ben nu veilig" in shown(uit) and uit.stand.vraag == "nu_veilig" and uit.stand.wie == "ik"


def test_the_mail_for_another_is_about_the_other(maak_kennis: Maak) -> None:
    eten = Begrip("thema_eten", "mijn vriendin eet niks", wie="ander")
    for intent in ("eerste_zin", "durf_niet"):
        kaart = card(say(maak_kennis(), eten, Begrip(intent)))
        assert kaart["eerste_mail"] == kaart["eerste_zin"] and "met mij" not in kaart["eerste_mail"]
    assert card(say(maak_kennis(), eten))["eerste_mail"] == card(say(maak_kennis(), eten))["eerste_zin"]


@pytest.mark.parametrize("tekst", ["hij is 17", "mijn zusje is 16 jaar"])
def test_the_age_of_another_is_heard(maak_kennis: Maak, tekst: str) -> None:
    eten = Begrip("thema_eten", "mijn zusje eet niks", wie="ander")
    uit = say(maak_kennis(), eten, Begrip("leeftijd", tekst), stand=MBO)
    assert uit.stand.leeftijd in (16, 17) and responses(uit)[0] == "utter_leeftijd_ander"


@pytest.mark.parametrize("knop", ["veilig_dood_ander", "veilig_gevaar_ander", "veilig_thuis_ander", "niet_veilig_ander"])
def test_the_guard_reads_the_buttons_about_another_as_another(catalog: Catalog, knop: str) -> None:
    patronen = Patronen(read_rules(WORTEL / "knowledge"))
    assert patronen.look(catalog.knoppen[knop].tekst).wie == "ander"
    assert patronen.look("Die persoon is het probleem").wie == "ik"
