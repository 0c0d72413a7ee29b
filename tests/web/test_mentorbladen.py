"""Every sheet for mentors of every example school, from the static site: on one A4, nothing cut off, no two texts in one."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Iterator, List, Tuple

import pytest

from bot.cli.main import main
from bot.knowledge.catalog import Catalog

pytestmark = pytest.mark.browser
# What the margins of the style sheet leave of an A4, in CSS pixels (188 by 275 mm).
BREED, HOOG = 710, 1039
TE_BREED = """() => [...document.querySelectorAll('main *')].filter(
  e => e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 80))"""
# What stands right before a link or the hours on the same line: a sign, or a number becomes part of another one.
TUSSEN = """() => [...document.querySelectorAll('td li > * + *')].map(e => getComputedStyle(e, '::before').content)"""


@pytest.fixture(scope="module")
def bladen(tmp_path_factory: pytest.TempPathFactory, catalog: Catalog) -> List[Path]:
    uit: List[Path] = []
    for school in catalog.instellingen:
        map_ = tmp_path_factory.mktemp("bladen") / school
        assert main(["export", school, "--naar", str(map_), "--op", "2026-11-24T10:30"]) == 0
        uit += [map_ / "mentor" / f"{thema}.html" for thema in catalog.themas]
    return uit


@pytest.fixture(scope="module")
def papier(browser: Any) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": BREED, "height": HOOG})
    page = context.new_page()
    page.emulate_media(media="print")
    yield page
    context.close()


def test_every_sheet_fits_on_one_a4(bladen: List[Path], papier: Any, catalog: Catalog) -> None:
    assert len(bladen) == len(catalog.instellingen) * len(catalog.themas)
    hoogtes: List[Tuple[float, Path]] = []
    for blad in bladen:
        papier.goto(f"file://{blad}")
        hoogtes.append((papier.evaluate("document.body.getBoundingClientRect().height"), blad))
        assert papier.evaluate(TE_BREED) == [], blad
        assert set(papier.evaluate(TUSSEN)) <= {'" · "'}, blad
    assert [(h, str(b)) for h, b in hoogtes if h > HOOG] == []
    for _, blad in sorted(hoogtes, reverse=True)[:3]:  # the height is right: the longest ones really are one page
        papier.goto(f"file://{blad}")
        pdf = papier.pdf(format="A4", prefer_css_page_size=True)
        assert sum(pdf.count(teken) for teken in (b"/Type /Page\n", b"/Type /Page /", b"/Type /Page>")) == 1, blad


def test_on_a_telephone_the_heading_of_the_route_is_a_line(bladen: List[Path], browser: Any) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    try:
        page = context.new_page()
        page.goto(f"file://{bladen[0]}")
        vak = page.locator("caption").bounding_box()
        assert vak["width"] > 300 and vak["height"] < 60
    finally:
        context.close()
