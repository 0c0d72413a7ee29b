"""Speech input: only where the browser does it on the device itself; the student reads the text before it is sent."""

from __future__ import annotations

from typing import Any, Callable, List, Tuple

import pytest

from .fake_server import FakeServer

pytestmark = pytest.mark.browser

# A browser with speech recognition. 'wel' can do Dutch on the device.
RECOGNISER = """
(() => {
  window.gemaakt = [];
  window.gevraagd = [];
  class Herkenner {
    constructor() { gemaakt.push(this); this.gebeurd = []; }
    start() { this.gebeurd.push('start'); }
    stop() { this.gebeurd.push('stop'); this.onend?.(); }
    abort() { this.gebeurd.push('abort'); this.onend?.(); }
  }
  if (SOORT !== 'oud') {
    Object.defineProperty(Herkenner.prototype, 'processLocally', {get() { return this.p; }, set(v) { this.p = v; }});
    Herkenner.available = async (vraag) => { gevraagd.push(vraag); if (SOORT === 'fout') throw Error('x');
      return SOORT === 'wel' ? 'available' : 'downloadable'; };
  }
  window.SpeechRecognition = window.webkitSpeechRecognition = Herkenner;
})()
"""
SAY = "tekst => gemaakt.at(-1).onresult({resultIndex: 0, results: [[{transcript: tekst}]]})"


def _chat(server: FakeServer, new_chat: Any, soort: str) -> Any:
    chat = new_chat()
    chat.page.add_init_script(f"const SOORT = '{soort}';" + RECOGNISER)
    return chat.open(server.url + "/")


def test_what_is_said_comes_in_the_text_box_and_is_not_sent(server: FakeServer, new_chat: Any) -> None:
    chat = _chat(server, new_chat, "wel")
    page, button = chat.page, chat.page.locator(".praat")
    assert button.inner_text() == "Praat"
    page.locator("#vak").fill("Hallo,")
    button.click()
    assert button.inner_text() == "Klaar"
    page.get_by_text("Ik luister.").wait_for()
    made = page.evaluate("() => gemaakt.map(h => [h.lang, h.processLocally, h.gebeurd])")
    assert made == [["nl-NL", True, ["start"]]]
    assert page.evaluate("() => gevraagd") == [{"langs": ["nl-NL"], "processLocally": True}]
    page.evaluate(SAY, "ik heb geen geld")
    button.click()
    assert page.locator("#vak").input_value() == "Hallo, ik heb geen geld"
    assert button.inner_text() == "Praat" and len(server.posts) == 1
    page.get_by_text("Klopt de tekst?").wait_for()
    page.get_by_role("button", name="Stuur").click()
    page.locator("section.kaart").first.wait_for()
    assert server.posts[-1]["message"] == "Hallo, ik heb geen geld" and chat.errors == []


@pytest.mark.parametrize("soort", ["oud", "nog_niet", "fout"])
def test_no_button_where_sound_could_leave_the_device(server: FakeServer, new_chat: Any, soort: str) -> None:
    chat = _chat(server, new_chat, soort)
    chat.say("geen geld")
    chat.page.wait_for_timeout(300)
    assert chat.page.get_by_role("button", name="Praat").count() == 0
    assert chat.page.evaluate("() => gemaakt.length") == 0 and chat.errors == []


def test_no_button_in_a_browser_without_speech(server: FakeServer, new_chat: Any) -> None:
    chat = new_chat()
    chat.page.add_init_script("delete window.SpeechRecognition; delete window.webkitSpeechRecognition")
    chat.open(server.url + "/")
    chat.say("geen geld")
    assert chat.page.get_by_role("button", name="Praat").count() == 0 and chat.errors == []


@pytest.mark.parametrize("way", ["Sluit", "Snel weg"])
def test_the_microphone_stops_when_the_chat_goes(server: FakeServer, new_chat: Any, way: str) -> None:
    chat = _chat(server, new_chat, "wel")
    stopped = []
    chat.page.expose_function("gestopt", lambda: stopped.append(1))
    chat.page.get_by_role("button", name="Praat").click()
    chat.page.evaluate("() => { gemaakt[0].abort = () => gestopt() }")
    chat.page.locator(".kopknop", has_text=way).click(no_wait_after=True)
    if way == "Snel weg":
        chat.page.wait_for_url("https://www.wikipedia.org/", wait_until="commit")
    chat.page.wait_for_timeout(200)
    assert stopped


@pytest.mark.parametrize("size", [(320, 256), (390, 780)])
def test_listening_is_accessible_and_fits(
    server: FakeServer, new_chat: Any, run_axe: Callable[..., List[str]], size: Tuple[int, int]
) -> None:
    chat = new_chat(bypass_csp=True, viewport={"width": size[0], "height": size[1]})
    chat.page.add_init_script("const SOORT = 'wel';" + RECOGNISER)
    chat.open(server.url + "/")
    chat.page.locator(".praat").click()
    chat.page.get_by_text("Ik luister.").wait_for()
    assert run_axe(chat.page) == []
    assert all(chat.in_view(s) for s in (".n112", ".n113", ".weg", "#vak", ".praat", ".stuur"))


def test_no_permission_for_the_microphone_is_said_and_typing_goes_on(server: FakeServer, new_chat: Any) -> None:
    chat = _chat(server, new_chat, "wel")
    chat.page.get_by_role("button", name="Praat").click()
    chat.page.evaluate("() => gemaakt[0].onerror({error: 'not-allowed'})")
    chat.page.get_by_text("Praten lukt nu niet. Typ je bericht.").wait_for()
    chat.say("geen geld")
    assert server.posts[-1]["message"] == "geen geld"
