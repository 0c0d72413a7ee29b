"""The gate on a running server: limits that never silence danger, what is refused, who may read an answer."""

from __future__ import annotations

import json
import socket
from pathlib import Path
from typing import Any, Dict, Iterator, Optional

import pytest
import requests

from bot.server.api_vormen import TeVeel
from tests.server import bediening
from tests.server.bediening import ANTWOORD_S, CRISISZIN, WORTEL, Server

pytestmark = pytest.mark.rasa
GELD = "Te weinig geld voor de maand"
PORTAAL = "https://portaal.voorbeeld.nl"
PER_GESPREK, PER_ADRES = 6, 12


@pytest.fixture(scope="module")
def streng(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with low limits and one portal."""
    bediening.need_model()
    portalen = tmp_path_factory.mktemp("portalen") / "portalen.json"
    portalen.write_text(json.dumps({"voorbeeld-mbo": [PORTAAL], "voorbeeld-hogeschool": ["https://ander.voorbeeld.nl"]}))
    server = bediening.start(LOKETWIJZER_GRENS_GESPREK=str(PER_GESPREK), LOKETWIJZER_GRENS_ADRES=str(PER_ADRES),
                             LOKETWIJZER_PORTALEN=str(portalen))
    yield server
    bediening.stop_all()


def post(server: Server, tekst: Any, sender: str, koppen: Optional[Dict[str, str]] = None, **metadata: str) -> requests.Response:
    inhoud = {"sender": sender, "message": tekst, "metadata": {"instelling": "voorbeeld-mbo", **metadata}}
    return requests.post(f"{server.url}/webhooks/rest/webhook", json=inhoud, headers=koppen, timeout=ANTWOORD_S)


def empty_the_bucket(server: Server, sender: str) -> requests.Response:
    for _ in range(PER_GESPREK * 3):
        http = post(server, GELD, sender)
        if http.status_code == 429:
            return http
    pytest.fail("geen grens")


def test_over_the_limit_a_kind_text_with_the_help_card(streng: Server) -> None:
    http = empty_the_bucket(streng, "snel-1")
    bericht = http.json()[0]
    assert int(http.headers["Retry-After"]) >= 1 and bericht["recipient_id"] == "snel-1"
    assert "opnieuw" in bericht["text"] and "112" in bericht["text"] and "113" in bericht["text"]
    assert {"112", "113"} <= {c["telefoon"] for c in bericht["custom"]["contacten"]}
    assert post(streng, GELD, "rustig-1").status_code == 200, "een ander gesprek merkt er niets van"


@pytest.mark.parametrize("zin, niveau, nummer", [
    (CRISISZIN, "hulp_113", "113"), ("ik ga er een eind aan maken vannacht", "hulp_113", "113"),
    ("Ik denk aan de dood", "hulp_113", "113"), ("Ik ben nu in gevaar", "nood_112", "112"),
    ("Iemand doet mij pijn", "veilig_thuis", "0800-2000"), ("ik ben verkracht", "centrum_seksueel_geweld", "0800-0188"),
])
def test_danger_is_answered_over_the_limit_too(streng: Server, zin: str, niveau: str, nummer: str) -> None:
    empty_the_bucket(streng, "snel-2")
    for _ in range(5):
        http = post(streng, zin, "snel-2")
        assert http.status_code == 200, http.text
        kaart = http.json()[0]["custom"]
        assert (kaart["soort"], kaart["niveau"], kaart["contacten"][0]["telefoon"]) == ("crisis", niveau, nummer)
        assert nummer in http.json()[0]["text"]


def test_over_the_limit_the_wording_fits_who_asks(streng: Server) -> None:
    empty_the_bucket(streng, "snel-3")
    student, mentor, vriend = (
        post(streng, z, "snel-3", **m).json()[0]["text"]
        for z, m in ((CRISISZIN, {}), (CRISISZIN, {"rol": "mentor"}), ("mijn vriendin wil dood", {})))
    assert len({student, mentor, vriend}) == 3 and "de student" in mentor


def test_over_the_limit_doubt_gets_the_safety_question(streng: Server) -> None:
    empty_the_bucket(streng, "snel-4")
    http = post(streng, "ik trek het niet meer", "snel-4")
    assert http.status_code == 200 and http.json()[0]["custom"]["soort"] == "veiligheidsvraag"
    assert [k["title"] for k in http.json()[0]["buttons"]]


def test_an_address_behind_the_proxy_has_its_own_limit(streng: Server) -> None:
    school, ander = {"X-Forwarded-For": "198.51.100.1"}, {"X-Forwarded-For": "198.51.100.2"}
    statussen = [post(streng, "hoi", f"adres-{i}", school).status_code for i in range(PER_ADRES + 6)]
    assert statussen[:PER_ADRES] == [200] * PER_ADRES and statussen[-1] == 429
    assert post(streng, "hoi", "adres-x", {"X-Forwarded-For": "203.0.113.77, 198.51.100.1"}).status_code == 429, "zelf verzonnen"
    assert post(streng, "hoi", "adres-y", ander).status_code == 200
    assert post(streng, CRISISZIN, "adres-z", school).status_code == 200


def test_pages_of_a_flooding_address_become_the_help_card(streng: Server) -> None:
    koppen = {"X-Forwarded-For": "198.51.100.9", "Accept": "text/html"}
    laatste = [streng.get("/chat/voorbeeld-mbo", headers=koppen) for _ in range(PER_ADRES * 5 + 20)][-1]
    assert laatste.status_code == 429 and "113" in laatste.text and "<script" not in laatste.text
    assert streng.get("/gezond", headers=koppen).status_code == 200
    api = streng.get("/api/v1/themas", headers={**koppen, "Accept": "application/json"})
    assert (api.status_code, TeVeel.parse_obj(api.json()).fout) == (429, "te_veel") and int(api.headers["Retry-After"]) >= 1


@pytest.mark.parametrize("soort", [None, "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
def test_only_json_is_read(streng: Server, soort: Optional[str]) -> None:
    koppen = {"Content-Type": soort} if soort else {}
    http = requests.post(f"{streng.url}/webhooks/rest/webhook", data=b'{"sender":"a","message":"hoi"}', headers=koppen,
                         timeout=ANTWOORD_S)
    assert http.status_code == 415


def test_a_portal_reads_only_the_answers_of_its_own_school(streng: Server) -> None:
    eigen = post(streng, "hoi", "cors-1", {"Origin": PORTAAL})
    assert eigen.headers["Access-Control-Allow-Origin"] == PORTAAL and eigen.headers["Vary"] == "Origin"
    assert "Access-Control-Allow-Credentials" not in eigen.headers
    for koppen in ({"Origin": "https://ander.voorbeeld.nl"}, {"Origin": "https://boef.nl"}, {"Origin": "null"}):
        assert "Access-Control-Allow-Origin" not in post(streng, "hoi", "cors-2", koppen).headers
    school = streng.get("/chat/instelling/voorbeeld-mbo", headers={"Origin": PORTAAL})
    assert school.headers["Access-Control-Allow-Origin"] == PORTAAL
    ander = streng.get("/chat/instelling/voorbeeld-vakschool", headers={"Origin": PORTAAL})
    assert "Access-Control-Allow-Origin" not in ander.headers


def test_a_browser_may_ask_first(streng: Server) -> None:
    adres = f"{streng.url}/webhooks/rest/webhook"
    vraag = {"Origin": PORTAAL, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    http = requests.options(adres, headers=vraag, timeout=ANTWOORD_S)
    assert http.status_code == 204 and http.headers["Access-Control-Allow-Origin"] == PORTAAL
    assert "POST" in http.headers["Access-Control-Allow-Methods"]
    assert requests.options(adres, headers={**vraag, "Origin": "https://boef.nl"}, timeout=ANTWOORD_S).status_code == 403


@pytest.mark.parametrize("pad", [
    "/model", "/model/train", "/model/parse", "/model/test/stories", "/model/predict", "/domain", "/version", "/status",
    "/conversations/a/tracker", "/conversations/a/tracker/events", "/conversations/a/story", "/conversations/a/execute",
    "/conversations/a/predict", "/conversations/a/messages", "/conversations/a/trigger_intent", "/webhooks/",
    "/webhooks/callback/webhook", "/webhooks/socketio/webhook", "/webhooks/facebook/webhook", "/webhooks/rest/webhook/x",
    "/socket.io/", "/socket.io/?EIO=4&transport=polling", "/webhook", "/actions", "/health", "/static/", "/.git/config",
])
def test_nothing_of_rasa_s_own_is_served(streng: Server, pad: str) -> None:
    for methode in ("GET", "POST", "PUT", "DELETE", "PATCH"):
        http = requests.request(methode, streng.url + pad, timeout=ANTWOORD_S)
        assert http.status_code in (404, 405), (methode, pad, http.status_code)
        assert http.status_code == 404 or methode != "GET"


@pytest.mark.parametrize("rauw", [
    b"POST /webhooks/rest/webhook HTTP/1.1\r\nHost: a\r\nContent-Length: twee\r\n\r\n",
    b"POST /webhooks/rest/webhook HTTP/1.1\r\nHost: a\r\nContent-Length: -5\r\n\r\n",
    b"POST /webhooks/rest/webhook HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    b"GET /%ff%fe%00 HTTP/1.1\r\nHost: a\r\n\r\n", b"GET /chat/%c3%28 HTTP/1.1\r\nHost: a\r\n\r\n",
    b"GET / HTTP/9.9\r\nHost: a\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", b"GET\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"a" * 60_000 + b"\r\n\r\n", b"A" * 70_000 + b"\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost a\r\n\r\n", b"GET // HTTP/1.1\r\nHost: [::\r\n\r\n", b"GET http://[ HTTP/1.1\r\nHost: a\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: \xff\xfe,,, ,\r\n\r\n", b"GET /\xff\xfe HTTP/1.1\r\nHost: a\r\n\r\n",
    b"POST /webhooks/rest/webhook HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n",
], ids=["lengte twee", "lengte -5", "brokken", "adres %ff", "adres half", "HTTP 9.9", "TLS", "kaal", "lange kop", "lange regel",
        "kop zonder punt", "host", "adres [", "doorgestuurd", "ruwe bytes", "gzip"])
def test_broken_http_is_the_sender_s_mistake(streng: Server, rauw: bytes) -> None:
    """Never a 5xx, and the server goes on; closing the connection without a word is fine too."""
    with socket.create_connection(("127.0.0.1", streng.poort), timeout=ANTWOORD_S) as s:
        s.sendall(rauw)
        s.shutdown(socket.SHUT_WR)
        antwoord = s.recv(200)
    assert not antwoord.startswith((b"HTTP/1.1 5", b"HTTP/1.0 5")), antwoord
    assert streng.get("/gezond").status_code == 200


DIEP = 50_000


@pytest.mark.parametrize("rauw", [
    b'{"a":' * DIEP + b"1" + b"}" * DIEP, b"[" * DIEP + b"]" * DIEP, b'{"message":' + b"[" * DIEP + b"]" * DIEP + b"}",
    b'{"metadata":' + b'{"a":' * 20_000 + b"1" + b"}" * 20_000 + b"}", b'{"message": 1e999999}',
    b'{"message": ' + b"9" * 10_000 + b"}", b'{"sender": "a", "sender": {"b": 1}, "message": NaN}', b'{"message": "\\ud800"}',
    json.dumps({"message": "hoi", "metadata": {str(i): i for i in range(20_000)}}).encode(),
], ids=["objecten", "lijsten", "bericht", "metadata", "oneindig", "lang getal", "dubbel", "halve emoji", "veel velden"])
def test_nested_and_odd_json_never_breaks_it(streng: Server, rauw: bytes) -> None:
    http = streng.post_raw(rauw)
    assert http.status_code in (200, 400, 413), http.status_code
    assert streng.get("/gezond").status_code == 200


def test_the_guard_is_found_in_the_model_in_use() -> None:
    """What bot.server.eerste_hulp relies on in Rasa 3.6.21."""
    bediening.need_model()
    from rasa.core.tracker_store import InMemoryTrackerStore
    from rasa.shared.core.domain import Domain

    from bot.begrip.veiligheid import Guard
    from bot.server.eerste_hulp import EersteHulp, part_of
    from bot.server.rasa_parts import make_agent

    agent = make_agent(bediening.newest_model(), InMemoryTrackerStore(Domain.empty()))
    guard = part_of(agent, Guard, "_guard")
    assert guard is not None and guard.model is not None
    hulp = EersteHulp.of(agent)
    assert hulp is not None and hulp.answer("ik wil pizza", "student", "a") is None


@pytest.mark.parametrize("niveau, thema", [
    ("hulp_113", "crisis_suicide"), ("nood_112", "crisis_suicide"), ("veilig_thuis", "thuis_onveilig"),
    ("centrum_seksueel_geweld", "seksueel_geweld"),
])
def test_the_static_card_over_the_limit_leaves_no_place_open(niveau: str, thema: str) -> None:
    from bot.knowledge.veiligheid import Oordeel
    from bot.knowledge.wordlists import read_values
    from bot.server.eerste_hulp import EersteHulp

    responses = read_values(WORTEL / "domain.yml")["responses"]
    hulp = EersteHulp(lambda tekst, rol: Oordeel(niveau, False, "ik", 1.0), {}, responses)
    berichten = hulp.answer("gevaar", "student", "anna")
    assert berichten and berichten[0]["custom"]["thema"] == thema
    assert "{" not in berichten[0]["text"]


def test_a_guard_that_breaks_gives_the_help_card() -> None:
    from bot.server.poort import Poort
    from bot.settings import Settings

    class Kapot:
        def answer(self, *_: Any) -> Any:
            raise ZeroDivisionError

    poort = Poort(Settings())
    poort.eerste_hulp = Kapot()  # type: ignore[assignment]
    berichten = poort._danger({"message": CRISISZIN}, "anna")
    assert berichten and "112" in berichten[0]["text"] and "113" in berichten[0]["text"]


def test_the_settings_of_the_gate_are_read(tmp_path: Path) -> None:
    from bot.settings import read_settings

    s = read_settings({"LOKETWIJZER_GRENS_GESPREK": "3", "LOKETWIJZER_GRENS_ADRES": "0", "LOKETWIJZER_PROXIES": "10.0.0.0/8",
                       "LOKETWIJZER_PORTALEN": "p.json"})
    assert (s.grens_gesprek, s.grens_adres, s.proxies, s.portalen) == (3, 0, "10.0.0.0/8", "p.json")
