"""The static site of a school in a real browser, straight from a folder: styled, no violations, no sideways scrolling."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Callable, Dict, List

import pytest

from bot.cli.main import main

from .test_favicon import DRAW

pytestmark = pytest.mark.browser

PAGINAS = ("index.html", "themas/schulden.html", "themas/crisis_suicide.html", "loketten/smw.html", "contacten.html",
           "hulplijnen.html", "woorden.html", "mentor/index.html", "mentor/thuis_onveilig.html")
SCHERMEN: List[Dict[str, Any]] = [
    {"viewport": {"width": 320, "height": 640}}, {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    map_ = tmp_path_factory.mktemp("vast") / "site"
    assert main(["export", "voorbeeld-mbo", "--naar", str(map_), "--op", "2026-11-24T10:30"]) == 0
    return map_


@pytest.mark.parametrize("scherm", SCHERMEN, ids=["smal", "breed-donker"])
@pytest.mark.parametrize("pagina", PAGINAS)
def test_axe_finds_nothing_and_nothing_falls_off(
    pagina: str, scherm: Dict[str, Any], site: Path, browser: Any, run_axe: Callable[..., List[str]]
) -> None:
    context = browser.new_context(**scherm)
    try:
        page = context.new_page()
        page.goto(f"file://{site / pagina}")
        stijl = page.evaluate("getComputedStyle(document.querySelector('.bel')).borderRadius")
        assert stijl == "12px", "the style sheet is not in use"
        assert page.evaluate(DRAW)[3] > 0, "the picture of the tab is missing"
        assert page.evaluate("document.documentElement.scrollWidth") <= scherm["viewport"]["width"]
        assert run_axe(page) == []
    finally:
        context.close()


def test_a_student_comes_from_the_start_to_a_phone_number(site: Path, browser: Any) -> None:
    context = browser.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(f"file://{site / 'index.html'}")
        page.get_by_role("link", name="Schulden").click()
        page.get_by_role("link", name="Lees meer: schoolmaatschappelijk werker").click()
        assert page.get_by_role("link", name="Bel 085 000 00 16").get_attribute("href") == "tel:0850000016"
    finally:
        context.close()


def test_112_and_113_are_on_paper_too(site: Path, browser: Any) -> None:
    context = browser.new_context()
    try:
        page = context.new_page()
        page.emulate_media(media="print")
        for pad in ("themas/schulden.html", "mentor/schulden.html"):
            page.goto(f"file://{site / pad}")
            zichtbaar = page.locator("body").inner_text()
            assert "112" in zichtbaar and "113" in zichtbaar, pad
    finally:
        context.close()
