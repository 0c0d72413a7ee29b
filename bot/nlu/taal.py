"""spaCy's Dutch pipeline in the graph: loaded once, with a vocabulary that does not grow for ever.

spaCy keeps every word it has ever seen, and says so itself: to bound memory the user must reset the vocabulary (comment in
``Vocab._new_lexeme``, spaCy 3.4). Misspelt messages never run out of new words, so a server that runs for weeks would
only grow. Measured, and what was rejected: docs/besluiten/0018.
"""

from __future__ import annotations

import re
from typing import Any, Dict, Match, Optional

from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.utils.spacy_utils import SpacyNLP
from spacy.language import Language
from spacy.tokens import Doc

NIEUWE_VORMEN = 30_000  # words and their forms beside those of the pipeline itself; some 30 MB
LEVERT = "provide_"  # how Rasa's recipe names the node that hands the pipeline to the others
LEESTEKENS, MAX_LEESTEKENS = ".,!?;:()'\"", 2
_STUK = re.compile(r"\S+|\s")


@DefaultV1Recipe.register(
    [DefaultV1Recipe.ComponentType.MODEL_LOADER, DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER],
    is_trainable=False, model_from="DutchSpacy",
)
class DutchSpacy(SpacyNLP):
    """Like ``SpacyNLP``, which loads the pipeline in two nodes and uses one of them."""

    _vol: Optional[int] = None

    @classmethod
    def create(
        cls, config: Dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> SpacyNLP:
        """The node that provides loads the pipeline; the one that runs is handed it with each message."""
        if (execution_context.node_name or LEVERT).startswith(LEVERT):
            return super().create(config, model_storage, resource, execution_context)
        return cls(None, {**cls.get_default_config(), **config})

    def _doc_for_text(self, model: Language, text: str) -> Doc:
        """Once the vocabulary is full, a word that it never saw is handed over as x's: as many signs, in the same place."""
        tekst, bekend = self._preprocess_text(text), model.vocab.strings
        if self._vol is None:
            self._vol = len(bekend) + NIEUWE_VORMEN
        return model(tekst if len(bekend) < self._vol else _STUK.sub(lambda stuk: _known(stuk, bekend), tekst))


def _known(stuk: Match[str], bekend: Any) -> str:
    woord = stuk[0]
    if woord.isspace():
        return " "
    kern = woord.strip(LEESTEKENS)
    return woord if kern in bekend and len(woord) - len(kern) <= MAX_LEESTEKENS else "x" * len(woord)
