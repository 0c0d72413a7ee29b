"""Recognition as a graph component: buttons, language, intent model and the guard → one intent."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Dict, List, Optional

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.begrip.recogniser import Recogniser
from bot.begrip.taal import answer_language
from bot.knowledge.gesprek.veilig import crisis_theme, level_of
from bot.knowledge.spelling import Spelling
from bot.knowledge.wordlists import load_spelling
from bot.nlu.guard import OORDEEL, code_digest, folder_digest

WOORDBESTANDEN = ("knoppen.yaml", "groepen.yaml", "spelling.yaml", "drempels.yaml")
CRISIS, VRAAG, BEGRIP = "crisis_", "veiligheidsvraag", "begrip"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class Begrijper(GraphComponent):
    """Puts the decision of bot.begrip on the message as Rasa's intent, ranking and entities."""

    def __init__(
        self, config: Dict[str, Any], opslag: ModelStorage, resource: Resource, kern: Optional[Recogniser] = None
    ) -> None:
        self._config, self._opslag, self._resource, self._kern = config, opslag, resource, kern

    @classmethod
    def required_components(cls) -> List[Any]:
        from bot.nlu.tokenizer import DutchTokenizer

        return [DutchTokenizer]

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        return {"kennis": "knowledge"}

    @classmethod
    def fingerprint_addon(cls, config: Dict[str, Any]) -> str:
        kennis = Path(config.get("kennis", "knowledge"))
        los = "".join((kennis / n).read_text("utf-8") for n in WOORDBESTANDEN)
        return code_digest() + folder_digest(kennis / "themas") + los

    @classmethod
    def create(
        cls, config: Dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> Begrijper:
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        voorbeelden = [m for m in training_data.intent_examples if m.get(TEXT)]
        spelling = load_spelling(Path(self._config.get("kennis", "knowledge")))
        self._kern = Recogniser.train(
            [m.get(TEXT) for m in voorbeelden], [_words(m, spelling) for m in voorbeelden],
            [m.get(INTENT) for m in voorbeelden], Path(self._config.get("kennis", "knowledge")),
        )
        with self._opslag.write_to(self._resource) as map_:
            self._kern.save(map_)
        return self._resource

    @classmethod
    def load(
        cls, config: Dict[str, Any], model_storage: ModelStorage, resource: Resource,
        execution_context: ExecutionContext, **kwargs: Any
    ) -> Begrijper:
        with model_storage.read_from(resource) as map_:
            return cls(config, model_storage, resource, Recogniser.load(map_))

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data

    def process(self, messages: List[Message]) -> List[Message]:
        assert self._kern is not None
        for message in messages:
            self._decide(message, self._kern)
        return messages

    def _decide(self, message: Message, kern: Recogniser) -> None:
        tekst = message.get(TEXT) or ""
        uitkomst = kern.look(tekst, _words(message, kern.spelling), message.get(OORDEEL))
        rang = [{"name": f"thema_{t}", "confidence": s} for t, s in uitkomst.besluit.themas]
        intent = {"name": uitkomst.besluit.intent, "confidence": uitkomst.besluit.zekerheid}
        message.set(INTENT, intent, add_to_output=True)
        message.set(INTENT_RANKING_KEY, [intent, *rang], add_to_output=True)
        taal = uitkomst.taal and answer_language(uitkomst.taal)
        entiteiten = [{"entity": "taal", "value": taal, "start": 0, "end": 0}] if taal else []
        if uitkomst.besluit.intent.startswith((CRISIS, VRAAG)):
            entiteiten.append({"entity": "wie", "value": uitkomst.wie, "start": 0, "end": 0})
        if uitkomst.besluit.intent == VRAAG:
            entiteiten.append({"entity": "vraag_zacht", "value": "ja" if uitkomst.zacht else "nee", "start": 0, "end": 0})
        if niveau := level_of(uitkomst.besluit.intent):
            thema = crisis_theme(niveau, uitkomst.besluit.themas)
            entiteiten.append({"entity": "crisis_thema", "value": thema, "start": 0, "end": 0})
        message.set(ENTITIES, entiteiten, add_to_output=True)
        extra = {"tweede": uitkomst.besluit.tweede, "wie": uitkomst.wie, "taal": uitkomst.taal, "zacht": uitkomst.zacht,
                 "naast": uitkomst.besluit.naast, "waar": uitkomst.waar}
        message.set(BEGRIP, json.dumps(extra), add_to_output=True)


def _words(message: Message, spelling: Spelling) -> str:
    """The words for recognition. Not spaCy's lemmas: ``leg-uit`` and the measurements have no spaCy, and a model
    that learned lemmas but is asked words loses two points (docs/besluiten/0003)."""
    return spelling.normalise(message.get(TEXT) or "")
