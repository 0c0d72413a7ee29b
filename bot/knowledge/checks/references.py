"""Every id that one file uses must exist in another."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import Any, Dict, Iterator, Mapping, Tuple

from bot.knowledge.buttons import VASTE_KNOPPEN
from bot.knowledge.catalog import Catalog
from bot.knowledge.problems import Problem, problem
from bot.knowledge.reading import Document, Sleutels, walk
from bot.knowledge.schema import Loket, Thema
from bot.knowledge.spelling import fold
from bot.knowledge.validation import did_you_mean


def check_references(catalog: Catalog, map_: Path) -> Iterator[Problem]:
    yield from _themas(catalog)
    yield from _loketten(catalog)
    for id_ in catalog.instellingen:
        yield from check_instelling(catalog.documenten[f"instellingen/{id_}"], catalog.loketten, catalog.themas)


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


def check_instelling(
    doc: Document, loketten: Mapping[str, Loket], themas: Mapping[str, Thema]
) -> Iterator[Problem]:
    """References of one school's file; also for a file outside this repository or with other mistakes in it."""
    namen = loket_names(loketten)
    locaties = doc.waarden.get("locaties")
    for pad, waarde in _ids(doc.waarden):
        if pad[-1] == "loket" or pad[0] == "loketnamen":
            if waarde not in loketten:
                bedoelt = did_you_mean(waarde, loketten, namen)
                yield problem(doc.pad, doc.line(pad), "onbekend-loket", loket=waarde, bedoelt=bedoelt)
        elif pad[0] == "contacten":
            if not isinstance(locaties, dict) or waarde not in locaties:
                bedoelt = did_you_mean(waarde, locaties if isinstance(locaties, dict) else ())
                yield problem(doc.pad, doc.line(pad), "onbekende-locatie", locatie=waarde, bedoelt=bedoelt)
        elif waarde not in themas:
            titels = {n: id_ for id_, t in themas.items() for n in (t.naam, t.korte_naam, t.keuze)}
            bedoelt = did_you_mean(waarde, themas, titels)
            yield problem(doc.pad, doc.line(pad), "onbekend-thema", thema=waarde, bedoelt=bedoelt)


def loket_names(loketten: Mapping[str, Loket]) -> Dict[str, str]:
    """Every name by which people call a loket → its id."""
    return {
        naam: id_ for id_, loket in loketten.items()
        for naam in (loket.naam, *loket.naam_per_onderwijs.values(), *loket.andere_namen)
    }


def _ids(waarden: Mapping[str, Any]) -> Iterator[Tuple[Sleutels, str]]:
    """Every id that a school's file uses, with its path; blank ones are the schema's problem."""
    namen = waarden.get("loketnamen")
    if isinstance(namen, dict):
        yield from ((("loketnamen", n), n) for n in namen)
    for deel, velden in (("contacten", ("loket", "locaties")), ("momenten", ("themas",))):
        for pad, tekst in walk(waarden.get(deel), (deel,)):
            goed = len(pad) in (3, 4) and isinstance(pad[1], int) and pad[2] in velden
            if goed and tekst and len(pad) == (3 if pad[2] == "loket" else 4):
                yield pad, tekst.strip()


def check_unique_choices(catalog: Catalog, map_: Path) -> Iterator[Problem]:
    """Button texts must differ, since typing one must mean one thing."""
    gezien: Dict[str, str] = {}
    knoppen = ((f"themas/{id_}", ("keuze",), id_, thema.keuze) for id_, thema in catalog.themas.items())
    vast = (("knoppen.yaml", (id_, "tekst"), id_, tekst) for id_, knop in catalog.knoppen.items()
            for tekst in (knop.tekst, *knop.ook))
    groepen = (("groepen.yaml", (str(nr), "naam"), str(nr), groep.naam) for nr, groep in catalog.groepen.items())
    for bestand, pad, id_, tekst in chain(vast, groepen, knoppen):
        sleutel = fold(tekst) or tekst
        if sleutel in gezien:
            doc = catalog.documenten[bestand]
            yield problem(doc.pad, doc.line(pad), "dubbele-keuze", keuze=tekst, ander=gezien[sleutel])
        gezien.setdefault(sleutel, id_)


def check_fixed_buttons(catalog: Catalog, map_: Path) -> Iterator[Problem]:
    """No button that the conversation shows may be missing."""
    doc = catalog.documenten["knoppen.yaml"]
    for id_ in VASTE_KNOPPEN:
        if id_ not in catalog.knoppen:
            yield problem(doc.pad, 1, "knop-ontbreekt", knop=id_, voorbeeld=f"{id_}: {{tekst: …, intent: …}}")
