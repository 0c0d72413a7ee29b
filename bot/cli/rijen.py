"""Rows of a spreadsheet, whatever it was saved as: CSV here, XLSX in werkblad.py. Used by tabel.py only."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Iterator, Tuple

from pydantic import PydanticValueError

from bot.cli import vragen_nl as zin
from bot.knowledge.problems import Problem
from bot.knowledge.reading import Document, Pad
from bot.knowledge.velden import check_phone

KOP = ("loket", "naam", "telefoon", "email", "waar", "open")
MAG_ERBIJ = ("locatie", "gecontroleerd_op")
VRAAG, LOCATIE = "vraag", "locatie"


class TabelFout(Exception):
    """The table as a whole cannot be used; the text says why."""


@dataclass(frozen=True)
class Rij(Document):
    """One row as a document, so the same checks give the same messages; its line is its row."""

    rij: int = 1
    problems: Tuple[Problem, ...] = ()

    def line(self, pad: Pad) -> int:
        return self.rij


def check_header(kop: list[str]) -> None:
    """Raises TabelFout when a column is missing or unknown."""
    namen = [k for k in kop if k]
    if len(set(namen)) != len(namen) or not set(KOP) <= set(namen) <= {*KOP, *MAG_ERBIJ}:
        raise TabelFout(zin.TABEL_KOP.format(kop=", ".join(KOP), erbij=", ".join(MAG_ERBIJ)))


def _text(pad: Path) -> str:
    try:
        ruw = pad.read_bytes()
    except OSError as fout:
        raise TabelFout(zin.TABEL_LEES.format(pad=pad)) from fout
    for codering in ("utf-8-sig", "cp1252"):  # what Excel in Dutch writes when one does not choose UTF-8
        try:
            return ruw.decode(codering)
        except UnicodeDecodeError:
            continue
    raise TabelFout(zin.TABEL_LEES.format(pad=pad))


def read_csv(pad: Path) -> Iterator[Rij]:
    """The rows below the header. Reads what Excel writes: ';' or ',', with or without a mark. Raises TabelFout."""
    tekst = _text(pad)
    eerste = tekst.split("\n", 1)[0]
    lezer = csv.reader(io.StringIO(tekst, newline=""), delimiter=";" if eerste.count(";") >= eerste.count(",") else ",")
    try:
        kop = [k.strip().lower() for k in next(lezer, [])]
        check_header(kop)
        for cellen in lezer:
            waarden = {k: " ".join(v.split()) for k, v in zip(kop, cellen) if k}
            if any(waarden.values()):
                yield Rij(pad.name, waarden, rij=lezer.line_num)
    except csv.Error as fout:
        raise TabelFout(zin.TABEL_LEES.format(pad=pad)) from fout


def restore_phone(nummer: str) -> str:
    """A number whose first 0 or '+' a spreadsheet dropped → the number, when one of these is valid; else as it came."""
    if not re.fullmatch(r"[1-9]\d{3,}", nummer):
        return nummer
    try:
        return check_phone(f"+{nummer}" if re.fullmatch(r"31\d{9}", nummer) else f"0{nummer}")
    except PydanticValueError:
        return nummer
