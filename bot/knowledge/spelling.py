"""Spelling as people type it on a phone → spelling as a dictionary writes it.

Pure; the table is data (knowledge/spelling.yaml). The original text stays for everything
else; only recognition looks at the normalised text.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import List, Mapping, Tuple

from bot.knowledge.onthouden import ZIN, remember
from bot.knowledge.trace import Reason

_HERHAALD = re.compile(r"([^\W\d_])\1{2,}")
_WOORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?|[^\w\s]", re.UNICODE)
_ONZICHTBAAR = re.compile(
    r"[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff\ud800-\udfff]"
)
_GEEN_WOORD = re.compile(r"[^\w\s]")
MAX_TEKENS = 2000


@dataclass(frozen=True)
class Spelling:
    """``woorden``: whole words; ``emoji``: signs with a meaning."""

    woorden: Mapping[str, str]
    emoji: Mapping[str, str]

    def normalise(self, tekst: str) -> str:
        """Lower case, no invisible signs, no stretched letters, phone spelling written out."""
        return " ".join(self._woord(w) for w in self._split(tekst))

    def explain(self, tekst: str) -> Tuple[Reason, ...]:
        """Each word that changed, for ``leg-uit``."""
        return tuple(
            Reason("spelling", nieuw, f'"{oud}"', "knowledge/spelling.yaml")
            for oud in self._split(tekst) if (nieuw := self._woord(oud)) != oud
        )

    def _split(self, tekst: str) -> List[str]:
        kaal = clean(tekst)[:MAX_TEKENS].casefold().replace("’", "'")
        for teken, woord in self.emoji.items():
            kaal = kaal.replace(teken, f" {woord} ")
        return _WOORD.findall(_HERHAALD.sub(r"\1", kaal))

    def _woord(self, woord: str) -> str:
        return self.woorden.get(woord) or self.woorden.get(fold_latin(woord)) or fold_latin(woord)


def clean(tekst: str) -> str:
    """Without control characters and other invisible signs; one kind of white space."""
    return " ".join(_ONZICHTBAAR.sub("", unicodedata.normalize("NFC", tekst)).split())


@remember(ZIN)
def fold(tekst: str) -> str:
    """Lower case, no accents, no punctuation, single spaces: how names and buttons are compared."""
    kaal = unicodedata.normalize("NFKD", tekst.casefold())
    kaal = "".join(c for c in kaal if not unicodedata.combining(c))
    return " ".join(_GEEN_WOORD.sub(" ", kaal).split())


def fold_latin(woord: str) -> str:
    """Accents off Latin letters; other scripts stay as they are."""
    if woord.isascii():
        return woord
    return "".join(_zonder_accent(c) for c in woord)


def _zonder_accent(teken: str) -> str:
    uit = unicodedata.normalize("NFKD", teken)
    return uit[0] if uit[0].isascii() else teken
