"""The keyboard of a phone is open: help, exit and the text box stay in what is left of the screen, also on a portal."""

from __future__ import annotations

from typing import Any, Tuple

import pytest

from .fake_server import FakeServer

pytestmark = pytest.mark.browser

# As on an iPhone: the page keeps its height, and only visualViewport tells that the keyboard covers the lower part.
KEYBOARD = """
(() => {
  const zicht = new EventTarget();
  Object.assign(zicht, {scale: 1, height: innerHeight, width: innerWidth, offsetTop: 0});
  Object.defineProperty(window, 'visualViewport', {value: zicht});
  window.toetsenbord = (hoogte, top) => {
    Object.assign(zicht, {height: hoogte, offsetTop: top});
    zicht.dispatchEvent(new Event('resize'));
  };
})()
"""
ALWAYS = (".n112", ".n113", ".weg", "#vak", ".stuur")


@pytest.mark.parametrize("path", ["/", "/chat/voorbeeld-mbo"])
@pytest.mark.parametrize("screen", [(320, 568, 256), (375, 667, 370), (390, 780, 420)], ids=str)
def test_what_must_be_in_view_stays_above_the_keyboard(
    server: FakeServer, new_chat: Any, path: str, screen: Tuple[int, int, int]
) -> None:
    wide, high, left = screen
    chat = new_chat(viewport={"width": wide, "height": high}, has_touch=True, is_mobile=True)
    chat.page.add_init_script(KEYBOARD)
    chat.open(server.url + path)
    chat.page.evaluate(f"() => toetsenbord({left}, 0)")
    for message in ("geen geld", "ik wil dood", "ik kan het niet meer aan"):
        chat.say(message)
        for selector in ALWAYS:
            box = chat.page.locator(selector).bounding_box()
            assert box["y"] >= 0 and box["y"] + box["height"] <= left + 0.5, (message, selector, box)
        assert chat.page.locator(".veld").bounding_box()["height"] >= 80, "room to read"
    chat.page.evaluate(f"() => toetsenbord({high}, 0)")
    assert chat.page.locator(".invoer").bounding_box()["y"] > left, "closed again: the whole screen"


def test_the_chat_follows_when_the_browser_scrolls_to_the_text_box(server: FakeServer, new_chat: Any) -> None:
    chat = new_chat(viewport={"width": 375, "height": 667}, has_touch=True, is_mobile=True)
    chat.page.add_init_script(KEYBOARD)
    chat.open(server.url + "/")
    chat.page.evaluate("() => toetsenbord(370, 120)")
    assert chat.page.locator(".kop").bounding_box()["y"] == 120
