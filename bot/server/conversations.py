"""Where conversations are kept: Rasa's SQL store, with memory behind it when the database is gone."""

from __future__ import annotations

import copy
import logging
from pathlib import Path
from typing import Any, Iterator

from rasa.core.tracker_store import AwaitableTrackerStore, FailSafeTrackerStore, InMemoryTrackerStore, SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.engine import make_url

from bot.settings import Settings
from bot.store.conversations import delete_conversation

logger = logging.getLogger(__name__)
GEWIST = "gewist"


def was_wiped(tracker: DialogueStateTracker) -> bool:
    """The last turn answered that the conversation was wiped."""
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            return False
        if isinstance(event, BotUttered) and ((event.data or {}).get("custom") or {}).get("soort") == GEWIST:
            return True
    return False


def without_words(event: Event) -> Event:
    """The event as it may be stored: what a person wrote stays out, what was understood stays in."""
    if not isinstance(event, UserUttered):
        return event
    kaal = copy.copy(event)
    kaal.text = ""
    kaal.parse_data = {"text": "", "intent": event.intent, "entities": event.entities, "metadata": event.metadata or {}}
    return kaal


class Conversations(SQLTrackerStore):
    """Rasa's store, but no message text is stored, and a turn that wiped the conversation deletes all of it."""

    def _additional_events(self, session: Any, tracker: DialogueStateTracker) -> Iterator[Event]:
        for event in super()._additional_events(session, tracker):
            yield without_words(event)

    async def save(self, tracker: DialogueStateTracker) -> None:
        if was_wiped(tracker):
            delete_conversation(self.engine, tracker.sender_id)
        else:
            await super().save(tracker)


class MemoryConversations(InMemoryTrackerStore):
    """The same promise while conversations are in memory only."""

    async def save(self, tracker: DialogueStateTracker) -> None:
        if was_wiped(tracker):
            self.store.pop(tracker.sender_id, None)
        else:
            await super().save(tracker)


def make_store(settings: Settings) -> Any:
    """A tracker store that never fails a turn: without its database it goes on in memory."""
    domein = Domain.empty()
    try:
        adres = make_url(settings.gesprekken_url)
        if adres.get_backend_name() == "sqlite" and adres.database:
            Path(adres.database).parent.mkdir(parents=True, exist_ok=True)
        opslag = Conversations(
            domein, dialect=adres.get_backend_name(), host=adres.host, port=adres.port, db=adres.database or "",
            username=adres.username, password=adres.password,
        )
    except Exception as fout:
        logger.error("conversations stay in memory: %s", type(fout).__name__)
        return AwaitableTrackerStore(MemoryConversations(domein))
    return FailSafeTrackerStore(AwaitableTrackerStore(opslag), _log, MemoryConversations(domein))


def _log(fout: Exception) -> None:
    logger.error("conversation store: %s", type(fout).__name__)
