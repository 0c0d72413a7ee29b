"""For who watches the server: alive, ready, figures, and a stop that lets nobody down."""

from __future__ import annotations

import signal
import socket
import threading
import time
from typing import Dict

import pytest
import requests

from tests.server import bediening
from tests.server.bediening import ANTWOORD_S, Server

pytestmark = pytest.mark.rasa
TOKEN, UITLOOP_S = "een-lang-geheim-voor-de-proef", 4
ONBEGRENSD = {"LOKETWIJZER_GRENS_GESPREK": "0", "LOKETWIJZER_GRENS_ADRES": "0"}


def figures(server: Server) -> Dict[str, float]:
    http = server.get("/metrics")
    assert http.status_code == 200 and http.headers["Content-Type"].startswith("text/plain")
    return {r.rsplit(" ", 1)[0]: float(r.rsplit(" ", 1)[1]) for r in http.text.splitlines() if not r.startswith("#")}


def test_alive_and_ready(server: Server) -> None:
    assert server.get("/leeft").json() == {"leeft": True}
    http = server.get("/gereed")
    assert http.status_code == 200 and http.json() == {"gereed": True} and http.headers["Cache-Control"] == "no-store"


def test_figures_count_requests_and_time_turns(server: Server) -> None:
    telling = 'loketwijzer_verzoeken_total{adres="webhooks/rest/webhook",status="200"}'
    voor = figures(server)
    for _ in range(3):
        server.gesprek().zeg("hoi")
    server.get("/chat/bestaat-niet-merkschool")
    server.get("/onbekend-pad-merk")
    na = figures(server)
    assert na[telling] == voor.get(telling, 0) + 3
    assert na["loketwijzer_beurt_seconden_count"] == voor["loketwijzer_beurt_seconden_count"] + 3
    assert 0 < na["loketwijzer_beurt_seconden_sum"] < 60
    assert na["loketwijzer_klaar"] == 1 and na["process_resident_memory_bytes"] > 1e8
    assert na["loketwijzer_bezig"] == 1, "alleen dit verzoek zelf"
    assert "merk" not in server.get("/metrics").text


def test_figures_count_what_was_limited() -> None:
    from bot.server.bewaking import Metingen

    metingen = Metingen(lambda: True)
    metingen.limited("adres")
    waarde = metingen.register.get_sample_value("loketwijzer_begrensd_total", {"soort": "adres"})
    assert waarde == 1


@pytest.mark.parametrize("koppen", [
    {"X-Forwarded-For": "203.0.113.9"}, {"Forwarded": "for=203.0.113.9"}, {"Host": "portaal.school.nl"}, {"Via": "1.1 caddy"},
    {"X-Forwarded-For": "203.0.113.9", "Authorization": "Bearer "}, {"Host": "a", "Authorization": "Bearer None"},
])
def test_figures_are_not_for_visitors(server: Server, koppen: Dict[str, str]) -> None:
    assert server.get("/metrics", headers=koppen).status_code == 404


def test_with_the_token_another_machine_reads_the_figures_and_a_stop_finishes_turns_in_hand() -> None:
    """One server for both: it is stopped at the end."""
    bediening.need_model()
    server = bediening.start(LOKETWIJZER_METINGEN_TOKEN=TOKEN, LOKETWIJZER_UITLOOP=str(UITLOOP_S), **ONBEGRENSD)
    ver = {"X-Forwarded-For": "203.0.113.9"}
    try:
        assert server.get("/metrics", headers={**ver, "Authorization": f"Bearer {TOKEN}"}).status_code == 200
        for fout in ("", f"Bearer {TOKEN}x", f"Basic {TOKEN}", "Bearer é"):
            koppen = {**ver, "Authorization": fout.encode("utf-8").decode("latin-1")}
            assert server.get("/metrics", headers=koppen).status_code == 404
        _stops_in_order(server)
    finally:
        bediening.stop_all()


def _stops_in_order(server: Server) -> None:
    """Whoever asked while the server still listened gets an answer; whoever came later is refused and not forgotten."""
    goed, mislukt = [], []

    def praat(nummer: int) -> None:
        inhoud = {"sender": f"stop-{nummer}", "message": "ik heb schulden en ruzie thuis"}
        while True:
            begin = time.monotonic()
            try:
                http = requests.post(f"{server.url}/webhooks/rest/webhook", json=inhoud, timeout=ANTWOORD_S,
                                     headers={"Connection": "close"})
                goed.append(http.status_code)
            except requests.ConnectionError:
                mislukt.append(begin)
                return

    draden = [threading.Thread(target=praat, args=(n,)) for n in range(6)]
    for draad in draden:
        draad.start()
    time.sleep(1)
    server.proces.send_signal(signal.SIGTERM)
    gestuurd = time.monotonic()
    time.sleep(UITLOOP_S / 4)
    assert server.get("/gereed").status_code == 503, "nog open, maar stuur niemand meer"
    assert server.get("/gezond").status_code == 200
    assert server.proces.wait(ANTWOORD_S) == 0
    for draad in draden:
        draad.join()
    assert len(goed) > 6 and set(goed) == {200}
    assert len(mislukt) == 6 and min(mislukt) > gestuurd + UITLOOP_S * 0.9, "een beurt in uitvoering is afgemaakt"
    with pytest.raises(OSError):
        socket.create_connection(("127.0.0.1", server.poort), timeout=1)
