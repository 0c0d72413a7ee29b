"""Every page has a picture for its tab, from the same host and under the strict CSP, and nothing on it is missing."""

from __future__ import annotations

from typing import Any, List

import pytest

from tests.server.inzicht_server import SCHOOL, bewijs, shared

from .fake_server import FakeServer

pytestmark = pytest.mark.browser
PAGES = ["/", "/chat/voorbeeld-mbo", "/mentor/voorbeeld-mbo", "/mentor/voorbeeld-mbo?thema=geldzorgen", "/noodkaart", "INZICHT"]
# The browser of the tests asks for no favicon by itself; as a picture it is under the same rules.
DRAW = """async () => {
  const links = [...document.querySelectorAll('link[rel=icon]')];
  const beeld = new Image();
  const klaar = new Promise(r => { beeld.onload = () => r(beeld.naturalWidth); beeld.onerror = () => r(0); });
  beeld.src = links[0].href;
  return [links.length, links[0].href, links[0].type, await klaar];
}"""


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_its_picture_and_misses_nothing(server: FakeServer, new_chat: Any, path: str) -> None:
    basis, wortel = (shared().url, f"/inzicht/{SCHOOL}#token={bewijs()}") if path == "INZICHT" else (server.url, path)
    page = new_chat().page
    missing: List[str] = []
    page.on("response", lambda antwoord: antwoord.status == 404 and missing.append(antwoord.url))
    page.on("console", lambda regel: regel.type == "error" and "404" in regel.text and missing.append(regel.text))
    page.on("console", lambda regel: "Content Security" in regel.text and missing.append(regel.text))
    page.goto(basis + wortel, wait_until="networkidle")
    number, address, kind, width = page.evaluate(DRAW)
    assert (number, kind) == (1, "image/svg+xml") and address == f"{basis}/web/favicon.svg" and width > 0
    assert missing == []

