"""/api/v1/ on a small app without a model: the OpenAPI description is true, and staff-only contacts need a token."""

from __future__ import annotations

import itertools
import json
import os
import socket
import subprocess
import sys
import time
from typing import Any, Dict, Iterable, Iterator, List, Optional

import jsonschema
import jwt
import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, settings
from pydantic import BaseModel
from schemathesis.specs.openapi.checks import positive_data_acceptance
from schemathesis.specs.openapi.definitions import OPENAPI_30

from bot.knowledge.catalog import Catalog
from bot.server.api_adressen import ADRESSEN
from bot.server.openapi import BASIS, make_openapi, path_parts
from tests.server import bediening
from tests.server.klein import ANDERE, SCHOOL, SLEUTELS

INTERN = "Zorgteam, overleg voor docenten"
START_S = 60


class Client:
    """GET and POST under /api/v1 of the small server."""

    def __init__(self, url: str) -> None:
        self.url = url

    def get(self, pad: str, headers: Optional[Dict[str, str]] = None) -> requests.Response:
        return requests.get(self.url + pad, headers=headers, timeout=30)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    poort = bediening.free_port()
    opdracht = [sys.executable, "-m", "tests.server.klein", str(poort), str(tmp_path_factory.mktemp("api") / "proef.db")]
    client = Client(f"http://127.0.0.1:{poort}{BASIS}")
    omgeving = {**os.environ, "PYTHONPATH": str(bediening.WORTEL)}
    with subprocess.Popen(opdracht, cwd=bediening.WORTEL, env=omgeving) as proces:
        try:
            einde = time.monotonic() + START_S
            while proces.poll() is None and time.monotonic() < einde:
                try:
                    client.get("/openapi.json")
                    break
                except requests.ConnectionError:
                    time.sleep(0.1)
            yield client
        finally:
            proces.terminate()


@pytest.fixture
def schema(client: Client) -> Any:
    return schemathesis.openapi.from_url(f"{client.url}/openapi.json")


def bewijs(school: str = SCHOOL, geldig_s: int = 600, **anders: Any) -> Dict[str, str]:
    nu = int(time.time())
    inhoud = {"aud": school, "iat": nu, "exp": nu + geldig_s, **anders}
    return {"Authorization": "Bearer " + jwt.encode({k: v for k, v in inhoud.items() if v is not None}, SLEUTELS[school])}


# ── the description ──

beschreven = schemathesis.pytest.from_fixture("schema")


@beschreven.parametrize()
@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_answers_are_as_described(case: Any) -> None:
    """Status, type and shape of every answer, also to odd input. An id of the right form may be unknown."""
    case.call_and_validate(excluded_checks=[positive_data_acceptance])


def _ids(catalog: Catalog) -> Iterator[Dict[str, str]]:
    for school, thema in itertools.product(catalog.instellingen, catalog.themas):
        yield {"instelling": school, "thema": thema}


@pytest.mark.parametrize("kop", [{}, bewijs()], ids=["zonder", "met"])
@pytest.mark.parametrize("adres", ADRESSEN, ids=lambda a: a.naam)
def test_every_known_thing_has_an_answer_of_the_right_shape(
    adres: Any, kop: Dict[str, str], client: Client, catalog: Catalog
) -> None:
    paden = {adres.pad.format(**delen) for delen in _ids(catalog)}
    if (kop or adres.medewerkers) and "instelling" in path_parts(adres.pad):
        paden = {p for p in paden if SCHOOL in p}
    for pad in paden:
        antwoord = client.get(pad, headers=bewijs() if adres.medewerkers else kop)
        assert antwoord.status_code == 200, pad
        vorm: BaseModel = adres.vorm.parse_obj(antwoord.json())
        assert json.loads(vorm.json(exclude_unset=True)) == antwoord.json(), pad


def test_the_description_is_valid_and_complete(client: Client) -> None:
    beschrijving = client.get("/openapi.json").json()
    jsonschema.Draft4Validator(OPENAPI_30).validate(beschrijving)  # the official schema, as schemathesis ships it
    assert len(beschrijving["paths"]) == len(ADRESSEN)


@pytest.mark.parametrize("pad", ["/themas/bestaat_niet", "/contacten/bestaat-niet", "/route/bestaat-niet/schulden",
                                 f"/route/{SCHOOL}/bestaat_niet"])
def test_what_is_unknown_is_a_404(pad: str, client: Client) -> None:
    antwoord = client.get(pad)
    assert (antwoord.status_code, antwoord.json()) == (404, {"fout": "onbekend"})


# ── what it says ──


def test_services_that_may_not_be_shown_are_left_out(client: Client, catalog: Catalog) -> None:
    ids = {d["id"] for d in client.get("/diensten").json()["diensten"]}
    assert ids == {id_ for id_, d in catalog.diensten.items() if d.tonen}
    assert {id_ for id_, d in catalog.diensten.items() if not d.tonen}


def test_institutions_give_names_only(client: Client, catalog: Catalog) -> None:
    assert client.get("/instellingen").json() == {
        "instellingen": [{"id": id_, "naam": catalog.instellingen[id_].naam} for id_ in sorted(catalog.instellingen)]}


def test_contacts_carry_their_places(client: Client) -> None:
    loketten = {k["loket"]: k for k in client.get(f"/contacten/{SCHOOL}").json()["loketten"]}
    assert loketten["mentor"]["loketnaam"] == "coach" and "locaties" not in loketten["mentor"]["contacten"][0]
    plekken = {c["naam"]: c["locaties"] for c in loketten["smw"]["contacten"]}
    assert plekken["Yusuf Abdi"] == ["Locatie Centrum"]


