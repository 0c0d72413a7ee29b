"""Measure understanding: the independent test set through the trained model, exactly as the server decides.

Run with ``make begrip`` (``--kruis`` puts 5-fold cross-validation on the training lines beside it; that part has no
guard). Prints the tables and what changed since the last time, writes var/begrip.json, and fails when a figure falls
below tests/begrip/waarden.json. ``tests/begrip/tweede`` is a second test set, of indirect messages and mentors only, by others
and of later date: nothing was chosen by it. Written sentences are not real messages.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Dict, FrozenSet, List, Optional, Tuple

import numpy as np
from kruis import predict

from bot.begrip.archive import open_model
from bot.begrip.besluit import THEMA, Drempels, decide
from bot.knowledge.gesprek.veilig import crisis_theme, level_of
from bot.knowledge.wordlists import load_thresholds, read_values
from bot.settings import ROOT, read_settings

TEST = ROOT / "tests" / "begrip"
BEWAARD = ROOT / "var" / "begrip.json"
HOOFD = ("meteen_goed", "na_een_vraag", "buiten_bereik_niet_naar_loket", "gesprek_goed")
TWEEDE = ("tweede_meteen", "tweede_na_een_vraag")
GEEN_THEMA = ("gesprek", "buiten_bereik")


@dataclass(frozen=True)
class Regel:
    tekst: str
    goed: FrozenSet[str]
    stijl: str
    thema: str


@dataclass(frozen=True)
class Uitslag:
    """``eerste``: right at once. ``vraag``: right at once, or with one button of what the bot asks or shows beside its
    advice. ``loket``: sent to a loket. ``naast``: other themes stand beside the advice."""

    regel: Regel
    antwoord: str
    eerste: bool
    vraag: bool
    loket: bool
    zekerheid: float
    naast: bool = False


def read_test(map_: Path = TEST) -> List[Regel]:
    """The messages of a folder; ``thema`` stands with the file, or with each message."""
    uit = []
    for pad in sorted(map_.glob("*.yml")):
        inhoud = read_values(pad)
        for b in inhoud["berichten"]:
            goed = frozenset(b["goed"]) if "goed" in b else frozenset({b["intent"]})
            thema = b.get("thema", inhoud.get("thema", "gesprek"))
            uit.append(Regel(b["tekst"], goed, b.get("stijl", "gesprek"), thema))
    return uit


def judge(regel: Regel, besluit: Any, zacht: str = "") -> Uitslag:
    intent, themas = besluit.intent, [t for t, _ in besluit.themas]
    niveau = level_of(intent)
    thema = crisis_theme(niveau, besluit.themas) if niveau else intent[6:] if intent.startswith("thema_") else ""
    if zacht == "advies":  # the safety question and the advice come in one turn
        thema = themas[0]
    eerste = thema in regel.goed or intent in regel.goed
    # After the safety question "I am safe" goes on with the likeliest theme; a question shows up to four.
    if intent == "veiligheidsvraag":
        vraag = eerste or bool(regel.goed & set(themas[: 4 if zacht == "keuze" else 1])) or "crisis_suicide" in regel.goed
    else:
        vraag = eerste or (intent == "twijfel" and bool(regel.goed & set(themas[:4])))
    naast = set(besluit.naast) if intent.startswith("thema_") or zacht == "advies" else set()  # buttons below the advice
    vraag = vraag or bool(regel.goed & naast)
    return Uitslag(regel, intent, eerste, vraag, bool(thema), besluit.zekerheid, bool(naast))


def thresholds() -> Drempels:
    """Those of knowledge/drempels.yaml: a model trained now has the same ones inside."""
    return Drempels(**load_thresholds(read_settings().kennis))


def run_tests() -> Tuple[List[Uitslag], List[Uitslag]]:
    """Both test sets through the trained model, which is opened once."""
    guard, herkenner = open_model(read_settings().modellen)
    herkenner = replace(herkenner, drempels=thresholds())

    def look(regel: Regel) -> Uitslag:
        lemmas = herkenner.spelling.normalise(regel.tekst)
        uitkomst = herkenner.look(regel.tekst, lemmas, guard.look(regel.tekst))
        return judge(regel, uitkomst.besluit, uitkomst.zacht)

    return [look(r) for r in read_test()], [look(r) for r in read_test(TEST / "tweede")]


def run_cross() -> List[Uitslag]:
    """Every training line, by a model that did not learn from it. Without guard and buttons."""
    voorspeld, drempels = predict(), thresholds()
    uit = []
    for i, intent in enumerate(voorspeld.intents):
        naam = intent[len(THEMA):] if intent.startswith(THEMA) else intent
        soort = naam if intent.startswith(THEMA) or intent == "buiten_bereik" else "gesprek"
        regel = Regel(voorspeld.teksten[i], frozenset({naam}), voorspeld.stijlen[i], soort)
        uit.append(judge(regel, decide(voorspeld.rank(i), drempels)))
    return uit


def share(uitslagen: List[Uitslag], wat: str) -> float:
    return round(sum(getattr(u, wat) for u in uitslagen) / max(len(uitslagen), 1), 4)


def figures(uitslagen: List[Uitslag]) -> Dict[str, Any]:
    """All figures as plain values."""
    themas = [u for u in uitslagen if u.regel.thema not in GEEN_THEMA]
    buiten = [u for u in uitslagen if u.regel.thema == "buiten_bereik"]
    gesprek = [u for u in uitslagen if u.regel.thema == "gesprek"]
    per: Dict[str, Dict[str, List[Uitslag]]] = {"stijl": defaultdict(list), "thema": defaultdict(list)}
    for u in themas:
        per["stijl"][u.regel.stijl].append(u)
        per["thema"][u.regel.thema].append(u)
    return {
        "berichten": len(themas), "meteen_goed": share(themas, "eerste"), "na_een_vraag": share(themas, "vraag"),
        "advies_met_andere_themas": share(themas, "naast"),
        "buiten_bereik_niet_naar_loket": round(1 - share(buiten, "loket"), 4), "buiten_bereik_berichten": len(buiten),
        "gesprek_goed": share(gesprek, "eerste"), "gesprek_berichten": len(gesprek),
        "per_stijl": {k: [share(v, "eerste"), share(v, "vraag"), len(v)] for k, v in sorted(per["stijl"].items())},
        "per_thema": {k: [share(v, "eerste"), share(v, "vraag"), len(v)] for k, v in sorted(per["thema"].items())},
        "ijking": calibration(themas),
    }


def both(eerste: List[Uitslag], tweede: List[Uitslag]) -> Dict[str, Any]:
    """The figures of the first test set, and right at once and after one question on the second."""
    return {**figures(eerste), **{k: share(tweede, wat) for k, wat in zip(TWEEDE, ("eerste", "vraag"))}}


def calibration(uitslagen: List[Uitslag]) -> List[Tuple[float, float, int]]:
    """(mean confidence, share right, count) per tenth of confidence, for themes answered at once."""
    bakken: Dict[int, List[Uitslag]] = defaultdict(list)
    for u in uitslagen:
        if u.antwoord.startswith("thema_"):
            bakken[min(int(u.zekerheid * 10), 9)].append(u)
    return [
        (round(float(np.mean([u.zekerheid for u in v])), 2), share(v, "eerste"), len(v)) for _, v in sorted(bakken.items())
    ]


def show(cijfers: Dict[str, Any], kruis: Optional[Dict[str, Any]], uitslagen: List[Uitslag]) -> None:
    """``kruis``: the same figures from cross-validation, printed beside those of the test set."""
    print(f"{'':32} testset" + "   kruisvalidatie" * bool(kruis))
    for sleutel in ("berichten", *HOOFD, "advies_met_andere_themas"):
        print(f"{sleutel:32} {cijfers[sleutel]:<9} {kruis[sleutel] if kruis else ''}")
    for soort in ("per_stijl", "per_thema"):
        print(f"\n{soort:34} meteen  na vraag  aantal" + "   kruis: meteen  na vraag  aantal" * bool(kruis))
        for naam, rij in cijfers[soort].items():
            naast = kruis[soort].get(naam) if kruis else None
            print(f"  {naam:32} {_cells(rij)}" + (f"          {_cells(naast)}" if naast else ""))
    print("\nijking (zekerheid, deel goed, aantal)", *cijfers["ijking"], sep="\n  ")
    paren = Counter((u.regel.thema, u.antwoord) for u in uitslagen if not u.eerste and u.regel.thema != "gesprek")
    print("\nverward (verwacht → gaf, aantal)")
    for (verwacht, gaf), aantal in paren.most_common(25):
        print(f"  {verwacht} → {gaf}  {aantal}")


def _cells(rij: List[Any]) -> str:
    return f"{rij[0]:6.2f}  {rij[1]:8.2f}  {rij[2]:6}"


def differences(nieuw: Dict[str, Any], oud: Dict[str, Any]) -> Iterator[str]:
    """What changed since the last measurement: the main figures, then styles and themes right at once."""
    for sleutel in HOOFD:
        if sleutel in oud and nieuw[sleutel] != oud[sleutel]:
            yield f"{sleutel}: {oud[sleutel]} → {nieuw[sleutel]} ({nieuw[sleutel] - oud[sleutel]:+.4f})"
    for soort in ("per_stijl", "per_thema"):
        for naam, rij in nieuw[soort].items():
            vorig = oud.get(soort, {}).get(naam)
            if vorig and rij[:2] != vorig[:2]:
                yield f"{naam}: meteen {vorig[0]:.2f} → {rij[0]:.2f}, na vraag {vorig[1]:.2f} → {rij[1]:.2f}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kruis", action="store_true")
    parser.add_argument("--fouten", action="store_true", help="toon elke fout")
    opties = parser.parse_args()
    uitslagen, tweede = run_tests()
    cijfers, los = both(uitslagen, tweede), figures(tweede)
    kruis = figures(run_cross()) if opties.kruis else None
    show(cijfers, kruis, uitslagen)
    print(f"\n{'tweede proef, per_stijl':34} meteen  na vraag  aantal")
    for naam, rij in los["per_stijl"].items():
        print(f"  {naam:32} {_cells(rij)}")
    if opties.fouten:
        for u in uitslagen + tweede:
            if not u.vraag:
                print(f"  [{'/'.join(sorted(u.regel.goed))} → {u.antwoord} {u.zekerheid:.2f}] {u.regel.tekst}")
    oud = json.loads(BEWAARD.read_text("utf-8")) if BEWAARD.exists() else {}
    anders = list(differences(cijfers, oud)) or ["niets anders"]
    print("\nsinds de vorige meting", *(anders if oud else ["geen vorige meting"]), sep="\n  ")
    BEWAARD.parent.mkdir(exist_ok=True)
    BEWAARD.write_text(json.dumps({**cijfers, "kruisvalidatie": kruis}, ensure_ascii=False, indent=1), "utf-8")
    return compare(cijfers, TEST / "waarden.json")


def compare(cijfers: Dict[str, Any], bewaard: Path) -> int:
    """1 when a figure is below the kept value."""
    laag = [
        f"{k}: {cijfers[k]} is lager dan {v}" for k, v in json.loads(bewaard.read_text("utf-8")).items() if cijfers[k] < v
    ]
    print("\n" + ("\n".join(laag) if laag else f"geen cijfer lager dan {bewaard.relative_to(ROOT)}"))
    return 1 if laag else 0


if __name__ == "__main__":
    sys.exit(main())
