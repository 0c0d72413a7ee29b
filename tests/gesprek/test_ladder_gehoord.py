"""On the ladder: what was said is heard, nothing comes twice in the same words, and no end is dead."""

from __future__ import annotations

from datetime import datetime
from typing import Callable

import pytest

from bot.knowledge.gesprek.stand import Begrip, Kennis, Stand
from tests.conftest import ZONE
from tests.gesprek.spelen import MBO, SCHOLEN, button, card, kinds, play, responses, say, shown

Maak = Callable[..., Kennis]
NAAR_EINDE = [Begrip("thema_stress")] + [Begrip("al_geprobeerd")] * 12


def at(school: str) -> Stand:
    return Stand(instelling=school, locatie="")


def test_the_end_of_the_ladder_does_not_promise_and_does_not_repeat(maak_kennis: Maak) -> None:
    einden = [u for u in play(maak_kennis(), *NAAR_EINDE) if "einde_route" in kinds(u)]
    assert "utter_stap_hoger" not in responses(einden[0])
    assert responses(einden[0]) != responses(einden[1]) and shown(einden[1])


def test_something_else_is_the_next_alternative_not_the_list(maak_kennis: Maak) -> None:
    uit = say(maak_kennis(), Begrip("thema_pesten"), Begrip("iets_anders", "iets anders"))
    assert kinds(uit) == ["verwijzing"] and card(uit)["thema"] == "pesten"
    lijst = say(maak_kennis(), Begrip("thema_pesten"), Begrip("iets_anders", "Alle onderwerpen"))
    assert kinds(lijst) == ["keuze"]


def test_something_else_at_a_choice_is_the_list(maak_kennis: Maak) -> None:
    keuze = Begrip("twijfel", themas=(("stress", 0.3), ("slaap", 0.2)))
    assert kinds(say(maak_kennis(), Begrip("thema_pesten"), keuze, Begrip("iets_anders", "Iets anders"))) == ["keuze"]


def test_back_is_the_advice_before_also_outside_the_route(maak_kennis: Maak) -> None:
    beurten = play(maak_kennis(), *[Begrip("thema_stress")] + [Begrip("al_geprobeerd")] * 6)
    lokets = [b.stand.loket for b in beurten]
    stand = beurten[-1].stand
    for loket in reversed(lokets[:-1]):
        uit = say(maak_kennis(), Begrip("terug"), stand=stand)
        assert uit.stand.loket == loket
        stand = uit.stand


def test_back_skips_who_is_the_problem(maak_kennis: Maak) -> None:
    kennis = maak_kennis()
    uit = say(kennis, Begrip("thema_pesten"), button(kennis, "Die persoon is het probleem"), Begrip("terug"))
    assert uit.stand.loket != "mentor" and uit.antwoorden[-1].knoppen


def test_who_was_there_before_does_nothing_and_the_advice_stands(maak_kennis: Maak) -> None:
    uit = play(maak_kennis(), Begrip("thema_pesten"), Begrip("al_geprobeerd"),
               Begrip("al_geprobeerd", "mijn mentor doet echt niks"), Begrip("al_geprobeerd", "mijn mentor doet niks"))
    assert responses(uit[2]) == ["utter_advies_staat"] and uit[2].stand.loket == uit[1].stand.loket
    assert uit[3].stand.loket != uit[2].stand.loket, "said once more: a step up"


def test_who_refuses_another_step_keeps_the_advice(maak_kennis: Maak) -> None:
    uit = play(maak_kennis(), Begrip("thema_somberheid"), Begrip("weiger_loket", "ik wil niet naar de huisarts"),
               *[Begrip("al_geprobeerd")] * 8)
    assert responses(uit[1]) == ["utter_zonder_loket"] and uit[1].stand.loket == "mentor"
    assert "huisarts" not in [u.stand.loket for u in uit]


@pytest.mark.parametrize("school", SCHOLEN)
def test_who_is_the_problem_is_avoided_in_the_next_theme_too(maak_kennis: Maak, school: str) -> None:
    probleem = Begrip("persoon_is_probleem", "mijn mentor is het probleem")
    for vooraf in ([Begrip("thema_pesten"), probleem], [probleem]):
        uit = play(maak_kennis(), *vooraf, Begrip("thema_schulden"), *[Begrip("al_geprobeerd")] * 8,
                   Begrip("mens_spreken"), stand=at(school))
        assert "mentor" not in [u.stand.loket for u in uit[len(vooraf):]]
        assert uit[len(vooraf)].stand.loket != "vertrouwenspersoon", "that is for the theme it was about"
        assert "rooster" not in str(uit[-1].antwoorden), "the mentor's own contact"


