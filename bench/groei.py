"""Does a turn get slower with more schools, or in a long conversation? Two servers of ours side by side, in short turns.

``python -m bench.groei --model-wij MAP``: 1 against 500 institutions, and turn 200 against turn 5. Prints a table, writes
var/bench/groei.json.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import sys
import time
import urllib.request
import uuid
from pathlib import Path
from typing import Any, Dict, List

from bench.meten import play
from bench.projecten import BENCH, WORTEL
from bench.servers import Server, start_ours, stop_all

BERICHTEN = ("ik heb geen geld meer voor eten", "vertel meer", "dat heb ik al geprobeerd", "zet het op een kaartje",
             "opnieuw beginnen")


def knowledge(scholen: int) -> Path:
    """A copy of knowledge/ with the three example schools and, for the rest, copies under other names."""
    map_ = BENCH / f"kennis-{scholen}"
    shutil.rmtree(map_, ignore_errors=True)
    shutil.copytree(WORTEL / "knowledge", map_)
    school = (map_ / "instellingen" / "voorbeeld-mbo.yaml").read_text("utf-8")
    naam = next(r for r in school.splitlines() if r.startswith("naam:"))
    for n in range(3, scholen):
        tekst = school.replace(naam, f"naam: Voorbeeldschool {n}").replace("id: voorbeeld-mbo", f"id: voorbeeld-{n}")
        (map_ / "instellingen" / f"voorbeeld-{n}.yaml").write_text(tekst, "utf-8")
    if scholen < 3:
        for pad in (map_ / "instellingen").glob("*.yaml"):
            if pad.stem != "voorbeeld-mbo":
                pad.unlink()
    return map_


class Gesprek:
    """One conversation; each call plays its next turn and gives the milliseconds it took."""

    def __init__(self, server: Server) -> None:
        self.url, self.wie, self.beurt = server.url, f"lang-{uuid.uuid4().hex}", 0

    def __call__(self) -> float:
        inhoud = {"sender": self.wie, "message": BERICHTEN[self.beurt % len(BERICHTEN)],
                  "metadata": {"instelling": "voorbeeld-mbo"}}
        self.beurt += 1
        vraag = urllib.request.Request(self.url, json.dumps(inhoud).encode(), {"Content-Type": "application/json"})
        begin = time.perf_counter()
        urllib.request.urlopen(vraag, timeout=120).read()
        return (time.perf_counter() - begin) * 1000


def early_and_late(server: Server, vroeg: List[float], laat: List[float]) -> None:
    """Turns 5-24 of a new conversation and 200-219 of a long one, in turns, so that noise hits both."""
    nieuw, lang = Gesprek(server), Gesprek(server)
    for gesprek, tot in ((lang, 200), (nieuw, 5)):
        while gesprek.beurt < tot:
            gesprek()
    for _ in range(20):  # the same five messages come round in both
        vroeg.append(nieuw())
        laat.append(lang())


def compare(een: List[float], ander: List[float]) -> Dict[str, float]:
    a, b = statistics.median(een), statistics.median(ander)
    return {"eerst_ms": a, "dan_ms": b, "trager": b / a - 1}


def measure(modellen: Path, rondes: int, seconden: float) -> Dict[str, Any]:
    servers: List[Server] = []
    try:
        for scholen in (1, 500):
            servers.append(start_ours(modellen, f"wij-{scholen}", knowledge(scholen)))
        slices: Dict[str, List[Dict[str, Any]]] = {s.naam: [] for s in servers}
        for server in servers:
            play(server, 1, 1.0)
        for ronde in range(rondes):
            for server in servers if ronde % 2 else servers[::-1]:
                slices[server.naam].append(play(server, 1, seconden))
        vroeg: List[float] = []
        laat: List[float] = []
        for _ in range(rondes):
            early_and_late(servers[0], vroeg, laat)
    finally:
        stop_all(servers)
    wij_1, wij_500 = slices["wij-1"], slices["wij-500"]
    return {
        "scholen_ms": compare([statistics.median(s["ms"]) for s in wij_1], [statistics.median(s["ms"]) for s in wij_500]),
        "scholen_cpu_ms": compare([s["cpu_ms"] for s in wij_1], [s["cpu_ms"] for s in wij_500]),
        "beurten_ms": compare(vroeg, laat), "start_s": [s.start_s for s in servers],
    }


def main() -> int:
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--model-wij", required=True)
    p.add_argument("--rondes", type=int, default=8)
    p.add_argument("--seconden", type=float, default=6.0)
    opties = p.parse_args()
    uit = measure(Path(opties.model_wij), opties.rondes, opties.seconden)
    (BENCH / "groei.json").write_text(json.dumps(uit, indent=1), "utf-8")
    for naam, doel in (("scholen_ms", 0.10), ("scholen_cpu_ms", 0.10), ("beurten_ms", 0.15)):
        u = uit[naam]
        print(f"{naam:15} {u['eerst_ms']:6.2f} → {u['dan_ms']:6.2f} ms  {u['trager']:+.0%} (doel ≤ {doel:+.0%})")
    return 0 if uit["scholen_cpu_ms"]["trager"] <= 0.10 and uit["beurten_ms"]["trager"] <= 0.15 else 1


if __name__ == "__main__":
    sys.exit(main())
