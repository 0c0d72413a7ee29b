"""Accessibility: axe in every state, names and roles, small screens, read aloud."""

from __future__ import annotations

from typing import Any, Callable, Dict, List

import pytest

from . import antwoorden
from .conftest import PHONE
from .fake_server import FakeServer

pytestmark = pytest.mark.browser

THEMES: List[Dict[str, Any]] = [
    {},
    {"color_scheme": "dark"},
    {"forced_colors": "active"},
    {"contrast": "more"},
    {"color_scheme": "dark", "contrast": "more"},
    dict(PHONE),
    {**PHONE, "color_scheme": "dark"},
    {**PHONE, "forced_colors": "active"},
    {"viewport": {"width": 320, "height": 256}},
    {"viewport": {"width": 320, "height": 256}, "forced_colors": "active"},
]
HOSTILE = """
* { color: #ccc !important; background: #ddd !important; font: 6px/1 cursive !important; letter-spacing: 9px !important;
    outline: none !important; text-transform: uppercase !important; }
button { opacity: 0 !important; display: none !important; } ul, dialog { display: none !important; }
loketwijzer-chat { display: none !important; position: absolute !important;
    left: -9999px !important; opacity: 0 !important; }
"""


@pytest.mark.parametrize("theme", THEMES, ids=str)
def test_axe_finds_nothing_in_any_state(
    server: FakeServer, new_chat: Any, run_axe: Callable[..., List[str]], theme: Dict[str, Any]
) -> None:
    server.words = antwoorden.WOORDEN
    chat = new_chat(bypass_csp=True, **theme).open(server.url + "/")
    found = run_axe(chat.page)
    for text in ("geen geld", "vertel meer", "kaartje", "zwaar", "ik wil dood", "route"):
        chat.say(text)
    chat.page.locator("summary").first.click()
    chat.page.locator(".woord").first.click()
    found += run_axe(chat.page)
    chat.page.locator(".kopknop", has_text="Menu").click()
    server.mode = "fout"
    chat.page.locator("#vak").fill("hallo")
    chat.page.keyboard.press("Enter")
    chat.page.locator(".fout").wait_for()
    found += run_axe(chat.page)
    assert found == []


def test_axe_finds_nothing_in_the_widget_on_a_hostile_portal(
    server: FakeServer, new_chat: Any, run_axe: Callable[..., List[str]]
) -> None:
    server.pages["/slecht.css"] = HOSTILE
    server.pages["/portaal"] = (
        "<!doctype html><html lang=en><title>Portal</title><link rel=stylesheet href=/slecht.css>"
        "<script src=/web/loketwijzer.js data-instelling=voorbeeld-mbo data-start=open defer></script>"
        "<main><h1>Portal</h1></main>"
    )
    chat = new_chat(bypass_csp=True)
    chat.page.goto(server.url + "/portaal")
    chat.page.locator(".beurt").first.wait_for()
    chat.say("geen geld")
    assert run_axe(chat.page, inside="loketwijzer-chat") == []
    style = chat.page.locator(".keuze").last.evaluate(
        "e => { const s = getComputedStyle(e); return [s.letterSpacing, s.fontSize, s.opacity] }"
    )
    assert style[0] == "normal" and float(style[1][:-2]) >= 17 and style[2] == "1"


def test_on_a_hostile_portal_everything_is_in_view_and_works(server: FakeServer, new_chat: Any) -> None:
    server.pages["/slecht.css"] = HOSTILE
    server.pages["/portaal"] = (
        "<!doctype html><html lang=en><title>Portal</title><meta name=viewport content='width=device-width'>"
        "<link rel=stylesheet href=/slecht.css>"
        "<script src=/web/loketwijzer.js data-instelling=voorbeeld-mbo defer></script><main><h1>Portal</h1></main>"
    )
    chat = new_chat(**PHONE)
    chat.page.goto(server.url + "/portaal")
    assert chat.in_view(".opener") and chat.page.locator(".opener").evaluate("e => getComputedStyle(e).opacity") == "1"
    chat.page.locator(".opener").click()
    chat.press("Thuis, geld en leven")
    for selector in (".n112", ".n113", ".weg", "#vak", ".stuur"):
        assert chat.in_view(selector), selector
    chat.page.locator("#vak").focus()
    assert chat.page.locator("#vak").evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    assert chat.errors == []


