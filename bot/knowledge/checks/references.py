"""Every id that one file uses must exist in another."""

from __future__ import annotations

from pathlib import Path
from typing import Dict, Iterator

from bot.knowledge.catalog import Catalog
from bot.knowledge.problems import Problem, problem
from bot.knowledge.validation import did_you_mean


def check_references(catalog: Catalog, map_: Path) -> Iterator[Problem]:
    yield from _themas(catalog)
    yield from _loketten(catalog)
    for id_ in catalog.instellingen:
        yield from check_instelling(catalog, id_)


def _themas(catalog: Catalog) -> Iterator[Problem]:
    plekken = {*catalog.loketten, *catalog.diensten}
    for id_, thema in catalog.themas.items():
        doc = catalog.documenten[f"themas/{id_}"]
        if thema.groep not in catalog.groepen:
            yield problem(doc.pad, doc.line(("groep",)), "onbekende-groep", groep=thema.groep)
        for i, stap in enumerate(thema.route):
            for j, loket in enumerate(stap.loket):
                regel = doc.line(("route", i, "loket", j))
                if loket not in plekken:
                    bedoelt = did_you_mean(loket, plekken)
                    yield problem(doc.pad, regel, "onbekend-loket", loket=loket, bedoelt=bedoelt)
                elif loket in catalog.diensten and not catalog.diensten[loket].tonen:
                    yield problem(doc.pad, regel, "dienst-verborgen", dienst=loket, waar="deze route")
        for j, dienst in enumerate(thema.buiten_schooltijd):
            if dienst not in catalog.diensten:
                bedoelt = did_you_mean(dienst, catalog.diensten)
                regel = doc.line(("buiten_schooltijd", j))
                yield problem(doc.pad, regel, "onbekende-dienst", dienst=dienst, bedoelt=bedoelt)


def _loketten(catalog: Catalog) -> Iterator[Problem]:
    doc = catalog.documenten["loketten.yaml"]
    for id_, loket in catalog.loketten.items():
        if loket.stap not in catalog.stappen:
            yield problem(doc.pad, doc.line((id_, "stap")), "onbekende-stap", stap=loket.stap)
        for j, dienst in enumerate(loket.landelijk):
            regel = doc.line((id_, "landelijk", j))
            if dienst not in catalog.diensten:
                bedoelt = did_you_mean(dienst, catalog.diensten)
                yield problem(doc.pad, regel, "onbekende-dienst", dienst=dienst, bedoelt=bedoelt)
            elif not catalog.diensten[dienst].tonen:
                yield problem(doc.pad, regel, "dienst-verborgen", dienst=dienst, waar=f"het loket '{id_}'")


def check_instelling(catalog: Catalog, id_: str) -> Iterator[Problem]:
    """References of one school's file; also used for a file outside this repository."""
    doc, school = catalog.documenten[f"instellingen/{id_}"], catalog.instellingen[id_]
    for loket in school.loketnamen:
        if loket not in catalog.loketten:
            bedoelt = did_you_mean(loket, catalog.loketten)
            yield problem(doc.pad, doc.line(("loketnamen", loket)), "onbekend-loket", loket=loket, bedoelt=bedoelt)
    for i, contact in enumerate(school.contacten):
        if contact.loket not in catalog.loketten:
            bedoelt = did_you_mean(contact.loket, catalog.loketten)
            regel = doc.line(("contacten", i, "loket"))
            yield problem(doc.pad, regel, "onbekend-loket", loket=contact.loket, bedoelt=bedoelt)
        for j, locatie in enumerate(contact.locaties):
            if locatie not in school.locaties:
                bedoelt = did_you_mean(locatie, school.locaties)
                regel = doc.line(("contacten", i, "locaties", j))
                yield problem(doc.pad, regel, "onbekende-locatie", locatie=locatie, bedoelt=bedoelt)
    for i, moment in enumerate(school.momenten):
        for j, thema in enumerate(moment.themas):
            if thema not in catalog.themas:
                bedoelt = did_you_mean(thema, catalog.themas)
                regel = doc.line(("momenten", i, "themas", j))
                yield problem(doc.pad, regel, "onbekend-thema", thema=thema, bedoelt=bedoelt)


def check_unique_choices(catalog: Catalog, map_: Path) -> Iterator[Problem]:
    """Button texts must differ, since typing one must mean one thing."""
    gezien: Dict[str, str] = {}
    for id_, thema in catalog.themas.items():
        sleutel = thema.keuze.casefold()
        if sleutel in gezien:
            doc = catalog.documenten[f"themas/{id_}"]
            regel = doc.line(("keuze",))
            yield problem(doc.pad, regel, "dubbele-keuze", keuze=thema.keuze, ander=gezien[sleutel])
        gezien.setdefault(sleutel, id_)