# ── staff only ──

STAFF = "/medewerkers"


def _paths(catalog: Catalog, school: str) -> List[str]:
    return [f"/contacten/{school}", *(f"/route/{school}/{thema}" for thema in catalog.themas)]


def _everything(client: Client, paden: Iterable[str], kop: Optional[Dict[str, str]] = None) -> str:
    antwoorden = [client.get(pad, headers=kop) for pad in paden]
    assert {a.status_code for a in antwoorden} == {200}
    return "\n".join(a.text for a in antwoorden)


@pytest.mark.parametrize("kop", [{}, bewijs()], ids=["zonder", "met"])
def test_a_public_address_never_shows_what_is_for_staff(kop: Dict[str, str], client: Client, catalog: Catalog) -> None:
    model = catalog.instellingen[SCHOOL]
    intern = [c for c in model.contacten if c.intern]
    openbaar = {w for c in model.contacten if not c.intern for w in (c.telefoon, c.email)}
    tekst = _everything(client, [*_paths(catalog, SCHOOL), "/themas", "/diensten", "/groepen", "/instellingen"], kop)
    assert intern and '"intern"' not in tekst
    for contact in intern:
        assert contact.naam not in tekst
        for waarde in {contact.telefoon, contact.email} - openbaar - {None}:
            assert str(waarde) not in tekst


def test_with_a_token_staff_contacts_are_shown_and_marked(client: Client, catalog: Catalog) -> None:
    loketten = client.get(f"{STAFF}/contacten/{SCHOOL}", headers=bewijs()).json()["loketten"]
    intern = [c["naam"] for k in loketten for c in k["contacten"] if c.get("intern")]
    assert intern == [INTERN]
    assert INTERN in _everything(client, [STAFF + pad for pad in _paths(catalog, SCHOOL)], bewijs())


FOUTE_KOPPEN: List[Dict[str, str]] = [
    {"Authorization": ""}, {"Authorization": "Bearer"}, {"Authorization": "Bearer x.y.z"}, {"Authorization": "Basic YTpi"},
    {"Authorization": bewijs()["Authorization"][:-3]}, {"Authorization": bewijs()["Authorization"].removeprefix("Bearer ")},
    bewijs(geldig_s=-5), bewijs(geldig_s=40 * 3600), bewijs(exp=None), bewijs(iat=None), bewijs(aud=None), bewijs(ANDERE),
]


@pytest.mark.parametrize("kop", [{}, *FOUTE_KOPPEN], ids=["ontbreekt", *map(str, range(len(FOUTE_KOPPEN)))])
@pytest.mark.parametrize("adres", [a for a in ADRESSEN if a.medewerkers], ids=lambda a: a.naam)
def test_staff_contacts_without_a_good_token_are_a_plain_401(adres: Any, kop: Dict[str, str], client: Client) -> None:
    """Missing, wrong, expired: the very same answer, and it does not tell whether the school or the theme exists."""
    eerste = client.get(f"{STAFF}/contacten/bestaat-niet")
    for delen in ({"instelling": SCHOOL, "thema": "schulden"}, {"instelling": "bestaat-niet", "thema": "bestaat_niet"}):
        antwoord = client.get(adres.pad.format(**delen), headers=kop)
        assert (antwoord.status_code, antwoord.content) == (401, b"")
        assert antwoord.headers == eerste.headers


def test_every_address_that_can_show_staff_contacts_asks_for_a_token() -> None:
    assert {a.pad for a in ADRESSEN if a.medewerkers} == {
        f"{STAFF}/contacten/{{instelling}}", f"{STAFF}/route/{{instelling}}/{{thema}}"}
    for adres in ADRESSEN:
        werk = make_openapi()["paths"][BASIS + adres.pad]["get"]
        assert werk["security"] == ([{"bewijs": []}] if adres.medewerkers else [{}, {"bewijs": []}])


@pytest.mark.parametrize("kop", FOUTE_KOPPEN, ids=range(len(FOUTE_KOPPEN)))
@pytest.mark.parametrize("pad", [f"/contacten/{SCHOOL}", f"/route/{SCHOOL}/schulden", "/contacten/bestaat-niet"])
def test_a_wrong_token_is_a_plain_401(pad: str, kop: Dict[str, str], client: Client) -> None:
    antwoord = client.get(pad, headers=kop)
    assert (antwoord.status_code, antwoord.content) == (401, b"")


def test_where_no_institution_is_named_any_valid_token_will_do(client: Client) -> None:
    assert client.get("/themas", headers=bewijs(ANDERE)).status_code == 200
    assert client.get("/themas", headers=bewijs(geldig_s=-5)).status_code == 401


def test_two_headers_are_one_too_many(client: Client) -> None:
    """Which of two would count depends on who reads; so neither does."""
    kop = bewijs()["Authorization"]
    regels = [f"GET {BASIS}{STAFF}/contacten/{SCHOOL} HTTP/1.1", "Host: proef", "Connection: close"]
    regels += [*[f"Authorization: {kop}"] * 2, "", ""]
    with socket.create_connection(("127.0.0.1", int(client.url.split(":")[2].split("/")[0])), timeout=10) as verbinding:
        verbinding.sendall("\r\n".join(regels).encode())
        assert b" 401 " in verbinding.recv(200)


def test_nothing_is_cached_and_nothing_can_be_written(client: Client) -> None:
    assert client.get(f"{STAFF}/contacten/{SCHOOL}", headers=bewijs()).headers["cache-control"] == "no-store"
    assert requests.post(client.url + "/themas", timeout=30).status_code == 405
