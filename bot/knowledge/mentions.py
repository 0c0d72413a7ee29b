"""What a message mentions: a role, a person, an age. Pure string work, no guessing."""

from __future__ import annotations

import difflib
import re
from typing import FrozenSet, Iterable, Mapping, Optional

from bot.knowledge.catalog import Catalog
from bot.knowledge.school import School
from bot.knowledge.spelling import fold

_LEEFTIJD = re.compile(r"\b(?:ik ben|ben|k ben|ikben|leeftijd)\s+(?:nog\s+|net\s+|pas\s+|al\s+)?(\d{2})\b")
_WORDT = re.compile(r"\bwordt? (?:bijna |straks |binnenkort )?(\d{2})\b")
_VAN_ANDER = re.compile(r"\b(?:hij|zij|ze|die) is (?:nog |net |pas |al )?(\d{2})\b|\bis (?:nog |net |pas |al )?(\d{2}) jaar\b")
# Alone these name no school and no place: "school" is not a misspelt "Vakschool".
GEEN_NAAM = frozenset({"locatie", "voorbeeld", "de", "het", "gebouw", "school"})
_LOS_GETAL = re.compile(r"^\W*(\d{2})\W*(?:jaar)?\W*$")
_ONDER_18 = re.compile(r"\b(minderjarig|onder de (18|achttien)|nog geen (18|achttien)|geen 18)\b")
_BOVEN_18 = re.compile(r"\b(volwassen|boven de (18|achttien)|meerderjarig|al (18|achttien))\b")


def find_loket(tekst: str, catalog: Catalog, school: Optional[School]) -> Optional[str]:
    """The role or service that a message names by its longest name; the school's own words win. None: no name."""
    kaal = f" {fold(tekst)} "
    eigen = {fold(naam): id_ for id_, naam in school.loketnamen.items()} if school else {}
    for namen in (eigen, catalog.rolnamen):
        raak = [n for n in namen if n in kaal and (len(n) >= 7 or f" {n} " in kaal) and namen[n] != "zelf"]
        if raak:
            return namen[max(raak, key=len)]
    return None


def find_people(tekst: str, personen: Mapping[str, Iterable[str]]) -> FrozenSet[str]:
    """Kinds of people a message names (knowledge/personen.yaml: ouders, partner, klas, docent …)."""
    woorden = set(fold(tekst).split())
    return frozenset(soort for soort, namen in personen.items() if woorden.intersection(namen))


def find_age(tekst: str) -> Optional[int]:
    """An age a person tells, or 17 / 18 for 'minderjarig' / 'volwassen'; None when not told."""
    kaal = fold(tekst)
    match = _LEEFTIJD.search(kaal) or _LOS_GETAL.match(kaal) or _VAN_ANDER.search(kaal)
    jaren = int(match[match.lastindex or 1]) if match else 0
    if wordt := _WORDT.search(kaal):
        jaren = int(wordt[1]) - 1
    if 12 <= jaren <= 70:
        return jaren
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
    if set(kaal.split()) <= GEEN_NAAM:
        return None
    raak = [id_ for id_, naam in namen.items() if _past(kaal, naam, id_)]
    return raak[0] if len(raak) == 1 else None


def _past(kaal: str, naam: str, id_: str) -> bool:
    vol = fold(naam)
    if f" {vol} " in f" {kaal} " or f" {fold(id_)} " in f" {kaal} ":
        return True
    eigen = set(vol.split()) - GEEN_NAAM
    if eigen and eigen <= set(kaal.split()):
        return True
    return any(difflib.SequenceMatcher(None, kaal, naam_).ratio() >= 0.8 for naam_ in (vol, *eigen))


def same_name(tekst: str, namen: Mapping[str, str]) -> Optional[str]:
    """The id whose whole name this is, a typo included; stricter than ``find_name``: for a text that may be anything."""
    kaal = fold(tekst)
    return next((i for i, n in namen.items() if difflib.SequenceMatcher(None, kaal, fold(n)).ratio() >= 0.9), None)
