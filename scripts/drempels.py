"""Set the thresholds of knowledge/drempels.yaml by cross-validation on the training lines, never on the test set.

Run with ``make drempels`` (``--bewaar`` writes the best row). A row that meets the limits wins, the one that is right
at once most often first. Where no row does, the one that costs students least wins, among those that ask back in at
most MAX_VRAAG of the messages: see KOSTEN. Styles count equally, as in the test set. The guard has no part in this:
it decides before these thresholds do.
"""

from __future__ import annotations

import argparse
import itertools
import sys
from collections import Counter, defaultdict
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Dict, List, NamedTuple, Sequence, Tuple

from kruis import Voorspeld, predict

from bot.begrip.besluit import THEMA, Drempels, choose
from bot.begrip.veiligheid_data import GEVAAR_THEMAS
from bot.knowledge.wordlists import load_thresholds
from bot.settings import read_settings

ZEKER, MARGE = (0.36, 0.42, 0.48, 0.55, 0.6, 0.65, 0.7, 0.8), (0.12, 0.2, 0.3, 0.4, 0.5, 1.0)
GESPREK, BUITEN = (0.2, 0.25, 0.3, 0.35), (0.2, 0.3, 0.4)
HOOGSTENS_NAAR_LOKET, MINSTENS_NA_VRAAG, MAX_VRAAG = 0.04, 0.97, 0.25
BUITEN_BEREIK, GESPREK_SOORT = "buiten_bereik", "gesprek"
# What a student loses, in turns: a question takes one, a question without the right button two, a wrong loket three.
VERKEERD_LOKET, VRAAG, VERGEEFS = 3, 1, 2
# Of ten messages about eight name a problem.
AANDEEL = {THEMA: 0.8, BUITEN_BEREIK: 0.1, GESPREK_SOORT: 0.1}


class Geval(NamedTuple):
    """What ``choose`` needs of one line, and what would be right."""

    beste: str
    kans: float
    eerste: float
    daarna: float
    thema_som: float
    soort: str
    gewicht: float
    goed_meteen: bool
    goed_bij_vier: bool


@dataclass(frozen=True)
class Cijfers:
    """Shares between 0 and 1; ``kosten`` in turns per message."""

    meteen: float
    na_vraag: float
    naar_loket: float
    gesprek: float
    gevraagd: float
    kosten: float

    def good_enough(self) -> bool:
        return self.naar_loket <= HOOGSTENS_NAAR_LOKET and self.na_vraag >= MINSTENS_NA_VRAAG


def cases(voorspeld: Voorspeld) -> List[Geval]:
    """One case per line. Themes that the guard answers are left out."""
    stijlen = Counter(s for s, i in zip(voorspeld.stijlen, voorspeld.intents) if i.startswith(THEMA))
    uit = []
    for k, goed in enumerate(voorspeld.intents):
        if goed[len(THEMA):] in GEVAAR_THEMAS and goed.startswith(THEMA):
            continue
        rang = voorspeld.rank(k)
        themas = [r for r in rang if r[0].startswith(THEMA)]
        soort = THEMA if goed.startswith(THEMA) else BUITEN_BEREIK if goed == BUITEN_BEREIK else GESPREK_SOORT
        vier = [n for n, _ in themas[:4]]
        gewicht = 1 / stijlen[voorspeld.stijlen[k]] if soort == THEMA else 1.0
        uit.append(Geval(*rang[0], themas[0][1], themas[1][1], sum(s for _, s in themas), soort, gewicht,
                         goed == (vier[0] if soort == THEMA else rang[0][0]), goed in vier))
    return uit


def loss(g: Geval, keuze: str) -> int:
    """Turns lost by this choice."""
    if keuze == "twijfel":
        return VERGEEFS if g.soort == THEMA and not g.goed_bij_vier else VRAAG
    goed = g.goed_meteen and keuze == ("thema" if g.soort == THEMA else "intent")
    if goed or (g.soort == BUITEN_BEREIK and keuze != "thema"):
        return 0
    return VERKEERD_LOKET if keuze == "thema" else VERGEEFS


def measure(gevallen: Sequence[Geval], drempels: Drempels) -> Cijfers:
    """The figures these thresholds give."""
    som: Dict[Tuple[str, str], float] = defaultdict(float)
    for g in gevallen:
        keuze = choose(g.beste, g.kans, g.eerste, g.daarna, g.thema_som, drempels)
        som[g.soort, "alle"] += g.gewicht
        som[g.soort, keuze] += g.gewicht
        som[g.soort, "kosten"] += g.gewicht * loss(g, keuze)
        if g.goed_meteen and keuze == ("thema" if g.soort == THEMA else "intent"):
            som[g.soort, "goed"] += g.gewicht
        elif g.goed_bij_vier and keuze == "twijfel":
            som[g.soort, "vraag goed"] += g.gewicht

    def share(soort: str, *wat: str) -> float:
        return sum(som[soort, w] for w in wat) / som[soort, "alle"]

    return Cijfers(share(THEMA, "goed"), share(THEMA, "goed", "vraag goed"), share(BUITEN_BEREIK, "thema"),
                   share(GESPREK_SOORT, "goed"), share(THEMA, "twijfel"),
                   sum(deel * share(soort, "kosten") for soort, deel in AANDEEL.items()))


def search(gevallen: Sequence[Geval], begin: Drempels) -> List[Tuple[Cijfers, Drempels]]:
    """All rows of the grid, best first."""
    rijen = []
    for zeker, marge, gesprek, buiten in itertools.product(ZEKER, MARGE, GESPREK, BUITEN):
        d = replace(begin, zeker=zeker, marge=marge, gesprek=gesprek, buiten=buiten)
        rijen.append((measure(gevallen, d), d))

    def order(rij: Tuple[Cijfers, Drempels]) -> Tuple[bool, bool, float, float]:
        c = rij[0]
        return not c.good_enough(), c.gevraagd > MAX_VRAAG, -c.meteen if c.good_enough() else 0.0, c.kosten

    return sorted(rijen, key=order)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bewaar", action="store_true")
    opties = parser.parse_args()
    kennis = read_settings().kennis
    nu = Drempels(**load_thresholds(kennis))
    gevallen = cases(predict())
    print("nu  ", _row(measure(gevallen, nu)), asdict(nu))
    rijen = search(gevallen, nu)
    for cijfers, d in rijen[:8]:
        print("goed" if cijfers.good_enough() else "laag", _row(cijfers), asdict(d))
    beste, drempels = rijen[0]
    if not beste.good_enough():
        themas = [g for g in gevallen if g.soort == THEMA]
        hoogste = sum(g.gewicht * g.goed_bij_vier for g in themas) / sum(g.gewicht for g in themas)
        print(f"geen enkele rij haalt de grenzen (bij de eerste vier: {hoogste:.4f}); de goedkoopste met weinig vragen")
    if opties.bewaar:
        regels = ["# Wanneer de bot meteen antwoordt en wanneer hij eerst iets vraagt. Gezet met: make drempels", "drempels:"]
        regels += [f"  {k}: {v}" for k, v in asdict(drempels).items()] + [f"gezet_op: {date.today()}"]
        (kennis / "drempels.yaml").write_text("\n".join(regels) + "\n", "utf-8")
    return 0


def _row(c: Cijfers) -> str:
    return (f"meteen {c.meteen:.4f}  na vraag {c.na_vraag:.4f}  naar loket {c.naar_loket:.4f}"
            f"  gesprek {c.gesprek:.4f}  gevraagd {c.gevraagd:.4f}  kosten {c.kosten:.4f}")


if __name__ == "__main__":
    sys.exit(main())