@pytest.mark.parametrize("wish", ["reduce", "no-preference"])
def test_nothing_moves_for_who_asked_for_less_motion(server: FakeServer, new_chat: Any, wish: str) -> None:
    chat = new_chat(reduced_motion=wish).open(server.url + "/")
    server.delay = 2
    chat.page.locator("#vak").fill("geen geld")
    chat.page.keyboard.press("Enter")
    chat.page.locator(".stippen").wait_for()
    moving = chat.page.evaluate("() => document.querySelector('loketwijzer-chat').shadowRoot.getAnimations().length")
    assert (moving == 0) is (wish == "reduce")


def _ax_nodes(page: Any) -> List[Dict[str, Any]]:
    session = page.context.new_cdp_session(page)
    return [n for n in session.send("Accessibility.getFullAXTree")["nodes"] if not n.get("ignored")]


def _named(nodes: List[Dict[str, Any]], role: str) -> List[Dict[str, Any]]:
    return [n for n in nodes if n.get("role", {}).get("value") == role]


def _prop(node: Dict[str, Any], name: str) -> Any:
    return next((p["value"].get("value") for p in node.get("properties", []) if p["name"] == name), None)


def test_a_screen_reader_gets_named_roles(server: FakeServer, new_chat: Any) -> None:
    chat = new_chat().open(server.url + "/")
    chat.say("ik wil dood")
    nodes = _ax_nodes(chat.page)
    (log,) = _named(nodes, "log")
    assert log["name"]["value"] == "Gesprek" and _prop(log, "live") == "polite"
    (dialog,) = _named(nodes, "dialog")
    assert dialog["name"]["value"] == "Waar kan ik terecht?"
    for role in ("button", "link", "textbox"):
        assert all(n["name"]["value"].strip() for n in _named(nodes, role)), role
    hrefs = chat.page.locator("dialog a[href^='tel:']").evaluate_all("as => as.map(a => a.getAttribute('href'))")
    assert hrefs == ["tel:112", "tel:113", "tel:113", "tel:112"]
    assert chat.page.locator(".chat").get_attribute("lang") == "nl"


def test_waiting_is_a_status_and_a_mistake_an_alert(server: FakeServer, new_chat: Any) -> None:
    chat = new_chat().open(server.url + "/")
    server.delay = 2
    chat.page.locator("#vak").fill("geen geld")
    chat.page.keyboard.press("Enter")
    chat.page.locator(".status[role=status]").get_by_text("Even denken").wait_for()
    chat.page.locator("section.kaart").first.wait_for()
    server.delay, server.mode = 0, "fout"
    chat.page.locator("#vak").fill("nog iets")
    chat.page.keyboard.press("Enter")
    alert = chat.page.get_by_role("alert")
    alert.wait_for()
    assert "lukt nu niet" in alert.inner_text()


def test_the_waiting_sign_comes_only_after_a_while(server: FakeServer, new_chat: Any) -> None:
    """An answer takes some 20 ms. A sign that flashes is noise, above all for a screen reader."""
    chat = new_chat()
    chat.page.clock.install()
    chat.open(server.url + "/")
    chat.page.clock.pause_at(chat.page.evaluate("() => Date.now() + 1000"))
    server.mode = "hangt"
    chat.page.locator("#vak").fill("geen geld")
    chat.page.keyboard.press("Enter")
    status = chat.page.locator(".status[role=status]")
    for passed, text in ((390, ""), (20, "Even denken…"), (5000, "Het duurt iets langer. Blijf nog even.")):
        chat.page.clock.run_for(passed)
        assert status.inner_text() == text


def _reachable(chat: Any) -> None:
    for selector in (".n112", ".n113", ".weg", "#vak", ".stuur"):
        assert chat.in_view(selector), selector


