"""The two projects that are compared: ours, and the same bot on the pipeline that Rasa 3.6.21 makes by default.

Stock gets our domain, examples, rules and actions, the recorded conversations as stories (so that TED and UnexpecTED have
something to learn), Rasa's rest channel (with `metadata`), its SQL tracker store on SQLite, and its action server in a second
process. All examples take its default 100 rounds of DIET hours on two cores; ``part`` is small enough to train both to the end.
"""

from __future__ import annotations

import importlib.resources
import os
import re
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Dict, List, Optional

from ruamel.yaml import YAML

from scripts.start import environment

WORTEL = Path(__file__).resolve().parent.parent
BENCH = WORTEL / "var" / "bench"
GESPREKKEN = Path(__file__).with_name("gesprekken.yml")
OMGEVING = environment()
VOL_EPOCHS = 100  # what the default config gives DIET
PER_INTENT = 4  # examples of each intent in the part that both learn; stock then understands the recorded turns


@dataclass(frozen=True)
class Training:
    """``seconden`` is clock time, ``cpu`` processor seconds. ``ronde``: of DIET, when it was stopped before its end."""

    model: str
    seconden: float
    cpu: float
    ronde: Optional[int] = None
    gestopt: bool = False


def yaml() -> YAML:
    y = YAML(typ="safe", pure=True)
    y.default_flow_style = False
    y.width = 4096
    return y


def read_conversations() -> List[Dict[str, Any]]:
    """The recorded conversations: naam, instelling, beurten of {tekst, intent}."""
    return list(yaml().load(GESPREKKEN.read_text("utf-8"))["gesprekken"])


def stories() -> Dict[str, Any]:
    """The recorded conversations as Rasa stories, with the action that the rule of each intent gives."""
    uit = []
    for gesprek in read_conversations():
        stappen: List[Dict[str, str]] = []
        for beurt in gesprek["beurten"]:
            actie = "action_doorverwijzen" if beurt["intent"].startswith("thema_") else "action_gesprek"
            stappen += [{"intent": beurt["intent"]}, {"action": actie}]
        uit.append({"story": gesprek["naam"], "steps": stappen})
    return {"version": "3.1", "stories": uit}


def stock_config(epochs: int) -> Dict[str, Any]:
    """Rasa's own default configuration, read from the installed package; only language, id and the epochs of DIET are set."""
    bron = importlib.resources.files("rasa.engine.recipes.config_files") / "default_config.yml"
    config: Dict[str, Any] = yaml().load(bron.read_text("utf-8"))
    config.update(language="nl", assistant_id="stock")
    for deel in config["pipeline"]:
        if deel["name"] == "DIETClassifier":
            deel["epochs"] = epochs
    return config


@cache
def examples() -> Dict[str, List[str]]:
    """All examples of data/nlu per intent, in the order of the files."""
    uit: Dict[str, List[str]] = {}
    for bestand in sorted((WORTEL / "data" / "nlu").rglob("*.yml")):
        for blok in yaml().load(bestand.read_text("utf-8")).get("nlu", []):
            uit.setdefault(blok["intent"], []).extend(r[2:] for r in blok["examples"].splitlines() if r.startswith("- "))
    return uit


