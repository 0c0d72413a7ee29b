"""A picture per theme, group and step: named in knowledge/, drawn by Lucide, built into dist/pictogrammen.json."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Dict

import pytest

from bot.knowledge.catalog import Catalog

from . import antwoorden
from .fake_server import WEB, FakeServer


@pytest.fixture(scope="module")
def built(dist: Path) -> Dict[str, Any]:
    return dict(json.loads((dist / "pictogrammen.json").read_text("utf-8")))


def test_every_theme_group_and_step_has_a_picture_that_exists(built: Dict[str, Any], catalog: Catalog) -> None:
    assert built["themas"] == {id_: t.pictogram for id_, t in catalog.themas.items()}
    assert built["groepen"] == {str(n): g.pictogram for n, g in catalog.groepen.items()}
    buttons = {t.keuze: t.pictogram for t in catalog.themas.values()}
    assert built["knoppen"] == {**{g.naam: g.pictogram for g in catalog.groepen.values()}, **buttons}
    assert [g.naam for _, g in sorted(catalog.groepen.items())] == antwoorden.GROEPEN, "the canned answers follow knowledge/"
    used = {*built["themas"].values(), *built["groepen"].values(), *(s.pictogram for s in catalog.stappen.values())}
    later = set(re.findall(r'"([\w-]+)"', (WEB / "src" / "pictogramnamen.js").read_text("utf-8").partition("LATER")[2]))
    assert len(later) > 3 and used | later == set(built["paden"]) and all(p.startswith("M") for p in built["paden"].values())


def test_the_name_of_every_step_is_in_both_bundles(dist: Path, catalog: Catalog) -> None:
    for bundle in ("loketwijzer.js", "mentor.js"):
        code = (dist / bundle).read_text("utf-8")
        assert [s.naam for s in catalog.stappen.values() if f'"{s.naam}"' not in code] == []


def test_the_licence_of_the_pictures_is_free() -> None:
    package = json.loads((WEB / "node_modules" / "lucide-static" / "package.json").read_text("utf-8"))
    assert package["license"] == "ISC"


@pytest.mark.browser
def test_groups_themes_and_steps_are_drawn(
    server: FakeServer, new_chat: Any, built: Dict[str, Any], catalog: Catalog
) -> None:
    chat = new_chat().open(server.url + "/chat/voorbeeld-mbo")
    page = chat.page
    page.locator(".keuze .pic").first.wait_for()
    chat.press("Thuis, geld en leven")
    assert _path(page.locator(".keuze", has_text="Schulden")) == built["paden"][built["themas"]["schulden"]]
    chat.press("Te weinig geld")
    card = page.locator("section.kaart").first
    assert _path(card.locator(".kaartkop")) == built["paden"][built["themas"]["geldzorgen"]]
    step = card.locator(".trede")
    assert step.inner_text() == "Dichtbij" and _path(step) == built["paden"][catalog.stappen[1].pictogram]
    assert page.locator("svg:not([aria-hidden=true])").count() == 0
    assert chat.errors == []


@pytest.mark.browser
def test_the_mentor_page_draws_them_too(server: FakeServer, new_chat: Any) -> None:
    page = new_chat().page
    page.goto(server.url + "/mentor/voorbeeld-mbo")
    page.locator(".groepen svg").first.wait_for()
    themes = sum(len(g["themas"]) for g in antwoorden.THEMAS["groepen"])
    assert page.locator(".groepen li svg").count() == themes and page.locator(".groepen h3 svg").count() == 7
    page.get_by_role("link", name="Te weinig geld").click()
    page.locator("table").wait_for()
    assert page.locator("tbody .trede svg").count() == 4 and page.locator("h1 svg").count() == 1


@pytest.mark.browser
def test_without_the_pictures_the_chat_goes_on(server: FakeServer, new_chat: Any) -> None:
    chat = new_chat()
    chat.page.route("**/pictogrammen.json", lambda r: r.abort())
    chat.open(server.url + "/")
    chat.say("geen geld")
    assert chat.page.locator("section.kaart .trede").inner_text() == "Dichtbij" and chat.errors == []


def _path(locator: Any) -> str:
    return str(locator.locator("path").first.get_attribute("d"))
