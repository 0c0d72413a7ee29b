"""``loketwijzer sjabloon [ID]``: the spreadsheet to fill in, as XLSX and CSV, in one's own folder.

For who installed only the package: the templates lie inside it, where nobody looks. Never writes over a file.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from bot.cli import vragen_nl as zin
from bot.cli.nieuw import refuse_name, say
from bot.cli.plekken import from_here
from bot.settings import read_settings

VORMEN = ("xlsx", "csv")


def add_parser(opdrachten: Any) -> None:
    p = opdrachten.add_parser("sjabloon", help="zet de tabel om in te vullen (XLSX en CSV) in uw map")
    p.add_argument("id", nargs="?", default="mijn-school", help="korte naam: kleine letters, cijfers en '-'")
    p.add_argument("--map", type=Path, default=Path(), help="map voor de tabel; leeg: deze map")
    p.set_defaults(functie=run)


def run(opties: argparse.Namespace) -> int:
    doelen = {vorm: from_here(opties.map / f"{opties.id}.{vorm}") for vorm in VORMEN}
    for pad in doelen.values():
        if code := refuse_name(opties.id, pad):
            return code
    if opties.map.exists() and not opties.map.is_dir():
        return say(zin.GEEN_MAP.format(pad=opties.map), 1)
    opties.map.mkdir(parents=True, exist_ok=True)
    for vorm, pad in doelen.items():
        with pad.open("xb") as bestand:
            bestand.write((read_settings().kennis / "_sjablonen" / f"instelling.{vorm}").read_bytes())
    print(zin.SJABLOON_KLAAR.format(id=opties.id, **doelen))
    return 0
