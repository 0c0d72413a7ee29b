"""A national service can be open for calling and closed for chatting; each is said on its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Callable

import pytest

from bot.knowledge.gesprek.kaart import service_card
from bot.knowledge.gesprek.stand import Kennis
from tests.conftest import ZONE

WEEK = "ma-vr 15:00-17:00"


@pytest.mark.parametrize("uur, open_, chat, weer", [
    (10, True, False, "vandaag 15:00"), (16, True, True, None), (18, False, False, "morgen 15:00"),
])
def test_calling_and_chatting_have_their_own_hours(
    maak_kennis: Callable[[datetime], Kennis], uur: int, open_: bool, chat: bool, weer: str
) -> None:
    kennis = maak_kennis(datetime(2026, 11, 24, uur, 0, tzinfo=ZONE))
    dienst = kennis.catalog.diensten["luisterlijn"].copy(update={"open": "ma-vr 09:00-17:30", "chat_open": WEEK})
    catalog = replace(kennis.catalog, diensten={**kennis.catalog.diensten, "luisterlijn": dienst})
    kaart = service_card("luisterlijn", replace(kennis, catalog=catalog))
    assert (kaart["nu_open"], kaart["chat_nu_open"], kaart.get("chat_weer_open")) == (open_, chat, weer)
    assert kaart["chat_open"] == WEEK


def test_a_service_without_chat_hours_says_nothing_about_them(maak_kennis: Callable[..., Kennis]) -> None:
    assert not [k for k in service_card("luisterlijn", maak_kennis()) if k.startswith("chat_")]
