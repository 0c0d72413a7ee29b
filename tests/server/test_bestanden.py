"""Static files: small, not sent twice, and nothing outside bot/web. No server and no model needed."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from bot.server import bestanden


def _ask(**koppen: str) -> Any:
    return SimpleNamespace(headers={k.replace("_", "-"): v for k, v in koppen.items()})


def test_a_browser_that_can_gets_gzip_and_another_the_file_itself() -> None:
    klein = bestanden.static_file("chat.html", _ask(accept_encoding="br, gzip"))
    heel = bestanden.static_file("chat.html", _ask())
    assert klein.headers["Content-Encoding"] == "gzip" and gzip.decompress(klein.body) == heel.body
    assert heel.body == (bestanden.WEB / "chat.html").read_bytes() and "Content-Encoding" not in heel.headers
    assert klein.headers["Vary"] == heel.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("prefix", ["", "W/"])
def test_what_the_browser_has_is_not_sent_again(prefix: str) -> None:
    etag = bestanden.static_file("mentor.css").headers["ETag"]
    again = bestanden.static_file("mentor.css", _ask(if_none_match=prefix + etag))
    assert again.status == 304 and again.body == b""
    assert bestanden.static_file("mentor.css", _ask(if_none_match='"other"')).status == 200


def test_a_new_build_is_sent_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bestanden, "WEB", tmp_path)
    (tmp_path / "dist").mkdir()
    (tmp_path / "dist" / "loketwijzer.js").write_text("oud")
    oud = bestanden.web_file("loketwijzer.js")
    (tmp_path / "dist" / "loketwijzer.js").write_text("nieuwer")
    nieuw = bestanden.web_file("loketwijzer.js")
    assert (oud.body, nieuw.body) == (b"oud", b"nieuwer") and oud.headers["ETag"] != nieuw.headers["ETag"]


@pytest.mark.parametrize("naam", ["../site.py", "teksten.nl.json", "build.mjs", "package.json", "klaar.txt", "weg.js", ""])
def test_only_style_sheets_and_built_files_are_public(naam: str) -> None:
    assert bestanden.web_file(naam).status == 404


def test_the_picture_of_the_tab_is_small_and_needs_no_other_file() -> None:
    beeld = bestanden.web_file("favicon.svg")
    assert beeld.status == 200 and beeld.content_type == "image/svg+xml" and len(beeld.body) < 1000
    tekst = beeld.body.decode()
    assert tekst.startswith("<svg") and not re.search(r"href|url\(|script|style=|@import", tekst)
    assert set(re.findall(r"https?://[^\"]+", tekst)) == {"http://www.w3.org/2000/svg"}
