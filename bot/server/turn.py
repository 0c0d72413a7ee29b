"""One turn without what our conversations never need: no copies for a log nobody reads, no rule looked up twice.

A subclass of Rasa's MessageProcessor. What it leaves out is told per method, and each is compared with Rasa's own outcome in
tests/server/test_turn.py; anything unusual in a conversation falls back to Rasa's way (docs/besluiten/0012).
"""

from __future__ import annotations

import copy
import logging
from pathlib import Path
from typing import Any, Dict, Hashable, List, Optional, Tuple, Type

from rasa.core.actions.action import Action, ActionBotResponse, ActionListen, RemoteAction
from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.core.nlg import NaturalLanguageGenerator
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.processor import MessageProcessor
from rasa.engine import loader
from rasa.shared.core.constants import DEFAULT_SLOT_NAMES
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    AllSlotsReset,
    BotUttered,
    DefinePrevUserUtteredFeaturization,
    Event,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.common import TempDirectoryPath, get_temp_dir_name

from bot.server.conversations import StoredTracker
from bot.server.graph import DirectRunner, ServingStorage

logger = logging.getLogger(__name__)
MAX_SITUATIONS = 5000  # an intent with its entities and actions gives three; a model has some hundred intents
# These change nothing that a rule looks at: no slot of ours influences the conversation (checked at load).
_ZONDER_INVLOED = (BotUttered, SlotSet, AllSlotsReset, DefinePrevUserUtteredFeaturization)


def entity_slots(domain: Domain) -> Optional[List[Tuple[str, str]]]:
    """(slot, entity) for slots that an entity fills; None when a slot asks for more than that, so that Rasa must decide."""
    paren = []
    for slot in domain.slots:
        if slot.name in DEFAULT_SLOT_NAMES:
            continue
        for mapping in slot.mappings:
            if mapping["type"] == "from_entity" and set(mapping) == {"type", "entity"} and slot.type_name != "list":
                paren.append((slot.name, mapping["entity"]))
            elif mapping != {"type": "custom"}:
                return None
    return paren if "action_validate_slot_mappings" not in domain.user_actions else None


def situation(tracker: DialogueStateTracker) -> Optional[Hashable]:
    """All that a rule can look at in a tracker of our own store: intent, kinds of entity, actions since. None: ask Rasa."""
    if not isinstance(tracker, StoredTracker) or tracker.active_loop or tracker.followup_action or tracker.is_paused():
        return None
    acties: List[str] = []
    for event in reversed(tracker.events):
        if isinstance(event, ActionExecuted) and event.action_name:
            acties.append(event.action_name)
        elif isinstance(event, UserUttered):
            if event is not tracker.events[tracker.begin]:
                return None
            soorten = sorted((str(e.get("entity")), str(e.get("role")), str(e.get("group"))) for e in event.entities)
            return (event.intent.get("name"), tuple(soorten), tuple(acties))
        elif type(event) not in _ZONDER_INVLOED:
            return None
    return None


class LeanProcessor(MessageProcessor):
    """Actions and predictions are kept per name and per situation; both follow from the model alone.

    ``local_class``: the action that runs custom actions in this process.
    """

    local_class: Type[RemoteAction] = RemoteAction

    def __init__(self, *delen: Any, **opties: Any) -> None:
        super().__init__(*delen, **opties)
        self._entity_slots = entity_slots(self.domain)
        self._memo_kan = not any(s.influence_conversation for s in self.domain.slots)
        self._situaties: Dict[Hashable, PolicyPrediction] = {}
        self._acties: Dict[str, Action] = {}

    @staticmethod
    def _load_model(model_path: Any) -> Any:
        """Rasa's, with our storage and runner. Raises what a component raises; tarfile.ReadError when it is no archive."""
        with TempDirectoryPath(get_temp_dir_name()) as map_:
            metadata, runner = loader.load_predict_graph_runner(Path(map_), Path(model_path), ServingStorage, DirectRunner)
        return Path(model_path).name, metadata, runner

    async def parse_message(self, message: UserMessage, tracker: Optional[DialogueStateTracker] = None,
                            only_output_properties: bool = True) -> Dict[str, Any]:
        """Without the copies for the log and the warnings about intents: tests/test_domain.py checks those."""
        if self.http_interpreter or tracker is None:
            return await super().parse_message(message, tracker, only_output_properties)
        return self._parse_message_with_graph(message, tracker, only_output_properties)

    async def run_action_extract_slots(self, output_channel: OutputChannel,
                                       tracker: DialogueStateTracker) -> DialogueStateTracker:
        """Entities fill slots, the last of a kind wins. Rasa's action walks every mapping of every slot."""
        if self._entity_slots is None or tracker.active_loop or tracker.latest_message is None:
            return await super().run_action_extract_slots(output_channel, tracker)
        for slot, entiteit in self._entity_slots:
            if waarden := list(tracker.get_latest_entity_values(entiteit)):
                tracker.update(SlotSet(slot, waarden[-1]), self.domain)
        return tracker

    def _predict_next_with_tracker(self, tracker: DialogueStateTracker) -> PolicyPrediction:
        sleutel = situation(tracker) if self._memo_kan else None
        if sleutel is None:
            return super()._predict_next_with_tracker(tracker)
        voorspelling = self._situaties.get(sleutel)
        if voorspelling is None:
            voorspelling = super()._predict_next_with_tracker(tracker)
            if len(self._situaties) < MAX_SITUATIONS:
                self._situaties[sleutel] = voorspelling
        eigen = copy.copy(voorspelling)
        eigen.events = [copy.copy(event) for event in voorspelling.events]
        return eigen

    def _get_action(self, action_name: str) -> Any:
        if action_name not in self._acties:
            actie = super()._get_action(action_name)
            self._acties[action_name] = (
                self.local_class(action_name, self.action_endpoint) if type(actie) is RemoteAction else actie)
        return self._acties[action_name]

    def predict_next_with_tracker_if_should(self, tracker: DialogueStateTracker) -> Any:
        """As Rasa's, with the limit of actions per turn; the action comes from the ones at hand."""
        nog_een = self.should_predict_another_action(str(tracker.latest_action_name))
        if self.is_action_limit_reached(tracker, nog_een):
            return super().predict_next_with_tracker_if_should(tracker)  # raises ActionLimitReached
        voorspelling = self._predict_next_with_tracker(tracker)
        return self._get_action(self.domain.action_names_or_texts[voorspelling.max_confidence_index]), voorspelling

    async def _run_action(self, action: Action, tracker: DialogueStateTracker, output_channel: OutputChannel,
                          nlg: NaturalLanguageGenerator, prediction: PolicyPrediction) -> bool:
        """Our actions reject nothing and change no tracker, so that they need no copy of it."""
        if type(action) not in (ActionBotResponse, ActionListen, self.local_class):
            return await super()._run_action(action, tracker, output_channel, nlg, prediction)
        tracker.update_with_events(prediction.events, self.domain)
        events: List[Event] = []
        try:
            events = await action.run(output_channel, nlg, tracker, self.domain)
        except Exception as fout:
            logger.error("action %s failed: %s", action.name(), type(fout).__name__)
        tracker.update(action.event_for_successful_execution(prediction))
        tracker.update_with_events(events, self.domain)
        await self._send_bot_messages(events, tracker, output_channel)
        return self.should_predict_another_action(action.name())

    def _log_slots(self, tracker: DialogueStateTracker) -> None:
        """Rasa writes every slot to its log here, after each action."""

    async def run_anonymization_pipeline(self, tracker: DialogueStateTracker) -> None:
        """There is no such pipeline here; Rasa would read the conversation again to find that out."""
