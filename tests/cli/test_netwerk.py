"""``controleer --netwerk`` against a web server of our own: what answers is right, what does not gives a warning."""

from __future__ import annotations

import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Iterator, List, Tuple

import pytest

from bot.cli import netwerk
from bot.cli.main import main
from bot.knowledge.reading import parse

GELDIG = Path(__file__).resolve().parents[1] / "knowledge" / "ongeldig" / "geldig-1.yaml"
VERZOEKEN: List[Tuple[str, str]] = []


class Antwoorder(BaseHTTPRequestHandler):
    def do_HEAD(self) -> None:
        self.answer()

    def do_GET(self) -> None:
        self.answer()

    def answer(self) -> None:
        VERZOEKEN.append((self.command, self.path))
        if self.path == "/traag":
            time.sleep(1.5)
        alleen_get = 405 if self.command == "HEAD" else 200
        status = {"/weg": 404, "/stuk": 500, "/dicht": 403, "/alleen-get": alleen_get}.get(self.path, 200)
        if self.path == "/door":
            self.send_response(302)
            self.send_header("Location", "/goed")
        else:
            self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def adres() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Antwoorder)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    VERZOEKEN.clear()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("pad", ["/goed", "/door", "/dicht", "/alleen-get"])
def test_an_address_that_a_person_can_open_is_right(pad: str, adres: str) -> None:
    assert netwerk.why_silent(adres + pad) == ""


@pytest.mark.parametrize(("pad", "waarom"), [("/weg", "antwoordt met 404"), ("/stuk", "antwoordt met 500"),
                                             ("/traag", "geen antwoord binnen 0.3 seconden")])
def test_an_address_without_a_page_says_why(pad: str, waarom: str, adres: str) -> None:
    assert waarom in netwerk.why_silent(adres + pad, wacht=0.3)


def test_a_host_that_is_not_there_says_so() -> None:
    assert "niet te bereiken" in netwerk.why_silent("http://127.0.0.1:9/")
    assert "niet te bereiken" in netwerk.why_silent("https://bestaat-niet.invalid/")


def test_each_address_is_asked_once_and_each_place_is_told(adres: str) -> None:
    tekst = f"website: {adres}/weg\nsnel_weg: {adres}/goed\ncontacten:\n  - website: {adres}/weg\n    naam: {adres}/naam\n"
    doc, _ = parse(tekst, "school.yaml")
    assert doc is not None
    fouten = netwerk.check_addresses([doc])
    assert [(p.regel, p.code, p.niveau) for p in fouten] == [(r, "webadres-stil", "waarschuwing") for r in (1, 4)]
    assert sorted(VERZOEKEN) == [("GET", "/weg"), ("HEAD", "/goed"), ("HEAD", "/weg")]


def test_the_check_asks_the_network_only_on_request(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    gevraagd: List[str] = []

    def stil(adres: str, wacht: float) -> str:
        gevraagd.append(adres)
        return "proef"

    monkeypatch.setattr(netwerk, "why_silent", stil)
    assert main(["controleer", "--op", "2026-11-22", str(GELDIG)]) == 0
    assert gevraagd == []
    assert main(["controleer", "--op", "2026-11-22", "--netwerk", str(GELDIG)]) == 0
    assert sorted(gevraagd) == ["https://www.voorbeeld-mbo.example", "https://www.wikipedia.org"]
    assert "geldig-1.yaml:5: waarschuwing [webadres-stil] Het webadres 'https://www.voorb" in capsys.readouterr().out
