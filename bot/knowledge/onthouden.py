"""Remember what was worked out for short texts, with a bound in bytes and not only in entries.

What people type never runs out of new words, and nobody bounds how long one is: plain ``lru_cache``s of 50,000 words kept
30 MB of random signs in a server under test. Ordinary Dutch fits in a few thousand short words.
"""

from __future__ import annotations

from functools import lru_cache, wraps
from typing import Callable, TypeVar

T = TypeVar("T")
WOORD, ZIN = 40, 200  # longest text that is remembered, in signs
VEEL = 16384  # for words: three in four are worked out when the guard is loaded


def remember(langste: int, aantal: int = 8192) -> Callable[[Callable[[str], T]], Callable[[str], T]]:
    """Keep the last ``aantal`` results for texts of at most ``langste`` signs; a longer one is worked out each time."""

    def om(functie: Callable[[str], T]) -> Callable[[str], T]:
        bewaard = lru_cache(maxsize=aantal)(functie)

        @wraps(functie)
        def onthoud(tekst: str) -> T:
            return bewaard(tekst) if len(tekst) <= langste else functie(tekst)

        return onthoud

    return om
