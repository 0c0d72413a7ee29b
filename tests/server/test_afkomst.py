"""Limits and origins without a server: buckets, addresses behind proxies, portals."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, List, Optional

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.server.afkomst import Portalen, client_address, read_proxies
from bot.server.emmers import Emmers

HIER = read_proxies("127.0.0.0/8,::1")
MET_CADDY = read_proxies("127.0.0.1, 10.0.0.7")


def test_a_bucket_empties_and_fills_again() -> None:
    emmers = Emmers(6)
    assert [emmers.take("anna", 0.0) for _ in range(7)] == [True] * 6 + [False]
    assert not emmers.take("anna", 9.0)
    assert emmers.take("anna", 20.0) and emmers.wait() == 10
    assert emmers.take("bilal", 0.0), "een ander merkt er niets van"


def test_a_bucket_never_holds_more_than_a_minute() -> None:
    emmers = Emmers(3)
    emmers.take("anna", 0.0)
    assert [emmers.take("anna", 9999.0) for _ in range(4)] == [True] * 3 + [False]


def test_no_limit_remembers_nobody() -> None:
    emmers = Emmers(0)
    assert all(emmers.take("anna", 0.0) for _ in range(1000)) and len(emmers) == 0


def test_the_number_of_buckets_is_bounded() -> None:
    emmers = Emmers(5, maximum=10)
    for i in range(1000):
        emmers.take(str(i), 0.0)
    assert len(emmers) == 10


def test_a_key_cannot_be_read_back() -> None:
    een, twee = Emmers(5), Emmers(5)
    for emmers in (een, twee):
        emmers.take("203.0.113.9", 0.0)
    assert "203.0.113.9" not in repr(een.__dict__)
    assert list(een._emmers) != list(twee._emmers), "elk proces heeft zijn eigen zout"


@pytest.mark.parametrize("peer, kop, proxies, adres", [
    ("127.0.0.1", [], HIER, None),
    ("203.0.113.9", [], HIER, "203.0.113.9"),
    ("203.0.113.9", ["198.51.100.1"], HIER, "203.0.113.9"),  # not a proxy of ours: its header is worth nothing
    ("127.0.0.1", ["198.51.100.1"], HIER, "198.51.100.1"),
    ("127.0.0.1", ["6.6.6.6, 198.51.100.1"], HIER, "198.51.100.1"),  # the client wrote 6.6.6.6 itself
    ("127.0.0.1", ["6.6.6.6", "198.51.100.1"], HIER, "198.51.100.1"),
    ("127.0.0.1", ["198.51.100.1, 10.0.0.7"], MET_CADDY, "198.51.100.1"),
    ("10.0.0.7", ["198.51.100.1"], MET_CADDY, "198.51.100.1"),
    ("10.0.0.8", ["198.51.100.1"], MET_CADDY, "10.0.0.8"),
    ("127.0.0.1", ["198.51.100.1:4711"], HIER, "198.51.100.1"),
    ("127.0.0.1", ["onzin"], HIER, None),
    ("::1", ["[2001:db8:1:2:3::4]:99"], HIER, "2001:db8:1:2::/64"),
    ("2001:db8:1:2:aaaa::1", [], HIER, "2001:db8:1:2::/64"),
    ("::ffff:203.0.113.9", [], HIER, "203.0.113.9"),
    ("", [], HIER, None),
])
def test_the_address_behind_the_proxies(peer: str, kop: List[str], proxies: Any, adres: Optional[str]) -> None:
    assert client_address(peer, kop, proxies) == adres


@given(st.text(max_size=60), st.lists(st.text(max_size=200), max_size=3))
def test_no_header_breaks_it(peer: str, kop: List[str]) -> None:
    client_address(peer, kop, HIER)


def test_a_proxy_that_is_no_network_stops_the_start() -> None:
    with pytest.raises(ValueError):
        read_proxies("127.0.0.1,caddy")


def test_a_portal_reads_the_answers_of_its_own_school_only(tmp_path: Path) -> None:
    pad = tmp_path / "portalen.json"
    pad.write_text(json.dumps({"voorbeeld-mbo": ["https://portaal.voorbeeld.nl"], "ander": ["https://ander.nl:8443"]}))
    portalen = Portalen.read(str(pad))
    assert portalen.headers("https://portaal.voorbeeld.nl", "voorbeeld-mbo")["Access-Control-Allow-Origin"] == (
        "https://portaal.voorbeeld.nl")
    assert portalen.headers("https://portaal.voorbeeld.nl", "ander") == {}
    assert portalen.headers("https://portaal.voorbeeld.nl", None) and not portalen.headers("https://boef.nl", None)
    assert Portalen.read(None).per_instelling == {}


@pytest.mark.parametrize("inhoud", [
    "[]", '{"a": "https://b.nl"}', '{"a": ["https://b.nl/pad"]}', '{"a": ["*"]}', '{"a": ["http://b.nl"]}',
    '{"a": ["null"]}', '{"a": [1]}', "{",
])
def test_a_wrong_list_of_portals_stops_the_start(inhoud: str, tmp_path: Path) -> None:
    (tmp_path / "p.json").write_text(inhoud)
    with pytest.raises(ValueError):
        Portalen.read(str(tmp_path / "p.json"))
