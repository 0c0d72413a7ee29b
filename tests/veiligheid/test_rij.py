"""Words to numbers in the guard: the quick way gives what the plain definition gives."""

from __future__ import annotations

import math
from collections import Counter
from typing import Dict, Tuple

import numpy as np
import pytest

from bot.begrip.veiligheid_model import fit
from bot.begrip.veiligheid_rij import SOORTEN, Floats, Ints, Lezer, features

Rij = Tuple[Ints, Floats]
ZINNEN = ["ik wil niet meer leven", "ik wil niet meer naar school", "mijn vriend wil niet meer leven", "ik wil naar huis",
          "wil ik leven . nee ik wil niet meer", "mijn vriend wil naar school . hij wil niet naar huis"]
NIEUW = ["ik wil niet meer", "mijn hond wil niet naar school . ik wil naar huis . ik wil ik wil ik wil", "xyzzy", "", "."]


@pytest.fixture(scope="module")
def lezer() -> Lezer:
    teksten = [z.split() for z in ZINNEN]
    return fit(teksten * 3, ["geen", "hulp_113", "vraag"] * 6, ["ik", "ander"] * 9, [1.0] * 18).lezer


def plain(lezer: Lezer, zin: str) -> Dict[int, float]:
    """Count every feature, look each one up by its name, weigh, and scale per kind."""
    uit: Dict[int, float] = {}
    grenzen = [*lezer.soorten.tolist(), len(lezer)]
    for (soort, lengte), van, tot in zip(SOORTEN.items(), grenzen, grenzen[1:]):
        ken = {lezer.name(plek): plek for plek in range(van, tot)}
        keer = Counter(ken[f] for f in features(zin.split())[soort] if f in ken)
        gewogen = {i: (1 + math.log(n)) * float(lezer.idf[i]) for i, n in keer.items()}
        norm = math.sqrt(sum(w * w for w in gewogen.values()))
        uit.update({i: w * lengte / norm for i, w in gewogen.items()})
    return uit


@pytest.mark.parametrize("zin", [*ZINNEN, *NIEUW])
def test_the_quick_way_gives_the_same_numbers(lezer: Lezer, zin: str) -> None:
    plek, waarde = lezer.message(zin.split(), ()).of(0)
    verwacht = plain(lezer, zin)
    assert plek.tolist() == sorted(verwacht)
    assert waarde.tolist() == pytest.approx([verwacht[i] for i in sorted(verwacht)], rel=1e-5)


def test_texts_together_are_the_texts_one_by_one(lezer: Lezer) -> None:
    samen = lezer.rows([z.split() for z in NIEUW])
    for nummer, zin in enumerate(NIEUW):
        same(samen.of(nummer), lezer.message(zin.split(), ()).of(0))


@pytest.mark.parametrize("keer", [1, 40])
def test_a_sentence_of_a_message_is_that_sentence_alone(lezer: Lezer, keer: int) -> None:
    """Also of a message with more words than are looked at."""
    woorden = (f"{NIEUW[1]} . ik . wil . " * keer).split()
    zinnen = [(0, 7), (8, 12), (13, 19), (20, 21), (22, 23), (len(woorden) - 4, len(woorden) - 3)]
    rijen = lezer.message(woorden, zinnen)
    same(rijen.of(0), lezer.rows([woorden]).of(0))
    for nummer, (van, tot) in enumerate(zinnen, start=1):
        same(rijen.of(nummer), lezer.rows([woorden[van:tot]]).of(0))


def test_every_feature_has_its_name(lezer: Lezer) -> None:
    namen = [lezer.name(plek) for plek in range(len(lezer))]
    assert namen[:lezer.soorten[1]] == sorted(namen[:lezer.soorten[1]])
    assert {"ik wil niet", "< ik", "mer lefe"} <= set(namen[lezer.soorten[1]:lezer.soorten[2]])
    assert {"ik~wil"} & set(namen) == set() and "ik~niet" in namen[lezer.soorten[2]:]


def same(een: Rij, ander: Rij) -> None:
    assert een[0].tolist() == ander[0].tolist()
    assert np.allclose(een[1], ander[1])