@pytest.mark.parametrize("path", ["/", "/chat/voorbeeld-mbo"])
def test_help_and_exit_stay_in_view_at_320_by_256(server: FakeServer, new_chat: Any, path: str) -> None:
    chat = new_chat(viewport={"width": 320, "height": 256}).open(server.url + path)
    _reachable(chat)
    for text in ("geen geld", "ik wil dood", "zwaar", "kaartje"):
        chat.say(text)
        _reachable(chat)
        wide = chat.page.evaluate("() => document.documentElement.scrollWidth > innerWidth")
        assert not wide and chat.page.locator(".veld").evaluate("e => e.scrollWidth <= e.clientWidth")
    chat.page.locator(".kopknop", has_text="Menu").click()
    for _ in range(3):
        chat.page.get_by_role("button", name="Letters groter").click()
    _reachable(chat)
    assert chat.page.locator(".veld").evaluate("e => e.scrollWidth <= e.clientWidth")


def test_targets_are_big_on_a_phone_and_the_keyboard_stays_down(server: FakeServer, new_chat: Any) -> None:
    chat = new_chat(**PHONE).open(server.url + "/")
    assert chat.focused()["id"] == "titel"
    assert chat.page.evaluate(
        "() => document.querySelector('loketwijzer-chat').shadowRoot.querySelector('dialog').matches(':modal')"
    )
    for text in ("geen geld", "ik wil dood", "kaartje"):
        chat.say(text)
        assert chat.in_view(".n112") and chat.in_view(".n113") and chat.in_view(".weg")
    sizes = (
        chat.page.locator("dialog")
        .locator("a, button:not(.woord), summary")
        .evaluate_all(
            "es => es.filter(e => e.checkVisibility()).map(e => {"
            " const r = e.getBoundingClientRect(); return [e.textContent, r.width, r.height] })"
        )
    )
    assert [s for s in sizes if s[1] < 44 or s[2] < 44] == []


VOICES = """
(() => {
  const spoken = [];
  const voices = [{lang: 'nl-NL', localService: false, name: 'net'}, {lang: 'nl_NL', localService: true, name: 'hier'}];
  window.gesproken = spoken;
  window.SpeechSynthesisUtterance = class { constructor(t) { this.text = t; } };
  Object.defineProperty(window, 'speechSynthesis', {value: {
    getVoices: () => window.geenStem ? [voices[0]] : voices, speak: u => spoken.push(u),
    cancel: () => spoken.push('stop'), addEventListener() {},
  }});
})()
"""


def test_read_aloud_uses_only_a_local_dutch_voice(server: FakeServer, new_chat: Any) -> None:
    chat = new_chat()
    chat.page.add_init_script(VOICES)
    chat.open(server.url + "/")
    chat.say("geen geld")
    button = chat.page.locator(".voorlees").last
    button.click()
    spoken = chat.page.evaluate("() => gesproken.filter(u => u !== 'stop').map(u => [u.voice.name, u.lang, u.text])")
    assert spoken and {(s[0], s[1]) for s in spoken} == {("hier", "nl-NL")}
    assert button.inner_text() == "Stop met voorlezen"
    button.click()
    assert chat.page.evaluate("() => gesproken.at(-1)") == "stop" and button.inner_text() == "Lees voor"


def test_no_local_voice_means_no_button(server: FakeServer, new_chat: Any) -> None:
    chat = new_chat()
    chat.page.add_init_script("window.geenStem = true;" + VOICES)
    chat.open(server.url + "/")
    assert chat.page.locator(".voorlees").count() == 0


def test_a_hard_word_is_explained_on_tap(server: FakeServer, new_chat: Any) -> None:
    server.words = antwoorden.WOORDEN
    chat = new_chat().open(server.url + "/")
    chat.say("geen geld")
    word = chat.page.locator(".woord").first
    word.click()
    assert word.get_attribute("aria-expanded") == "true"
    assert "je mentor op school" in chat.page.locator(".uitleg:visible").inner_text()


@pytest.mark.parametrize(
    "path", ["/noodkaart", "/mentor/voorbeeld-mbo", "/mentor/voorbeeld-mbo?thema=geldzorgen", "/chat/voorbeeld-mbo"]
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_pages(
    server: FakeServer, new_chat: Any, run_axe: Callable[..., List[str]], path: str, scheme: str
) -> None:
    chat = new_chat(bypass_csp=True, color_scheme=scheme, **PHONE)
    chat.page.goto(server.url + path, wait_until="networkidle")
    assert run_axe(chat.page) == []
