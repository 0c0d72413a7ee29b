"""Our own counting of one text against scikit-learn's."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.begrip.intents import IntentModel, Teller, _features, _softmax, _vectorizers

ZINNEN = ["ik heb geen geld", "ik heb stress van school", "geen geld voor school", "ik slaap slecht", "stress en slecht slapen",
          "geld geld geld", "ik ik ik heb heb", "école en café"] * 2
VECTORIZERS = [v.fit(ZINNEN) for v in _vectorizers()]


@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(" ".join(ZINNEN).split()), max_size=12).map(" ".join)))
@settings(max_examples=300, deadline=None)
def test_the_same_columns_and_weights(tekst: str) -> None:
    for vectorizer in VECTORIZERS:
        rij = vectorizer.transform([tekst])
        index, waarden = Teller.of(vectorizer).row(tekst)
        zijn, onze = dict(zip(rij.indices.tolist(), rij.data.tolist())), dict(zip(index.tolist(), waarden.tolist()))
        assert onze.keys() == zijn.keys()
        assert all(onze[k] == pytest.approx(zijn[k], rel=1e-5) for k in zijn)


def test_one_text_is_weighed_as_the_training_lines_were() -> None:
    """Letters, words and pairs, each with its own length, by scikit-learn's own matrix."""
    model = IntentModel.train(ZINNEN, ZINNEN, [f"i{n % 4}" for n in range(len(ZINNEN))])
    for zin in ZINNEN[:8]:
        x = _features([v.transform([zin]) for v in model.vectorizers])
        punten = (x @ model.gewichten + model.snijpunten) * model.temperatuur
        assert np.allclose(model.scores(zin, zin), _softmax(punten)[0], atol=1e-5)


def test_half_precision_ranks_the_same() -> None:
    intents = [f"i{n % 4}" for n in range(len(ZINNEN))]
    model = IntentModel.train(ZINNEN, ZINNEN, intents)
    half = IntentModel(model.vectorizers, model.gewichten.astype(np.float16), model.snijpunten, model.klassen, model.temperatuur)
    for zin in ZINNEN[:8]:
        assert np.allclose(model.scores(zin, zin), half.scores(zin, zin), atol=1e-3)
