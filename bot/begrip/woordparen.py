"""Pairs of words with one to three words between them: who does what to whom. For the guard and for recognition."""

from __future__ import annotations

from typing import List, Sequence

AFSTAND = range(2, 5)


def pairs(woorden: Sequence[str]) -> List[str]:
    """``["ik", "ben", "bang"]`` → ``["ik~bang"]``."""
    return [f"{a}~{b}" for n in AFSTAND for a, b in zip(woorden, woorden[n:])]
