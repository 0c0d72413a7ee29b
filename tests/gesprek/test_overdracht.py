"""A mentor can hand a student over: a ready text with the theme, and nothing that names anybody."""

from __future__ import annotations

from typing import Callable

import pytest

from bot.knowledge.gesprek.beurt import beurt
from bot.knowledge.gesprek.stand import Begrip, Kennis, Stand

MENTOR = Stand(instelling="voorbeeld-mbo", locatie="", rol="mentor", school_gevraagd=True)


@pytest.mark.parametrize("intent", ["kaartje", "eerste_zin"])
def test_the_route_offers_a_text_to_hand_over(maak_kennis: Callable[..., Kennis], intent: str) -> None:
    kennis = maak_kennis()
    route = beurt(Begrip("thema_schulden"), MENTOR, kennis)
    assert kennis.catalog.knoppen["overdracht"].tekst in route.antwoorden[-1].knoppen
    uit = beurt(Begrip(intent), route.stand, kennis)
    assert [a.response for a in uit.antwoorden] == ["utter_overdracht_mentor"]
    assert set(uit.antwoorden[0].waarden) == {"naam", "delen"}, "the theme and what may be shared, nothing of the student"


def test_a_student_still_gets_the_card(maak_kennis: Callable[..., Kennis]) -> None:
    kennis = maak_kennis()
    student = beurt(Begrip("thema_schulden"), Stand(instelling="voorbeeld-mbo", locatie="", school_gevraagd=True), kennis)
    assert beurt(Begrip("kaartje"), student.stand, kennis).antwoorden[0].response == "utter_kaartje"
