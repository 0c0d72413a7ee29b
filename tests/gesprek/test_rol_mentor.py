"""``metadata.rol = "mentor"`` is a claim of the page, no proof: it may change words, it never shows a staff-only contact."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Callable, List

import pytest

from bot.knowledge.gesprek.beurt import beurt
from bot.knowledge.gesprek.stand import Begrip, Kennis, Stand
from bot.knowledge.school import School

GEHEIM = "GEHEIM, alleen voor medewerkers"
VERDER = ("meer_uitleg", "wie", "al_geprobeerd", "persoon_is_probleem", "nu_bellen", "kaartje", "anoniem", "buiten_school")


def _with_a_secret_everywhere(school: School) -> School:
    """Every contact of this school once more, staff-only, under a name to look for."""
    geheim = tuple(replace(c, naam=GEHEIM, telefoon="085 999 99 99", intern=True) for c in school.contacten)
    return replace(school, contacten=(*geheim, *school.contacten))


@pytest.mark.parametrize("id_", ["voorbeeld-mbo", "voorbeeld-vakschool", "voorbeeld-hogeschool"])
def test_a_page_that_says_mentor_shows_no_staff_only_contact(maak_kennis: Callable[..., Kennis], id_: str) -> None:
    basis = maak_kennis()
    school = basis.school_van(id_)
    assert school is not None
    met_geheim = _with_a_secret_everywhere(school)
    kennis = replace(basis, school_van=lambda _: met_geheim)
    assert any(c.naam == GEHEIM for c in met_geheim.contacten_voor(school.contacten[0].loket, None, basis.nu.date(), intern=True))
    gezegd: List[str] = []
    for thema in kennis.catalog.themas:
        uit = beurt(Begrip(f"thema_{thema}"), Stand(instelling=id_, rol="mentor", school_gevraagd=True), kennis)
        gezegd += [json.dumps([a.custom, dict(a.waarden)]) for a in uit.antwoorden]
        for intent in VERDER:
            verder = beurt(Begrip(intent), uit.stand, kennis)
            gezegd += [json.dumps([a.custom, dict(a.waarden)]) for a in verder.antwoorden]
    assert school.contacten[0].naam in "".join(gezegd), "the school's own people are there"
    assert [g for g in gezegd if GEHEIM in g or "085 999" in g] == []
