"""``make bench``: stock Rasa, our server and a bare echo, one after the other in short turns, so that noise hits all three.

Both bots learned the same part of the examples (bench/modellen.py). Without ``--kort`` training on all examples is compared as
well, and our server with all examples runs beside the rest. ``--model-wij``: a folder with that model, already trained.
Writes var/bench/uitkomst.json and .png; exit code 1 when an aim that this machine measured is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any, Callable, Dict, List, Optional

from bench.modellen import on_all_examples, pair
from bench.projecten import BENCH, OMGEVING, VOL_EPOCHS, WORTEL
from bench.servers import Server, start_echo, start_ours, start_stock, stop_all

KOPPEN = ("", "ms (1 client)", "p95", "per s (1)", "per s (8)", "cpu-ms", "MB", "start s", "training s", "verwijzing")


def play(server: Server, clients: int, seconden: float) -> Dict[str, Any]:
    """One slice from a client process; adds processor milliseconds of the server per message."""
    voor = server.cpu_s()
    opdracht = [sys.executable, "-m", "bench.spelen", server.url, "--clients", str(clients), "--seconden", str(seconden)]
    uit = subprocess.run(opdracht, cwd=WORTEL, env={**os.environ, **OMGEVING}, capture_output=True, text=True, check=True)
    slice_: Dict[str, Any] = json.loads(uit.stdout)
    slice_["cpu_ms"] = (server.cpu_s() - voor) * 1000 / max(1, len(slice_["ms"]))
    return slice_


def interleave(servers: List[Server], rondes: int, seconden: float) -> Dict[str, Dict[str, List[Dict[str, Any]]]]:
    """Per server and load (``een``, ``acht``) the slices; who goes first changes every round."""
    uit: Dict[str, Dict[str, List[Dict[str, Any]]]] = {s.naam: {"een": [], "acht": []} for s in servers}
    for server in servers:
        play(server, 1, 1.0)  # warm up
    for ronde in range(rondes):
        for i in range(len(servers)):
            server = servers[(i + ronde) % len(servers)]
            for naam, clients in (("een", 1), ("acht", 8)):
                uit[server.naam][naam].append(play(server, clients, seconden))
    return uit


def spread(waarden: List[float]) -> Dict[str, float]:
    return {"midden": statistics.median(waarden), "laag": min(waarden), "hoog": max(waarden)}


def summary(slices: Dict[str, List[Dict[str, Any]]]) -> Dict[str, Any]:
    """Medians over the slices with the lowest and highest slice; ``per_ronde``: one figure per slice, for ratios."""
    alle = [ms for s in slices["een"] for ms in s["ms"]]
    samen = [s for soort in slices.values() for s in soort]
    berichten = sum(len(s["ms"]) for s in samen)
    per_ronde = {"ms_een": [statistics.median(s["ms"]) for s in slices["een"]],
                 "per_s_een": [s["per_s"] for s in slices["een"]], "per_s_acht": [s["per_s"] for s in slices["acht"]]}
    return {
        **{veld: spread(waarden) for veld, waarden in per_ronde.items()}, "per_ronde": per_ronde,
        "p95_een": statistics.quantiles(alle, n=20)[-1] if len(alle) > 20 else max(alle),
        "cpu_ms": spread([s["cpu_ms"] for s in samen]), "berichten": berichten, "fout": sum(s["fout"] for s in samen),
        "met_kaart": sum(s["met_kaart"] for s in samen) / berichten,
        "verwijzing": sum(s["verwijzing"] for s in samen) / berichten,
    }


AIMS = (  # name, field, above, below, aim as a ratio, higher is better
    ("zelfde werk: verwijzingen, stock / wij", "verwijzing", "stock", "wij", 0.9, True),
    ("berichten per seconde, 8 clients, wij / stock", "per_s_acht", "wij", "stock", 10, True),
    ("tijd per bericht, 1 client, stock / wij", "ms_een", "stock", "wij", 10, True),
    ("tijd per bericht, 1 client, wij / kale echo", "ms_een", "wij", "echo", 20, False),
    ("geheugen, wij / stock (alleen de server)", "mb", "wij", "stock", 0.6, False),
    ("start tot eerste antwoord, wij / stock", "start_s", "wij", "stock", 0.5, False),
)


def figure(waarde: Any) -> float:
    """One number of a field: the median, of memory that of the server itself."""
    return float(waarde["midden"] if isinstance(waarde, dict) else waarde[0] if isinstance(waarde, list) else waarde)


def judge(uit: Dict[str, Any]) -> List[Dict[str, Any]]:
    """Each aim with what was measured: the ratio of the medians, and the lowest and highest ratio of one round.

    Aims whose server did not run are left out.
    """
    regels = []
    for naam, veld, boven, onder, doel, hoger in AIMS:
        if boven not in uit or onder not in uit:
            continue
        waarde = figure(uit[boven][veld]) / figure(uit[onder][veld])
        rondes = [a / b for a, b in zip(*(uit[n].get("per_ronde", {}).get(veld, []) for n in (boven, onder)))] or [waarde]
        regels.append({"naam": naam, "waarde": waarde, "laag": min(rondes), "hoog": max(rondes), "doel": doel,
                       "gehaald": waarde >= doel if hoger else waarde <= doel, "hoger_is_beter": hoger})
    alles = uit["trainingen"].get("alles")
    return [*regels, judge_training(alles["wij"], alles["stock"])] if alles else regels


def judge_training(wij: Dict[str, Any], stock: Dict[str, Any]) -> Dict[str, Any]:
    """The larger of both ratios (processor and clock time), so that neither many threads nor a busy machine decides."""
    waarde = max(wij["cpu"] / stock["cpu"], wij["seconden"] / stock["seconden"])
    naam = "training op alle voorbeelden, wij / stock"
    if stock["gestopt"]:
        naam += f", gestopt in ronde {stock['ronde']} van {VOL_EPOCHS} van DIET: hooguit"
    return {"naam": naam, "waarde": waarde, "laag": waarde, "hoog": waarde, "doel": 0.2, "gehaald": waarde <= 0.2,
            "hoger_is_beter": False}


def row(naam: str, u: Dict[str, Any], training: Optional[Dict[str, Any]]) -> List[str]:
    def bereik(veld: str) -> str:
        return f"{u[veld]['midden']:.1f} ({u[veld]['laag']:.1f}-{u[veld]['hoog']:.1f})"

    geleerd = f"{'>' if training['gestopt'] else ''}{training['seconden']:.0f} (cpu {training['cpu']:.0f})" if training else ""
    return [naam, bereik("ms_een"), f"{u['p95_een']:.1f}", bereik("per_s_een"), bereik("per_s_acht"), bereik("cpu_ms"),
            "+".join(f"{m:.0f}" for m in u["mb"]), bereik("start_s"), geleerd, f"{u['verwijzing']:.0%}"]


def report(uit: Dict[str, Any]) -> str:
    """The table, the aims, and what the trainings on all examples took."""
    deel, alles = uit["trainingen"].get("deel", {}), uit["trainingen"].get("alles", {})
    geleerd = {**deel, "wij-alles": alles.get("wij")}
    rijen = [list(KOPPEN)] + [row(n, uit[n], geleerd.get(n)) for n in ("stock", "wij", "wij-alles", "echo") if n in uit]
    breed = [max(len(r[k]) for r in rijen) for k in range(len(KOPPEN))]
    regels = ["  ".join(cel.ljust(b) for cel, b in zip(rij, breed)).rstrip() for rij in rijen]
    regels += [""] + [f"{'gehaald' if a['gehaald'] else 'NIET   '}  {a['naam']}: {a['waarde']:.2f} "
                      f"({a['laag']:.2f}-{a['hoog']:.2f}; doel {a['doel']})" for a in uit["doelen"]]
    if alles:
        regels += [f"training op alle voorbeelden, {n}: {t['seconden']:.0f} s, processor {t['cpu']:.0f} s"
                   + (", daarna gestopt" if t["gestopt"] else "") for n, t in alles.items()]
    return "\n".join(regels)


def start_in_turn(starters: List[Callable[[], Server]], keer: int, servers: List[Server]) -> Dict[str, Dict[str, List[float]]]:
    """Start all ``keer`` times, one at a time; the last ones stay and stand in ``servers``. Seconds per server."""
    tijden: Dict[str, Dict[str, List[float]]] = {}
    for beurt in range(keer):
        for starter in starters:
            server = starter()
            servers.append(server)
            van = tijden.setdefault(server.naam, {"start_s": [], "start_cpu_s": []})
            van["start_s"].append(server.start_s)
            van["start_cpu_s"].append(server.start_cpu_s)
            if beurt < keer - 1:
                servers.pop().stop()
    return tijden


def measure(opties: argparse.Namespace) -> Dict[str, Any]:
    paar = pair()
    trainingen: Dict[str, Any] = {"deel": paar.trainingen}
    alles = Path(opties.model_wij) if opties.model_wij else None
    if not opties.kort:
        trainingen["alles"] = on_all_examples()
        alles = alles or Path(trainingen["alles"]["wij"]["model"]).parent
    starters = [lambda: start_stock(paar.stock_project, paar.stock), lambda: start_ours(paar.wij), start_echo]
    if alles:
        starters.append(lambda: start_ours(alles, "wij-alles"))
    servers: List[Server] = []
    try:
        starts = start_in_turn(starters, opties.starts, servers)
        uit: Dict[str, Any] = {naam: {veld: spread(w) for veld, w in t.items()} for naam, t in starts.items()}
        slices = interleave(servers, opties.rondes, opties.seconden)
        for server in servers:
            uit[server.naam] |= {**summary(slices[server.naam]), "mb": server.memory_mb()}
    finally:
        stop_all(servers)
    uit["trainingen"], uit["machine"] = trainingen, f"{os.cpu_count()} kernen, Python {platform.python_version()}"
    uit["kort"], uit["belasting"] = opties.kort, os.getloadavg()
    uit["doelen"] = judge(uit)
    return uit


def main(argv: Optional[List[str]] = None) -> int:
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--kort", action="store_true")
    p.add_argument("--rondes", type=int, default=7)
    p.add_argument("--seconden", type=float, default=8.0, help="per server, belasting en ronde")
    p.add_argument("--starts", type=int, default=3, help="hoe vaak elke server wordt gestart")
    p.add_argument("--model-wij", default="", help="map met ons model van alle voorbeelden")
    opties = p.parse_args(argv)
    BENCH.mkdir(parents=True, exist_ok=True)
    uit = measure(opties)
    (BENCH / "uitkomst.json").write_text(json.dumps(uit, indent=1), "utf-8")
    print(report(uit))
    from bench.tekening import draw

    draw(uit, BENCH / "uitkomst.png")
    return 0 if all(a["gehaald"] for a in uit["doelen"]) else 1


if __name__ == "__main__":
    sys.exit(main())
