"""Is a message in another language than Dutch, and which one?

Lingua decides, but only over languages students here write, and only when too few words are
Dutch: misspelt Dutch must never be taken for another language.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import AbstractSet, Any, Optional

# The languages in which domain.yml has its answers to danger.
VERTAALD = frozenset({"en", "tr", "ar", "pl", "uk", "ru", "fr", "es", "de"})
# Scripts that no Dutch message uses; Lingua is not needed for these.
_SCHRIFT = (
    (re.compile(r"[\u0600-\u06ff]"), "ar"), (re.compile(r"[іїєґІЇЄҐ]"), "uk"), (re.compile(r"[\u0400-\u04ff]"), "ru"),
    (re.compile(r"[\u1200-\u137f]"), "ti"), (re.compile(r"[\u4e00-\u9fff]"), "zh"),
)
_TALEN = ("DUTCH", "ENGLISH", "TURKISH", "POLISH", "FRENCH", "SPANISH", "GERMAN", "SOMALI", "PORTUGUESE",
          "ROMANIAN", "UKRAINIAN", "RUSSIAN", "ARABIC", "ITALIAN", "BULGARIAN")
# Latin-letter Arabic has digits inside words; Lingua does not know it.
_ARABIZI = re.compile(r"\b(ana|3andi|3ndi|mabghit|bghit|walo|wlh|kifash|msa3da|musa3ada|mosa3ada|3awez|3ayez|m3ak|a7tag|salam)\b")
GENOEG_NEDERLANDS, ZEKER = 0.65, 0.75
# Short English is too little for Lingua, and broken English looks German to it; these words are in no Dutch sentence.
_ENGELS = frozenset([
    "i", "my", "want", "have", "the", "myself", "am", "he", "she", "they", "and", "with", "dont", "cant", "don't", "can't",
    "when", "what", "why", "how", "who", "his", "him", "them", "you", "your", "our", "we", "are", "this", "that's",
    "it's", "i'm", "im", "they're", "not", "but", "from", "because", "dad", "mom", "mother", "father", "need", "hits", "slaps",
    "touched", "raped", "friend", "says", "said", "told", "wants", "himself", "herself",
])


@lru_cache(maxsize=1)
def _detector() -> Any:
    from lingua import Language, LanguageDetectorBuilder

    talen = [getattr(Language, t) for t in _TALEN]
    return LanguageDetectorBuilder.from_languages(*talen).with_low_accuracy_mode().build()


def answer_language(taal: str) -> str:
    """The language of the answer: Dutch where nothing was translated, as misspelt Dutch may look like a rare language."""
    return taal if taal in VERTAALD else "nl"


def detect(tekst: str, nederlands: AbstractSet[str]) -> Optional[str]:
    """ISO 639-1 code of the other language, or None for Dutch and for what is too short to say."""
    for patroon, code in _SCHRIFT:
        if len(patroon.findall(tekst)) >= 3:
            return code
    woorden = re.findall(r"[^\W\d_]{2,}", tekst.casefold())
    if len(woorden) < 2:
        return None
    bekend = sum(w in nederlands for w in woorden) / len(woorden)
    engels = sum(w in _ENGELS for w in tekst.casefold().split())
    if engels >= 2 and engels >= 0.3 * len(tekst.split()):
        return "en"
    if bekend >= GENOEG_NEDERLANDS:
        return None
    if _ARABIZI.search(tekst.casefold()):
        return "ar"
    if len(woorden) < 3:
        return None
    beste = _detector().compute_language_confidence_values(tekst)[0]
    if beste.language.name == "DUTCH" or beste.value < ZEKER:
        return None
    return str(beste.language.iso_code_639_1.name.lower())