@pytest.mark.parametrize("tekst, mijdt", [
    ("ik word gepest door mijn mentor", "mentor"), ("mijn coach pest me", "mentor"), ("ik word gepest", ""),
    ("ik word gepest, kan mijn mentor helpen?", ""),
])
def test_a_person_named_with_the_harm_is_not_the_first_step(maak_kennis: Maak, tekst: str, mijdt: str) -> None:
    uit = say(maak_kennis(), Begrip("thema_pesten", tekst, wie="ik"))
    assert (uit.stand.loket == "vertrouwenspersoon") is bool(mijdt)
    assert ("utter_persoon_genoemd" in responses(uit)) is bool(mijdt)


def test_the_teacher_who_is_the_problem_is_not_the_klassendocent(maak_kennis: Maak) -> None:
    uit = play(maak_kennis(), Begrip("thema_stress"), Begrip("persoon_is_probleem", "mijn docent is het probleem"),
               *[Begrip("al_geprobeerd")] * 6, stand=at("voorbeeld-vakschool"))
    assert "mentor" not in [u.stand.loket for u in uit[1:]]


def test_an_age_in_the_first_message_is_heard(maak_kennis: Maak) -> None:
    assert say(maak_kennis(), Begrip("thema_stress", "ik ben 23 en ik heb stress")).stand.leeftijd == 23


def test_who_turns_18_next_month_is_17(maak_kennis: Maak) -> None:
    assert say(maak_kennis(), Begrip("leeftijd", "ik word 18 volgende maand")).stand.leeftijd == 17


def test_an_age_that_does_not_fit_gives_another_advice(maak_kennis: Maak) -> None:
    uit = play(maak_kennis(), Begrip("buiten_school"), Begrip("thema_pesten"), Begrip("leeftijd", "ik ben 19"))
    assert uit[1].stand.loket == "kindertelefoon" and uit[2].stand.loket != "kindertelefoon"
    assert card(uit[2], "verwijzing")["thema"] == "pesten"


def test_an_age_that_is_known_is_not_asked(maak_kennis: Maak) -> None:
    uit = say(maak_kennis(), Begrip("leeftijd", "ik ben 17"), Begrip("leeftijd", "mag ik zelf beslissen"))
    assert "utter_leeftijd_algemeen" not in responses(uit)


def test_a_student_in_higher_education_is_not_sent_to_the_kindertelefoon(maak_kennis: Maak) -> None:
    uit = play(maak_kennis(), Begrip("thema_pesten"), *[Begrip("al_geprobeerd")] * 8, stand=at("voorbeeld-hogeschool"))
    assert "kindertelefoon" not in [u.stand.loket for u in uit]
    jong = play(maak_kennis(), Begrip("leeftijd", "ik ben 17"), Begrip("thema_pesten"), *[Begrip("al_geprobeerd")] * 8,
                stand=at("voorbeeld-hogeschool"))
    assert "kindertelefoon" in [u.stand.loket for u in jong]


def test_rather_chat_gives_a_chat_or_says_there_is_none(maak_kennis: Maak) -> None:
    kennis = maak_kennis()
    for thema in kennis.catalog.themas:
        for eerst in ([Begrip("liever_chatten"), Begrip(f"thema_{thema}")], [Begrip(f"thema_{thema}"), Begrip("liever_chatten")]):
            uit = say(kennis, *eerst, stand=at("voorbeeld-vakschool"))
            if "verwijzing" in kinds(uit) and "utter_wens_geen" not in responses(uit):
                kaart = card(uit, "verwijzing")
                assert kaart["contacten"][0].get("chat"), (thema, kaart["loket"])
                assert kaart["contacten"][0]["chat"] in uit.antwoorden[-1 if len(uit.antwoorden) == 1 else 0].waarden.get(
                    "contact", "") or any(kaart["contacten"][0]["chat"] in a.waarden.get("contact", "") for a in uit.antwoorden)


