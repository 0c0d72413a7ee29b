"""spaCy's pipeline in the graph: loaded once, and its vocabulary does not grow for ever."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Iterator, List, Tuple

import pytest

pytestmark = pytest.mark.rasa
GRENS = 2_000  # instead of the 30,000 of the server


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


def _tokens(levert: Any, draait: Any, tekst: str) -> List[Tuple[str, int]]:
    from rasa.engine.storage.resource import Resource
    from rasa.shared.nlu.training_data.message import Message

    from bot.knowledge.spelling import Spelling
    from bot.nlu.tokenizer import DutchTokenizer

    bericht = Message({"text": tekst})
    draait.process([bericht], levert.provide())
    deel: Any = None
    woorden = DutchTokenizer(DutchTokenizer.get_default_config(), deel, Resource("t"), Spelling({}, {}))
    return [(t.text, t.start) for t in woorden.tokenize(bericht, "text")]


def _flood(levert: Any, draait: Any, berichten: range) -> int:
    """Twenty new words a message, with new signs between them; how large the vocabulary is afterwards."""
    for i in berichten:
        teken, letter = chr(0x2500 + i % 999), chr(0x4E00 + i)
        _tokens(levert, draait, " ".join(f"woord{i}x{k}!{teken}  {letter}" for k in range(20)))
    return len(levert.provide().model.vocab.strings)


def test_two_nodes_load_the_pipeline_once(pakket: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from rasa.shared.nlu.training_data.message import Message

    from bot.nlu.taal import DutchSpacy

    laden, geladen = DutchSpacy.load_model, []
    monkeypatch.setattr(DutchSpacy, "load_model", staticmethod(lambda naam: geladen.append(naam) or laden(naam)))
    levert, draait = _node(pakket, "provide_DutchSpacy0"), _node(pakket, "run_DutchSpacy0")
    [bericht] = draait.process([Message({"text": "Help mij"})], levert.provide())
    assert [t.text for t in bericht.get("text_spacy_doc")] == ["help", "mij"]
    assert geladen == [pakket]


def test_endless_new_words_leave_the_vocabulary_small(pakket: str, klein: None) -> None:
    levert, draait = _node(pakket, "provide_DutchSpacy0"), _node(pakket, "run_DutchSpacy0")
    begin = len(levert.provide().model.vocab.strings)
    vol = _flood(levert, draait, range(200))
    assert begin + GRENS <= vol < begin + GRENS + 500
    assert _flood(levert, draait, range(200, 1_000)) < vol + 500  # sixteen thousand new words


@pytest.mark.parametrize("tekst", [
    "Kheb gn geld meer, help me!!", "woord77x3 nooitgezien...  en\u2003help", "ﬁ🙂 İstanbul help", "",
])
def test_what_was_typed_is_split_alike_when_the_vocabulary_is_full(pakket: str, klein: None, tekst: str) -> None:
    vers = _tokens(_node(pakket, "provide_DutchSpacy0"), _node(pakket, "run_DutchSpacy0"), tekst)
    levert, draait = _node(pakket, "provide_DutchSpacy0"), _node(pakket, "run_DutchSpacy0")
    _flood(levert, draait, range(200))
    nu = _tokens(levert, draait, tekst)
    assert "".join(t for t, _ in nu) == "".join(t for t, _ in vers)
    assert [t for t, _ in nu if t.isalpha()] == [t for t, _ in nu if t.isalpha() and t in tekst.lower()]
