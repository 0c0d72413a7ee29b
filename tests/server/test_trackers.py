"""The tracker store: slots only, never a message, in memory when the database is away, and a cost that does not grow."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any, List

import pytest
from rasa.core.processor import MessageProcessor
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SlotSet, UserUttered

from bot.server import conversations
from bot.server.conversations import Conversations, make_store
from bot.settings import Settings
from bot.store.conversations import Bewaard, count_conversations, create_conversations, read_conversation, save_conversation
from bot.store.engine import open_engine
from tests.server.bediening import WORTEL, run_apart

pytestmark = pytest.mark.rasa
GEHEIM = "mijn hond heet Bolletje"
GEWIST = BotUttered(text="weg", data={"custom": {"v": 1, "soort": "gewist"}})


@pytest.fixture(scope="module")
def domein() -> Domain:
    return Domain.load(str(WORTEL / "domain.yml"))


@pytest.fixture
def store(tmp_path: Path, domein: Domain) -> Conversations:
    engine = open_engine(f"sqlite:///{tmp_path / 'g.db'}")
    create_conversations(engine)
    return Conversations(domein, engine, 3600.0)


def turn(store: Conversations, wie: str, *events: Event) -> Any:
    """One turn as Rasa does it: fetch, update, save. Returns the tracker as it was fetched, before the turn."""
    async def beurt() -> Any:
        tracker = await store.get_or_create_tracker(wie, append_action_listen=False)
        voor = (tracker.current_slot_values(), len(tracker.events))
        tracker.update(UserUttered(GEHEIM, {"name": "groet"}, [], {"text": GEHEIM}, metadata={"instelling": "voorbeeld-mbo"}))
        for event in [*events, BotUttered("antwoord"), ActionExecuted("action_listen")]:
            tracker.update(event)
        await store.save(tracker)
        return voor

    return run_apart(beurt())


def stored(store: Conversations, wie: str) -> Bewaard:
    assert store.engine is not None
    return read_conversation(store.engine, wie)


def test_the_next_turn_begins_with_the_slots_of_the_last(store: Conversations) -> None:
    turn(store, "anna", SlotSet("stand", {"thema": "stress"}), SlotSet("taal", "en"))
    slots, _ = turn(store, "anna")
    assert slots["stand"] == {"thema": "stress"} and slots["taal"] == "en" and slots["wie"] == "ik"
    assert stored(store, "anna") == Bewaard(2, {"stand": {"thema": "stress"}, "taal": "en"})


def test_no_message_and_no_metadata_is_stored(store: Conversations, tmp_path: Path) -> None:
    turn(store, "anna", SlotSet("session_started_metadata", {"rol": "geheime-rol"}), SlotSet("taal", "en"))
    inhoud = b"".join(p.read_bytes() for p in tmp_path.iterdir())
    assert b"anna" in inhoud and b"Bolletje" not in inhoud and b"geheime-rol" not in inhoud


def test_a_long_conversation_is_as_small_as_a_short_one(store: Conversations) -> None:
    lengtes = [turn(store, "anna", SlotSet("stand", {"plaats": n % 3}))[1] for n in range(200)]
    assert lengtes[5] == lengtes[199], "het aantal gebeurtenissen dat Rasa terugkrijgt groeit niet"
    assert stored(store, "anna").versie == 200


def test_a_wiped_conversation_is_gone_and_the_next_turn_is_new(store: Conversations) -> None:
    turn(store, "anna", SlotSet("taal", "en"))
    turn(store, "anna", GEWIST)
    assert stored(store, "anna") == Bewaard()
    assert turn(store, "anna")[0]["taal"] == "nl"


def test_what_a_session_does_in_rasa_is_what_the_store_gives(store: Conversations, domein: Domain) -> None:
    """Rasa starts a new session after an hour; the slots go along (domain.yml), so that the store needs no sessions."""
    assert domein.session_config.carry_over_slots
    tracker = run_apart(store.get_or_create_tracker("anna"))
    assert tracker.applied_events() and not MessageProcessor._has_session_expired(_Met(domein), tracker)


class _Met:
    def __init__(self, domain: Domain) -> None:
        self.domain = domain


# ── without a database ──


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> List[float]:
    """``clock[0]`` is what the store takes for monotonic time."""
    nu = [1000.0]
    monkeypatch.setattr(conversations.time, "monotonic", lambda: nu[0])
    return nu


def breaks(store: Conversations, tmp_path: Path) -> Any:
    goed, store.engine = store.engine, open_engine(f"sqlite:///{tmp_path}")  # a folder is no database
    return goed


def test_the_conversation_goes_on_in_memory_and_is_stored_when_the_database_is_back(
    store: Conversations, tmp_path: Path, clock: List[float]
) -> None:
    turn(store, "anna", SlotSet("taal", "en"), SlotSet("wie", "ander"))
    goed = breaks(store, tmp_path)
    slots, _ = turn(store, "anna", SlotSet("taal", "tr"))
    assert slots["taal"] == "nl", "wat alleen in de database stond, is nu niet te lezen"
    assert turn(store, "anna")[0]["taal"] == "tr"
    store.engine, clock[0] = goed, clock[0] + conversations.RUST_S
    assert turn(store, "anna")[0]["taal"] == "tr"
    assert stored(store, "anna").slots == {"taal": "tr", "wie": "ander"} and not run_apart(store.keys())


def test_a_wipe_that_the_database_refused_is_done_as_soon_as_it_can(
    store: Conversations, tmp_path: Path, clock: List[float]
) -> None:
    turn(store, "anna", SlotSet("taal", "en"))
    goed = breaks(store, tmp_path)
    turn(store, "anna", GEWIST)
    store.engine, clock[0] = goed, clock[0] + conversations.RUST_S
    turn(store, "bilal")
    assert stored(store, "anna") == Bewaard()


def test_a_broken_database_is_asked_again_only_after_a_rest(
    store: Conversations, tmp_path: Path, clock: List[float], caplog: pytest.LogCaptureFixture
) -> None:
    breaks(store, tmp_path)
    for _ in range(3):
        turn(store, "anna")
    assert len(caplog.records) == 1 and GEHEIM not in caplog.text and "anna" not in caplog.text


def test_an_unusable_address_is_memory_only(tmp_path: Path, domein: Domain) -> None:
    store = make_store(Settings(gesprekken_url="bestaatniet://x"))
    store.domain = domein
    turn(store, "anna", SlotSet("taal", "en"))
    assert turn(store, "anna")[0]["taal"] == "en"
    turn(store, "anna", GEWIST)
    assert turn(store, "anna")[0]["taal"] == "nl"


def test_memory_is_bounded_and_forgets_what_is_past_its_time(
    domein: Domain, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conversations, "MAX_IN_MEMORY", 3)
    store = Conversations(domein, None, bewaar_s=60.0)
    for n in range(5):
        turn(store, f"s{n}")
    assert run_apart(store.keys()) == ["s2", "s3", "s4"]
    store._geheugen["s4"] = conversations.Onthouden(0.0, {"taal": "en"}, Bewaard())
    assert turn(store, "s4")[0]["taal"] == "nl"


def test_two_stores_on_one_database_go_on_with_each_other(tmp_path: Path, domein: Domain) -> None:
    een, twee = (make_store(Settings(gesprekken_url=f"sqlite:///{tmp_path / 'g.db'}")) for _ in range(2))
    een.domain = twee.domain = domein
    turn(een, "anna", SlotSet("taal", "en"))
    assert turn(twee, "anna", SlotSet("taal", "tr"))[0]["taal"] == "en"
    assert turn(een, "anna")[0]["taal"] == "tr"
    assert count_conversations(een.engine) == 1


def test_a_turn_that_overtakes_another_keeps_what_the_other_learned(store: Conversations) -> None:
    async def samen() -> None:
        een, twee = [await store.get_or_create_tracker("anna") for _ in range(2)]
        een.update(SlotSet("crisis_keer", "weer"))
        twee.update(SlotSet("taal", "en"))
        await asyncio.gather(store.save(een), store.save(twee))

    assert store.engine is not None
    save_conversation(store.engine, "anna", Bewaard(), {"wie": "ander"}, 1.0)
    run_apart(samen())
    assert stored(store, "anna").slots == {"wie": "ander", "crisis_keer": "weer", "taal": "en"}


def test_rasa_run_gets_the_same_store_by_its_name_in_endpoints_yml(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from rasa.core.tracker_store import TrackerStore
    from rasa.shared.core.domain import Domain
    from rasa.utils.endpoints import read_endpoint_config

    monkeypatch.setenv("LOKETWIJZER_GESPREKKEN", f"sqlite:///{tmp_path / 'g.db'}")
    punt = read_endpoint_config("endpoints.yml", endpoint_type="tracker_store")
    store = TrackerStore.create(punt, domain=Domain.empty())
    echt = getattr(store, "_tracker_store", store)
    assert isinstance(echt, Conversations) and echt.engine is not None
    assert (tmp_path / "g.db").exists()
