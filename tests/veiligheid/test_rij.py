"""Words to numbers in the guard: the quick way gives what the plain definition gives."""

from __future__ import annotations

import math
from collections import Counter
from typing import Dict

import numpy as np
import pytest

from bot.begrip.veiligheid_model import fit
from bot.begrip.veiligheid_rij import SOORTEN, Lezer, features

ZINNEN = ["ik wil niet meer leven", "ik wil niet meer naar school", "mijn vriend wil niet meer leven", "ik wil naar huis",
          "wil ik leven . nee ik wil niet meer", "mijn vriend wil naar school . hij wil niet naar huis"]
NIEUW = ["ik wil niet meer", "mijn hond wil niet naar school . ik wil naar huis . ik wil ik wil ik wil", "xyzzy", "", "."]


@pytest.fixture(scope="module")
def lezer() -> Lezer:
    teksten = [z.split() for z in ZINNEN]
    return fit(teksten * 3, ["geen", "hulp_113", "vraag"] * 6, ["ik", "ander"] * 9, [1.0] * 18).lezer


def plain(lezer: Lezer, zin: str) -> Dict[int, float]:
    """Count every feature, look each one up, weigh, and scale per kind."""
    uit: Dict[int, float] = {}
    for soort, lengte in SOORTEN.items():
        ken = lezer.vocab[soort]
        keer = Counter(ken[f] for f in features(zin.split())[soort] if f in ken)
        gewogen = {i: (1 + math.log(n)) * float(lezer.idf[i]) for i, n in keer.items()}
        norm = math.sqrt(sum(w * w for w in gewogen.values()))
        uit.update({i: w * lengte / norm for i, w in gewogen.items()})
    return uit


@pytest.mark.parametrize("zin", [*ZINNEN, *NIEUW])
def test_the_quick_way_gives_the_same_numbers(lezer: Lezer, zin: str) -> None:
    plek, waarde = lezer.rows([zin.split()]).of(0)
    verwacht = plain(lezer, zin)
    assert plek.tolist() == sorted(verwacht)
    assert waarde.tolist() == pytest.approx([verwacht[i] for i in sorted(verwacht)], rel=1e-5)


def test_texts_together_are_the_texts_one_by_one(lezer: Lezer) -> None:
    samen = lezer.rows([z.split() for z in NIEUW])
    for nummer, zin in enumerate(NIEUW):
        plek, waarde = lezer.rows([zin.split()]).of(0)
        assert samen.of(nummer)[0].tolist() == plek.tolist()
        assert np.allclose(samen.of(nummer)[1], waarde)


def test_runs_of_words_are_named(lezer: Lezer) -> None:
    assert {"ik wil niet", "< ik", "mer lefe"} <= set(lezer.rows([ZINNEN[0].split()]).reeksen.values())
