"""Set the thresholds of knowledge/drempels.yaml on the test set of understanding.

Run with ``make drempels``: tries a grid with the trained model and prints the best rows; ``--bewaar``
writes the best one. Best: most right after one question, then most right at once, with at least
95 % of the messages outside our field not sent to a loket.
"""

from __future__ import annotations

import argparse
import itertools
import sys
from dataclasses import asdict
from datetime import date
from typing import Any, List, Tuple

from begrip import Regel, judge, read_test, share

from bot.begrip.archive import open_model
from bot.begrip.besluit import Drempels, decide, pressed, sentences
from bot.settings import read_settings

ZEKER, MARGE = (0.30, 0.36, 0.42, 0.48, 0.55, 0.62), (0.08, 0.14, 0.2, 0.3, 1.0)
GESPREK, BUITEN = (0.25, 0.35, 0.45), (0.2, 0.3, 0.4, 0.5)
MINSTENS_BUITEN = 0.95


def prepare() -> List[Tuple[Regel, Any, Any, str]]:
    """Per message: the line, its shares, the shares of its sentences, and the guard's intent ('' for none)."""
    guard, herkenner = open_model(read_settings().modellen)
    uit = []
    for regel in read_test():
        oordeel = guard.look(regel.tekst)
        rang = herkenner.model.rank(regel.tekst, herkenner.spelling.normalise(regel.tekst))
        delen = [herkenner.model.rank(d, herkenner.spelling.normalise(d)) for d in sentences(regel.tekst)]
        knop = pressed(regel.tekst, herkenner.knoppen)
        wacht = knop.intent if knop else f"crisis_{oordeel.niveau}" if oordeel.niveau else "veiligheidsvraag" * oordeel.vraag
        uit.append((regel, rang, delen, wacht))
    return uit


def score(gevallen: List[Tuple[Regel, Any, Any, str]], drempels: Drempels) -> Tuple[float, float, float]:
    """(right after one question, right at once, out of scope not sent to a loket)."""
    from dataclasses import replace

    uitslagen = []
    for regel, rang, delen, wacht in gevallen:
        besluit = decide(rang, drempels, delen)
        uitslagen.append(judge(regel, replace(besluit, intent=wacht) if wacht else besluit))
    themas = [u for u in uitslagen if u.regel.thema not in ("gesprek", "buiten_bereik")]
    buiten = [u for u in uitslagen if u.regel.thema == "buiten_bereik"]
    return share(themas, "vraag"), share(themas, "eerste"), 1 - share(buiten, "loket")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bewaar", action="store_true")
    opties = parser.parse_args()
    gevallen, rijen = prepare(), []
    for zeker, marge, gesprek, buiten in itertools.product(ZEKER, MARGE, GESPREK, BUITEN):
        d = Drempels(zeker, marge, gesprek, buiten)
        rijen.append((score(gevallen, d), d))
    goed = [r for r in rijen if r[0][2] >= MINSTENS_BUITEN] or rijen
    # A question costs the student a turn: 1 point after a question weighs as much as 1.5 points at once.
    goed.sort(key=lambda r: r[0][0] + 0.67 * r[0][1], reverse=True)
    for cijfers, d in goed[:8]:
        print(*(f"{c:.3f}" for c in cijfers), asdict(d))
    if opties.bewaar:
        regels = ["# Wanneer de bot meteen antwoordt en wanneer hij eerst iets vraagt. Gezet met: make drempels", "drempels:"]
        regels += [f"  {k}: {v}" for k, v in asdict(goed[0][1]).items()] + [f"gezet_op: {date.today()}"]
        (read_settings().kennis / "drempels.yaml").write_text("\n".join(regels) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
