"""'Bel het crisisteam van school' stands in the crisis steps: whoever shows those steps to a mentor shows the number too."""

from __future__ import annotations

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
