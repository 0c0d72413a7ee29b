"""Small word files that are no part of the catalogue: spelling and thresholds."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, Dict, List

from bot.knowledge.calendar_nl import Kalender
from bot.knowledge.catalog import KnowledgeError, read_document
from bot.knowledge.spelling import Spelling


def read_values(pad: Path) -> Dict[str, Any]:
    """Plain values of one YAML file. Raises KnowledgeError."""
    doc, problems = read_document(pad, pad.parent.parent)
    if doc is None:
        raise KnowledgeError(problems)
    waarden: Dict[str, Any] = doc.waarden
    return waarden


def load_spelling(kennis: Path) -> Spelling:
    waarden = read_values(kennis / "spelling.yaml")
    return Spelling(waarden["woorden"], waarden["emoji"])


def load_thresholds(kennis: Path) -> Dict[str, float]:
    """Numbers of knowledge/drempels.yaml; see bot.begrip.besluit.Drempels."""
    waarden = read_values(kennis / "drempels.yaml")
    return {k: float(v) for k, v in waarden["drempels"].items()}


def load_words(kennis: Path) -> Dict[str, str]:
    """Hard word → plain explanation; empty when there is no list."""
    pad = kennis / "woorden.yaml"
    return {str(k): str(v) for k, v in read_values(pad).items()} if pad.exists() else {}


def load_examples(map_: Path) -> List[Any]:
    """(text, intent, style) of every training line under a folder of Rasa NLU files."""
    uit: List[Any] = []
    for pad in sorted(map_.rglob("*.yml")):
        if pad.parent.name == "veiligheid":
            continue
        for blok in read_values(pad).get("nlu", []):
            stijl = (blok.get("metadata") or {}).get("stijl", "gesprek")
            regels = (r.strip() for r in blok["examples"].splitlines())
            uit += [(r[2:].strip(), blok["intent"], stijl) for r in regels if r.startswith("- ")]
    return uit


def load_calendar(kennis: Path) -> Kalender:
    """School holidays per region."""
    waarden = read_values(kennis / "schoolvakanties.yaml")
    regios = ("noord", "midden", "zuid")
    return Kalender({
        r: tuple((date.fromisoformat(p["van"]), date.fromisoformat(p["tot"])) for p in waarden[r]) for r in regios
    })