def part(per: int) -> Dict[str, List[str]]:
    """At most ``per`` examples of each intent, spread evenly, and the recorded turns: both bots learn exactly these."""
    uit = {intent: [zinnen[i * len(zinnen) // per] for i in range(per)] if len(zinnen) > per else zinnen
           for intent, zinnen in examples().items()}
    for gesprek in read_conversations():
        for beurt in gesprek["beurten"]:
            if beurt["tekst"] not in uit[beurt["intent"]]:
                uit[beurt["intent"]] = [*uit[beurt["intent"]], beurt["tekst"]]
    return uit


def make_data(map_: Path, per: int) -> Path:
    """Write examples and rules in ``map_``. ``per``: see ``part``; 0: all examples, file for file as they are."""
    shutil.rmtree(map_, ignore_errors=True)
    map_.mkdir(parents=True)
    shutil.copy(WORTEL / "data" / "stories" / "regels.yml", map_ / "regels.yml")
    if per:
        blokken = [{"intent": i, "examples": "".join(f"- {z}\n" for z in zinnen)} for i, zinnen in part(per).items()]
        with (map_ / "nlu.yml").open("w", encoding="utf-8") as uit:
            yaml().dump({"version": "3.1", "nlu": blokken}, uit)
        return map_
    for bestand in sorted((WORTEL / "data" / "nlu").rglob("*.yml")):
        if "\nnlu:" in bestand.read_text("utf-8"):  # not those of the safety guard: stock has no part that reads them
            shutil.copy(bestand, map_ / f"{bestand.parent.name}_{bestand.name}")
    return map_


def make_stock(map_: Path, epochs: int, per: int = 0) -> Path:
    """Write the stock project in ``map_``. ``per``: as ``make_data``."""
    make_data(map_ / "data", per)
    shutil.copy(WORTEL / "domain.yml", map_ / "domain.yml")
    for naam, waarde in (("data/verhalen.yml", stories()), ("config.yml", stock_config(epochs))):
        with (map_ / naam).open("w", encoding="utf-8") as uit:
            yaml().dump(waarde, uit)
    (map_ / "credentials.yml").write_text("bench.kanaal.RestWithMetadata: {}\n", "utf-8")
    return map_


def our_config() -> str:
    """config.yml, or the one that names the fallback of the Dutch model when that is what this machine has."""
    return "var/config.fallback.yml" if "lookup" in (WORTEL / "var" / "taalmodel.txt").read_text() else "config.yml"


def train(map_: Path, config: str, data: str, naam: str, tot: Optional[Training] = None, keer: float = 0.0) -> Training:
    """`rasa train` in its own process without Rasa's cache, so that every run does all the work. Its log: var/bench/<naam>.log.

    With ``tot`` it is stopped when it took more than ``keer`` times the processor time and the clock time of that training.
    Raises RuntimeError when training fails.
    """
    doel, log = BENCH / "modellen" / naam, BENCH / f"{naam}.log"
    doel.mkdir(parents=True, exist_ok=True)
    opdracht = [sys.executable, "-m", "rasa", "train", "--config", config, "--domain", "domain.yml", "--data", data,
                "--out", str(doel), "--fixed-model-name", naam, "--skip-validation", "--force"]
    begin = time.monotonic()
    with log.open("w") as uit:
        proces = subprocess.Popen(opdracht, cwd=map_, stdout=uit, stderr=uit,
                                  env={**os.environ, **OMGEVING, "RASA_MAX_CACHE_SIZE": "0"})
    cpu, gestopt = 0.0, False
    while proces.poll() is None:
        cpu, duur = cpu_s(proces.pid) or cpu, time.monotonic() - begin
        if tot and not gestopt and cpu > keer * tot.cpu and duur > keer * tot.seconden:
            gestopt = True
            proces.terminate()
        time.sleep(0.5)
    if proces.returncode and not gestopt:
        raise RuntimeError(f"rasa train gaf {proces.returncode}, zie {log}")
    ronde = diet_round(log.read_text("utf-8", "replace")) if gestopt else None
    return Training(str(doel / f"{naam}.tar.gz"), time.monotonic() - begin, cpu, ronde, gestopt)


def diet_round(log: str) -> int:
    """How many rounds of DIET were done, by its progress bar; 0 when it had not come that far."""
    gezien = re.findall(r"Epochs:\s[^|]*\|[^|]*\| (\d+)/\d+ \[", log.partition("'DIETClassifier'")[2])
    return int(gezien[-1]) if gezien else 0


def cpu_s(pid: int) -> float:
    """Processor seconds of a running process and of its children that ended; 0 when it is gone."""
    try:
        delen = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(int(d) for d in delen[11:15]) / os.sysconf("SC_CLK_TCK")
