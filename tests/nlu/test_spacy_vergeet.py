"""spaCy does not keep what students typed: after enough new words a fresh pipeline takes over; a fault changes nothing."""

from __future__ import annotations

import threading
from typing import Any, List

import pytest

pytestmark = pytest.mark.rasa

WOORD = "achternaamvanmij"
VEEL = [a + b for a in "qxz" for b in ("waz", "sux", "edc", "rfv", "tgb", "yhn", "ujm", "ikl", "olp", "bng")]


@pytest.fixture
def deel(monkeypatch: pytest.MonkeyPatch) -> Any:
    import spacy
    from rasa.nlu.utils.spacy_utils import SpacyModel

    from bot.nlu import spacy_vergeet
    from bot.nlu.spacy_vergeet import ForgetfulSpacy

    monkeypatch.setattr(spacy_vergeet, "NIEUWE_STUKKEN", 40)
    monkeypatch.setattr(ForgetfulSpacy, "load_model", staticmethod(lambda naam: SpacyModel(spacy.blank("nl"), naam)))
    model = SpacyModel(spacy.blank("nl"), "nl_core_news_sm")
    return ForgetfulSpacy(model, ForgetfulSpacy.get_default_config())


def send(deel: Any, tekst: str) -> List[str]:
    from rasa.shared.nlu.training_data.message import Message

    bericht = deel.process([Message(data={"text": tekst})], deel.provide())[0]
    for draad in threading.enumerate():
        if draad.name == "spacy-vergeet":
            draad.join(60)
    return [t.text for t in bericht.get("text_spacy_doc")]


def test_few_words_stay_and_many_are_forgotten(deel: Any) -> None:
    assert send(deel, f"ik ben {WOORD}") == ["ik", "ben", WOORD]
    assert WOORD in deel.provide().model.vocab.strings, "no need to read the pipeline again for one word"
    assert send(deel, " ".join(VEEL)) == VEEL
    assert WOORD not in deel.provide().model.vocab.strings
    assert send(deel, "ik heb stress") == ["ik", "heb", "stress"]


def test_a_pipeline_that_cannot_be_read_again_leaves_the_old_one(deel: Any, monkeypatch: pytest.MonkeyPatch,
                                                               caplog: pytest.LogCaptureFixture) -> None:
    goed = type(deel).load_model
    monkeypatch.setattr(type(deel), "load_model", staticmethod(lambda naam: 1 / 0))
    assert send(deel, " ".join([WOORD, *VEEL])) == [WOORD, *VEEL]
    assert WOORD in deel.provide().model.vocab.strings and WOORD not in caplog.text
    monkeypatch.setattr(type(deel), "load_model", staticmethod(goed))
    send(deel, "hoi")
    assert WOORD not in deel.provide().model.vocab.strings, "the next message tries again"
