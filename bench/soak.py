"""Soak: a fixed pace for a long time, and whether memory or answering time creeps up.

``python -m bench.soak --model-wij MAP --minuten 60 --per-seconde 30``. Without a pace: half of what one short burst reached.
Prints a line per minute, then the slopes per hour (least squares over the second half of the run, when all is warm). Processor
time per message is the figure that other work on the machine hardly touches; answering time must be read beside the load.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import statistics
import sys
import time
from pathlib import Path
from typing import Any, Dict, List, Tuple

import aiohttp
import numpy as np

from bench.meten import play
from bench.projecten import BENCH
from bench.servers import Server, start_ours, stop_all
from bench.spelen import turns

Beurten = List[Tuple[float, float, int]]  # when it was ready (monotonic), milliseconds, 1 for an answer


async def client(sessie: aiohttp.ClientSession, server: Server, tot: float, elke: float, uit: Beurten) -> None:
    """One message each ``elke`` seconds; a late answer is waited for and the pace goes on from there."""
    for inhoud in turns():
        begin = time.monotonic()
        if begin >= tot:
            return
        async with sessie.post(server.url, json=inhoud) as antwoord:
            goed = antwoord.status == 200 and bool(await antwoord.json(content_type=None))
        klaar = time.monotonic()
        uit.append((klaar, (klaar - begin) * 1000, int(goed)))
        await asyncio.sleep(max(0.0, elke - (klaar - begin)))


async def watch(server: Server, tot: float, metingen: List[Dict[str, float]], uit: Beurten, elke: float) -> None:
    begin, gezien, rekentijd = time.monotonic(), 0, server.cpu_s()
    while time.monotonic() < tot - 1:
        await asyncio.sleep(min(elke, max(0.1, tot - time.monotonic())))
        nieuw, gezien, vorige, rekentijd = uit[gezien:], len(uit), rekentijd, server.cpu_s()
        if nieuw:
            m = {"s": time.monotonic() - begin, "mb": server.memory_mb()[0], "ms": statistics.median(n[1] for n in nieuw),
                 "cpu_ms": (rekentijd - vorige) * 1000 / len(nieuw), "belasting": os.getloadavg()[0],
                 "berichten": len(nieuw), "fout": sum(not n[2] for n in nieuw)}
            metingen.append(m)
            print(f"{m['s']:6.0f} s  {m['mb']:7.1f} MB  {m['ms']:7.2f} ms  {m['cpu_ms']:6.2f} cpu-ms  "
                  f"belasting {m['belasting']:4.1f}  {m['berichten']:5} berichten  {m['fout']} fout", flush=True)


def slope(metingen: List[Dict[str, float]], veld: str) -> float:
    """Per hour, over the second half."""
    helft = metingen[len(metingen) // 2:]
    if len(helft) < 3:
        return float("nan")
    return float(np.polyfit([m["s"] / 3600 for m in helft], [m[veld] for m in helft], 1)[0])


async def soak(server: Server, minuten: float, per_s: float, clients: int, elke: float) -> List[Dict[str, float]]:
    tot = time.monotonic() + minuten * 60
    uit: Beurten = []
    metingen: List[Dict[str, float]] = []
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=120)) as sessie:
        spelers = [client(sessie, server, tot, clients / per_s, uit) for _ in range(clients)]
        await asyncio.gather(watch(server, tot, metingen, uit, elke), *spelers)
    return metingen


def main() -> int:
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--model-wij", required=True)
    p.add_argument("--minuten", type=float, default=60.0)
    p.add_argument("--per-seconde", type=float, default=0.0)
    p.add_argument("--clients", type=int, default=8)
    p.add_argument("--elke", type=float, default=60.0, help="seconden tussen twee regels")
    opties = p.parse_args()
    server = start_ours(Path(opties.model_wij), "soak")
    try:
        per_s = opties.per_seconde or play(server, opties.clients, 10.0)["per_s"] / 2
        print(f"{per_s:.1f} berichten per seconde, {opties.minuten:g} minuten", flush=True)
        metingen = asyncio.run(soak(server, opties.minuten, per_s, opties.clients, opties.elke))
    finally:
        stop_all([server])
    uit: Dict[str, Any] = {"per_s": per_s, "metingen": metingen, "mb_per_uur": slope(metingen, "mb"),
                           "ms_per_uur": slope(metingen, "ms"), "cpu_ms_per_uur": slope(metingen, "cpu_ms"),
                           "fout": sum(m["fout"] for m in metingen)}
    (BENCH / "soak.json").write_text(json.dumps(uit, indent=1), "utf-8")
    print(f"geheugen {uit['mb_per_uur']:+.1f} MB per uur, antwoordtijd {uit['ms_per_uur']:+.2f} ms per uur, "
          f"rekentijd per bericht {uit['cpu_ms_per_uur']:+.2f} ms per uur, {uit['fout']:g} fout")
    return 0 if not uit["fout"] else 1


if __name__ == "__main__":
    sys.exit(main())
