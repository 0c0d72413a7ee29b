"""Tokens from spaCy with normalised spelling as lemma; refuses a model trained with another pipeline."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Dict, List

from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.tokenizers.spacy_tokenizer import SpacyTokenizer
from rasa.nlu.tokenizers.tokenizer import Token
from rasa.shared.exceptions import RasaException
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.knowledge.spelling import Spelling
from bot.knowledge.wordlists import load_spelling
from bot.nlu.spacy_identity import identity, model_of


class OtherLanguageModel(RasaException):
    """The model was trained with another Dutch pipeline than this machine has."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=True)
class DutchTokenizer(SpacyTokenizer):
    """``token.text`` stays what was typed; ``token.lemma`` is the spelling written out, else spaCy's lemma."""

    def __init__(self, config: Dict[str, Any], opslag: ModelStorage, resource: Resource, spelling: Spelling) -> None:
        super().__init__(config)
        self._opslag, self._resource, self._spelling = opslag, resource, spelling

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        return {**SpacyTokenizer.get_default_config(), "spacy_model": None, "kennis": "knowledge"}

    @classmethod
    def fingerprint_addon(cls, config: Dict[str, Any]) -> str:
        """Rasa's cache sees only this class; the pipeline and the spelling table count too."""
        tabel = (Path(config.get("kennis", "knowledge")) / "spelling.yaml").read_text("utf-8")
        return json.dumps(identity(model_of(config)), sort_keys=True) + tabel

    @classmethod
    def create(
        cls, config: Dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> DutchTokenizer:
        return cls(config, model_storage, resource, load_spelling(Path(config.get("kennis", "knowledge"))))

    def train(self, training_data: TrainingData) -> Resource:
        with self._opslag.write_to(self._resource) as map_:
            (map_ / "identity.json").write_text(json.dumps(identity(model_of(self._config))), "utf-8")
            tabel = {"woorden": dict(self._spelling.woorden), "emoji": dict(self._spelling.emoji)}
            (map_ / "spelling.json").write_text(json.dumps(tabel), "utf-8")
        return self._resource

    @classmethod
    def load(
        cls, config: Dict[str, Any], model_storage: ModelStorage, resource: Resource,
        execution_context: ExecutionContext, **kwargs: Any
    ) -> DutchTokenizer:
        with model_storage.read_from(resource) as map_:
            getraind = json.loads((map_ / "identity.json").read_text("utf-8"))
            tabel = json.loads((map_ / "spelling.json").read_text("utf-8"))
        hier = identity(model_of(config))
        if getraind != hier:
            raise OtherLanguageModel(
                f"Dit model is getraind met {getraind['name']} {getraind['version']} ({getraind['content']}). "
                f"Hier staat {hier['name']} {hier['version']} ({hier['content']}). Train opnieuw: make train."
            )
        return cls(config, model_storage, resource, Spelling(tabel["woorden"], tabel["emoji"]))

    def tokenize(self, message: Message, attribute: str) -> List[Token]:
        """Raises nothing on an empty message: it gives one empty token."""
        tokens = super().tokenize(message, attribute) or [Token(message.get(attribute) or "", 0)]
        getypt = (message.get(attribute) or "").lower()  # as spaCy got it, before a full vocabulary hid new words
        for token in tokens:
            if (echt := getypt[token.start:token.end]) != token.text.lower():
                token.text = token.lemma = echt
            if genormaliseerd := self._spelling.normalise(token.text):
                if genormaliseerd != token.text.casefold():
                    token.lemma = genormaliseerd
        return tokens
