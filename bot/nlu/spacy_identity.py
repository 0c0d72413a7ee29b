"""Which spaCy pipeline is in use: name, version and content hash.

Rasa's cache and loader look at the name only; a swapped package of the same name would be
served silently. Source: measured for this project, docs/besluiten/0002-nederlands-model.md.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import json
from functools import lru_cache
from pathlib import Path
from typing import Any, Dict, Mapping

MODELLEN = ("nl_core_news_sm", "nl_loketwijzer_lookup_sm")


def model_of(config: Mapping[str, Any]) -> str:
    """The pipeline a component was configured with, else the one that is installed. Raises ImportError for none."""
    naam = config.get("spacy_model") or next((m for m in MODELLEN if importlib.util.find_spec(m)), None)
    if naam is None:
        raise ImportError("geen Nederlands spaCy-model: scripts/taalmodel.py")
    return str(naam)


@lru_cache(maxsize=4)
def identity(naam: str) -> Dict[str, str]:
    """{name, version, content} of a spaCy package or directory. Raises ImportError or FileNotFoundError."""
    wortel = Path(naam)
    if not wortel.exists():
        bestand = importlib.import_module(naam).__file__
        wortel = Path(str(bestand)).parent
        meta = json.loads((wortel / "meta.json").read_text("utf-8"))
        wortel = wortel / f"{meta['lang']}_{meta['name']}-{meta['version']}"
    meta = json.loads((wortel / "meta.json").read_text("utf-8"))
    som = hashlib.sha256()
    for pad in sorted(p for p in wortel.rglob("*") if p.is_file() and "__pycache__" not in p.parts):
        som.update(pad.relative_to(wortel).as_posix().encode() + hashlib.sha256(pad.read_bytes()).digest())
    return {"name": f"{meta['lang']}_{meta['name']}", "version": meta["version"], "content": som.hexdigest()[:16]}
