"""Below an advice: a second problem that was named, or the other themes that it may be. One question at a time."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Callable, Tuple

import pytest

from bot.begrip.besluit import Drempels, decide
from bot.knowledge.gesprek.stand import Begrip, Kennis, Stand
from tests.gesprek import spelen
from tests.gesprek.spelen import responses

THEMAS = (("pesten", 0.6), ("ruzie_klas_docent", 0.2), ("eenzaamheid", 0.1), ("discriminatie", 0.05))
ANDERE = ("ruzie_klas_docent", "eenzaamheid", "discriminatie")
ONZEKER = Begrip("thema_pesten", themas=THEMAS, naast=ANDERE)
TWEEDE = Begrip("thema_pesten", themas=(("pesten", 0.95),), tweede="geldzorgen")
ONBEKEND, ZONDER_PLEK = Stand(), Stand(instelling="voorbeeld-mbo")
Maak = Callable[[], Kennis]
say = partial(spelen.say, stand=ZONDER_PLEK)


@pytest.mark.parametrize(("kansen", "naast"), [
    ((("thema_pesten", 0.6), ("thema_eten", 0.2), ("thema_slaap", 0.1), ("thema_angst", 0.06), ("thema_rouw", 0.04)),
     ("eten", "slaap", "angst")),
    ((("thema_pesten", 0.81), ("thema_eten", 0.1), ("thema_slaap", 0.09)), ()),
    ((("thema_pesten", 0.3), ("thema_eten", 0.29), ("thema_slaap", 0.2)), ()),  # not sure enough to answer: asked back
], ids=["net genoeg", "zeker", "te weinig"])
def test_other_themes_only_beside_an_advice_that_is_not_sure(
    kansen: Tuple[Tuple[str, float], ...], naast: Tuple[str, ...]
) -> None:
    assert decide(kansen, Drempels(zeker=0.48, marge=0.3, naast=0.8)).naast == naast


def test_a_second_problem_in_another_sentence_comes_first() -> None:
    rang = (("thema_pesten", 0.6), ("thema_eten", 0.21), ("thema_slaap", 0.19))
    besluit = decide(rang, Drempels(naast=0.8), [(("thema_gokken", 0.9),)])
    assert besluit.tweede == "gokken" and besluit.naast == ("gokken", "eten", "slaap")


def test_the_other_themes_are_buttons_before_the_usual_ones(maak_kennis: Maak) -> None:
    kennis = maak_kennis()
    uit = say(kennis, ONZEKER)
    laatste = uit.antwoorden[-1]
    assert laatste.response == "utter_naast"
    assert laatste.knoppen[:3] == tuple(kennis.catalog.themas[t].keuze for t in ANDERE)
    assert "Vertel meer" in laatste.knoppen and not any(a.knoppen for a in uit.antwoorden[:-1])


def test_a_button_leads_to_the_advice_of_that_theme(maak_kennis: Maak) -> None:
    uit = say(maak_kennis(), ONZEKER, Begrip("thema_eenzaamheid", themas=(("eenzaamheid", 1.0),)))
    assert uit.stand.thema == "eenzaamheid" and uit.antwoorden[0].custom


@pytest.mark.parametrize("stand", [ONBEKEND, ZONDER_PLEK], ids=["school onbekend", "plek onbekend"])
@pytest.mark.parametrize("begin", [ONZEKER, TWEEDE], ids=["onzeker", "tweede"])
def test_the_place_is_asked_with_the_next_advice_not_beside_this(maak_kennis: Maak, begin: Begrip, stand: Stand) -> None:
    kennis = maak_kennis()
    uit = say(kennis, begin, stand=stand)
    assert not {"utter_vraag_instelling", "utter_vraag_locatie"} & set(responses(uit))
    verder = say(kennis, begin, Begrip("al_geprobeerd"), stand=stand)
    assert verder.stand.vraag in ("instelling", "locatie") and verder.stand.thema == "pesten"


def test_yes_asks_which_and_no_keeps_the_advice(maak_kennis: Maak) -> None:
    ja = say(maak_kennis(), ONZEKER, Begrip("bevestig", tekst="ja"))
    assert responses(ja) == ["utter_welk_onderwerp"] and ja.stand.keuzes == ANDERE
    nee = say(maak_kennis(), ONZEKER, Begrip("ontken", tekst="nee"))
    assert responses(nee) == ["utter_goed_zo"] and nee.stand.thema == "pesten"


def test_yes_to_a_second_problem_goes_there_but_only_when_it_was_just_asked(maak_kennis: Maak) -> None:
    kennis = maak_kennis()
    assert say(kennis, TWEEDE, Begrip("bevestig", tekst="ja")).stand.thema == "geldzorgen"
    later = say(kennis, TWEEDE, Begrip("vertel_meer"), Begrip("bevestig", tekst="ja"))
    assert later.stand.thema == "pesten"


def test_a_mentor_gets_the_other_routes_too(maak_kennis: Maak) -> None:
    uit = say(maak_kennis(), replace(ONZEKER, wie="mentor"), stand=replace(ZONDER_PLEK, rol="mentor"))
    assert responses(uit) == ["utter_route_mentor", "utter_naast_mentor"] and uit.antwoorden[-1].knoppen[0]
    ja = say(maak_kennis(), replace(ONZEKER, wie="mentor"), Begrip("bevestig", tekst="ja"),
             stand=replace(ZONDER_PLEK, rol="mentor"))
    assert responses(ja) == ["utter_welk_onderwerp_mentor"]
    tweede = say(maak_kennis(), replace(TWEEDE, wie="mentor"), Begrip("bevestig", tekst="ja"),
                 stand=replace(ZONDER_PLEK, rol="mentor"))
    assert responses(tweede) == ["utter_route_mentor"] and tweede.stand.thema == "geldzorgen"


def test_after_the_safety_question_the_other_themes_come_with_the_advice(maak_kennis: Maak) -> None:
    kennis, vraag = maak_kennis(), replace(ONZEKER, intent="veiligheidsvraag", wie="ik")
    alleen = say(kennis, vraag, Begrip("ontken", tekst="Nee, ik ben veilig"))
    assert alleen.antwoorden[-1].response == "utter_naast" and alleen.stand.thema == "pesten"
    samen = say(kennis, replace(vraag, zacht="advies"))
    assert samen.antwoorden[-1].response == "utter_naast"
    tweede = say(kennis, replace(TWEEDE, intent="veiligheidsvraag", wie="ik", zacht="advies"))
    assert "utter_tweede_thema" not in responses(tweede), "a yes would be a yes to danger"
    veilig = say(kennis, replace(vraag, zacht="advies"), Begrip("ontken", tekst="nee"))
    assert veilig.antwoorden[0].response == "utter_veilig_en_verder" and veilig.stand.thema == "pesten"
    assert say(kennis, replace(vraag, zacht="advies"), Begrip("bevestig", tekst="ja")).stand.crisis == "hulp_113"
