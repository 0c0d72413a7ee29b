"""A message as the guard reads it: folded words, sentence breaks, and how a word sounds.

Own code, apart from the general spelling table: the guard must not depend on a file that may be missing,
and it may be bolder. ``klank`` writes words the way they sound, so that one pattern word also finds the
phone spellings nobody listed ("zelvmoord", "verkragt"). Pure and linear in the length of the text.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import List, Tuple

from bot.knowledge.onthouden import VEEL, WOORD, remember

GRENS = "."
MAX_TEKENS = 2000
# "niet niet niet …": more of the same word adds nothing, and keeps every input quick.
MAX_GELIJK = 3

_APOSTROF = re.compile(r"['’‘`´ʼ]")
_PUNTJES = re.compile(r"\.{2,}")
_HERHAALD = re.compile(r"([^\W\d_])\1\1+")
_TEKEN = re.compile(r"[^\W_]+|[.!?;:\n]+")
_ARABISCH_LOS = re.compile("[\u0640\u064b-\u065f\u0670\u200c\u200d\u200e\u200f\u00ad\u200b]")
_LATIJN = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ё": "е",
                         "أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه"})

# In this order: digraphs first, then single letters, then the end of the word. A sign that must be there saves a search.
_KLANKEN: Tuple[Tuple[str, re.Pattern[str], str], ...] = tuple(
    (teken, re.compile(patroon), nieuw)
    for teken, patroon, nieuw in (
        ("c", r"sch", "sg"), ("c", r"ch", "g"), ("", r"ij|ei|ey", "y"), ("a", r"au", "ou"), ("p", r"ph", "f"),
        ("t", r"th", "t"), ("x", r"x", "ks"), ("c", r"c(?=[eiy])", "s"), ("", r"[cq]", "k"), ("v", r"v", "f"),
        ("z", r"z", "s"), ("", r"(.)\1+", r"\1"), ("d", r"(?<=..)dt$|(?<=.)d$", "t"), ("n", r"(?<=..)en$", "e"),
        ("b", r"(?<=.)b$", "p"),
    )
)


def fold(tekst: str) -> str:
    """Lower case, no accents on Latin letters, no apostrophes, no stretched letters, no invisible signs."""
    kaal = unicodedata.normalize("NFKC", tekst[:MAX_TEKENS]).casefold()
    if not kaal.isascii():
        kaal = _ARABISCH_LOS.sub("", kaal).translate(_LATIJN)
        kaal = "".join(_zonder_accent(c) for c in kaal)
    if ".." in kaal:
        kaal = _PUNTJES.sub(" ", kaal)
    return _HERHAALD.sub(r"\1\1", _APOSTROF.sub("", kaal))


def _zonder_accent(teken: str) -> str:
    if teken.isascii():
        return teken
    uit = unicodedata.normalize("NFKD", teken)
    return uit[0] if uit and uit[0].isascii() else teken


def words(tekst: str) -> List[str]:
    """The words of a message in order, with ``GRENS`` between sentences."""
    uit: List[str] = []
    gelijk = 0
    for t in _TEKEN.findall(fold(tekst)):
        woord = t if t[0].isalnum() else GRENS
        gelijk = gelijk + 1 if uit and woord == uit[-1] else 1
        if gelijk <= MAX_GELIJK:
            uit.append(woord)
    return uit


def hash_of(woord: str) -> str:
    """How a hidden word is kept in verborgen.yaml: as it is written in the lists, as it sounds in the patterns."""
    return hashlib.sha256(f"loketwijzer:{woord}".encode()).hexdigest()[:16]


@remember(WOORD, VEEL)
def klank(woord: str) -> str:
    """How a (folded) word sounds in Dutch; words in another script stay as they are."""
    if not woord.isascii() or len(woord) < 3:
        return woord
    for teken, patroon, nieuw in _KLANKEN:
        if teken in woord:
            woord = patroon.sub(nieuw, woord)
    return woord
