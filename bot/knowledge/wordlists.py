"""The small files beside the catalogue, ready to use: spelling, thresholds, hard words, holidays.

Every ``load_*`` raises KnowledgeError with all problems of its file; ``loketwijzer controleer`` shows the same ones.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, Dict, List

from bot.knowledge.calendar_nl import Kalender
from bot.knowledge.catalog import KnowledgeError, read_document, read_small
from bot.knowledge.schema import REGIOS
from bot.knowledge.spelling import Spelling


def read_values(pad: Path) -> Dict[str, Any]:
    """Plain values of one YAML file. Raises KnowledgeError."""
    doc, problems = read_document(pad, pad.parent.parent)
    if doc is None:
        raise KnowledgeError(problems)
    waarden: Dict[str, Any] = doc.waarden
    return waarden


def small_values(kennis: Path, bestand: str) -> Dict[str, Any]:
    """Plain values of a small file that fits its model; empty when it may be missing and is. Raises KnowledgeError."""
    doc, problems = read_small(kennis, bestand)
    if problems:
        raise KnowledgeError(problems)
    return dict(doc.waarden) if doc else {}


def load_spelling(kennis: Path) -> Spelling:
    waarden = small_values(kennis, "spelling.yaml")
    return Spelling(waarden["woorden"], waarden["emoji"])


def load_thresholds(kennis: Path) -> Dict[str, float]:
    """Numbers of knowledge/drempels.yaml; see bot.begrip.besluit.Drempels."""
    waarden = small_values(kennis, "drempels.yaml")
    return {k: float(v) for k, v in waarden["drempels"].items()}


def load_words(kennis: Path) -> Dict[str, str]:
    """Hard word → plain explanation; empty when there is no list."""
    return small_values(kennis, "woorden.yaml")


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
    waarden = small_values(kennis, "schoolvakanties.yaml")
    return Kalender({
        r: tuple((date.fromisoformat(p["van"]), date.fromisoformat(p["tot"])) for p in waarden[r]) for r in REGIOS
    })
