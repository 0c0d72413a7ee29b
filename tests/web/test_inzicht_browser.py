"""The report in a browser: token from the hash, years, table file, and no rule of the strict CSP broken."""

from __future__ import annotations

from typing import Any, Iterator

import pytest

from bot.knowledge import inzicht_nl as zin
from tests.server.inzicht_server import SCHOOL, InzichtServer, bewijs, shared

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def inzicht() -> Iterator[InzichtServer]:
    server = shared()
    server.empty()
    server.fill()
    yield server


def test_the_token_in_the_hash_opens_the_report_and_leaves_the_address(inzicht: InzichtServer, new_chat: Any) -> None:
    chat = new_chat()
    chat.page.goto(f"{inzicht.url}/inzicht/{SCHOOL}#token={bewijs()}")
    chat.page.get_by_role("heading", name="Thema's", exact=True).wait_for()
    assert chat.page.url == f"{inzicht.url}/inzicht/{SCHOOL}"
    assert chat.page.locator("table").count() >= 5 and chat.focused()["tag"] == "H1"
    assert "eyJ" not in chat.page.content() and not [r for r in chat.requests if "eyJ" in r]
    assert all(r.startswith(inzicht.url) for r in chat.requests)
    assert chat.errors == []


@pytest.mark.parametrize("hash_", ["", "#token=x.y.z"])
def test_without_a_good_token_the_page_says_what_to_do_and_shows_nothing(
    inzicht: InzichtServer, new_chat: Any, hash_: str
) -> None:
    chat = new_chat()
    chat.page.goto(f"{inzicht.url}/inzicht/{SCHOOL}{hash_}")
    chat.page.get_by_text(zin.GEEN_TOEGANG).wait_for()
    assert chat.page.locator("table").count() == 0 and "Voorbeeld MBO" not in chat.page.content()


def test_another_year_and_the_table_file_use_the_same_token(inzicht: InzichtServer, new_chat: Any) -> None:
    chat = new_chat()
    chat.page.goto(f"{inzicht.url}/inzicht/{SCHOOL}#token={bewijs()}")
    with chat.page.expect_download() as bestand:
        chat.page.get_by_role("link", name=zin.CSV_LINK).click()
    assert bestand.value.suggested_filename == f"inzicht-{SCHOOL}-2026.csv"
    chat.page.get_by_role("link", name="Schooljaar 2025-2026").click()
    chat.page.get_by_text("Schooljaar 2025-2026.").wait_for()
    assert chat.errors == []


@pytest.mark.parametrize("breed", [390, 1280])
def test_the_report_is_accessible_and_fits(inzicht: InzichtServer, new_chat: Any, run_axe: Any, breed: int) -> None:
    chat = new_chat(viewport={"width": breed, "height": 800}, bypass_csp=True)
    chat.page.goto(f"{inzicht.url}/inzicht/{SCHOOL}#token={bewijs()}")
    chat.page.locator("table").first.wait_for(state="attached")
    chat.page.locator("summary").click()
    assert run_axe(chat.page) == []
    assert chat.page.evaluate("document.documentElement.scrollWidth") <= breed
    schermen = shared_folder()
    chat.page.screenshot(path=str(schermen / f"inzicht-{breed}.png"), full_page=True)


def shared_folder() -> Any:
    from pathlib import Path

    map_ = Path(__file__).parent / ".schermen"
    map_.mkdir(exist_ok=True)
    return map_