def test_a_question_about_parents_is_answered_about_parents(maak_kennis: Maak) -> None:
    ouders = Begrip("anoniem", "mogen mijn ouders dit weten?")
    uit = play(maak_kennis(), ouders, Begrip("thema_thuis_zorgen"))
    assert responses(uit[0])[0] == "utter_ouders_algemeen"
    assert uit[1].stand.loket == "mentor", "a question is no wish to stay anonymous"
    lijn = say(maak_kennis(), Begrip("liever_chatten"), Begrip("thema_stress"), ouders)
    assert responses(lijn) == ["utter_ouders_dienst"]


def test_a_national_number_is_not_shown_as_the_persons_own(maak_kennis: Maak) -> None:
    uit = say(maak_kennis(), Begrip("thema_geldzorgen"), Begrip("al_geprobeerd"),
              stand=Stand(school_gevraagd=True, locatie=""))
    assert responses(uit)[-1] == "utter_verwijzing_landelijk_vervolg"


def test_helped_is_answered_by_yes_and_no_too(maak_kennis: Maak) -> None:
    kaartje = [Begrip("thema_wonen"), Begrip("kaartje")]
    nee = say(maak_kennis(), *kaartje, Begrip("ontken", "nee"))
    assert [t.waarde for t in nee.tellingen if t.soort == "geholpen"] == ["nee"] and "verwijzing" in kinds(nee)
    assert [t.waarde for t in say(maak_kennis(), *kaartje, Begrip("bevestig", "ja")).tellingen if t.soort == "geholpen"] == ["ja"]
    beetje = say(maak_kennis(), *kaartje, Begrip("weet_niet", "beetje"))
    assert responses(beetje)[0] == "utter_geholpen_beetje"


def test_the_card_of_an_own_step_names_the_next_person(maak_kennis: Maak) -> None:
    kaart = card(say(maak_kennis(), Begrip("thema_stress"), Begrip("kaartje")), "kaartje")
    assert kaart["loket"] == "mentor" and kaart["contacten"]


def test_tell_more_about_an_own_step_names_the_next_person(maak_kennis: Maak) -> None:
    uit = say(maak_kennis(), Begrip("thema_stress"), Begrip("vertel_meer"))
    assert "coach" in uit.antwoorden[0].waarden["naar"]


def test_tell_more_twice_tells_other_things(maak_kennis: Maak) -> None:
    uit = play(maak_kennis(), Begrip("thema_pesten"), Begrip("vertel_meer"), Begrip("vertel_meer"))
    assert responses(uit[1]) == ["utter_uitleg_loket"] and responses(uit[2]) == ["utter_uitleg_meer"]


@pytest.mark.parametrize("intent", ["wie_is_loket", "mens_spreken"])
def test_closed_says_when_it_opens_and_who_is_there_now(maak_kennis: Maak, intent: str) -> None:
    kerst = maak_kennis(datetime(2026, 12, 24, 15, 0, tzinfo=ZONE))
    uit = say(kerst, Begrip("thema_pesten"), Begrip(intent, "wanneer is mijn mentor er weer"))
    assert any("maandag 4-1" in a.waarden.get("weer", "") for a in uit.antwoorden)


def test_a_mentor_gets_the_next_step_in_words_for_staff(maak_kennis: Maak) -> None:
    stand = MBO.met(rol="mentor")
    for intent in ("al_geprobeerd", "weiger_loket", "persoon_is_probleem"):
        uit = say(maak_kennis(), Begrip("thema_schulden", wie="mentor"), Begrip(intent, wie="mentor"), stand=stand)
        assert responses(uit) == ["utter_route_stap"], intent
    assert responses(say(maak_kennis(), Begrip("groet", wie="mentor"), stand=stand)) == ["utter_groet_mentor"]


@pytest.mark.parametrize("school, rol, invaller", [(None, "smw", True), ("voorbeeld-mbo", "smw", False)])
def test_a_mentor_reads_where_a_national_service_stands_in(maak_kennis: Maak, school: str, rol: str, invaller: bool) -> None:
    begrip = Begrip("thema_schulden", wie="mentor")
    uit = say(maak_kennis(), begrip, stand=Stand(instelling=school, locatie="", rol="mentor"))
    stap = next(s for s in card(uit, "route")["stappen"] if s["loket"] == rol)
    assert stap["landelijk"] == invaller
    regel = next(r for r in uit.antwoorden[0].waarden["stappen"].splitlines() if stap["loketnaam"] in r)
    assert regel.endswith(" *") == invaller
    assert responses(uit)[0] == ("utter_route_mentor_landelijk" if invaller else "utter_route_mentor")
