"""Measure safety: the independent test set through guard and recognition of the trained model, as the server decides.

Run with ``make veiligheid`` (``--vers`` first trains a guard on the files as they are now; recognition stays that of the
model). Prints the table with 95 % Wilson intervals per slice and the misses, writes var/veiligheid.json, and fails when a
figure is below tests/veiligheid/waarden.json. ``--bewaar`` publishes table and misses in docs/veiligheid.md.
``zinnen/tweede``, ``derde`` and ``vierde`` are test sets by others and of later date; docs/besluiten/0017 and 0022 say what was
chosen after reading which set.
Written sentences are not real messages.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from dataclasses import dataclass
from datetime import date
from math import sqrt
from pathlib import Path
from statistics import mean, median, quantiles
from typing import Any, Callable, Dict, List, Optional, Tuple, Union

from bot.begrip.archive import open_model
from bot.begrip.recogniser import VRAAG, Recogniser
from bot.begrip.veiligheid import Guard, Oordeel
from bot.knowledge.gesprek.veilig import level_of
from bot.knowledge.wordlists import read_values
from bot.settings import ROOT, read_settings

TEST = ROOT / "tests" / "veiligheid"
PROEVEN = ("zinnen", "tweede", "derde", "vierde")  # the folder of each test set
GEVAAR_KAARTEN = ("hulp_113", "nood_112", "veilig_thuis", "centrum_seksueel_geweld")
VERBORGEN = ("impliciet", "verhaal", "afscheid")
DOCUMENT = ROOT / "docs" / "veiligheid.md"
BEGIN, EINDE = "<!-- cijfers: make veiligheid -->", "<!-- einde cijfers -->"
WAT = {
    "gevaar_gezien": "gevaar gezien (kaart of vraag)", "verborgen_gezien": "verborgen gevaar gezien",
    "iemand_anders_gezien": "gevaar bij iemand anders gezien", "juiste_kaart": "juiste kaart, als er een kaart kwam",
    "vals_kaart": "onschuldige zin kreeg een kaart", "vals_vraag": "onschuldige zin kreeg de vraag",
    "twijfel_gevraagd": "twijfel kreeg minstens de vraag", "andere_taal_gezien": "gevaar in een andere taal gezien",
}


@dataclass(frozen=True)
class Geval:
    """One line with what a sensible person accepts, and what the guard gave."""

    tekst: str
    slice: str
    goed: Tuple[str, ...]
    wie: str
    gaf: str
    proef: str = PROEVEN[0]

    @property
    def gevaar(self) -> bool:
        return self.goed[0] in GEVAAR_KAARTEN

    @property
    def onschuldig(self) -> bool:
        return self.goed[0] == "geen"


def read_cases(kijk: Callable[[str], Any], map_: Path = TEST / "zinnen") -> List[Geval]:
    """The lines of a folder: of the test set (``goed``: all that is right) or in the form of the training data (``niveau``)."""
    uit = []
    for pad in sorted(map_.rglob("*.y*ml")):
        inhoud = read_values(pad)
        for blok in inhoud["blokken"]:
            for regel in blok["zinnen"].splitlines():
                if regel.strip().startswith("- "):
                    tekst = regel.strip()[2:]
                    oordeel = kijk(tekst)
                    gaf = oordeel.niveau or ("vraag" if oordeel.vraag else "geen")
                    goed = tuple(blok.get("goed") or [blok["niveau"]])
                    uit.append(Geval(tekst, inhoud["slice"], goed, blok["wie"], gaf, pad.parent.name))
    return uit


def wilson(raak: int, aantal: int) -> Tuple[float, float, float]:
    """(share, lower, upper) at 95 %."""
    if aantal == 0:
        return 0.0, 0.0, 1.0
    p, z = raak / aantal, 1.96
    midden = (p + z * z / (2 * aantal)) / (1 + z * z / aantal)
    breed = z * sqrt(p * (1 - p) / aantal + z * z / (4 * aantal * aantal)) / (1 + z * z / aantal)
    return p, midden - breed, midden + breed


def rows(gevallen: List[Geval]) -> Dict[str, Tuple[int, int]]:
    """Each figure of the table as (hits, cases)."""

    def tel(kies: Callable[[Geval], bool], raak: Callable[[Geval], bool]) -> Tuple[int, int]:
        rij = [g for g in gevallen if kies(g)]
        return sum(raak(g) for g in rij), len(rij)

    def gezien(g: Geval) -> bool:
        return g.gaf != "geen"

    return {
        "gevaar_gezien": tel(lambda g: g.gevaar, gezien),
        "verborgen_gezien": tel(lambda g: g.gevaar and g.slice in VERBORGEN, gezien),
        "iemand_anders_gezien": tel(lambda g: g.gevaar and g.wie != "ik", gezien),
        "juiste_kaart": tel(lambda g: g.gevaar and g.gaf in GEVAAR_KAARTEN, lambda g: g.gaf in g.goed),
        "vals_kaart": tel(lambda g: g.onschuldig, lambda g: g.gaf in GEVAAR_KAARTEN and g.gaf not in g.goed),
        "vals_vraag": tel(lambda g: g.onschuldig, lambda g: g.gaf == "vraag" and "vraag" not in g.goed),
        "twijfel_gevraagd": tel(lambda g: g.goed[0] == "vraag", gezien),
        "andere_taal_gezien": tel(lambda g: g.gevaar and g.slice == "talen", gezien),
    }


def per_slice(gevallen: List[Geval]) -> Dict[str, Tuple[int, int]]:
    uit: Dict[str, List[bool]] = {}
    for g in gevallen:
        goed = g.gaf in g.goed or (g.gevaar and g.gaf != "geen")
        uit.setdefault(g.slice, []).append(goed)
    return {k: (sum(v), len(v)) for k, v in sorted(uit.items())}


@dataclass(frozen=True)
class Gezien:
    """What a student gets: a card, the question, or neither."""

    niveau: Optional[str]
    vraag: bool


class Klok:
    """The guard, timed as the server meets it: in between recognition, every word for the first time."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard
        self._ms: List[float] = []

    def look(self, tekst: str) -> Oordeel:
        begin = time.perf_counter()
        oordeel = self._guard.look(tekst)
        self._ms.append((time.perf_counter() - begin) * 1000)
        return oordeel

    def figures(self) -> Dict[str, float]:
        """In milliseconds; ``binnen_2_ms`` is a share."""
        tiende = quantiles(self._ms, n=10)
        return {"mediaan": round(median(self._ms), 2), "gemiddeld": round(mean(self._ms), 2), "p90": round(tiende[8], 2),
                "binnen_2_ms": round(sum(ms <= 2 for ms in self._ms) / len(self._ms), 3)}


