"""Counting in the running server: what a conversation over REST leaves in the database, and what it does not."""

from __future__ import annotations

from collections import Counter
from typing import Counter as Tel
from typing import Tuple

import pytest

from bot.store.counts import read_counts
from bot.store.engine import open_engine
from tests.server.bediening import CRISISZIN, Server

pytestmark = pytest.mark.rasa
SCHOOL = "voorbeeld-hogeschool"
GELD, KAARTJE = "Te weinig geld voor de maand", "Zet het op een kaartje"


def counted(server: Server) -> Tel[Tuple[str, str]]:
    """(kind, feature) → how often, of one school."""
    rijen = read_counts(open_engine(f"sqlite:///{server.database}"), SCHOOL)
    return Counter({(r.soort, r.kenmerk): r.aantal for r in rijen})


def test_a_conversation_adds_one_to_each_of_its_counts(server: Server) -> None:
    voor, gesprek = counted(server), server.gesprek(SCHOOL)
    for bericht in (GELD, KAARTJE, "🙂 Ja, dit helpt", "Opnieuw beginnen", GELD, KAARTJE):
        gesprek.zeg(bericht)
    erbij = counted(server) - voor
    assert erbij == Counter({("thema", "geldzorgen"): 1, ("loket", "mentor"): 1, ("kaartje", ""): 1, ("geholpen", "ja"): 1})


def test_danger_adds_nothing_then_or_later(server: Server) -> None:
    voor, gesprek = counted(server), server.gesprek(SCHOOL)
    for bericht in (CRISISZIN, "Ja, ik ben veilig", GELD, KAARTJE, "🙁 Nee, nog niet", "asdf qwer"):
        gesprek.zeg(bericht)
    assert counted(server) == voor


def test_the_report_of_a_server_without_keys_stays_closed(server: Server) -> None:
    for kop in ({}, {"Authorization": "Bearer x.y.z"}):
        antwoord = server.get(f"/inzicht/{SCHOOL}", headers=kop)
        assert antwoord.status_code == 401 and "geldzorgen" not in antwoord.text
    assert server.get(f"/inzicht/{SCHOOL}.csv").text == ""
