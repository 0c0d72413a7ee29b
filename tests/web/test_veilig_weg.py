"""Safe on a shared phone: quick exit, nothing kept, nothing sent elsewhere, blocked storage."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, List

import pytest

from .conftest import ARGS, CHROMIUM, Chat
from .fake_server import FakeServer

pytestmark = pytest.mark.browser
WIKI = "https://www.wikipedia.org/"


@pytest.mark.parametrize("path", ["/", "/chat/voorbeeld-mbo"])
@pytest.mark.parametrize("way", ["click", "shift"])
def test_quick_exit_leaves_at_once_and_back_shows_no_chat(
    server: FakeServer, new_chat: Any, path: str, way: str
) -> None:
    chat = new_chat()
    page = chat.page
    pressed: List[float] = []
    page.expose_function("gedrukt", lambda moment: pressed.append(moment))
    page.add_init_script("for (const s of ['click', 'keyup']) addEventListener(s, () => gedrukt(Date.now()), true)")
    page.goto(server.url + "/neutraal")
    chat.open(server.url + path)
    chat.say("ik wil dood")
    if way == "click":
        page.locator(".weg").click(no_wait_after=True)
    else:
        for _ in range(3):
            page.keyboard.press("Shift")
    page.wait_for_url(WIKI, wait_until="commit")
    page.wait_for_load_state()
    # On the clock of the browser: from the press until it starts on the new page, with the old one already empty.
    assert 0 <= page.evaluate("() => performance.timeOrigin") - pressed[-1] < 500
    page.go_back()
    assert page.url == server.url + "/neutraal" and page.locator("loketwijzer-chat").count() == 0
    page.goto(server.url + path)
    assert page.evaluate("() => sessionStorage.length") <= 1
    assert "dood" not in page.evaluate("() => JSON.stringify(sessionStorage)")


def test_capitals_do_not_trigger_the_exit(server: FakeServer, new_chat: Any) -> None:
    chat = new_chat().open(server.url + "/")
    chat.page.locator("#vak").focus()
    for letter in "ABC DEF":
        chat.page.keyboard.press(f"Shift+{letter}" if letter != " " else "Space")
    chat.page.wait_for_timeout(300)
    assert chat.page.url == server.url + "/" and chat.page.locator("#vak").input_value() == "ABC DEF"


def test_the_exit_stops_speech(server: FakeServer, new_chat: Any) -> None:
    chat = new_chat()
    stopped = []
    chat.page.expose_function("gestopt", lambda: stopped.append(1))
    chat.page.add_init_script(
        "window.SpeechSynthesisUtterance = class {};"
        "Object.defineProperty(window, 'speechSynthesis', {value: {getVoices: () => [{lang: 'nl-NL', localService: true}],"
        "speak() {}, cancel: () => gestopt(), addEventListener() {}}})"
    )
    chat.open(server.url + "/")
    chat.page.locator(".voorlees").click()
    stopped.clear()
    chat.page.locator(".weg").click(no_wait_after=True)
    chat.page.wait_for_url(WIKI, wait_until="commit")
    assert stopped


def test_text_can_never_become_html_here(server: FakeServer, new_chat: Any) -> None:
    """The rules of the page are really in force, and a whole conversation breaks none of them."""
    chat = new_chat()
    chat.page.add_init_script(
        "window.fouten = []; document.addEventListener('securitypolicyviolation', e => fouten.push(e.violatedDirective))")
    chat.open(server.url + "/")
    for message in ("geen geld", "injectie", "kaartje", "ik wil dood"):
        chat.say(message)
    assert chat.page.evaluate("() => fouten") == [] and chat.errors == []
    text = "() => { try { document.body.innerHTML = '<b>x</b>'; return 'kan' } catch (e) { return e.name } }"
    assert chat.page.evaluate(text) == "TypeError"
    style = "() => { document.body.setAttribute('style', 'color: red'); return document.body.style.color }"
    assert chat.page.evaluate(style) == ""
    chat.page.wait_for_function("() => fouten.length >= 2")


def test_nothing_is_kept_or_sent_elsewhere(server: FakeServer, new_chat: Any) -> None:
    chat = new_chat().open(server.url + "/")
    chat.say("geen geld")
    page = chat.page
    assert all(url.startswith((server.url, "data:", "blob:")) for url in chat.requests)
    assert page.context.cookies() == [] and page.evaluate("() => localStorage.length") == 0
    sender = server.posts[-1]["sender"]
    assert re.fullmatch(r"[0-9a-f-]{36}", sender)
    page.reload()
    page.locator(".opener", has_text="Verder met je gesprek").click()
    page.locator("section.kaart").first.wait_for()
    chat.say("vertel meer")
    assert server.posts[-1]["sender"] == sender
    assert chat.errors == []


@pytest.mark.parametrize("how", ["new_tab", "window_open"])
def test_another_tab_starts_empty(server: FakeServer, new_chat: Any, how: str) -> None:
    chat = new_chat().open(server.url + "/")
    chat.say("geen geld")
    context = chat.page.context
    if how == "new_tab":
        other = context.new_page()
        other.goto(server.url + "/")
    else:
        with context.expect_page() as opened:
            chat.page.evaluate("() => void window.open('/')")
        other = opened.value
    other.locator(".opener", has_text="Waar kan ik terecht?").click()
    other.locator(".beurt").first.wait_for()
    assert other.locator(".beurt").count() == 1
    assert server.posts[-1]["sender"] != server.posts[0]["sender"]
    chat.say("vertel meer")
    assert server.posts[-1]["sender"] == server.posts[0]["sender"]


def test_an_old_conversation_is_not_shown(server: FakeServer, new_chat: Any) -> None:
    chat = new_chat().open(server.url + "/")
    chat.say("geen geld")
    chat.page.evaluate(
        "() => { const k = 'loketwijzer.v1', s = JSON.parse(sessionStorage[k]);"
        " s.op -= 31 * 60e3; sessionStorage[k] = JSON.stringify(s) }"
    )
    chat.page.reload()
    assert chat.page.locator(".opener").inner_text() == "Waar kan ik terecht?"


def test_a_conversation_with_all_storage_blocked(
    server: FakeServer, playwright_api: Any, dist: Path, tmp_path: Path
) -> None:
    profile = tmp_path / "profiel" / "Default"
    profile.mkdir(parents=True)
    (profile / "Preferences").write_text(json.dumps({"profile": {"default_content_setting_values": {"cookies": 2}}}))
    context = playwright_api.chromium.launch_persistent_context(
        str(profile.parent), executable_path=CHROMIUM, headless=True, args=ARGS
    )
    try:
        chat = Chat(context.new_page())
        chat.open(server.url + "/")
        blocked = chat.page.evaluate("() => { try { sessionStorage; return false } catch { return true } }")
        assert blocked, "the profile must really block storage"
        chat.press("Thuis, geld en leven")
        chat.press("Te weinig geld")
        assert chat.page.locator("section.kaart").count() == 2 and chat.errors == []
    finally:
        context.close()
