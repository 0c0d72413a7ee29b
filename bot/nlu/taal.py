"""spaCy's Dutch pipeline in the graph: loaded once, and loaded anew when its vocabulary has grown.

spaCy keeps every word it has ever seen, and says so itself: to bound memory the user must reset the vocabulary (comment in
``Vocab._new_lexeme``, spaCy 3.4). Misspelt messages never run out of new words, so a server that runs for weeks would
only grow. Measured: docs/besluiten/0018.
"""

from __future__ import annotations

import gc
import logging
from threading import Lock, Thread
from typing import Any, Dict, Optional

from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.utils.spacy_utils import SpacyModel, SpacyNLP

logger = logging.getLogger(__name__)

NIEUWE_VORMEN = 60_000  # words and their forms beside those of the pipeline itself; some 15 MB
LEVERT = "provide_"  # how Rasa's recipe names the node that hands the pipeline to the others


@DefaultV1Recipe.register(
    [DefaultV1Recipe.ComponentType.MODEL_LOADER, DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER],
    is_trainable=False, model_from="DutchSpacy",
)
class DutchSpacy(SpacyNLP):
    """Like ``SpacyNLP``, which loads the pipeline in two nodes and uses one of them."""

    _model: SpacyModel

    def __init__(self, model: Optional[SpacyModel], config: Dict[str, Any]) -> None:
        super().__init__(model, config)
        self._bezig = Lock()
        self._vol = _size(model) + NIEUWE_VORMEN if model else 0

    @classmethod
    def create(
        cls, config: Dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> DutchSpacy:
        """The node that provides loads the pipeline; the one that runs is handed it with each message."""
        if (execution_context.node_name or LEVERT).startswith(LEVERT):
            geladen = super().create(config, model_storage, resource, execution_context)
            return cls(geladen._model, geladen._config)
        return cls(None, {**cls.get_default_config(), **config})

    def provide(self) -> SpacyModel:
        """The pipeline to use now. When its vocabulary is full, a fresh one is loaded beside it and then takes its place."""
        if _size(self._model) > self._vol and self._bezig.acquire(blocking=False):
            Thread(target=self._renew, name="taal-vernieuwen", daemon=True).start()
        return self._model

    def _renew(self) -> None:
        try:
            self._model = self.load_model(self._model.model_name)
        except Exception:  # a pipeline that cannot be read again must not stop the one that works
            logger.exception("spaCy: the pipeline cannot be loaded again; the old one stays")
        finally:
            self._vol = _size(self._model) + NIEUWE_VORMEN
            self._bezig.release()
        gc.collect()  # the old one holds itself in rings


def _size(model: SpacyModel) -> int:
    return len(model.model.vocab.strings)
