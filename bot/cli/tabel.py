"""A spreadsheet (CSV) with answers and contacts for ``loketwijzer nieuw --uit``; every mistake with its row.

Header: loket, naam, telefoon, email, waar, open. A row whose loket is ``vraag`` is an answer: the question
in the second column, the answer in the third. Reads what Excel writes: ';' or ',', with or without a mark.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Callable, Dict, List, Optional

from bot.cli import vragen_nl as zin
from bot.cli.controleer import check_texts
from bot.knowledge.catalog import Catalog
from bot.knowledge.checks.references import loket_names
from bot.knowledge.problems import Problem, problem
from bot.knowledge.reading import Document, Pad
from bot.knowledge.schema import Contact
from bot.knowledge.validation import did_you_mean, validate

KOP = ("loket", "naam", "telefoon", "email", "waar", "open")
VRAAG = "vraag"
# Question and answer → what is wrong with the answer.
Keur = Callable[[str, str], Optional[Problem]]


class TabelFout(Exception):
    """The table as a whole cannot be used; the text says why."""


@dataclass
class Tabel:
    antwoorden: Dict[str, str] = field(default_factory=dict)
    contacten: List[Dict[str, str]] = field(default_factory=list)
    problems: List[Problem] = field(default_factory=list)


@dataclass(frozen=True)
class _Rij(Document):
    """One row as a document, so the same checks give the same messages; its line is its row."""

    rij: int = 1

    def line(self, pad: Pad) -> int:
        return self.rij


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


def read_table(pad: Path, catalog: Catalog, vandaag: date, keur: Keur, kennis: Path) -> Tabel:
    """Everything in the table. Raises TabelFout when it cannot be read."""
    tekst = _text(pad)
    eerste = tekst.split("\n", 1)[0]
    lezer = csv.reader(io.StringIO(tekst, newline=""), delimiter=";" if eerste.count(";") >= eerste.count(",") else ",")
    tabel = Tabel()
    try:
        kop = [k.strip().lower() for k in next(lezer, [])]
        if sorted(k for k in kop if k) != sorted(KOP):
            raise TabelFout(zin.TABEL_KOP.format(kop=", ".join(KOP)))
        for cellen in lezer:
            rij = {k: " ".join(v.split()) for k, v in zip(kop, cellen) if k}
            if any(rij.values()):
                doc = _Rij(pad.name, rij, rij=lezer.line_num)
                if rij.get("loket", "").lower() == VRAAG:
                    fout = _answer(tabel, doc, keur)
                    tabel.problems += [fout] if fout else []
                else:
                    _contact(tabel, doc, catalog, kennis, vandaag)
    except csv.Error as fout:
        raise TabelFout(zin.TABEL_LEES.format(pad=pad)) from fout
    return tabel


def _contact(tabel: Tabel, rij: _Rij, catalog: Catalog, kennis: Path, vandaag: date) -> None:
    contact = {k: v for k, v in rij.waarden.items() if v}
    if "telefoon" in contact:
        contact["telefoon"] = _restore_zero(contact["telefoon"])
    doc = replace(rij, waarden={**contact, "gecontroleerd_op": str(vandaag)})
    loket = contact.get("loket", "")
    tabel.problems += [*validate(Contact, doc)[1], *check_texts(doc, catalog, kennis)]
    if loket and loket not in catalog.loketten:
        bedoelt = did_you_mean(loket, catalog.loketten, loket_names(catalog.loketten))
        tabel.problems.append(problem(doc.pad, doc.rij, "onbekend-loket", loket=loket, bedoelt=bedoelt))
    if not any(k in contact for k in ("telefoon", "email", "waar")):
        tabel.problems.append(problem(doc.pad, doc.rij, "contact-zonder-weg"))
    tabel.contacten.append(contact)


def _answer(tabel: Tabel, rij: _Rij, keur: Keur) -> Optional[Problem]:
    sleutel, antwoord = rij.waarden.get("naam", ""), rij.waarden.get("telefoon", "")
    if sleutel not in zin.VRAGEN:
        raise TabelFout(zin.TABEL_VRAAG.format(vraag=sleutel, keuzes=", ".join(zin.VRAGEN)))
    if sleutel in tabel.antwoorden:
        raise TabelFout(zin.DUBBEL.format(regel=rij.rij, vraag=sleutel))
    if not antwoord:
        return None
    tabel.antwoorden[sleutel] = _restore_zero(antwoord) if sleutel == "crisis_telefoon" else antwoord
    fout = keur(sleutel, tabel.antwoorden[sleutel])
    return Problem(rij.pad, rij.rij, fout.code, fout.tekst) if fout else None


def _restore_zero(nummer: str) -> str:
    """A spreadsheet drops the first 0 of a number."""
    return f"0{nummer}" if re.fullmatch(r"[1-9]\d{8}", nummer) else nummer
