"""The server is away: national numbers, the school's own static route page, and what was loaded still works."""

from __future__ import annotations

from typing import Any

import pytest

from .fake_server import FakeServer

pytestmark = pytest.mark.browser
PORTAL = (
    "<!doctype html><html lang=nl><title>P</title><main></main>"
    "<script src=/web/loketwijzer.js data-instelling=x{extra} data-start=open defer></script>"
)


def _open(server: FakeServer, new_chat: Any, extra: str = "") -> Any:
    server.pages["/portaal"] = PORTAL.format(extra=extra)
    chat = new_chat()
    chat.page.goto(server.url + "/portaal")
    chat.page.locator(".beurt").first.wait_for()
    return chat


def _ask(chat: Any) -> None:
    chat.page.locator("#vak").fill("en nu")
    chat.page.keyboard.press("Enter")
    chat.page.get_by_role("alert").wait_for()


def _link(chat: Any) -> Any:
    return chat.page.get_by_role("link", name="Kijk wie er op school is")


def test_killed_in_the_middle_the_card_and_the_set_page_stay(new_chat: Any, dist: Any) -> None:
    server = FakeServer()
    chat = _open(server, new_chat, " data-route=https://www.school.example/wie-helpt/")
    chat.say("geen geld")
    server.stop()
    _ask(chat)
    numbers = chat.page.locator(".noodlijst a[href^='tel:']").evaluate_all("as => as.map(a => a.getAttribute('href'))")
    assert numbers == ["tel:112", "tel:113", "tel:08002000", "tel:08000188", "tel:08000432", "tel:0880767000"]
    _link(chat).wait_for()
    assert _link(chat).get_attribute("href") == "https://www.school.example/wie-helpt/"
    assert _link(chat).get_attribute("rel") == "noopener noreferrer"
    assert [u for u in chat.requests if "school.example" in u] == []


def test_what_was_loaded_still_works_when_the_server_is_killed(new_chat: Any, dist: Any) -> None:
    server = FakeServer()
    chat = _open(server, new_chat)
    chat.say("geen geld")
    server.stop()
    chat.page.locator("summary", has_text="Meer of bewaren").click()
    with chat.page.expect_download() as vcf:
        chat.page.get_by_role("button", name="Bewaar contact").click()
    assert vcf.value.suggested_filename == "contact.vcf" and chat.errors == []


def test_the_usual_page_is_linked_when_the_portal_has_it(server: FakeServer, new_chat: Any) -> None:
    server.pages["/route/x/"] = "<!doctype html><html lang=nl><title>Route</title>"
    chat = _open(server, new_chat)
    server.mode = "fout"
    _ask(chat)
    _link(chat).wait_for()
    assert _link(chat).get_attribute("href") == server.url + "/route/x/"


def test_a_page_that_is_not_there_is_not_linked(server: FakeServer, new_chat: Any) -> None:
    chat = _open(server, new_chat)
    server.mode = "fout"
    with chat.page.expect_response("**/route/x/") as answer:
        _ask(chat)
    assert answer.value.status == 404
    assert chat.page.locator(".noodlijst").is_visible() and _link(chat).count() == 0


@pytest.mark.parametrize("bad", ["javascript:alert(1)", "http://elders.example/", "data:text/html,x", "https://a:b@c.example/"])
def test_only_https_or_the_same_origin(server: FakeServer, new_chat: Any, bad: str) -> None:
    chat = _open(server, new_chat, f" data-route='{bad}'")
    server.mode = "fout"
    _ask(chat)
    chat.page.wait_for_timeout(200)
    assert _link(chat).count() == 0


def test_a_save_button_says_so_when_its_part_never_came(server: FakeServer, new_chat: Any) -> None:
    chat = new_chat()
    chat.page.route("**/web/extra.js", lambda r: r.abort())
    chat.open(server.url + "/")
    chat.say("geen geld")
    chat.page.locator("summary", has_text="Meer of bewaren").click()
    chat.page.get_by_role("button", name="Bewaar contact").click()
    chat.page.get_by_text("Lukt nu niet").wait_for()
    assert chat.errors == []
