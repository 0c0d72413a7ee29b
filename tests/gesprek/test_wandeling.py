"""Every theme × school × barrier × moment is walked to its end: no dead end, never the same advice twice."""

from __future__ import annotations

from datetime import datetime
from itertools import product
from typing import Callable

import pytest

from bot.knowledge.gesprek.beurt import beurt
from bot.knowledge.gesprek.stand import Begrip, Kennis, Stand
from tests.conftest import NACHT, OPEN

DREMPELS = ("al_geprobeerd", "weiger_loket", "persoon_is_probleem", "buiten_school", "liever_chatten", "liever_lichter",
            "anoniem", "durf_niet", "leeftijd", "liever_vrouw")
SCHOLEN = ("voorbeeld-mbo", "voorbeeld-vakschool", "voorbeeld-hogeschool", None)
MAX_STAPPEN = 20


def _check(uit: object, thema: str) -> None:
    antwoorden = uit.antwoorden  # type: ignore[attr-defined]
    assert antwoorden, thema
    if antwoorden[0].response.startswith("utter_crisis_"):
        return  # the static card stands in domain.yml; tests/test_domain.py reads it
    kaarten = [a.custom for a in antwoorden if a.custom]
    assert kaarten, f"{thema}: geen kaart"
    for kaart in kaarten:
        if kaart["soort"] in ("verwijzing", "einde_route", "crisis"):
            assert kaart["contacten"], f"{thema}: {kaart['soort']} zonder contact"
            for contact in kaart["contacten"]:
                wegen = {"telefoon", "email", "website", "chat", "whatsapp", "waar"}
                assert wegen & contact.keys() or contact.get("dienst"), (thema, contact)
    assert antwoorden[-1].knoppen, f"{thema}: geen knoppen"


@pytest.mark.parametrize("nu", [OPEN, NACHT], ids=["open", "nacht"])
def test_walk_every_theme_school_and_barrier_to_the_end(
    catalog: object, maak_kennis: Callable[[datetime], Kennis], nu: datetime
) -> None:
    kennis, paden = maak_kennis(nu), 0
    for thema, school, drempel in product(kennis.catalog.themas, SCHOLEN, DREMPELS):
        stand = Stand(instelling=school, school_gevraagd=True, locatie="")
        uit = beurt(Begrip(f"thema_{thema}"), stand, kennis)
        _check(uit, thema)
        uit = beurt(Begrip(drempel, tekst="ik ben 17" if drempel == "leeftijd" else ""), uit.stand, kennis)
        assert uit.antwoorden
        gezien = []
        for _ in range(MAX_STAPPEN):
            uit = beurt(Begrip("al_geprobeerd"), uit.stand.met(vraag=None), kennis)
            _check(uit, thema)
            kaart = next(a.custom for a in uit.antwoorden if a.custom)
            if kaart["soort"] == "einde_route":
                break
            assert kaart["loket"] not in gezien, (thema, school, drempel, gezien)
            gezien.append(kaart["loket"])
        else:
            pytest.fail(f"{thema} × {school} × {drempel}: geen einde")
        paden += 1
    assert paden == len(kennis.catalog.themas) * len(SCHOLEN) * len(DREMPELS)


def test_the_first_step_is_the_lowest_one_the_school_has(maak_kennis: Callable[[], Kennis]) -> None:
    kennis = maak_kennis()
    for thema, model in kennis.catalog.themas.items():
        if thema == "crisis_suicide":
            continue
        for school in SCHOLEN[:3]:
            uit = beurt(Begrip(f"thema_{thema}"), Stand(instelling=school, locatie=""), kennis)
            kaart = next((a.custom for a in uit.antwoorden if a.custom), None)
            heeft = {c.loket for c in kennis.school_van(school).contacten}  # type: ignore[union-attr]
            rollen = [k for s in model.route for k in s.loket]
            eerste = next(
                k for k in rollen
                if k in heeft or k not in kennis.catalog.loketten or kennis.catalog.loketten[k].plek != "school"
            )
            assert kaart and kaart["loket"] == eerste, (thema, school, kaart["loket"], eerste)


def test_school_not_known_gives_advice_and_asks_once(maak_kennis: Callable[[], Kennis]) -> None:
    kennis = maak_kennis()
    uit = beurt(Begrip("thema_geldzorgen"), Stand(), kennis)
    assert uit.stand.vraag == "instelling"
    assert uit.antwoorden[-1].response == "utter_vraag_instelling"
    daarna = beurt(Begrip("weet_niet", tekst="Voorbeeld MBO"), uit.stand, kennis)
    assert daarna.stand.instelling == "voorbeeld-mbo" or daarna.stand.school_gevraagd
    nog = beurt(Begrip("thema_stress"), daarna.stand.met(instelling=None), kennis)
    assert nog.stand.vraag != "instelling"


def test_stand_survives_json(maak_kennis: Callable[[], Kennis]) -> None:
    import json

    uit = beurt(Begrip("thema_schulden"), Stand(instelling="voorbeeld-mbo", locatie=""), maak_kennis())
    uit = beurt(Begrip("al_geprobeerd"), uit.stand, maak_kennis())
    assert Stand.uit_dict(json.loads(json.dumps(uit.stand.als_dict()))) == uit.stand
