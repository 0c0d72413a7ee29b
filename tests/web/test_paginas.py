"""The pages around the chat: help card, portal. The mentor page has its own file."""

from __future__ import annotations

from typing import Any

import pytest

from .fake_server import FakeServer

pytestmark = pytest.mark.browser


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
