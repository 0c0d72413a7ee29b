"""Compare recognisers on accuracy, milliseconds, memory and training time: the table of docs/besluiten/0003.

Run with ``make vergelijk``. Every candidate runs in its own process, one thread, and learns from the same lines
(``--per N``: at most N lines per intent). Times are CPU seconds, so that other work on the machine does not count.
Results are kept in var/vergelijk.json; ``--schrijf`` puts the table in the decision.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import resource
import subprocess
import sys
import time
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any, Dict, List, Sequence, Tuple

import numpy as np
from begrip import Regel, read_test
from vergelijk_kandidaten import KANDIDATEN, missing

from bot.knowledge.wordlists import load_examples, load_spelling
from bot.settings import ROOT, read_settings

UIT = ROOT / "var" / "vergelijk.json"
BESLUIT = ROOT / "docs" / "besluiten" / "0003-lineair-model.md"
VAN, TOT = "<!-- vergelijk -->", "<!-- /vergelijk -->"
EEN_DRAAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS",
                           "TF_INTRA_OP_PARALLELISM_THREADS", "TF_INTER_OP_PARALLELISM_THREADS"), "1")
STIL = {"RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3", "LOG_LEVEL": "ERROR"}
THEMA = "thema_"


def training_lines(per: int) -> List[Tuple[str, str]]:
    """(text, intent); at most ``per`` lines of an intent (0: all), always the same choice."""
    per_intent: Dict[str, List[str]] = defaultdict(list)
    for tekst, intent, _ in load_examples(ROOT / "data" / "nlu"):
        per_intent[intent].append(tekst)
    kies = random.Random(1)
    return [
        (t, intent) for intent, teksten in per_intent.items()
        for t in (kies.sample(teksten, per) if 0 < per < len(teksten) else teksten)
    ]


def hits(regel: Regel, klassen: Sequence[str], shares: Any) -> Tuple[bool, bool, bool]:
    """(first theme right, right one among the first four themes, the best class is a theme)."""
    orde = [klassen[i] for i in np.argsort(-np.asarray(shares))]
    themas = [k[len(THEMA):] for k in orde if k.startswith(THEMA)][:4]
    return themas[0] in regel.goed, bool(regel.goed & set(themas)), orde[0].startswith(THEMA)


def measure(naam: str, per: int, epochs: int) -> Dict[str, Any]:
    """Train and test one candidate in this process."""
    maak = KANDIDATEN[naam][1]
    spelling = load_spelling(read_settings().kennis)
    regels = training_lines(per)
    ruw, intents = [r[0] for r in regels], [r[1] for r in regels]
    lemmas = [spelling.normalise(t) for t in ruw]
    kandidaat = maak(epochs)
    begin = time.process_time()
    eerder = kandidaat.train(ruw, lemmas, intents)
    training, tijden = time.process_time() - begin + eerder, []
    goed: Dict[str, List[Tuple[bool, bool, bool]]] = defaultdict(list)
    for regel in read_test():
        begin = time.process_time()
        klassen, shares = kandidaat.shares(regel.tekst, spelling.normalise(regel.tekst))
        tijden.append((time.process_time() - begin) * 1000)
        soort = regel.thema if regel.thema in ("gesprek", "buiten_bereik") else regel.stijl
        goed[soort].append(hits(regel, klassen, shares))
    goed.pop("gesprek", None)
    buiten = goed.pop("buiten_bereik")
    alle = [u for stijl in goed.values() for u in stijl]
    return {
        "naam": naam, "regels": len(regels), "per": per, "berichten": len(alle),
        "eerste": _share(alle, 0), "eerste_vier": _share(alle, 1),
        "stijlen": float(np.mean([_share(v, 0) for v in goed.values()])),
        "buiten_geen_thema": 1 - _share(buiten, 2), "ms": float(np.median(tijden)),
        "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "training": training,
    }


def _share(uitslagen: List[Tuple[bool, bool, bool]], wat: int) -> float:
    return sum(u[wat] for u in uitslagen) / max(len(uitslagen), 1)


def in_own_process(naam: str, per: int, epochs: int) -> Dict[str, Any]:
    """One thread. Raises CalledProcessError; the reason is on the screen by then."""
    opdracht = [sys.executable, __file__, "--een", naam, "--per", str(per), "--epochs", str(epochs)]
    uit = subprocess.run(opdracht, env={**os.environ, **EEN_DRAAD, **STIL}, stdout=subprocess.PIPE, check=True, text=True)
    rij: Dict[str, Any] = json.loads(uit.stdout.splitlines()[-1])
    return rij


def table(rijen: List[Dict[str, Any]]) -> str:
    kop = ["recogniser", "lines", "first theme", "in first four", "mean of styles", "out of scope seen", "ms", "MB", "training s"]
    uit = ["| " + " | ".join(kop) + " |", "|" + " --- |" * len(kop)]
    for r in sorted(rijen, key=lambda r: (-r["regels"], list(KANDIDATEN).index(r["naam"]))):
        naam = f"{r['naam']}, {r['epochs']} epochs" if r["naam"] == "DIET" else r["naam"]
        delen = [f"{100 * r[k]:.1f} %" for k in ("eerste", "eerste_vier", "stijlen", "buiten_geen_thema")]
        cellen = [naam, f"{r['regels']:,}", *delen, f"{r['ms']:.1f}", f"{r['mb']:.0f}", f"{r['training']:.0f}"]
        uit.append("| " + " | ".join(cellen) + " |")
    commits = ", ".join(sorted({r["commit"] for r in rijen}))
    dagen = ", ".join(sorted({r["datum"] for r in rijen}))
    machine = ", ".join(sorted({r["machine"] for r in rijen}))
    return "\n".join([*uit, "", f"Commit {commits}; {dagen}; {machine}; {rijen[0]['berichten']} messages about themes."])


def describe_machine() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    regels = cpuinfo.read_text("utf-8").splitlines() if cpuinfo.exists() else []
    model = next((r.split(":")[1].strip() for r in regels if r.startswith("model name")), platform.machine())
    return f"{model}, one thread, {os.cpu_count()} cores, Python {platform.python_version()}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--per", type=int, default=0, help="at most so many lines per intent (0: all)")
    parser.add_argument("--epochs", type=int, default=20, help="of DIET")
    parser.add_argument("--alleen", nargs="*", help="only candidates whose name contains one of these")
    parser.add_argument("--schrijf", action="store_true", help="put the table in the decision")
    parser.add_argument("--een", choices=list(KANDIDATEN), help=argparse.SUPPRESS)
    opties = parser.parse_args()
    if opties.een:
        print(json.dumps(measure(opties.een, opties.per, opties.epochs)))
        return 0
    kies = [n for n in KANDIDATEN if not opties.alleen or any(a.lower() in n.lower() for a in opties.alleen)]
    rijen = run(kies, opties.per, opties.epochs)
    if not rijen:
        return 1
    tekst = table(rijen)
    print(tekst)
    if opties.schrijf:
        oud = BESLUIT.read_text("utf-8")
        kop, staart = oud.split(VAN)[0], oud.split(TOT)[1]
        BESLUIT.write_text(f"{kop}{VAN}\n{tekst}\n{TOT}{staart}", "utf-8")
    return 0


def run(namen: List[str], per: int, epochs: int) -> List[Dict[str, Any]]:
    """All kept rows, the new ones included. A candidate that fails is named and skipped."""
    rijen: List[Dict[str, Any]] = json.loads(UIT.read_text("utf-8")) if UIT.exists() else []
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, cwd=ROOT).stdout.strip()
    for naam in namen:
        if pakket := missing(naam):
            print(f"overgeslagen: {naam} ({pakket} is niet geïnstalleerd)")
            continue
        print(f"meten: {naam}", flush=True)
        try:
            rij = in_own_process(naam, per, epochs)
        except subprocess.CalledProcessError as fout:
            print(f"mislukt: {naam} (code {fout.returncode})")
            continue
        rij.update(epochs=epochs, commit=commit, datum=str(date.today()), machine=describe_machine())
        rijen = [r for r in rijen if (r["naam"], r["per"]) != (naam, per)] + [rij]
        UIT.parent.mkdir(exist_ok=True)
        UIT.write_text(json.dumps(rijen, ensure_ascii=False, indent=1), "utf-8")
    return rijen


if __name__ == "__main__":
    sys.exit(main())
