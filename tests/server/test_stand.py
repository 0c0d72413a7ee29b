"""``GET /stand`` on a running server."""

from __future__ import annotations

import pytest

from tests.cli.test_gaten import Lezer
from tests.server.bediening import SCHOLEN, Server

pytestmark = pytest.mark.rasa


def test_the_page_names_every_school_with_its_version(server: Server) -> None:
    antwoord = server.get("/stand")
    assert antwoord.status_code == 200 and antwoord.headers["content-type"].startswith("text/html")
    lezer = Lezer(antwoord.text)
    assert all(school in lezer.tekst for school in SCHOLEN) and lezer.stapel == []
    policy = antwoord.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-") and "unsafe" not in policy
    assert antwoord.headers["Cache-Control"] == "no-store" and "085 000" not in antwoord.text
