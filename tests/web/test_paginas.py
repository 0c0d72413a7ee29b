"""The pages around the chat: mentor, help card, portal."""

from __future__ import annotations

from typing import Any

import pytest

from .fake_server import FakeServer

pytestmark = pytest.mark.browser


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
    assert pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page /") + pdf.count(b"/Type /Page>") == 1
    assert "/chat/sender" not in server.paths


def test_the_mentor_token_leaves_the_address_and_an_expired_one_is_said(server: FakeServer, new_chat: Any) -> None:
    chat = new_chat()
    chat.page.goto(server.url + "/mentor/voorbeeld-mbo?thema=geldzorgen#token=verlopen")
    chat.page.get_by_role("alert").wait_for()
    assert "niet meer geldig" in chat.page.get_by_role("alert").inner_text() and "token" not in chat.page.url


def test_the_help_card_needs_no_script(server: FakeServer, new_chat: Any) -> None:
    chat = new_chat(java_script_enabled=False)
    chat.page.goto(server.url + "/noodkaart")
    hrefs = chat.page.locator("a").evaluate_all("as => as.map(a => a.getAttribute('href'))")
    for href in (
        "tel:112",
        "tel:113",
        "https://www.113.nl/chat",
        "tel:08002000",
        "tel:08000188",
        "tel:08000432",
        "tel:0880767000",
    ):
        assert href in hrefs


def test_the_portal_shows_the_help_line_without_script(server: FakeServer, new_chat: Any) -> None:
    chat = new_chat(java_script_enabled=False, viewport={"width": 320, "height": 256})
    chat.page.goto(server.url + "/")
    assert chat.in_view(".hulpbalk a >> nth=0") and chat.in_view(".hulpbalk a >> nth=1")
    assert chat.page.locator(".scholen a[href^='chat/']").count() == 3


def test_one_script_tag_behind_a_prefix_finds_its_server(server: FakeServer, new_chat: Any) -> None:
    chat = new_chat()
    chat.page.route("**/hulp/**", lambda r: r.continue_(url=r.request.url.replace("/hulp/", "/")))
    server.pages["/portaal"] = (
        "<!doctype html><html lang=nl><title>P</title>"
        "<script src=/hulp/web/loketwijzer.js data-instelling=x data-start=open defer></script><main></main>"
    )
    chat.page.goto(server.url + "/portaal")
    chat.page.locator(".beurt").first.wait_for()
    assert any("/hulp/webhooks/rest/webhook" in url for url in chat.requests)
