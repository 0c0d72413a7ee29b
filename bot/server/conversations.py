"""Rasa's tracker store over bot.store.conversations: one read and one transaction a turn, memory when the database is gone.

A turn is decided from slots alone (data/stories/regels.yml: every rule begins at one message), so only slots are kept. The
tracker that Rasa gets begins as after a session start, with those slots set: docs/besluiten/0012.
"""

from __future__ import annotations

import logging
import time
from collections import OrderedDict
from typing import Any, Callable, Iterable, List, Mapping, NamedTuple, Optional, Set, TypeVar

from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME, DEFAULT_SLOT_NAMES
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.engine import Engine
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from bot.settings import Settings, read_settings
from bot.store.conversations import (
    Bewaard,
    Slots,
    create_conversations,
    delete_conversation,
    read_conversation,
    save_conversation,
)
from bot.store.engine import open_engine

logger = logging.getLogger(__name__)
GEWIST = "gewist"
RUST_S = 5.0  # after a failure the database is left alone this long, so that not every turn waits for it
MAX_IN_MEMORY = 20_000
T = TypeVar("T")


class StoredTracker(DialogueStateTracker):
    """A tracker that knows what was stored when its turn began, and how many events stand for that."""

    gelezen: Bewaard = Bewaard()
    begin = 0


class Onthouden(NamedTuple):
    """A conversation that could not be stored: when, its slots, and what the database last gave."""

    moment: float
    slots: Mapping[str, Any]
    gelezen: Bewaard


def was_wiped(tracker: DialogueStateTracker) -> bool:
    """The last turn answered that the conversation was wiped."""
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            return False
        if isinstance(event, BotUttered) and ((event.data or {}).get("custom") or {}).get("soort") == GEWIST:
            return True
    return False


def slots_to_keep(tracker: DialogueStateTracker) -> Slots:
    """Our slots that differ from their first value. Rasa's own (the metadata of a session) say nothing about the next turn."""
    return {naam: slot.value for naam, slot in tracker.slots.items()
            if naam not in DEFAULT_SLOT_NAMES and slot.value != slot.initial_value}


class Conversations(TrackerStore):
    """``engine`` None: in memory only. Never fails a turn."""

    def __init__(self, domain: Domain, engine: Optional[Engine], bewaar_s: float) -> None:
        super().__init__(domain)
        self.engine, self._bewaar_s, self._rust_tot = engine, bewaar_s, 0.0
        self._geheugen: OrderedDict[str, Onthouden] = OrderedDict()
        self._te_wissen: Set[str] = set()
        self._was_stuk = False

    async def get_or_create_tracker(self, sender_id: str, max_event_history: Optional[int] = None,
                                    append_action_listen: bool = True) -> StoredTracker:
        """A new conversation is not written before its first turn is done."""
        onthouden = self._from_memory(sender_id)
        if onthouden is not None:
            return self._tracker(sender_id, onthouden.slots, onthouden.gelezen)
        bewaard = self._read(sender_id)
        return self._tracker(sender_id, bewaard.slots, bewaard)

    async def retrieve(self, sender_id: str) -> Optional[DialogueStateTracker]:
        tracker = await self.get_or_create_tracker(sender_id)
        return tracker if tracker.gelezen.versie or self._from_memory(sender_id) else None

    async def keys(self) -> Iterable[str]:
        """Those in memory only: nothing of ours asks for all conversations."""
        return list(self._geheugen)

    async def save(self, tracker: DialogueStateTracker) -> None:
        wie, gelezen = tracker.sender_id, getattr(tracker, "gelezen", Bewaard())
        if was_wiped(tracker):
            self._geheugen.pop(wie, None)
            self._te_wissen.add(wie)
            self._try(lambda engine: None)
            return
        slots = slots_to_keep(tracker)

        def schrijf(engine: Engine) -> bool:
            save_conversation(engine, wie, gelezen, slots, time.time())
            return True

        if self._try(schrijf):
            self._geheugen.pop(wie, None)
        else:
            self._remember(wie, Onthouden(time.time(), slots, gelezen))

    def _tracker(self, sender_id: str, slots: Mapping[str, Any], gelezen: Bewaard) -> StoredTracker:
        tracker = StoredTracker(sender_id, self.domain.slots)
        tracker.gelezen = gelezen
        begin: List[Event] = [ActionExecuted(ACTION_SESSION_START_NAME), SessionStarted()]
        begin += [SlotSet(naam, waarde) for naam, waarde in slots.items() if naam in tracker.slots]
        for event in [*begin, ActionExecuted(ACTION_LISTEN_NAME)]:
            tracker.update(event)
        tracker.begin = len(tracker.events)
        return tracker

    def _from_memory(self, sender_id: str) -> Optional[Onthouden]:
        onthouden = self._geheugen.get(sender_id)
        return onthouden if onthouden and onthouden.moment > time.time() - self._bewaar_s else None

    def _read(self, sender_id: str) -> Bewaard:
        if sender_id in self._te_wissen:
            return Bewaard()
        return self._try(lambda engine: read_conversation(engine, sender_id)) or Bewaard()

    def _try(self, werk: Callable[[Engine], Optional[T]]) -> Optional[T]:
        """``werk`` with the database; None when there is none. What could not be wiped before goes first."""
        if self.engine is None:
            self._te_wissen.clear()
            return None
        if time.monotonic() < self._rust_tot:
            return None
        try:
            if self._was_stuk:
                create_conversations(self.engine)
            for wie in list(self._te_wissen):
                delete_conversation(self.engine, wie)
                self._te_wissen.discard(wie)
            uit = werk(self.engine)
            self._was_stuk = False
            return uit
        except Exception as fout:  # any failure of the store: the conversation goes on in memory
            self._was_stuk, self._rust_tot = True, time.monotonic() + RUST_S
            logger.error("conversation store: %s", type(fout).__name__)
            return None

    def _remember(self, sender_id: str, onthouden: Onthouden) -> None:
        """The longest unused go when they are past the retention time, or when there are too many."""
        self._geheugen[sender_id] = onthouden
        self._geheugen.move_to_end(sender_id)
        while len(self._geheugen) > MAX_IN_MEMORY or next(iter(self._geheugen.values())).moment < time.time() - self._bewaar_s:
            self._geheugen.popitem(last=False)


class RasaConversations(Conversations):
    """The same store for ``rasa run``: endpoints.yml names this class, and Rasa makes it."""

    def __init__(self, domain: Domain, host: Optional[str] = None, event_broker: Any = None, **_: Any) -> None:
        settings = read_settings()
        super().__init__(domain, open_store(settings), settings.bewaar_uren * 3600)


def open_store(settings: Settings) -> Optional[Engine]:
    """The database of conversations with its table; None: there is none, they stay in memory."""
    try:
        engine = open_engine(settings.gesprekken_url)
        create_conversations(engine)
    except (ArgumentError, ImportError, OSError) as fout:
        logger.error("conversations stay in memory: %s", type(fout).__name__)
        return None
    except SQLAlchemyError as fout:  # away or locked now: tried again later
        logger.error("conversation store: %s", type(fout).__name__)
    return engine


def make_store(settings: Settings) -> Conversations:
    """A tracker store that never fails a turn: without its database it goes on in memory."""
    return Conversations(Domain.empty(), open_store(settings), settings.bewaar_uren * 3600)
