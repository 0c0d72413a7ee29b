"""A spreadsheet (CSV or XLSX) with answers and contacts for ``loketwijzer nieuw --uit``; every mistake with its row.

Header: loket, naam, telefoon, email, waar, open; locatie and gecontroleerd_op may follow. A row whose loket is ``vraag``
is an answer: the question in the second column, the answer in the third. A row whose loket is ``locatie`` is a building:
its name in the second column, its address under ``waar``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Callable, Dict, List, Optional, Tuple

from bot.cli import vragen_nl as zin
from bot.cli.rijen import LOCATIE, VRAAG, Rij, TabelFout, read_csv, restore_phone
from bot.knowledge.catalog import Catalog
from bot.knowledge.checks.instelling import check_texts
from bot.knowledge.checks.references import loket_names
from bot.knowledge.problems import Problem, problem
from bot.knowledge.schema import Contact, Locatie
from bot.knowledge.spelling import fold
from bot.knowledge.validation import did_you_mean, validate

# Question and answer → what is wrong with the answer.
Keur = Callable[[str, str], Optional[Problem]]


@dataclass
class Tabel:
    """``locaties``: id → name and address. A contact's ``locaties`` is a YAML list of those ids."""

    antwoorden: Dict[str, str] = field(default_factory=dict)
    contacten: List[Dict[str, str]] = field(default_factory=list)
    locaties: Dict[str, Dict[str, str]] = field(default_factory=dict)
    problems: List[Problem] = field(default_factory=list)


def read_table(pad: Path, catalog: Catalog, vandaag: date, keur: Keur, kennis: Path) -> Tabel:
    """Everything in the table. Raises TabelFout when it cannot be read."""
    tabel = Tabel()
    rijen = list(_rows(pad))
    for rij in rijen:
        tabel.problems += rij.problems
        soort = rij.waarden.get("loket", "").lower()
        if soort == LOCATIE:
            _location(tabel, rij, catalog, kennis)
        elif soort == VRAAG:
            fout = _answer(tabel, rij, keur)
            tabel.problems += [fout] if fout and not rij.problems else []
    for rij in rijen:  # after the locations, wherever those stand
        if rij.waarden.get("loket", "").lower() not in (LOCATIE, VRAAG):
            _contact(tabel, rij, catalog, kennis, vandaag)
    tabel.problems.sort()
    return tabel


def _rows(pad: Path) -> List[Rij]:
    if pad.suffix.lower() in (".xlsx", ".xlsm"):
        from bot.cli.werkblad import read_xlsx  # the library takes a quarter of a second that a CSV need not wait for

        return list(read_xlsx(pad))
    return list(read_csv(pad))


def _location(tabel: Tabel, rij: Rij, catalog: Catalog, kennis: Path) -> None:
    locatie = {"naam": rij.waarden.get("naam", ""), "adres": rij.waarden.get("waar", "")}
    doc = replace(rij, waarden={k: v for k, v in locatie.items() if v})
    tabel.problems += [*validate(Locatie, doc)[1], *check_texts(doc, catalog, kennis)]
    tabel.locaties[location_id(locatie["naam"])] = locatie


def location_id(naam: str) -> str:
    return "-".join(fold(naam).split())


def _locations(tabel: Tabel, rij: Rij) -> Tuple[str, ...]:
    """The ids of the places that a contact names, separated by ',' or '/'. A name that is not there is a problem."""
    ids: List[str] = []
    for naam in (n.strip() for n in re.split(r"[,/;]", rij.waarden.get("locatie", ""))):
        if naam and location_id(naam) in tabel.locaties:
            ids.append(location_id(naam))
        elif naam:
            bedoelt = did_you_mean(naam, [v["naam"] for v in tabel.locaties.values()])
            tabel.problems.append(problem(rij.pad, rij.rij, "onbekende-locatie", locatie=naam, bedoelt=bedoelt))
    return tuple(dict.fromkeys(ids))


def _contact(tabel: Tabel, rij: Rij, catalog: Catalog, kennis: Path, vandaag: date) -> None:
    contact = {k: v for k, v in rij.waarden.items() if v and k != "locatie"}
    locaties = _locations(tabel, rij)
    if "telefoon" in contact:
        contact["telefoon"] = restore_phone(contact["telefoon"])
    doc = replace(rij, waarden={"gecontroleerd_op": str(vandaag), **contact})
    loket = contact.get("loket", "")
    tabel.problems += [*validate(Contact, doc)[1], *check_texts(doc, catalog, kennis)]
    if loket and loket not in catalog.loketten:
        bedoelt = did_you_mean(loket, catalog.loketten, loket_names(catalog.loketten))
        tabel.problems.append(problem(doc.pad, doc.rij, "onbekend-loket", loket=loket, bedoelt=bedoelt))
    if not any(k in contact for k in ("telefoon", "email", "waar")):
        tabel.problems.append(problem(doc.pad, doc.rij, "contact-zonder-weg"))
    if locaties:
        contact["locaties"] = f"[{', '.join(locaties)}]"
    tabel.contacten.append(contact)


def _answer(tabel: Tabel, rij: Rij, keur: Keur) -> Optional[Problem]:
    sleutel, antwoord = rij.waarden.get("naam", ""), rij.waarden.get("telefoon", "")
    if sleutel not in zin.VRAGEN:
        raise TabelFout(zin.TABEL_VRAAG.format(vraag=sleutel, keuzes=", ".join(zin.VRAGEN)))
    if sleutel in tabel.antwoorden:
        raise TabelFout(zin.DUBBEL.format(regel=rij.rij, vraag=sleutel))
    if not antwoord:  # asked again, unless it may stay empty
        tabel.antwoorden.update({sleutel: ""} if sleutel in zin.MAG_LEEG else {})
        return None
    tabel.antwoorden[sleutel] = restore_phone(antwoord) if sleutel == "crisis_telefoon" else antwoord
    fout = keur(sleutel, tabel.antwoorden[sleutel])
    return Problem(rij.pad, rij.rij, fout.code, fout.tekst) if fout else None
