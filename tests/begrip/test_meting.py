"""The measuring scripts: folds without leaks, differences that are named, thresholds that keep their promise."""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Dict, List

import pytest

from bot.begrip.besluit import Drempels, decide

WORTEL = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(WORTEL / "scripts"))

import begrip  # noqa: E402
import drempels  # noqa: E402
import kruis  # noqa: E402
import vergelijk  # noqa: E402


def _cijfers(meteen: float) -> Dict[str, Any]:
    return {**dict.fromkeys(begrip.HOOFD, 0.9), "meteen_goed": meteen,
            "per_stijl": {"kort": [meteen, 1.0, 10]}, "per_thema": {"slaap": [0.5, 1.0, 4]}}


def test_near_equal_lines_fall_in_the_same_fold() -> None:
    woorden = ["slaap", "geld", "stage", "huis", "les", "vriend", "werk", "toets", "boek", "klas", "bus", "fiets"]
    kies = random.Random(3)
    paren = [kies.sample(woorden, 4) for _ in range(60)]
    lemmas: List[str] = []
    for paar in paren:
        lemmas += [" ".join(paar), " ".join(reversed(paar)).upper() + "!"]
    intents = ["a" if i % 4 < 2 else "b" for i in range(len(lemmas))]
    vouwen = kruis.split(lemmas, intents)
    assert sorted(i for _, toets in vouwen for i in toets) == list(range(len(lemmas)))
    for leer, toets in vouwen:
        assert not {kruis.near_key(lemmas[i]) for i in leer} & {kruis.near_key(lemmas[i]) for i in toets}


@pytest.mark.parametrize("een, twee, gelijk", [
    ("ik slaap slecht", "Slecht slaap ik!", True),
    ("één kamer", "een kamer", True),
    ("ik slaap slecht", "ik slaap niet", False),
    ("👍", "🍕", False),
])
def test_near_key(een: str, twee: str, gelijk: bool) -> None:
    assert (kruis.near_key(een) == kruis.near_key(twee)) is gelijk


def test_differences_name_what_rose_and_fell() -> None:
    assert list(begrip.differences(_cijfers(0.8), _cijfers(0.85))) == [
        "meteen_goed: 0.85 → 0.8 (-0.0500)", "kort: meteen 0.85 → 0.80, na vraag 1.00 → 1.00",
    ]
    assert list(begrip.differences(_cijfers(0.8), _cijfers(0.8))) == []


def test_a_figure_below_the_kept_value_fails(capsys: pytest.CaptureFixture[str]) -> None:
    bewaard = WORTEL / "tests" / "begrip" / "waarden.json"
    waarden = json.loads(bewaard.read_text("utf-8"))
    assert begrip.compare(dict(waarden), bewaard) == 0
    assert begrip.compare({**waarden, "na_een_vraag": waarden["na_een_vraag"] - 0.01}, bewaard) == 1
    assert "na_een_vraag" in capsys.readouterr().out


def _voorspeld(rijen: List[Any]) -> Any:
    """(right intent, ranking) per line, in the shape of cross-validated predictions."""
    return SimpleNamespace(intents=[r[0] for r in rijen], stijlen=["kort"] * len(rijen), rank=lambda k: rijen[k][1])


RIJEN = [
    ("thema_slaap", [("thema_slaap", 0.8), ("thema_stress", 0.1), ("groet", 0.1)]),
    ("thema_slaap", [("thema_stress", 0.45), ("thema_slaap", 0.35), ("groet", 0.2)]),
    ("buiten_bereik", [("thema_stress", 0.4), ("buiten_bereik", 0.35), ("thema_slaap", 0.25)]),
    ("groet", [("groet", 0.9), ("thema_slaap", 0.06), ("thema_stress", 0.04)]),
]


def test_figures_follow_decide() -> None:
    """The quick measure counts what ``decide`` would answer."""
    for grens in (Drempels(0.42, 0.12, 0.35, 0.3), Drempels(0.6, 1.0, 0.35, 0.3), Drempels(0.3, 1.0, 0.95, 0.3)):
        cijfers = drempels.measure(drempels.cases(_voorspeld(RIJEN)), grens)
        besluiten = [decide(rang, grens) for _, rang in RIJEN]
        assert cijfers.meteen == sum(b.intent == "thema_slaap" for b in besluiten[:2]) / 2
        assert cijfers.gevraagd == sum(b.intent == "twijfel" for b in besluiten[:2]) / 2
        assert cijfers.naar_loket == float(besluiten[2].intent.startswith("thema_"))
        assert cijfers.gesprek == float(besluiten[3].intent == "groet")


def test_the_search_asks_back_rather_than_sending_to_a_loket() -> None:
    cijfers, beste = drempels.search(drempels.cases(_voorspeld(RIJEN)), Drempels())[0]
    assert cijfers.good_enough() and cijfers.na_vraag == 1.0 and cijfers.naar_loket == 0.0
    assert beste.zeker > 0.45 and beste.tweede == Drempels().tweede


def test_where_the_limits_are_out_of_reach_it_still_asks_back_in_few_messages() -> None:
    """Half of the lines are hopeless; asking about every line would cost least but is no help."""
    hopeloos = ("thema_rouw", [("thema_stress", 0.5), ("thema_slaap", 0.3), ("thema_angst", 0.2)])
    zeker = ("thema_slaap", [("thema_slaap", 0.7), ("thema_stress", 0.2), ("groet", 0.1)])
    rijen = [hopeloos] * 4 + [zeker] * 6 + RIJEN[2:]
    cijfers, _ = drempels.search(drempels.cases(_voorspeld(rijen)), Drempels())[0]
    assert not cijfers.good_enough()
    assert cijfers.gevraagd <= drempels.MAX_VRAAG and cijfers.meteen == pytest.approx(0.6)


def test_comparison_counts_only_themes_and_keeps_the_limit_per_intent() -> None:
    regel = begrip.Regel("ik slaap slecht", frozenset({"slaap"}), "kort", "slaap")
    klassen = ["groet", "thema_slaap", "thema_stress"]
    assert vergelijk.hits(regel, klassen, [0.6, 0.3, 0.1]) == (True, True, False)
    assert vergelijk.hits(regel, klassen, [0.1, 0.3, 0.6]) == (False, True, True)
    per = [intent for _, intent in vergelijk.training_lines(5)]
    assert max(per.count(i) for i in set(per)) == 5


def test_death_is_no_button_below_advice_about_something_else() -> None:
    """Only the guard brings it up; the other likely themes are there."""
    rang = [("thema_taal_lezen_schrijven", 0.5), ("thema_crisis_suicide", 0.3), ("thema_thuis_zorgen", 0.2)]
    assert decide(rang, Drempels(naast=0.9)).naast == ("thuis_zorgen",)
