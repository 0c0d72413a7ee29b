"""The XLSX template, made from the CSV template so that the two cannot drift. Called by ``loketwijzer schema``."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, List, Mapping, Optional, Sequence

import openpyxl
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from bot.cli import werkboek_nl as zin
from bot.cli.rijen import KOP, LOCATIE, MAG_ERBIJ, VRAAG, read_csv
from bot.cli.vragen_nl import VRAGEN
from bot.knowledge.catalog import read_catalog
from bot.knowledge.schema import Loket

CSV, XLSX = "_sjablonen/instelling.csv", "_sjablonen/instelling.xlsx"
ROWS = 300
REGIO = ("noord", "midden", "zuid")
BREED: Dict[str, int] = {"loket": 24, "naam": 28, "telefoon": 18, "email": 36, "waar": 40, "open": 26, "locatie": 20,
                         "gecontroleerd_op": 20, VRAAG: 24, "uitleg": 70, "antwoord": 45, "adres": 40}
_KOPVULLING = PatternFill("solid", fgColor="FFDDE6F0")


def refresh(kennis: Path, schrijf: bool) -> Optional[Path]:
    """Write the template when it says something else than the CSV. Returns its path when it did, else None."""
    pad = kennis / XLSX
    if not (kennis / CSV).exists():
        return None
    boek = make_workbook(kennis)
    if pad.exists() and contents(openpyxl.load_workbook(pad)) == contents(boek):
        return None
    if schrijf:
        boek.save(pad)
    return pad


def contents(boek: openpyxl.Workbook) -> Dict[str, Any]:
    """What the workbook says: cells, form of the cells and choices, not how the library packed it."""
    return {
        blad.title: (
            [[(c.value or "", c.number_format) for c in rij] for rij in blad.iter_rows()],
            sorted((str(v.sqref), str(v.formula1), str(v.prompt)) for v in blad.data_validations.dataValidation),
            blad.sheet_state,
        )
        for blad in boek.worksheets
    }


def make_workbook(kennis: Path) -> openpyxl.Workbook:
    catalog, _ = read_catalog(kennis)
    rijen = [dict(r.waarden) for r in read_csv(kennis / CSV)]
    boek = openpyxl.Workbook()
    loketten = {id_: k for id_, k in catalog.loketten.items() if k.plek != "zelf"}
    _uitleg(boek.active, loketten)
    _vragen(boek.create_sheet(zin.VRAGEN), {r["naam"]: r["telefoon"] for r in rijen if r["loket"] == VRAAG})
    plekken = [[r["naam"], r["waar"]] for r in rijen if r["loket"] == LOCATIE]
    _table(boek.create_sheet(zin.LOCATIES), (LOCATIE, "adres"), plekken, hints=("adres",))
    contacten = [r for r in rijen if r["loket"] not in (VRAAG, LOCATIE)]
    _contacten(boek.create_sheet(zin.CONTACTEN), contacten)
    _lijsten(boek.create_sheet(zin.LIJSTEN), list(loketten))
    boek.active = 1
    return boek


def _table(blad: Worksheet, kop: Sequence[str], rijen: Sequence[Sequence[str]], hints: Sequence[str] = ()) -> None:
    """A header that stays in view, rows, and every cell as text: then no program makes a number or date of it."""
    blad.append(list(kop))
    for rij in rijen:
        blad.append(list(rij))
    blad.freeze_panes = "A2"
    for i, kolom in enumerate(kop, 1):
        letter = get_column_letter(i)
        blad.column_dimensions[letter].width = BREED[kolom]
        blad[f"{letter}1"].font, blad[f"{letter}1"].fill = Font(bold=True), _KOPVULLING
        for nummer in range(2, ROWS + 1):
            blad.cell(nummer, i).number_format = "yyyy-mm-dd" if kolom == "gecontroleerd_op" else "@"
        if kolom in hints:
            _validation(blad, f"{letter}2:{letter}{ROWS}", zin.HINTS[kolom], _choices(kolom))


def _choices(kolom: str) -> Optional[str]:
    return {"loket": f"{zin.LIJSTEN}!$A$2:$A$200", "locatie": f"{zin.LOCATIES}!$A$2:$A$100"}.get(kolom)


def _validation(blad: Worksheet, bereik: str, hint: str, keuzes: Optional[str]) -> None:
    regel = DataValidation(type="list" if keuzes else None, formula1=keuzes, allow_blank=True, showInputMessage=True)
    regel.prompt, regel.error = hint, zin.KIES_UIT_LIJST
    # A location may be more than one, so only a loket or region outside the list is refused.
    regel.showErrorMessage = bool(keuzes) and zin.LOCATIES not in str(keuzes)
    regel.add(bereik)
    blad.add_data_validation(regel)


def _uitleg(blad: Worksheet, loketten: Mapping[str, Loket]) -> None:
    blad.title = zin.UITLEG
    for regel in (*zin.UITLEG_REGELS, ""):
        blad.append([regel])
    blad["A1"].font = Font(bold=True, size=14)
    blad.append(list(zin.LOKETTEN_KOP))
    for cel in blad[blad.max_row]:
        cel.font, cel.fill = Font(bold=True), _KOPVULLING
    for id_, loket in loketten.items():
        blad.append([id_, loket.naam, " ".join(loket.wat.split())])
    for letter, breed in (("A", 26), ("B", 34), ("C", 90)):
        blad.column_dimensions[letter].width = breed
    for rij in blad.iter_rows():
        rij[0].alignment = Alignment(vertical="top")


def _vragen(blad: Worksheet, antwoorden: Mapping[str, str]) -> None:
    rijen: List[List[str]] = [[v, uitleg, antwoorden.get(v, "")] for v, uitleg in VRAGEN.items()]
    _table(blad, (VRAAG, "uitleg", "antwoord"), rijen)
    for nummer, vraag in enumerate(VRAGEN, 2):  # one each: a spreadsheet refuses two rules on one cell
        keuzes = f'"{",".join(REGIO)}"' if vraag == "regio" else None
        _validation(blad, f"C{nummer}", zin.HINTS["antwoord"], keuzes)


def _contacten(blad: Worksheet, contacten: Sequence[Mapping[str, str]]) -> None:
    kop = (*KOP, *MAG_ERBIJ)
    _table(blad, kop, [[c.get(k, "") for k in kop] for c in contacten], hints=kop)


def _lijsten(blad: Worksheet, loketten: Sequence[str]) -> None:
    blad.append(["lijst"])
    for id_ in loketten:
        blad.append([id_])
    blad.sheet_state = "hidden"

