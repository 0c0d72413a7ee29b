"""The mentor page: found in a few clicks, staff-only contacts only with proof, one A4, a link that can be shared."""

from __future__ import annotations

import json
from typing import Any, Callable, List

import pytest

from bot.knowledge.gesprek.mentor import whole_route
from bot.knowledge.gesprek.stand import Kennis, Stand
from bot.knowledge.overzicht import staff_view

from . import antwoorden
from .fake_server import TOKEN, FakeServer

pytestmark = pytest.mark.browser
ROUTE = "/mentor/voorbeeld-mbo?thema=geldzorgen"
STAFF = "Zorgteam voor docenten"
BAD_TOKENS = ["verlopen.maar.echt", "verlopen", "goed.bewijs", "", "goed.bewijs.van-het-portaal.", "a b", "%00", "ë"]


def _pages(pdf: bytes) -> int:
    return sum(pdf.count(sign) for sign in (b"/Type /Page\n", b"/Type /Page /", b"/Type /Page>"))


def test_a_mentor_reaches_a_route_in_two_clicks(server: FakeServer, new_chat: Any) -> None:
    chat = new_chat()
    page = chat.page
    page.goto(server.url + "/mentor/voorbeeld-mbo")
    page.get_by_label("Zoek een thema").fill("weinig")
    page.get_by_role("link", name="Te weinig geld").click()
    page.get_by_role("heading", name="Te weinig geld").wait_for()
    assert page.url.endswith("?thema=geldzorgen")
    assert page.locator("tbody tr").count() == 4 and "Sam de Vries" in page.locator("table").inner_text()
    page.go_back()
    page.get_by_role("heading", name="Welke route past bij deze student?").wait_for()
    assert chat.errors == []


def test_a_shared_mentor_link_opens_the_route_and_prints_on_one_page(server: FakeServer, new_chat: Any) -> None:
    chat = new_chat()
    chat.page.goto(server.url + "/mentor/voorbeeld-mbo?thema=geldzorgen")
    chat.page.locator("table").wait_for()
    pdf = chat.page.pdf(format="A4", prefer_css_page_size=True)
    assert _pages(pdf) == 1
    assert "/chat/sender" not in server.paths


def test_a_mentor_picks_a_theme_without_searching(server: FakeServer, new_chat: Any) -> None:
    page = new_chat().page
    page.goto(server.url + "/mentor/voorbeeld-mbo")
    page.get_by_role("link", name="Te weinig geld").click()
    page.locator("table").wait_for()
    assert STAFF not in page.locator("body").inner_text()


def test_a_valid_token_shows_staff_contacts_and_says_so(server: FakeServer, new_chat: Any) -> None:
    chat = new_chat(permissions=["clipboard-read", "clipboard-write"])
    page = chat.page
    page.goto(f"{server.url}{ROUTE}#token={TOKEN}")
    page.locator("table").wait_for()
    row = page.locator("td li", has_text=STAFF)
    assert "Alleen voor medewerkers" in row.inner_text()
    assert "Geef de print niet aan een student" in page.locator(".letop").inner_text()
    page.get_by_role("button", name="Kopieer de link").click()
    page.get_by_text("De link is gekopieerd").wait_for()
    link = page.evaluate("() => navigator.clipboard.readText()")
    assert link == server.url + ROUTE and page.url == link
    assert page.evaluate("() => JSON.stringify([sessionStorage, localStorage, document.cookie])") == '[{},{},""]'
    assert not [url for url in chat.requests if TOKEN in url.partition("#")[0]] and chat.errors == []


def test_a_shared_link_shows_what_everybody_may_see(server: FakeServer, new_chat: Any) -> None:
    page = new_chat().page
    page.goto(f"{server.url}{ROUTE}#token={TOKEN}")
    page.locator("td li", has_text=STAFF).wait_for()
    other = new_chat().page
    other.goto(page.url)
    other.locator("table").wait_for()
    assert STAFF not in other.locator("body").inner_text() and other.locator(".letop").count() == 0


@pytest.mark.parametrize("token", BAD_TOKENS)
def test_a_token_that_is_no_proof_gets_a_plain_sentence_and_a_way_on(server: FakeServer, new_chat: Any, token: str) -> None:
    chat = new_chat()
    page = chat.page
    page.goto(f"{server.url}{ROUTE}#token={token}")
    alert = page.get_by_role("alert")
    alert.wait_for()
    assert "niet meer geldig" in alert.inner_text() and "112" in alert.inner_text()
    assert page.locator("table").count() == 0 and "token" not in page.url
    page.get_by_role("button", name="zonder contacten voor medewerkers").click()
    page.locator("table").wait_for()
    assert page.get_by_role("alert").count() == 0 and STAFF not in page.locator("body").inner_text()
    assert chat.errors == []


def test_the_portal_can_give_a_fresh_token_to_an_open_page(server: FakeServer, new_chat: Any) -> None:
    page = new_chat().page
    page.goto(f"{server.url}{ROUTE}#token=verlopen.maar.echt")
    page.get_by_role("alert").wait_for()
    page.evaluate(f"() => {{ location.hash = 'token={TOKEN}' }}")
    page.locator("td li", has_text=STAFF).wait_for()
    assert "token" not in page.url


def test_opening_hours_read_as_words(server: FakeServer, new_chat: Any) -> None:
    route = antwoorden.route("geldzorgen")
    route["stappen"][0]["contacten"] = [{**antwoorden.COACH, "open": "ma,di,do 09:00-16:30; vr 09:00-12:00"}]
    server.routes["geldzorgen"] = route
    page = new_chat().page
    page.goto(server.url + ROUTE)
    page.get_by_text("ma, di, do 09:00-16:30; vr 09:00-12:00", exact=True).wait_for()


def _longest(kennis: Kennis, school: str, count: int) -> List[Any]:
    routes = [whole_route(Stand(instelling=school, rol="mentor"), kennis, t).antwoorden[0].custom for t in kennis.catalog.themas]
    return sorted(routes, key=lambda r: len(json.dumps(r)), reverse=True)[:count]


def test_the_longest_real_routes_fit_on_one_a4(
    server: FakeServer, new_chat: Any, maak_kennis: Callable[..., Kennis]
) -> None:
    """With the contacts for staff, as a mentor prints it: longer than what everybody sees."""
    kennis = staff_view(maak_kennis())
    for school in kennis.scholen:
        for route in _longest(kennis, school, 3):
            server.routes[route["thema"]] = route
            page = new_chat().page
            page.goto(f"{server.url}/mentor/{school}?thema={route['thema']}#token={TOKEN}")
            page.locator("table").wait_for()
            assert _pages(page.pdf(format="A4", prefer_css_page_size=True)) == 1, (school, route["thema"])
