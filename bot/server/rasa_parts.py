"""Rasa's parts with the actions in the same process. Subclasses only; nothing of Rasa is changed in place.

What is relied on is pinned (rasa==3.6.21) and tested in tests/server/.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any, Dict, List, Optional

from rasa.core.actions.action import RemoteAction
from rasa.core.agent import Agent
from rasa.core.channels.channel import OutputChannel
from rasa.core.nlg import NaturalLanguageGenerator, TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import AllSlotsReset, Event, SlotSet, deserialise_events
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor

from bot.server.turn import LeanProcessor

logger = logging.getLogger(__name__)
VANGNET = "utter_vangnet"


class LocalActions(EndpointConfig):
    """An action endpoint without a network: the call goes to the rasa_sdk executor in this process."""

    def __init__(self) -> None:
        super().__init__(url="http://localhost/same-process")
        self.executor = ActionExecutor()
        self.executor.register_package("actions")

    async def request(self, method: str = "post", subpath: Optional[str] = None, content_type: Optional[str] = None,
                      compress: bool = False, **kwargs: Any) -> Any:
        """Run the action. A mistake in it gives the safety net, never silence."""
        aanroep = kwargs["json"]
        try:
            return await self.executor.run(aanroep)
        except Exception as fout:
            logger.error("action %s failed: %s", aanroep.get("next_action"), type(fout).__name__)
            return {"events": [], "responses": [{"response": VANGNET}]}


class LocalAction(RemoteAction):
    """Sends the executor only what our actions read, and skips Rasa's validation of its own event schema.

    That validation costs about 17 ms a call (measured); a whole tracker per call grows with the conversation.
    """

    async def run(self, output_channel: OutputChannel, nlg: NaturalLanguageGenerator,
                  tracker: DialogueStateTracker, domain: Domain) -> List[Event]:
        bericht = tracker.latest_message
        staat: Dict[str, Any] = {
            "sender_id": tracker.sender_id, "slots": tracker.current_slot_values(), "events": [],
            "latest_message": {**(bericht.parse_data or {}), "text": bericht.text, "metadata": bericht.metadata}
            if bericht else {},
        }
        aanroep = {"next_action": self.name(), "sender_id": tracker.sender_id, "tracker": staat}
        assert self.action_endpoint is not None
        antwoord = await self.action_endpoint.request(json=aanroep)
        berichten = await self._utter_responses(antwoord.get("responses", []), output_channel, nlg, tracker)
        return [*berichten, *_read_events(antwoord.get("events", []))]


def _read_events(inhoud: List[Dict[str, Any]]) -> List[Event]:
    """Our actions send two kinds; for anything else Rasa searches all its kinds of events."""
    if all(e["event"] in ("slot", "reset_slots") for e in inhoud):
        return [SlotSet(e["name"], e["value"]) if e["event"] == "slot" else AllSlotsReset() for e in inhoud]
    return deserialise_events(inhoud)


class LocalProcessor(LeanProcessor):
    """Hands out LocalAction for custom actions."""

    local_class = LocalAction


class LocalAgent(Agent):
    """An agent whose processor is LocalProcessor, and whose store is used as it is: it falls back to memory itself."""

    @staticmethod
    def _create_tracker_store(store: Any, domain: Domain) -> Any:
        return store

    def load_model(self, model_path: Any, fingerprint: Optional[str] = None) -> None:
        self.processor = LocalProcessor(
            model_path=model_path, tracker_store=self.tracker_store, lock_store=self.lock_store,
            action_endpoint=self.action_endpoint, generator=self.nlg, http_interpreter=self.http_interpreter,
        )
        self.domain = self.processor.domain
        self._set_fingerprint(fingerprint)
        self.tracker_store.domain = self.domain
        if isinstance(self.nlg, TemplatedNaturalLanguageGenerator):
            self.nlg.responses = self.domain.responses if self.domain else {}


def make_agent(model: Path, tracker_store: Any, lock_store: Any = None) -> LocalAgent:
    """An agent with ``model`` loaded. Raises what Rasa raises when the model cannot be served here."""
    agent = LocalAgent(tracker_store=tracker_store, lock_store=lock_store, action_endpoint=LocalActions())
    agent.load_model(model)
    return agent


__all__ = ["LocalActions", "LocalAction", "LocalAgent", "LocalProcessor", "make_agent"]
