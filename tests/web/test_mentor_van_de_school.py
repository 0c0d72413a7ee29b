"""What of the school belongs on a mentor's sheet: whom to call when the steps say 'bel het crisisteam', and in which building."""

from __future__ import annotations

import re
from typing import Any, Callable, Dict

import pytest

from bot.cli.voorbeeld_beeld import Beeld
from bot.cli.voorbeeld_pagina import mentor_page
from bot.knowledge.catalog import Catalog
from bot.knowledge.gesprek.mentor import whole_route
from bot.knowledge.gesprek.stand import Kennis, Stand
from tests.conftest import WORTEL

from .fake_server import FakeServer

SCHOOL, DIRECT, GEWOON = "voorbeeld-mbo", "thuis_onveilig", "stress"


def route(kennis: Kennis, thema: str, school: str = SCHOOL) -> Dict[str, Any]:
    return dict(whole_route(Stand(instelling=school, rol="mentor"), kennis, thema).antwoorden[0].custom or {})


def test_the_route_of_a_direct_theme_names_whom_staff_call(catalog: Catalog, maak_kennis: Callable[..., Kennis]) -> None:
    kennis, gezien = maak_kennis(), 0
    for school, model in catalog.instellingen.items():
        for id_, thema in catalog.themas.items():
            verwacht = model.crisis_contact.dict() if model.crisis_contact and thema.direct else None
            assert route(kennis, id_, school).get("crisis_contact") == verwacht, (school, id_)
            gezien += verwacht is not None
    assert gezien


def test_the_preview_shows_it(catalog: Catalog) -> None:
    beeld = Beeld(WORTEL / "knowledge" / "instellingen" / f"{SCHOOL}.yaml", WORTEL / "knowledge", "Europe/Amsterdam")
    contact = catalog.instellingen[SCHOOL].crisis_contact
    assert contact and contact.telefoon in mentor_page(beeld, DIRECT) and contact.telefoon not in mentor_page(beeld, GEWOON)


@pytest.mark.browser
def test_on_the_mentor_page_it_can_be_called(
    server: FakeServer, new_chat: Any, catalog: Catalog, maak_kennis: Callable[..., Kennis]
) -> None:
    contact = catalog.instellingen[SCHOOL].crisis_contact
    assert contact
    for thema, keren in ((DIRECT, 1), (GEWOON, 0)):
        server.routes[thema] = route(maak_kennis(), thema)
        page = new_chat().page
        page.goto(f"{server.url}/mentor/{SCHOOL}?thema={thema}")
        page.locator("table").wait_for()
        assert page.get_by_role("link", name=contact.telefoon, exact=True).count() == keren


def test_the_preview_names_a_building_once() -> None:
    beeld = Beeld(WORTEL / "knowledge" / "instellingen" / f"{SCHOOL}.yaml", WORTEL / "knowledge", "Europe/Amsterdam")
    kaarten = [k for k in re.findall(r"<li>(?:(?!</li>).)*</li>", mentor_page(beeld, GEWOON), re.DOTALL) if "Locatie Noord" in k]
    assert kaarten and {k.count("Locatie Noord") for k in kaarten} == {1}


def test_a_room_is_named_with_its_building(catalog: Catalog, maak_kennis: Callable[..., Kennis]) -> None:
    """Three people at three places: 'Kamer 1.14' alone sends a mentor to the wrong building."""
    kennis, school = maak_kennis(), catalog.instellingen[SCHOOL]
    plekken = {c.naam: [school.locaties[p].naam for p in c.locaties] for c in school.contacten if c.locaties}
    gezien = 0
    for thema in catalog.themas:
        for contact in (c for stap in route(kennis, thema)["stappen"] for c in stap["contacten"]):
            assert contact.get("locaties") == plekken.get(contact["naam"]), (thema, contact["naam"])
            gezien += "locaties" in contact
    assert gezien > 20
    noord = whole_route(Stand(instelling=SCHOOL, rol="mentor", locatie="noord"), kennis, DIRECT).antwoorden[0].custom or {}
    assert not [c for s in noord["stappen"] for c in s["contacten"] if "locaties" in c], "one place was chosen"


@pytest.mark.browser
def test_the_mentor_page_shows_the_building(server: FakeServer, new_chat: Any, maak_kennis: Callable[..., Kennis]) -> None:
    server.routes[DIRECT] = route(maak_kennis(), DIRECT)
    page = new_chat().page
    page.goto(f"{server.url}/mentor/{SCHOOL}?thema={DIRECT}")
    page.locator("td li", has_text="Meryem Kaya").get_by_text("Locatie Noord").wait_for()
