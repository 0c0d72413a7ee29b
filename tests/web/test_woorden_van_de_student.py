"""A step's reason is written for the student ('je'): on a page for staff it stands between quotes, and says whose words it is."""

from __future__ import annotations

import re
from html import unescape
from typing import Any, Callable, List

import pytest

from bot.cli.pagina_nl import STUDENT_LEEST
from bot.cli.voorbeeld_beeld import Beeld
from bot.cli.voorbeeld_pagina import mentor_page
from bot.export.site import make_site
from bot.export.woorden import text
from bot.knowledge.catalog import Catalog
from bot.knowledge.gesprek.mentor import whole_route
from bot.knowledge.gesprek.stand import Kennis, Stand
from bot.knowledge.school import School
from tests.conftest import WORTEL

from .conftest import PHONE
from .fake_server import FakeServer

SCHOOL = "voorbeeld-mbo"
LABEL = text("mentor.student_leest")


def words_of(kennis: Kennis, thema: str) -> List[str]:
    """What the steps of this theme say to a student."""
    route: Any = whole_route(Stand(instelling=SCHOOL, rol="mentor"), kennis, thema).antwoorden[0].custom
    return [w for s in route["stappen"] for w in (s["reden"], s["hoger_als"]) if w]


def outside_quotes(html: str) -> str:
    assert "<q>" in html
    return re.sub(r"<q>.*?</q>", "", html, flags=re.S)


def test_on_the_sheets_of_the_static_site(catalog: Catalog, maak_kennis: Callable[..., Kennis]) -> None:
    kennis = maak_kennis()
    paginas = make_site(kennis, School.from_model(SCHOOL, catalog.instellingen[SCHOOL], catalog.termijnen), {})
    for thema in catalog.themas:
        blad = unescape(paginas[f"mentor/{thema}.html"])
        assert LABEL in blad
        assert [w for w in words_of(kennis, thema) if w not in blad or w in outside_quotes(blad)] == []
        assert "<q>" not in paginas[f"themas/{thema}.html"], "a student reads it as said to them"


def test_in_the_preview(catalog: Catalog) -> None:
    beeld = Beeld(WORTEL / "knowledge" / "instellingen" / f"{SCHOOL}.yaml", WORTEL / "knowledge", "Europe/Amsterdam")
    for thema in catalog.themas:
        blad = unescape(mentor_page(beeld, thema))
        woorden = words_of(beeld.knowledge(), thema)
        assert STUDENT_LEEST in blad and [w for w in woorden if w not in blad or w in outside_quotes(blad)] == []


@pytest.mark.browser
@pytest.mark.parametrize("scherm", [{}, PHONE], ids=["breed", "telefoon"])
def test_on_the_mentor_page(server: FakeServer, new_chat: Any, maak_kennis: Callable[..., Kennis], scherm: Any) -> None:
    kennis = maak_kennis()
    server.routes["stress"] = whole_route(Stand(instelling=SCHOOL, rol="mentor"), kennis, "stress").antwoorden[0].custom
    page = new_chat(**scherm).page
    page.goto(f"{server.url}/mentor/{SCHOOL}?thema=stress")
    page.locator("table").wait_for()
    assert page.locator("q").all_inner_texts() == words_of(kennis, "stress")
    kop = "document.querySelector('thead th:nth-child(3)').textContent"
    if scherm:  # the head of the table is not on a narrow screen, so each cell says it
        kop = "getComputedStyle(document.querySelector('.student'), '::before').content"
    assert LABEL in page.evaluate(kop)
