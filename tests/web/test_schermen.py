"""Pictures of eight states, for a person to look at: tests/web/.schermen (a build artefact, not committed)."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, Tuple

import pytest

from . import antwoorden
from .conftest import PHONE
from .fake_server import FakeServer

pytestmark = pytest.mark.browser
MAP = Path(__file__).parent / ".schermen"
STATES: Dict[str, Tuple[str, Dict[str, Any], str]] = {
    "telefoon-begin": ("/chat/voorbeeld-mbo", dict(PHONE), ""),
    "telefoon-verwijzing": ("/chat/voorbeeld-mbo", dict(PHONE), "geen geld"),
    "telefoon-nood-donker": ("/chat/voorbeeld-mbo", {**PHONE, "color_scheme": "dark"}, "ik wil dood"),
    "klein-320": ("/", {"viewport": {"width": 320, "height": 256}}, "geen geld"),
    "portaal-1280": ("/", {"viewport": {"width": 1280, "height": 800}}, "kaartje"),
    "telefoon-server-weg": ("/chat/voorbeeld-mbo", dict(PHONE), "FOUT"),
    "telefoon-mentor": ("/mentor/voorbeeld-mbo?thema=geldzorgen", dict(PHONE), ""),
    "hoog-contrast": ("/chat/voorbeeld-mbo", {**PHONE, "forced_colors": "active"}, "zwaar"),
}


@pytest.mark.parametrize("name", STATES)
def test_picture(server: FakeServer, new_chat: Any, name: str) -> None:
    path, options, message = STATES[name]
    server.words = antwoorden.WOORDEN
    server.pages["/route/voorbeeld-mbo/"] = "<!doctype html>"
    chat = new_chat(**options)
    if name == "telefoon-mentor":
        chat.page.goto(server.url + path)
        chat.page.locator("table").wait_for()
    else:
        chat.open(server.url + path)
    if message == "FOUT":
        server.mode = "fout"
        chat.page.locator("#vak").fill("geen geld")
        chat.page.keyboard.press("Enter")
        chat.page.get_by_role("link", name="Kijk wie er op school is").wait_for()
    elif message:
        chat.say(message)
    MAP.mkdir(exist_ok=True)
    picture = chat.page.screenshot(path=str(MAP / f"{name}.png"))
    assert len(picture) > 5_000 and chat.errors == []
