"""``make bench``: stock Rasa, our server and a bare echo, one after the other in short turns, so that noise hits all three.

``--kort`` trains stock on a twentieth of the examples (for CI; the figures say so). ``--model-wij`` and ``--stock`` reuse models.
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
from typing import Any, Dict, List, Optional, Tuple

from bench.projecten import BENCH, OMGEVING, VOL_EPOCHS, WORTEL, Training, make_stock, train
from bench.servers import Server, start_echo, start_ours, start_stock, stop_all

MIN_GELIJK = 0.5  # share of referrals of stock against ours, below which the two did not do the same work
KORT_DEEL, KORT_EPOCHS = 20, 30


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
    """Medians over the slices with the lowest and highest slice."""
    alle = [ms for s in slices["een"] for ms in s["ms"]]
    samen = [s for soort in slices.values() for s in soort]
    berichten = sum(len(s["ms"]) for s in samen)
    return {
        "ms_een": spread([statistics.median(s["ms"]) for s in slices["een"]]),
        "p95_een": statistics.quantiles(alle, n=20)[-1] if len(alle) > 20 else max(alle),
        "per_s_een": spread([s["per_s"] for s in slices["een"]]), "per_s_acht": spread([s["per_s"] for s in slices["acht"]]),
        "cpu_ms": spread([s["cpu_ms"] for s in samen]), "berichten": berichten, "fout": sum(s["fout"] for s in samen),
        "met_kaart": sum(s["met_kaart"] for s in samen) / berichten,
        "verwijzing": sum(s["verwijzing"] for s in samen) / berichten,
    }


def models(opties: argparse.Namespace) -> Tuple[Path, Path, Path, Dict[str, Any]]:
    """(folder of our model, stock project, stock model, trainings); trains what is not given."""
    trainingen: Dict[str, Any] = {}
    project = BENCH / ("stock-kort" if opties.kort else "stock")
    model = BENCH / "modellen" / project.name / f"{project.name}.tar.gz"
    verslag = BENCH / f"{project.name}.json"
    if not model.exists():
        epochs, deel = (KORT_EPOCHS, KORT_DEEL) if opties.kort else (opties.epochs, 1)
        make_stock(project, epochs, deel)
        gedaan = train(project, "config.yml", "data", project.name, BENCH / f"{project.name}.log")
        verslag.write_text(json.dumps({**gedaan.als_dict(), "epochs": epochs, "deel": deel}), "utf-8")
    if verslag.exists():
        trainingen["stock"] = json.loads(verslag.read_text("utf-8"))
    onze = Path(opties.model_wij) if opties.model_wij else BENCH / "modellen" / "wij"
    if not list(onze.glob("*.tar.gz")):
        config = "config.yml" if "lookup" not in (WORTEL / "var" / "taalmodel.txt").read_text() else "var/config.fallback.yml"
        gedaan_wij: Training = train(WORTEL, config, "data", "wij", BENCH / "wij-training.log")
        (BENCH / "wij.json").write_text(json.dumps(gedaan_wij.als_dict()), "utf-8")
    if (BENCH / "wij.json").exists():
        trainingen["wij"] = json.loads((BENCH / "wij.json").read_text("utf-8"))
    return onze, project, model, trainingen


AIMS = (  # name, field, above, below, aim as a ratio, higher is better
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
    """Each aim with what was measured. Aims whose server did not run are left out."""
    regels = []
    for naam, veld, boven, onder, doel, hoger in AIMS:
        if boven not in uit or onder not in uit:
            continue
        waarde = figure(uit[boven][veld]) / figure(uit[onder][veld])
        regels.append({"naam": naam, "waarde": waarde, "doel": doel, "gehaald": waarde >= doel if hoger else waarde <= doel,
                       "hoger_is_beter": hoger})
    stock, wij = uit["trainingen"].get("stock"), uit["trainingen"].get("wij")
    if stock and wij and stock.get("deel", 1) == 1:
        waarde = wij["cpu"] / stock["cpu"]
        regels.append({"naam": f"training (processortijd), wij / stock met {stock['epochs']} van {VOL_EPOCHS} rondes DIET",
                       "waarde": waarde, "doel": 0.2, "gehaald": waarde <= 0.2, "hoger_is_beter": False})
    return regels


def report(uit: Dict[str, Any]) -> str:
    koppen = ("", "ms (1 client)", "p95", "per s (1)", "per s (8)", "cpu-ms", "MB", "start s (cpu)", "verwijzing")
    rijen = [koppen]
    for naam in ("stock", "wij", "echo"):
        if naam in uit:
            u = uit[naam]

            def bereik(veld: str, u: Dict[str, Any] = u) -> str:
                return f"{u[veld]['midden']:.1f} ({u[veld]['laag']:.1f}-{u[veld]['hoog']:.1f})"

            rijen.append((naam, bereik("ms_een"), f"{u['p95_een']:.1f}", bereik("per_s_een"), bereik("per_s_acht"),
                          bereik("cpu_ms"), "+".join(f"{m:.0f}" for m in u["mb"]), f"{u['start_s']:.1f} ({u['start_cpu_s']:.1f})",
                          f"{u['verwijzing']:.0%}"))
    breed = [max(len(r[k]) for r in rijen) for k in range(len(koppen))]
    regels = ["  ".join(cel.ljust(b) for cel, b in zip(rij, breed)).rstrip() for rij in rijen]
    regels += [""] + [f"{'gehaald' if a['gehaald'] else 'NIET   '}  {a['naam']}: {a['waarde']:.2f} (doel {a['doel']})"
                      for a in uit["doelen"]]
    if "stock" in uit and "wij" in uit and uit["stock"]["verwijzing"] < MIN_GELIJK * uit["wij"]["verwijzing"]:
        regels.append(f"LET OP: stock gaf {uit['stock']['verwijzing']:.0%} verwijzingen en wij {uit['wij']['verwijzing']:.0%}; "
                      "stock deed dus minder werk dan wij.")
    return "\n".join(regels)


def measure(opties: argparse.Namespace) -> Dict[str, Any]:
    onze, project, model, trainingen = models(opties)
    servers: List[Server] = []
    try:
        servers.append(start_stock(project, model))
        servers.append(start_ours(onze))
        servers.append(start_echo())
        uit: Dict[str, Any] = {s.naam: {"start_s": s.start_s, "start_cpu_s": s.start_cpu_s} for s in servers}
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
    p.add_argument("--epochs", type=int, default=VOL_EPOCHS, help="rondes van DIET voor stock")
    p.add_argument("--model-wij", default="", help="map met ons model")
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
