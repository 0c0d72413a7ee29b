"""``loketwijzer schema``: writes the JSON Schema for editors, the pages with all fields and messages, and the XLSX template.

``--controleer`` writes nothing and says which of them is out of date.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any, Dict

from bot.cli import vragen_nl as zin
from bot.cli import werkboek
from bot.knowledge import jsonschema, meldingen, veldenpagina
from bot.knowledge.catalog import read_catalog
from bot.settings import ROOT, read_settings


def add_parser(opdrachten: Any) -> None:
    p = opdrachten.add_parser("schema", help="maak het schema voor editors, docs/velden.md en docs/meldingen.md opnieuw")
    p.add_argument("--controleer", action="store_true", help="schrijf niets, zeg alleen wat anders is")
    p.set_defaults(functie=run)


def run(opties: argparse.Namespace) -> int:
    anders = {pad: tekst for pad, tekst in make_files(read_settings().kennis).items() if _read(pad) != tekst}
    for pad, tekst in anders.items():
        if opties.controleer:
            print(zin.VEROUDERD.format(pad=pad), file=sys.stderr)
        else:
            pad.parent.mkdir(parents=True, exist_ok=True)
            pad.write_text(tekst, "utf-8")
            print(zin.GESCHREVEN.format(pad=pad))
    oud = werkboek.refresh(read_settings().kennis, schrijf=not opties.controleer)
    if oud:
        uit = sys.stderr if opties.controleer else sys.stdout
        print((zin.VEROUDERD if opties.controleer else zin.GESCHREVEN).format(pad=oud), file=uit)
    return 1 if (anders or oud) and opties.controleer else 0


def make_files(kennis: Path) -> Dict[Path, str]:
    """Path → text of every file that is made from code. The page only beside its own knowledge folder."""
    catalog, _ = read_catalog(kennis)
    schema = jsonschema.make_schema(catalog.loketten, catalog.themas)
    uit = {kennis / jsonschema.BESTAND: json.dumps(schema, ensure_ascii=False, indent=2) + "\n"}
    if kennis.resolve() == (ROOT / "knowledge").resolve():
        uit[ROOT / veldenpagina.BESTAND] = veldenpagina.as_markdown(catalog)
        uit[ROOT / meldingen.BESTAND] = meldingen.as_markdown(ROOT / "tests" / "knowledge")
    return uit


def _read(pad: Path) -> str:
    return pad.read_text("utf-8") if pad.exists() else ""
