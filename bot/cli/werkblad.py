"""An XLSX workbook as rows: what Excel made of a cell is read right, or reported with the cell's row.

Sheets are known by their header row: contacts (as in the CSV), questions (vraag, antwoord), locations (locatie, adres).
"""

from __future__ import annotations

import zipfile
import zlib
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, Dict, Iterator, List, Mapping, Optional, Sequence, Tuple

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from bot.cli import vragen_nl as zin
from bot.cli.rijen import KOP, LOCATIE, VRAAG, Rij, TabelFout, check_header
from bot.knowledge.problems import Problem, problem

MAX_BYTES, MAX_UNPACKED, MAX_ROWS = 2_000_000, 30_000_000, 5_000
# What the library and its parts raise on a file that is damaged or no workbook at all; SyntaxError is its XML parser's.
_KAPOT = (OSError, EOFError, zipfile.BadZipFile, zlib.error, InvalidFileException, SyntaxError, LookupError, ValueError,
          TypeError, AttributeError, NotImplementedError, RuntimeError)
Cel = Tuple[str, Optional[str]]  # the text, and the code of what is wrong with the cell


def read_xlsx(pad: Path) -> Iterator[Rij]:
    """Every row of every sheet we know. Raises TabelFout when there is none, or the file cannot be read."""
    bladen = [(naam, rijen) for naam, rijen in _sheets(pad) if _is_ours(_header(rijen))]
    if not bladen:
        raise TabelFout(zin.WERKBLAD_LEEG.format(pad=pad, kop=", ".join(KOP)))
    for naam, rijen in bladen:
        kop = _header(rijen)
        if kop and "loket" in kop:
            check_header(kop)
        for nummer, cellen in enumerate(rijen[1:], 2):
            rij = _row(f"{pad.name} ({naam})", nummer, kop, cellen)
            if any(rij.waarden.get(k) for k in ("naam", "telefoon", "email", "waar", "open")) or rij.problems:
                yield rij


def _sheets(pad: Path) -> List[Tuple[str, List[Tuple[Any, ...]]]]:
    try:
        if pad.stat().st_size > MAX_BYTES:
            raise TabelFout(zin.WERKBLAD_GROOT.format(pad=pad))
        with zipfile.ZipFile(pad) as inpak:  # a small file can unpack to a very large one
            if sum(deel.file_size for deel in inpak.infolist()) > MAX_UNPACKED:
                raise TabelFout(zin.WERKBLAD_GROOT.format(pad=pad))
        boek = openpyxl.load_workbook(pad, data_only=True, read_only=True)
        try:
            return [(blad.title, list(blad.iter_rows(max_row=MAX_ROWS, max_col=20, values_only=True)))
                    for blad in boek.worksheets]
        finally:
            boek.close()
    except _KAPOT as fout:
        raise TabelFout(zin.WERKBLAD_LEES.format(pad=pad)) from fout


def _header(rijen: Sequence[Tuple[Any, ...]]) -> List[str]:
    return [str(c or "").strip().lower() for c in rijen[0]] if rijen else []


def _is_ours(kop: Sequence[str]) -> bool:
    return {"loket", "naam"} <= set(kop) or {VRAAG, "antwoord"} <= set(kop) or {LOCATIE, "adres"} <= set(kop)


def _row(pad: str, nummer: int, kop: Sequence[str], cellen: Sequence[Any]) -> Rij:
    """One row in the shape of the CSV, with a problem for each cell that cannot be what was typed."""
    ruw = {k: c for k, c in zip(kop, cellen) if k}
    vraag = str(ruw.get(VRAAG) or "").strip()
    waarden: Dict[str, str] = {}
    problems: List[Problem] = []
    for kolom, waarde in ruw.items():
        waarden[kolom], code = read_cell(vraag if kolom == "antwoord" else kolom, waarde)
        if code:
            problems.append(problem(pad, nummer, code, sleutel=vraag if kolom == "antwoord" else kolom, waarde=waarden[kolom]))
    return Rij(pad, _as_csv(waarden), rij=nummer, problems=tuple(problems))


def _as_csv(waarden: Mapping[str, str]) -> Dict[str, str]:
    if "antwoord" in waarden:
        vraag = waarden.get(VRAAG, "")
        return {"loket": VRAAG, "naam": vraag, "telefoon": waarden["antwoord"]} if vraag or waarden["antwoord"] else {}
    if "adres" in waarden:
        return {"loket": LOCATIE, "naam": waarden.get(LOCATIE, ""), "waar": waarden["adres"]}
    return dict(waarden)


def read_cell(kolom: str, waarde: Any) -> Cel:
    """What a person typed in this cell, as far as it can be known."""
    if isinstance(waarde, (datetime, date)):
        dag = waarde.date() if isinstance(waarde, datetime) else waarde
        return dag.isoformat(), None if kolom == "gecontroleerd_op" else "cel-datum"
    if isinstance(waarde, time):
        return waarde.strftime("%H:%M"), None
    if isinstance(waarde, bool) or waarde is None:
        return ("ja" if waarde else ""), None
    if isinstance(waarde, (int, float)):
        return _number(waarde)
    return " ".join(str(waarde).split()), None


def _number(waarde: float) -> Cel:
    if not float(waarde).is_integer():
        return str(waarde), "cel-getal"  # "1.20" became 1.2: what was typed is lost
    return str(int(waarde)), None
