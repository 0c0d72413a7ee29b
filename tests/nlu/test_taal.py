"""spaCy's pipeline in the graph: loaded once, and its vocabulary does not grow for ever."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import Any, Iterator, List

import pytest

pytestmark = pytest.mark.rasa
GRENS = 2_000  # instead of the 60,000 of the server


@pytest.fixture
def pakket(tmp_path: Path) -> str:
    import spacy

    nlp = spacy.blank("nl")
    nlp.to_disk(tmp_path / "pijplijn")
    return str(tmp_path / "pijplijn")


@pytest.fixture
def klein(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    from bot.nlu import taal

    monkeypatch.setattr(taal, "NIEUWE_VORMEN", GRENS)
    yield


def _node(pakket: str, naam: str) -> Any:
    from rasa.engine.graph import ExecutionContext, GraphSchema
    from rasa.engine.storage.resource import Resource

    from bot.nlu.taal import DutchSpacy

    deel: Any = None  # the component keeps nothing in the model
    return DutchSpacy.load({"model": pakket}, deel, Resource(naam), ExecutionContext(GraphSchema({}), node_name=naam))


def _tokens(knoop: Any, tekst: str) -> List[str]:
    return [t.text for t in knoop.provide().model(tekst)]


def _flood(knoop: Any, berichten: range) -> None:
    for i in berichten:
        knoop.provide().model(" ".join(f"woord{i}x{k}" for k in range(20)))


def _wait_for_loading() -> None:
    eind = time.monotonic() + 60
    while any(t.name == "taal-vernieuwen" for t in threading.enumerate()):
        assert time.monotonic() < eind
        time.sleep(0.01)


def test_two_nodes_load_the_pipeline_once(pakket: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from rasa.shared.nlu.training_data.message import Message

    from bot.nlu.taal import DutchSpacy

    laden, geladen = DutchSpacy.load_model, []
    monkeypatch.setattr(DutchSpacy, "load_model", staticmethod(lambda naam: geladen.append(naam) or laden(naam)))
    levert, draait = _node(pakket, "provide_DutchSpacy0"), _node(pakket, "run_DutchSpacy0")
    [bericht] = draait.process([Message({"text": "Help mij"})], levert.provide())
    assert [t.text for t in bericht.get("text_spacy_doc")] == ["help", "mij"]
    assert geladen == [pakket]


def test_endless_new_words_leave_the_vocabulary_small_and_the_words_alike(pakket: str, klein: None) -> None:
    knoop = _node(pakket, "provide_DutchSpacy0")
    begin, eerst = len(knoop.provide().model.vocab.strings), _tokens(knoop, "kheb gn geld meer, help me")
    hoogste = 0
    for ronde in range(20):
        _flood(knoop, range(ronde * 50, ronde * 50 + 50))  # a thousand new words, each with its forms
        hoogste = max(hoogste, len(knoop.provide().model.vocab.strings))
        _wait_for_loading()
    assert hoogste < begin + GRENS + 5_000 and len(knoop.provide().model.vocab.strings) < begin + GRENS + 5_000
    assert _tokens(knoop, "kheb gn geld meer, help me") == eerst


def test_the_old_pipeline_answers_while_the_new_one_loads_and_when_it_cannot(
    pakket: str, klein: None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    knoop = _node(pakket, "provide_DutchSpacy0")
    laden, mag = threading.Event(), threading.Event()

    def broken(naam: str) -> Any:
        laden.set()
        assert mag.wait(30)
        raise OSError("weg")

    monkeypatch.setattr(knoop, "load_model", broken)
    oud = knoop.provide().model
    _flood(knoop, range(200))
    assert laden.wait(30)
    assert knoop.provide().model is oud and _tokens(knoop, "help mij") == ["help", "mij"]
    mag.set()
    _wait_for_loading()
    assert knoop.provide().model is oud and "stays" in caplog.text