def as_served(guard: Union[Guard, Klok], herkenner: Recogniser) -> Callable[[str], Gezien]:
    """Look at a message as the server does: recognition may still pass over a doubt of the guard."""

    def kijk(tekst: str) -> Gezien:
        intent = herkenner.look(tekst, herkenner.spelling.normalise(tekst), guard.look(tekst)).besluit.intent
        return Gezien(level_of(intent), intent == VRAAG)

    return kijk


def load(vers: bool) -> Tuple[Guard, Recogniser]:
    settings = read_settings()
    guard, herkenner = open_model(settings.modellen)
    return (Guard.train(ROOT / "data", settings.kennis) if vers else guard), herkenner


def main(argv: Optional[List[str]] = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--vers", action="store_true", help="train eerst op de bestanden zoals ze nu zijn")
    parser.add_argument("--zonder-missers", action="store_true")
    parser.add_argument("--bewaar", action="store_true", help="zet tabel en missers in docs/veiligheid.md")
    parser.add_argument("--zinnen", type=Path, help="een andere map, zoals nieuwe regels voordat de wacht ze leert: alleen meten")
    opties = parser.parse_args(argv)
    guard, herkenner = load(opties.vers)
    klok = Klok(guard)
    gevallen = read_cases(as_served(klok, herkenner), opties.zinnen or TEST / "zinnen")
    cijfers: Dict[str, Any] = {"zinnen": len(gevallen), **klok.figures()}
    tijd = ", ".join(f"{naam} {getal}" for naam, getal in klok.figures().items())
    print(f"{len(gevallen)} geschreven zinnen (geen echte berichten); de wacht, in milliseconden per bericht: {tijd}\n")
    for titel, tabel in (("cijfer", rows(gevallen)), ("slice (goed of gezien)", per_slice(gevallen))):
        print(f"{titel:28} deel   95 %-interval   aantal")
        for naam, (raak, aantal) in ((n, v) for n, v in tabel.items() if v[1]):
            p, laag, hoog = wilson(raak, aantal)
            print(f"  {naam:26} {p:.3f}  {laag:.3f}-{hoog:.3f}   {aantal}")
            cijfers.setdefault(titel.split()[0], {})[naam] = [round(p, 4), round(laag, 4), round(hoog, 4), aantal]
        print()
    if not opties.zonder_missers:
        print("\n".join(missers(gevallen)))
    if opties.zinnen:
        return 0
    if opties.bewaar:
        publish(gevallen, date.today())
    (ROOT / "var" / "veiligheid.json").write_text(json.dumps(cijfers, ensure_ascii=False, indent=1), "utf-8")
    return compare(rows(gevallen), TEST / "waarden.json")


def missers(gevallen: List[Geval]) -> List[str]:
    """Every line that went wrong, under four headings."""
    groepen = (
        ("Gevaar, niet gezien", lambda g: g.gevaar and g.gaf == "geen"),
        ("Gevaar, de verkeerde kaart", lambda g: g.gevaar and g.gaf in GEVAAR_KAARTEN and g.gaf not in g.goed),
        ("Twijfel, geen vraag", lambda g: g.goed[0] == "vraag" and g.gaf == "geen"),
        ("Onschuldig, toch een kaart of vraag", lambda g: g.onschuldig and g.gaf not in g.goed),
    )
    uit = []
    for titel, hoort in groepen:
        rij = [g for g in gevallen if hoort(g)]
        uit += [f"### {titel} ({len(rij)})", "", *(f"- {g.tekst} ({g.slice}: {'/'.join(g.goed)} → {g.gaf})" for g in rij), ""]
    return uit


def publish(gevallen: List[Geval], dag: date) -> None:
    """Put the table and the misses between the two marks of docs/veiligheid.md."""
    kop = ["Wat", "Alle zinnen", "95 %-interval", "Zinnen", "Eerste proef", "Tweede proef", "Derde proef", "Vierde proef"]
    tabel = [f"| {' | '.join(kop)} |", "|---" * len(kop) + "|"]
    los = [rows([g for g in gevallen if g.proef == proef]) for proef in PROEVEN]
    for naam, (raak, aantal) in rows(gevallen).items():
        p, laag, hoog = wilson(raak, aantal)
        apart = " | ".join(_part(*deel[naam]) for deel in los)
        tabel.append(f"| {WAT[naam]} | {p:.3f} | {laag:.3f} tot {hoog:.3f} | {aantal} | {apart} |")
    gemeten = f"Gemeten op {len(gevallen)} geschreven zinnen (geen echte berichten) met `make veiligheid`, op {dag.isoformat()}."
    voor, _, rest = DOCUMENT.read_text("utf-8").partition(BEGIN)
    na = rest.partition(EINDE)[2]
    midden = "\n".join([BEGIN, "", gemeten, "", *tabel, "", *missers(gevallen), EINDE])
    DOCUMENT.write_text(voor + midden + na, "utf-8")


def _part(raak: int, aantal: int) -> str:
    p, laag, hoog = wilson(raak, aantal)
    return f"{p:.3f} ({laag:.3f} tot {hoog:.3f}), {aantal}" if aantal else "-"


def compare(tabel: Dict[str, Tuple[int, int]], bewaard: Path) -> int:
    """1 when a figure is worse than the kept value ({"minstens": {...}, "hoogstens": {...}})."""
    grens = json.loads(bewaard.read_text("utf-8"))
    deel = {k: raak / max(aantal, 1) for k, (raak, aantal) in tabel.items()}
    slecht = [f"{k}: {deel[k]:.3f} < {v}" for k, v in grens["minstens"].items() if deel[k] < v]
    slecht += [f"{k}: {deel[k]:.3f} > {v}" for k, v in grens["hoogstens"].items() if deel[k] > v]
    print("\n".join(slecht) if slecht else "alle cijfers zijn minstens zo goed als de bewaarde waarden")
    return 1 if slecht else 0


if __name__ == "__main__":
    sys.exit(main())
