"""What a message mentions: a role, a person, an age. Pure string work, no guessing."""

from __future__ import annotations

import re
from typing import Dict, FrozenSet, Iterable, List, Mapping, Optional, Tuple

from bot.knowledge.buttons import fold
from bot.knowledge.catalog import Catalog
from bot.knowledge.school import School

_LEEFTIJD = re.compile(r"\b(?:ik ben|ben|k ben|ikben|leeftijd|word)\s+(?:nog\s+|net\s+|pas\s+|al\s+)?(\d{2})\b")
_LOS_GETAL = re.compile(r"^\W*(\d{2})\W*(?:jaar)?\W*$")
_ONDER_18 = re.compile(r"\b(minderjarig|onder de (18|achttien)|nog geen (18|achttien)|geen 18)\b")
_BOVEN_18 = re.compile(r"\b(volwassen|boven de (18|achttien)|meerderjarig|al (18|achttien))\b")


def role_names(catalog: Catalog, school: Optional[School]) -> List[Tuple[str, str]]:
    """(folded name, loket id), longest name first; the school's own words win."""
    namen: Dict[str, str] = {}
    for id_, loket in catalog.loketten.items():
        for naam in (loket.naam, id_.replace("_", " "), *loket.andere_namen, *loket.naam_per_onderwijs.values()):
            namen.setdefault(fold(naam), id_)
    for id_, dienst in catalog.diensten.items():
        for naam in (dienst.naam, id_.replace("_", " "), *dienst.andere_namen):
            namen.setdefault(fold(naam), id_)
    for id_, naam in (school.loketnamen if school else {}).items():
        namen[fold(naam)] = id_
    return sorted(namen.items(), key=lambda paar: -len(paar[0]))


def find_loket(tekst: str, catalog: Catalog, school: Optional[School]) -> Optional[str]:
    """The role or service that a message names first by its longest name, or None."""
    kaal = f" {fold(tekst)} "
    for naam, id_ in role_names(catalog, school):
        if f" {naam} " in kaal or (len(naam) >= 7 and naam in kaal):
            return id_
    return None


def find_people(tekst: str, personen: Mapping[str, Iterable[str]]) -> FrozenSet[str]:
    """Kinds of people a message names (knowledge/personen.yaml: ouders, partner, klas, docent …)."""
    woorden = set(fold(tekst).split())
    return frozenset(soort for soort, namen in personen.items() if woorden.intersection(namen))


def find_age(tekst: str) -> Optional[int]:
    """An age a person tells, or 17 / 18 for 'minderjarig' / 'volwassen'; None when not told."""
    kaal = fold(tekst)
    match = _LEEFTIJD.search(kaal) or _LOS_GETAL.match(kaal)
    if match and 12 <= int(match[1]) <= 70:
        return int(match[1])
    if _ONDER_18.search(kaal):
        return 17
    return 18 if _BOVEN_18.search(kaal) else None


def find_education(tekst: str) -> Optional[str]:
    woorden = set(fold(tekst).split())
    if woorden & {"mbo", "bbl", "bol", "entree", "niveau"}:
        return "mbo"
    if "hbo" in woorden:
        return "hbo"
    return "wo" if woorden & {"wo", "universiteit", "uni"} else None


def find_name(tekst: str, namen: Mapping[str, str]) -> Optional[str]:
    """The id whose name (or id) a short text means: 'noord' for 'Locatie Noord'. None when unclear."""
    kaal = fold(tekst)
    if not kaal:
        return None
    for id_, naam in namen.items():
        if kaal in (fold(naam), fold(id_)):
            return id_
    raak = [id_ for id_, naam in namen.items() if _past(kaal, naam, id_)]
    return raak[0] if len(raak) == 1 else None


def _past(kaal: str, naam: str, id_: str) -> bool:
    import difflib

    vol = fold(naam)
    if f" {vol} " in f" {kaal} " or f" {fold(id_)} " in f" {kaal} ":
        return True
    eigen = set(vol.split()) - {"locatie", "voorbeeld", "de", "het", "gebouw", "school"}
    if eigen and eigen <= set(kaal.split()):
        return True
    return difflib.SequenceMatcher(None, kaal, vol).ratio() >= 0.8
