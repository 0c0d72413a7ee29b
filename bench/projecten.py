"""The two projects that are compared: ours, and the same bot on the pipeline that Rasa 3.6.21 makes by default.

Stock gets our domain, examples, rules and actions, the recorded conversations as stories (so that TED and UnexpecTED have
something to learn), Rasa's rest channel (with `metadata`), its SQL tracker store on SQLite, and its action server in a second
process.
"""

from __future__ import annotations

import importlib.resources
import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, List, Optional

from ruamel.yaml import YAML

WORTEL = Path(__file__).resolve().parent.parent
BENCH = WORTEL / "var" / "bench"
GESPREKKEN = Path(__file__).with_name("gesprekken.yml")
OMGEVING = {"RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3", "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
            "PYTHONPATH": str(WORTEL)}
VOL_EPOCHS = 100  # what the default config gives DIET; with all examples that is hours on two cores


@dataclass(frozen=True)
class Training:
    """``seconden`` is wall clock, ``cpu`` processor seconds of the process and its children."""

    model: str
    seconden: float
    cpu: float
    epochs: Optional[int] = None

    def als_dict(self) -> Dict[str, Any]:
        return dict(self.__dict__)


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


def make_stock(map_: Path, epochs: int, deel: int = 1) -> Path:
    """Write the stock project in ``map_``. ``deel``: keep one example in so many (1 = all)."""
    shutil.rmtree(map_ / "data", ignore_errors=True)
    (map_ / "data").mkdir(parents=True)
    for bestand in sorted((WORTEL / "data" / "nlu").rglob("*.yml")):
        inhoud = bestand.read_text("utf-8")
        if "\nnlu:" in inhoud:
            doel = map_ / "data" / f"{bestand.parent.name}_{bestand.name}"
            doel.write_text(thin(inhoud, deel), "utf-8")
    shutil.copy(WORTEL / "data" / "stories" / "regels.yml", map_ / "data" / "regels.yml")
    shutil.copy(WORTEL / "domain.yml", map_ / "domain.yml")
    for naam, waarde in (("data/verhalen.yml", stories()), ("config.yml", stock_config(epochs))):
        with (map_ / naam).open("w", encoding="utf-8") as uit:
            yaml().dump(waarde, uit)
    if deel > 1:  # too few examples to understand the recorded turns otherwise, and then stock would do less work
        with (map_ / "data" / "nlu_gesprekken.yml").open("w", encoding="utf-8") as uit:
            yaml().dump(recorded_examples(), uit)
    (map_ / "credentials.yml").write_text("bench.kanaal.RestWithMetadata: {}\n", "utf-8")
    return map_


def recorded_examples() -> Dict[str, Any]:
    """The recorded turns as training examples."""
    per_intent: Dict[str, List[str]] = {}
    for gesprek in read_conversations():
        for beurt in gesprek["beurten"]:
            per_intent.setdefault(beurt["intent"], []).append(f"- {beurt['tekst']}\n")
    return {"version": "3.1", "nlu": [{"intent": i, "examples": "".join(sorted(set(t)))} for i, t in per_intent.items()]}


def thin(inhoud: str, deel: int) -> str:
    """The same file with one example in ``deel`` kept; intents and structure stay."""
    regels, teller = [], 0
    for regel in inhoud.splitlines():
        if regel.startswith("    - "):
            teller += 1
            if (teller - 1) % deel:
                continue
        regels.append(regel)
    return "\n".join(regels) + "\n"


def train(map_: Path, config: str, data: str, naam: str, log: Path) -> Training:
    """`rasa train` in its own process without Rasa's cache, so that every run does all the work."""
    doel = BENCH / "modellen" / naam
    doel.mkdir(parents=True, exist_ok=True)
    opdracht = [sys.executable, "-m", "rasa", "train", "--config", config, "--domain", "domain.yml", "--data", data,
                "--out", str(doel), "--fixed-model-name", naam, "--skip-validation", "--force"]
    begin, voor = time.monotonic(), os.times()
    with log.open("w") as uit:
        code = subprocess.call(opdracht, cwd=map_, stdout=uit, stderr=uit,
                               env={**os.environ, **OMGEVING, "RASA_MAX_CACHE_SIZE": "0"})
    na = os.times()
    if code:
        raise RuntimeError(f"rasa train gaf {code}, zie {log}")
    cpu = na.children_user + na.children_system - voor.children_user - voor.children_system
    return Training(str(doel / f"{naam}.tar.gz"), time.monotonic() - begin, cpu)
