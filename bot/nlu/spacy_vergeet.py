"""Rasa's SpacyNLP that forgets: spaCy keeps every word it ever saw, so memory would grow and typed words would stay in it."""

from __future__ import annotations

import logging
import threading
from typing import Any, Dict, List

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.utils.spacy_utils import SpacyModel, SpacyNLP
from rasa.shared.nlu.training_data.message import Message

logger = logging.getLogger(__name__)

NIEUWE_STUKKEN = 50_000  # words, their shapes and ends: some 5 MB. spaCy cannot drop one, so it is all read again


@DefaultV1Recipe.register(
    [DefaultV1Recipe.ComponentType.MODEL_LOADER, DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER],
    is_trainable=False, model_from="ForgetfulSpacy",
)
class ForgetfulSpacy(SpacyNLP):
    """After ``NIEUWE_STUKKEN`` new entries a fresh pipeline takes the place of the old one. No message waits for it."""

    def __init__(self, model: SpacyModel, config: Dict[str, Any]) -> None:
        super().__init__(model, config)
        self._begin = len(model.model.vocab.strings)
        self._bezig = threading.Lock()

    def process(self, messages: List[Message], model: SpacyModel) -> List[Message]:
        """Adds spaCy's words to the messages."""
        uit: List[Message] = super().process(messages, model)
        if len(model.model.vocab.strings) - self._begin > NIEUWE_STUKKEN and self._bezig.acquire(blocking=False):
            threading.Thread(target=self._renew, args=(model,), name="spacy-vergeet", daemon=True).start()
        return uit

    def _renew(self, model: SpacyModel) -> None:
        try:
            model.model = self.load_model(model.model_name).model
        except Exception:  # the old pipeline still works, and the next message tries again
            logger.exception("spacy: the pipeline could not be read again")
        finally:
            self._bezig.release()
