"""Recognition on the server sees the same words as ``leg-uit`` and the measurements."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, List, Tuple

from rasa.nlu.constants import TOKENS_NAMES
from rasa.nlu.tokenizers.tokenizer import Token
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.begrip.besluit import Besluit
from bot.begrip.recogniser import Uitkomst
from bot.knowledge.spelling import Spelling
from bot.nlu.begrijper import Begrijper

SPELLING = Spelling({"kheb": "ik heb"}, {})


def test_the_server_recognises_the_written_out_spelling_and_not_the_lemma_of_spacy() -> None:
    gezien: List[Tuple[str, str]] = []

    def look(tekst: str, woorden: str, oordeel: Any) -> Uitkomst:
        gezien.append((tekst, woorden))
        return Uitkomst(Besluit("groet", 1.0))

    tekst = "kheb slecht geslapen"
    message = Message({TEXT: tekst, TOKENS_NAMES[TEXT]: [
        Token("kheb", 0, lemma="ik heb"), Token("slecht", 5, lemma="slecht"), Token("geslapen", 12, lemma="slapen"),
    ]})
    kern: Any = SimpleNamespace(spelling=SPELLING, look=look)
    opslag: Any = None
    Begrijper({}, opslag, opslag, kern).process([message])
    assert gezien == [(tekst, SPELLING.normalise(tekst))]
