"""The spreadsheet to fill in, filled in: every example replaced by what a school could write."""

from __future__ import annotations

from pathlib import Path

import openpyxl

ECHT = {"Voorbeeld College": "De Linde", "voorbeeld-college": "de-linde", "085 000 00 9": "085 000 00 1"}


def _real(tekst: str) -> str:
    for oud, nieuw in ECHT.items():
        tekst = tekst.replace(oud, nieuw)
    return tekst


def filled_in(sjabloon: Path, map_: Path) -> Path:
    """A copy in ``map_`` without the examples."""
    pad = map_ / f"ingevuld{sjabloon.suffix}"
    if sjabloon.suffix == ".csv":
        pad.write_text(_real(sjabloon.read_text("utf-8")), "utf-8")
        return pad
    boek = openpyxl.load_workbook(sjabloon)
    for cel in (c for blad in boek for rij in blad.iter_rows() for c in rij if isinstance(c.value, str)):
        cel.value = _real(cel.value)
    boek.save(pad)
    return pad
