"""What a screen reader hears: only new lines, each once, in a named log; never an old conversation once more."""

from __future__ import annotations

from typing import Any, List

import pytest

from .fake_server import FakeServer

pytestmark = pytest.mark.browser

# Notes every element that comes into the log, with the politeness of the log at that moment.
LISTEN = """
(() => {
  window.gehoord = [];
  const maak = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (opties) {
    const wortel = maak.call(this, opties);
    new MutationObserver(lijst => lijst.forEach(m => {
      const log = m.target.closest?.('[role=log]');
      if (log) m.addedNodes.forEach(n => gehoord.push([log.getAttribute('aria-live'), n.dataset?.beurt ?? '', n.textContent]));
    })).observe(wortel, {childList: true, subtree: true});
    return wortel;
  };
})()
"""


def _heard(chat: Any) -> List[List[str]]:
    return list(chat.page.evaluate("() => window.gehoord.splice(0)"))


def test_pictures_that_come_late_bring_no_words(server: FakeServer, new_chat: Any) -> None:
    chat = new_chat()
    waiting: List[Any] = []
    chat.page.route("**/pictogrammen.json", lambda route: waiting.append(route))
    chat.page.add_init_script(LISTEN)
    chat.open(server.url + "/")
    chat.say("geen geld")
    _heard(chat)
    waiting[0].continue_()
    chat.page.locator(".kaartkop .pic").first.wait_for()
    assert [h for h in _heard(chat) if h[2].strip()] == []


@pytest.mark.parametrize("path", ["/chat/voorbeeld-mbo", "/"])
def test_a_resumed_conversation_is_not_read_again(server: FakeServer, new_chat: Any, path: str) -> None:
    chat = new_chat()
    chat.page.add_init_script(LISTEN)
    chat.open(server.url + path)
    chat.say("geen geld")
    chat.page.reload()
    if path == "/":
        chat.page.locator(".opener").click()
    chat.page.locator("section.kaart").first.wait_for()
    assert [h for h in _heard(chat) if h[0] != "off"] == []
    chat.say("ik wil dood")
    new = [h for h in _heard(chat) if h[2].strip()]
    assert new[-1][0] == "polite" and "113" in new[-1][2] and len(new) == 2, new


def test_a_turn_adds_only_its_own_lines(server: FakeServer, new_chat: Any) -> None:
    chat = new_chat()
    chat.page.add_init_script(LISTEN)
    chat.open(server.url + "/")
    chat.say("geen geld")
    _heard(chat)
    chat.say("ik slaap slecht")
    lines = [h for h in _heard(chat) if h[2].strip()]
    assert len(lines) == 2, lines
    assert lines[0][2].startswith("Jij:") and lines[1][2].startswith("Loketwijzer:")


def test_what_is_named_stays_named(server: FakeServer, new_chat: Any) -> None:
    page = new_chat().open(server.url + "/").page
    log = page.get_by_role("log", name="Gesprek")
    assert log.count() == 1 and log.get_attribute("tabindex") == "0"
    assert page.get_by_role("dialog", name="Waar kan ik terecht?").count() == 1
    assert page.get_by_role("navigation", name="Direct hulp").count() == 1
    assert page.get_by_role("textbox", name="Typ je bericht").count() == 1
