"""Measure understanding: the independent test set through the trained model, exactly as the server decides.

Run with ``make begrip`` (``--kruis`` adds 5-fold cross-validation). Prints the tables, writes
var/begrip.json, and fails when a figure falls below tests/begrip/waarden.json. Written sentences
are not real messages.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, FrozenSet, List, Tuple

import numpy as np

from bot.begrip.archive import open_model
from bot.begrip.intents import IntentModel
from bot.knowledge.gesprek.veilig import crisis_theme, level_of
from bot.knowledge.wordlists import load_examples, load_spelling, read_values
from bot.settings import ROOT, read_settings

TEST = ROOT / "tests" / "begrip"


@dataclass(frozen=True)
class Regel:
    tekst: str
    goed: FrozenSet[str]
    stijl: str
    thema: str


@dataclass(frozen=True)
class Uitslag:
    """``eerste``: right at once. ``vraag``: right at once or after one question. ``loket``: sent to a loket."""

    regel: Regel
    antwoord: str
    eerste: bool
    vraag: bool
    loket: bool
    zekerheid: float


def read_test() -> List[Regel]:
    uit = []
    for pad in sorted(TEST.glob("*.yml")):
        inhoud = read_values(pad)
        for b in inhoud["berichten"]:
            goed = frozenset(b["goed"]) if "goed" in b else frozenset({b["intent"]})
            uit.append(Regel(b["tekst"], goed, b.get("stijl", "gesprek"), inhoud.get("thema", "gesprek")))
    return uit


def judge(regel: Regel, besluit: Any) -> Uitslag:
    intent, themas = besluit.intent, [t for t, _ in besluit.themas]
    niveau = level_of(intent)
    thema = crisis_theme(niveau, besluit.themas) if niveau else intent[6:] if intent.startswith("thema_") else ""
    eerste = thema in regel.goed or intent in regel.goed
    # After the safety question "I am safe" goes on with the likeliest theme; a question shows up to four.
    if intent == "veiligheidsvraag":
        vraag = bool(regel.goed & set(themas[:1])) or "crisis_suicide" in regel.goed
    else:
        vraag = eerste or (intent == "twijfel" and bool(regel.goed & set(themas[:4])))
    return Uitslag(regel, intent, eerste, vraag, bool(thema), besluit.zekerheid)


def run_test() -> List[Uitslag]:
    guard, herkenner = open_model(read_settings().modellen)
    uit = []
    for regel in read_test():
        lemmas = herkenner.spelling.normalise(regel.tekst)
        uit.append(judge(regel, herkenner.look(regel.tekst, lemmas, guard.look(regel.tekst)).besluit))
    return uit


def share(uitslagen: List[Uitslag], wat: str) -> float:
    return round(sum(getattr(u, wat) for u in uitslagen) / max(len(uitslagen), 1), 4)


def figures(uitslagen: List[Uitslag]) -> Dict[str, Any]:
    """All figures as plain values."""
    themas = [u for u in uitslagen if u.regel.thema not in ("gesprek", "buiten_bereik")]
    buiten = [u for u in uitslagen if u.regel.thema == "buiten_bereik"]
    gesprek = [u for u in uitslagen if u.regel.thema == "gesprek"]
    per: Dict[str, Dict[str, List[Uitslag]]] = {"stijl": defaultdict(list), "thema": defaultdict(list)}
    for u in themas:
        per["stijl"][u.regel.stijl].append(u)
        per["thema"][u.regel.thema].append(u)
    return {
        "berichten": len(themas), "meteen_goed": share(themas, "eerste"), "na_een_vraag": share(themas, "vraag"),
        "buiten_bereik_niet_naar_loket": round(1 - share(buiten, "loket"), 4), "buiten_bereik_berichten": len(buiten),
        "gesprek_goed": share(gesprek, "eerste"), "gesprek_berichten": len(gesprek),
        "per_stijl": {k: [share(v, "eerste"), share(v, "vraag"), len(v)] for k, v in sorted(per["stijl"].items())},
        "per_thema": {k: [share(v, "eerste"), share(v, "vraag"), len(v)] for k, v in sorted(per["thema"].items())},
        "ijking": calibration(themas),
    }


def calibration(uitslagen: List[Uitslag]) -> List[Tuple[float, float, int]]:
    """(mean confidence, share right, count) per tenth of confidence, for themes answered at once."""
    bakken: Dict[int, List[Uitslag]] = defaultdict(list)
    for u in uitslagen:
        if u.antwoord.startswith("thema_"):
            bakken[min(int(u.zekerheid * 10), 9)].append(u)
    return [
        (round(float(np.mean([u.zekerheid for u in v])), 2), share(v, "eerste"), len(v)) for _, v in sorted(bakken.items())
    ]


def cross_validate(vouwen: int = 5) -> Dict[str, float]:
    from sklearn.model_selection import StratifiedKFold

    voorbeelden = load_examples(ROOT / "data" / "nlu")
    spelling = load_spelling(read_settings().kennis)
    ruw = [v[0] for v in voorbeelden]
    lemmas, intents = [spelling.normalise(t) for t in ruw], np.array([v[1] for v in voorbeelden])
    goed = top4 = 0
    for leer, toets in StratifiedKFold(vouwen, shuffle=True, random_state=0).split(ruw, intents):
        model = IntentModel.train([ruw[i] for i in leer], [lemmas[i] for i in leer], [intents[i] for i in leer])
        for i in toets:
            rang = [n for n, _ in model.rank(ruw[i], lemmas[i])[:4]]
            goed += rang[0] == intents[i]
            top4 += intents[i] in rang
    return {"goed": round(goed / len(ruw), 4), "bij_de_eerste_vier": round(top4 / len(ruw), 4), "regels": len(ruw)}


def show(cijfers: Dict[str, Any], uitslagen: List[Uitslag]) -> None:
    for sleutel in ("berichten", "meteen_goed", "na_een_vraag", "buiten_bereik_niet_naar_loket", "gesprek_goed"):
        print(f"{sleutel:32} {cijfers[sleutel]}")
    for soort in ("per_stijl", "per_thema"):
        print(f"\n{soort:34} meteen  na vraag  aantal")
        for naam, (eerste, vraag, aantal) in cijfers[soort].items():
            print(f"  {naam:32} {eerste:6.2f}  {vraag:8.2f}  {aantal:6}")
    print("\nijking (zekerheid, deel goed, aantal)", *cijfers["ijking"], sep="\n  ")
    paren = Counter((u.regel.thema, u.antwoord) for u in uitslagen if not u.eerste and u.regel.thema != "gesprek")
    print("\nverward (verwacht → gaf, aantal)")
    for (verwacht, gaf), aantal in paren.most_common(25):
        print(f"  {verwacht} → {gaf}  {aantal}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kruis", action="store_true")
    parser.add_argument("--fouten", action="store_true", help="toon elke fout")
    opties = parser.parse_args()
    uitslagen = run_test()
    cijfers = figures(uitslagen)
    show(cijfers, uitslagen)
    if opties.fouten:
        for u in uitslagen:
            if not u.vraag:
                print(f"  [{'/'.join(sorted(u.regel.goed))} → {u.antwoord} {u.zekerheid:.2f}] {u.regel.tekst}")
    if opties.kruis:
        cijfers["kruisvalidatie"] = cross_validate()
        print("\nkruisvalidatie", cijfers["kruisvalidatie"])
    doel = ROOT / "var" / "begrip.json"
    doel.write_text(json.dumps(cijfers, ensure_ascii=False, indent=1), "utf-8")
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
