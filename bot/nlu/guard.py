"""The safety guard as a graph component: it looks at every message before recognition does."""

from __future__ import annotations

import hashlib
import logging
from pathlib import Path
from typing import Any, Dict, List

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.begrip.veiligheid import Guard

logger = logging.getLogger(__name__)
OORDEEL = "veiligheid"  # stays inside the graph: never an output, never stored


def folder_digest(*mappen: Path) -> str:
    som = hashlib.sha256()
    for map_ in mappen:
        for pad in sorted(map_.rglob("*.y*ml")):
            som.update(pad.read_bytes())
    return som.hexdigest()


def code_digest() -> str:
    """Rasa's cache sees only the component class; what it calls counts too."""
    import bot.begrip
    import bot.knowledge

    som = hashlib.sha256()
    for pakket in (bot.begrip, bot.knowledge):
        for pad in sorted(Path(str(pakket.__file__)).parent.glob("*.py")):
            som.update(pad.read_bytes())
    return som.hexdigest()


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class SafetyGuard(GraphComponent):
    """Trains and asks bot.begrip.veiligheid.Guard; the judgement rides on the message to the next component."""

    def __init__(self, config: Dict[str, Any], opslag: ModelStorage, resource: Resource, guard: Any = None) -> None:
        self._config, self._opslag, self._resource, self._guard = config, opslag, resource, guard

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        return {"data": "data", "kennis": "knowledge"}

    @classmethod
    def fingerprint_addon(cls, config: Dict[str, Any]) -> str:
        kennis, data = Path(config.get("kennis", "knowledge")), Path(config.get("data", "data"))
        return code_digest() + folder_digest(data, kennis / "veiligheid")

    @classmethod
    def create(
        cls, config: Dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> SafetyGuard:
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        self._guard = Guard.train(Path(self._config.get("data", "data")), Path(self._config.get("kennis", "knowledge")))
        with self._opslag.write_to(self._resource) as map_:
            self._guard.save(map_)
        return self._resource

    @classmethod
    def load(
        cls, config: Dict[str, Any], model_storage: ModelStorage, resource: Resource,
        execution_context: ExecutionContext, **kwargs: Any
    ) -> SafetyGuard:
        with model_storage.read_from(resource) as map_:
            guard = Guard.load(map_)
        return cls(config, model_storage, resource, guard)

    def process(self, messages: List[Message]) -> List[Message]:
        for message in messages:
            metadata = message.get("metadata") or {}
            rol = "mentor" if isinstance(metadata, dict) and metadata.get("rol") == "mentor" else "student"
            message.set(OORDEEL, self._guard.look(message.get(TEXT) or "", rol))
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data
