"""``loketwijzer nieuw instelling <id>``: ten questions, or a spreadsheet, become a complete commented file.

Never writes over a file, and writes only what ``controleer`` accepts. All texts are in vragen_nl.py.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from datetime import date
from functools import partial
from pathlib import Path
from string import Template
from typing import Any, Dict, List, Mapping, Optional

from bot.cli import vragen_nl as zin
from bot.cli.plekken import add_folder, new_file
from bot.cli.rijen import TabelFout
from bot.cli.tabel import Keur, Tabel, read_table
from bot.knowledge.catalog import ID_VORM, Catalog, read_catalog
from bot.knowledge.checks.instelling import check_document, check_texts
from bot.knowledge.problems import Problem, als_tekst
from bot.knowledge.reading import Document, parse
from bot.knowledge.schema import CrisisContact, Instelling, Loket
from bot.knowledge.validation import check_value
from bot.settings import read_settings

SJABLOON = "_sjablonen/instelling.yaml"
_ZONDER_AANHALING = ("gecontroleerd_op", "locaties")
_GEWOON = re.compile(r"[^\W\d_](?:[\w .,;()/@+?&-]|:(?=\S)|'(?=\w))*")


class GeenAntwoord(Exception):
    """The input ended at a question that needs an answer."""


def add_parser(opdrachten: Any) -> None:
    p = opdrachten.add_parser("nieuw", help="maak een nieuw bestand met tien vragen of uit een tabel")
    p.add_argument("wat", choices=("instelling",))
    p.add_argument("id", help="korte naam: kleine letters, cijfers en '-'")
    p.add_argument("--soort", choices=("mbo", "hbo", "wo"), default="mbo")
    p.add_argument("--uit", type=Path, default=None, help="tabel (CSV of XLSX) met antwoorden en contacten")
    add_folder(p)
    p.add_argument("--op", type=date.fromisoformat, default=None, help="doe alsof het deze dag is")
    p.set_defaults(functie=run)


def run(opties: argparse.Namespace) -> int:
    kennis, vandaag = read_settings().kennis, opties.op or date.today()
    pad = new_file(opties, kennis)
    if code := refuse_name(opties.id, pad):
        return code
    catalog, _ = read_catalog(kennis)
    try:
        keur = partial(check_answer, catalog, kennis)
        tabel = read_table(opties.uit, catalog, vandaag, keur, kennis) if opties.uit else Tabel()
        if tabel.problems:
            return say(f"{als_tekst(tabel.problems)}\n{zin.NIETS_BEWAARD.format(pad=opties.uit)}", 1)
        antwoorden = ask_all(opties.id, tabel.antwoorden, keur)
    except TabelFout as fout:
        return say(str(fout), 1)
    except GeenAntwoord as fout:
        return say(zin.GEEN_ANTWOORD.format(vraag=fout), 1)
    antwoorden["onderwijs"] = opties.soort
    tekst = make_file(antwoorden, tabel, catalog, kennis, vandaag, pad)
    return write(pad, tekst, problems_of(tekst, pad, catalog, kennis, vandaag), opties.uit or pad, zin.KLAAR)


def refuse_name(id_: str, pad: Path) -> int:
    """0 when a new file may be called this; else the exit code, with what is wrong on stderr."""
    if not ID_VORM["instellingen"].match(id_):
        return say(zin.NAAM_PAST_NIET.format(id=id_), 2)
    return say(zin.BESTAAT_AL.format(pad=pad), 1) if pad.exists() else 0


def say(tekst: str, code: int) -> int:
    """``tekst`` on stderr; gives ``code`` back."""
    print(tekst, file=sys.stderr)
    return code


def problems_of(tekst: str, pad: Path, catalog: Catalog, kennis: Path, vandaag: date) -> List[Problem]:
    """The errors in a new file, warnings left out."""
    doc, problems = parse(tekst, pad.name)
    problems = problems if doc is None else check_document(doc, pad.stem, catalog, kennis, vandaag)
    return [p for p in problems if p.niveau == "fout"]


def write(pad: Path, tekst: str, problems: List[Problem], bron: Path, klaar: str) -> int:
    """Write the new file and say ``klaar``; with problems nothing is kept and ``bron`` is what must be mended."""
    if problems:  # an answer that is right alone can still be a number that may not be used
        return say(f"{als_tekst(problems)}\n{zin.NIETS_BEWAARD.format(pad=bron)}", 1)
    pad.parent.mkdir(parents=True, exist_ok=True)
    with pad.open("x", encoding="utf-8") as bestand:
        bestand.write(tekst)
    print(klaar.format(pad=pad))
    return 0


def ask_all(id_: str, bekend: Mapping[str, str], keur: Keur) -> Dict[str, str]:
    """An answer to every question: from the table, from stdin, or the default."""
    standaard = {
        **zin.STANDAARD,
        "naam": id_.replace("-", " ").title(),
        "website": f"https://www.{id_}.nl",
    }
    antwoorden: Dict[str, str] = {}
    if any(v not in bekend for v in zin.VRAGEN):
        print(zin.BEGIN)
    for nummer, (sleutel, vraag) in enumerate(zin.VRAGEN.items(), 1):
        if sleutel in bekend:
            antwoorden[sleutel] = bekend[sleutel]
        else:
            antwoorden[sleutel] = _ask(nummer, sleutel, vraag, standaard.get(sleutel, ""), keur)
    return antwoorden


def _ask(nummer: int, sleutel: str, vraag: str, standaard: str, keur: Keur) -> str:
    getoond = zin.STANDAARD_VORM.format(standaard=standaard) if standaard else ""
    while True:
        try:
            antwoord = input(zin.VRAAG.format(nummer=nummer, vraag=vraag, standaard=getoond)).strip() or standaard
        except EOFError as fout:
            if not standaard and sleutel not in zin.MAG_LEEG:
                raise GeenAntwoord(vraag) from fout
            antwoord = standaard
        if not antwoord and sleutel in zin.MAG_LEEG:
            return ""
        if not antwoord:
            print(zin.ANTWOORD_NODIG)
            continue
        probleem = keur(sleutel, antwoord)
        if probleem is None:
            return " ".join(antwoord.split())
        print(probleem.tekst)


def check_answer(catalog: Catalog, kennis: Path, sleutel: str, antwoord: str) -> Optional[Problem]:
    """What is wrong with this answer, in the words of ``controleer``."""
    fout = check_texts(Document("", {sleutel: antwoord}), catalog, kennis)
    if fout:
        return fout[0]
    if sleutel == "crisis_telefoon":
        return check_value(CrisisContact, "telefoon", antwoord)
    if sleutel in Instelling.__fields__:
        return check_value(Instelling, sleutel, antwoord)
    veld = {"mentor": "waar", "vertrouwenspersoon": "naam", "vertrouwenspersoon_email": "email"}[sleutel]
    return check_value(Instelling.__fields__["contacten"].type_, veld, antwoord)


def quote(waarde: str) -> str:
    """A value that YAML reads back as the same text."""
    return waarde if _GEWOON.fullmatch(waarde) else json.dumps(waarde, ensure_ascii=False)


def make_file(
    antwoorden: Mapping[str, str], tabel: Tabel, catalog: Catalog, kennis: Path, vandaag: date, pad: Path
) -> str:
    """The text of the new file: the template with the answers in it."""
    alle = _contacts(antwoorden, tabel.contacten, catalog.loketten, vandaag)
    gevuld = {c["loket"] for c in alle}
    leeg = [(id_, loket) for id_, loket in catalog.loketten.items() if loket.plek == "school" and id_ not in gevuld]
    sjabloon = Template((kennis / SJABLOON).read_text("utf-8"))
    return sjabloon.substitute(
        {sleutel: quote(waarde) for sleutel, waarde in antwoorden.items() if sleutel in Instelling.__fields__},
        pad=pad, vandaag=vandaag, snel_weg=zin.SNEL_WEG, locaties=_locations(tabel),
        verberg=catalog.termijnen.verberg_na_maanden,
        contacten="\n".join(_as_yaml(c) for c in alle),
        loketten="\n".join(_example(id_, loket, antwoorden["onderwijs"], vandaag) for id_, loket in leeg),
        crisis_contact=_crisis(antwoorden),
    )


def _own_name(loket: Loket, onderwijs: str) -> str:
    return dict(loket.naam_per_onderwijs).get(onderwijs, loket.naam)  # type: ignore[call-overload]


def _contacts(
    antwoorden: Mapping[str, str], contacten: List[Dict[str, str]], loketten: Mapping[str, Loket], vandaag: date
) -> List[Dict[str, str]]:
    uit = list(contacten)
    if not any(c["loket"] == "mentor" for c in uit) and "mentor" in loketten:
        naam = zin.MENTOR_NAAM.format(mentor=_own_name(loketten["mentor"], antwoorden["onderwijs"]))
        uit.insert(0, {"loket": "mentor", "naam": naam, "waar": antwoorden["mentor"], "open": antwoorden["open"]})
    if antwoorden["vertrouwenspersoon_email"] or antwoorden["vertrouwenspersoon"]:
        naam = antwoorden["vertrouwenspersoon"] or loketten["vertrouwenspersoon"].naam.capitalize()
        vertrouwd = {"loket": "vertrouwenspersoon", "naam": naam, "email": antwoorden["vertrouwenspersoon_email"]}
        if not vertrouwd["email"]:
            vertrouwd["website"] = antwoorden["website"]
        uit.append(vertrouwd)
    return [{**{k: v for k, v in c.items() if v}, "gecontroleerd_op": c.get("gecontroleerd_op", str(vandaag))} for c in uit]


def _locations(tabel: Tabel) -> str:
    if not tabel.locaties:
        return zin.LOCATIES_VOORBEELD
    regels = [f"  {id_}:\n    naam: {quote(v['naam'])}\n    adres: {quote(v['adres'])}" for id_, v in tabel.locaties.items()]
    return "\n".join(["locaties:", *regels])


def _as_yaml(contact: Mapping[str, str]) -> str:
    regels = [f"{k}: {v if k in _ZONDER_AANHALING else quote(v)}" for k, v in contact.items()]
    return "  - " + "\n    ".join(regels)


def _example(id_: str, loket: Loket, onderwijs: str, vandaag: date) -> str:
    naam = _own_name(loket, onderwijs).capitalize()
    uitleg = zin.LOKET_UITLEG.format(naam=naam, wat=" ".join(loket.wat.split()))
    return f"{uitleg}\n{zin.LOKET_VOORBEELD.format(loket=id_, naam=naam, vandaag=vandaag)}"


def _crisis(antwoorden: Mapping[str, str]) -> str:
    if not antwoorden["crisis_telefoon"]:
        return zin.CRISIS_VOORBEELD
    velden = {
        "naam": zin.CRISIS_NAAM.format(naam=antwoorden["naam"]),
        "telefoon": antwoorden["crisis_telefoon"],
        "open": antwoorden["open"],
    }
    return "crisis_contact:\n  " + "\n  ".join(f"{k}: {quote(v)}" for k, v in velden.items())
