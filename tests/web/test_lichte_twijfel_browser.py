"""A turn that starts with a short safety question and goes on with the advice: both seen, both answerable, in that order."""

from __future__ import annotations

from typing import Any, Callable, List

import pytest

from . import antwoorden
from .conftest import PHONE
from .fake_server import FakeServer

pytestmark = pytest.mark.browser
KLEIN = {**PHONE, "viewport": {"width": 375, "height": 667}}
TWIJFEL, JA = "ik kan het niet meer aan", "Ik denk aan de dood"


def _open(server: FakeServer, new_chat: Any, **anders: Any) -> Any:
    chat = new_chat(**{**KLEIN, **anders}).open(server.url + "/chat/voorbeeld-mbo")
    chat.say(TWIJFEL)
    return chat


def _top(chat: Any, kiezer: str) -> float:
    return float(chat.page.locator(kiezer).bounding_box()["y"])


def test_the_question_is_whole_on_the_screen_and_the_advice_begins_on_it(server: FakeServer, new_chat: Any) -> None:
    chat = _open(server, new_chat)
    for knop in (JA, "Ik ben nu in gevaar"):
        assert chat.in_view(f".keuze:has-text('{knop}')")
    for nummer in ("112", "113"):
        assert chat.in_view(f".beurt a[href='tel:{nummer}']") and chat.in_view(f".n{nummer}")
    advies = chat.page.locator(".bel", has_text="Ga naar je coach").bounding_box()
    assert advies["y"] + advies["height"] < chat.page.locator(".invoer").bounding_box()["y"], "the first words of the advice"


def test_a_slight_doubt_speaks_softer_than_a_full_question(server: FakeServer, new_chat: Any) -> None:
    chat = _open(server, new_chat)
    kleur = "e => getComputedStyle(e).backgroundColor"
    zacht = chat.page.locator(".beurt").last.locator("a[href='tel:112']")
    assert zacht.evaluate(kleur) == chat.page.locator(".invoer").evaluate(kleur), "no red block"
    hoog = zacht.bounding_box()["height"]
    chat.say("het is zwaar")
    luid = chat.page.locator(".beurt").last.locator("a[href='tel:112']")
    assert luid.evaluate(kleur) == "rgb(163, 22, 31)" and luid.bounding_box()["height"] > hoog


def test_yes_to_the_question_shows_help_at_once_and_the_advice_stays(server: FakeServer, new_chat: Any) -> None:
    chat = _open(server, new_chat)
    chat.press(JA)
    assert chat.in_view(".beurt:last-child .crisis a[href='tel:113']"), "not below the advice"
    assert JA in chat.focused()["text"], "focus stays on the chosen button"
    eigen = _top(chat, ".keuze.ik")
    assert _top(chat, ".bel:has-text('Ga naar je coach')") < eigen < _top(chat, ".beurt:last-child .bel >> nth=0")
    assert chat.page.locator(".keuze", has_text="Ik ben nu in gevaar").count() == 0
    assert chat.page.locator(".keuze", has_text="Vertel meer").count() == 0, "one answer per turn"


def test_who_goes_on_with_the_advice_leaves_the_question(server: FakeServer, new_chat: Any) -> None:
    chat = _open(server, new_chat)
    chat.press("Vertel meer")
    assert server.posts[-1]["message"] == "Vertel meer" and chat.page.locator(".keuze", has_text=JA).count() == 0
    assert chat.page.locator(".bel", has_text="Eerst één vraag").count() == 1


@pytest.mark.parametrize("anders", [{}, {"color_scheme": "dark"}, {"forced_colors": "active"},
                                    {"viewport": {"width": 320, "height": 256}}], ids=str)
def test_the_turn_is_accessible_and_fits(
    server: FakeServer, new_chat: Any, run_axe: Callable[..., List[str]], anders: Any
) -> None:
    server.words = antwoorden.WOORDEN
    chat = _open(server, new_chat, bypass_csp=True, **anders)
    assert run_axe(chat.page) == []
    assert chat.page.locator(".veld").evaluate("e => e.scrollWidth <= e.clientWidth")
    small = chat.page.locator(".beurt").last.locator(".keuze, .actie").evaluate_all(
        "es => es.map(e => e.getBoundingClientRect()).filter(r => r.width && (r.width < 44 || r.height < 44)).length")
    assert small == 0
