"""What is missing at a school: lokets and themes without a contact of its own, and what a student gets instead.

Every answer comes from ``routing.route`` and ``contacts_for``: this module only asks the same question twice, at the
school as it is and at a school that filled in everything, and tells the difference. Pure; used by the command, the
checked page and the preview.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Dict, Mapping, Optional, Tuple
from zoneinfo import ZoneInfo

from bot.knowledge.calendar_nl import Kalender
from bot.knowledge.catalog import Catalog
from bot.knowledge.checks.contacts import months_between
from bot.knowledge.gesprek.kaart import contacts_for, loketnaam
from bot.knowledge.gesprek.stand import Kennis, Stand
from bot.knowledge.routing import Doorverwijzing, Vraag, route
from bot.knowledge.school import Contactpersoon, School

# Why a loket has no contact that a student sees.
ONTBREEKT, VERLOPEN, ALLEEN_INTERN = "ontbreekt", "verlopen", "alleen_intern"


@dataclass(frozen=True)
class Vervanging:
    """What a student gets: the loket, its name here, the first contact, and whether that is the school's own."""

    loket: str
    loketnaam: str
    contact: str
    eigen: bool


@dataclass(frozen=True)
class ThemaGat:
    """A theme whose first step, or every step, lacks an own contact. ``krijgt`` None: the end, with who always listens.

    ``geen_enkel``: no step of its route has a contact of the school.
    """

    thema: str
    naam: str
    mist: str
    mist_naam: str
    krijgt: Optional[Vervanging]
    geen_enkel: bool


@dataclass(frozen=True)
class LoketGat:
    """A loket without a contact a student sees; ``themas``: where a full school would advise it."""

    loket: str
    naam: str
    waarom: str
    themas: Tuple[str, ...]
    krijgt: Tuple[Vervanging, ...]


@dataclass(frozen=True)
class OudContact:
    loket: str
    naam: str
    contact: str
    maanden: int
    verborgen: bool


@dataclass(frozen=True)
class Gaten:
    """The whole report of one school. ``themas_totaal`` and ``loketten_totaal``: of how many."""

    school: str
    loketten: Tuple[LoketGat, ...]
    themas: Tuple[ThemaGat, ...]
    oud: Tuple[OudContact, ...]
    loketten_totaal: int
    themas_totaal: int


def one_school(catalog: Catalog, kalender: Kalender, school: School, nu: datetime) -> Kennis:
    """What a conversation at this school may look at, at ``nu``, without a database."""
    return Kennis(catalog, kalender, nu, lambda id_: school if id_ == school.id else None, {school.id: school.naam})


def find_gaps(catalog: Catalog, kalender: Kalender, school: School, vandaag: date) -> Gaten:
    """The report at ``vandaag``. Raises nothing for a checked school."""
    nu = datetime.combine(vandaag, time(10), tzinfo=ZoneInfo("Europe/Amsterdam"))
    kennis = one_school(catalog, kalender, school, nu)
    vragen = {thema: _wanted(thema, catalog, school, nu) for thema in catalog.themas}
    missend = {id_ for id_, k in catalog.loketten.items() if k.plek != "zelf" and not school.contacten_voor(id_, None, vandaag)}
    return Gaten(
        school=school.id,
        loketten=tuple(_loket(id_, vragen, kennis, school, vandaag) for id_ in catalog.loketten if id_ in missend),
        themas=tuple(g for g in (_theme(t, v, missend, kennis, school) for t, v in vragen.items()) if g),
        oud=tuple(_old(c, catalog, kennis, school, vandaag) for c in school.contacten
                  if months_between(c.gecontroleerd_op, vandaag) >= catalog.termijnen.waarschuw_na_maanden),
        loketten_totaal=sum(k.plek != "zelf" for k in catalog.loketten.values()), themas_totaal=len(catalog.themas),
    )


def _wanted(thema: str, catalog: Catalog, school: School, nu: datetime) -> Dict[str, Vraag]:
    """Loket → the question to which it is the answer, for every step of a theme when the school has everything."""
    volledig = replace(school, contacten=tuple(Contactpersoon(k, k, nu.date()) for k in catalog.loketten))
    uit: Dict[str, Vraag] = {}
    vraag: Optional[Vraag] = Vraag(thema)
    while vraag is not None:
        verwijzing = route(vraag, catalog, volledig, nu)
        if verwijzing.loket is None or verwijzing.plaats >= len(catalog.themas[thema].route):
            return uit
        if catalog.plek(verwijzing.loket).plek != "zelf":
            uit[verwijzing.loket] = vraag
        vraag = replace(vraag, richting="omhoog", huidig=verwijzing.loket, gehad=(*vraag.gehad, verwijzing.loket))
    return uit


def _instead(vraag: Vraag, kennis: Kennis, school: School) -> Optional[Vervanging]:
    """The answer to ``vraag`` at the school as it is. None at the end of the ladder."""
    verwijzing: Doorverwijzing = route(vraag, kennis.catalog, school, kennis.nu)
    if verwijzing.loket is None:
        return None
    stand = Stand(instelling=school.id)
    kaarten = contacts_for(verwijzing.loket, kennis, stand)
    eerste: Mapping[str, str] = kaarten[0] if kaarten else {}
    return Vervanging(verwijzing.loket, loketnaam(verwijzing.loket, kennis, stand), eerste.get("naam", ""),
                      bool(eerste) and "dienst" not in eerste)


def _theme(
    thema: str, vragen: Mapping[str, Vraag], missend: set[str], kennis: Kennis, school: School
) -> Optional[ThemaGat]:
    van_school = [k for k in vragen if k in kennis.catalog.loketten]
    geen_enkel = bool(van_school) and set(van_school) <= missend
    if not geen_enkel and next(iter(vragen), None) not in missend:
        return None
    mist = next(k for k in van_school if k in missend)
    return ThemaGat(thema, kennis.catalog.themas[thema].naam, mist, loketnaam(mist, kennis, Stand(instelling=school.id)),
                    _instead(vragen[mist], kennis, school), geen_enkel)


def _loket(
    loket: str, vragen: Mapping[str, Mapping[str, Vraag]], kennis: Kennis, school: School, vandaag: date
) -> LoketGat:
    themas = tuple(t for t, v in vragen.items() if loket in v)
    krijgt = Counter(v for v in (_instead(vragen[t][loket], kennis, school) for t in themas) if v)
    return LoketGat(loket, loketnaam(loket, kennis, Stand(instelling=school.id)), _why(loket, school, vandaag), themas,
                    tuple(v for v, _ in krijgt.most_common()))


def _why(loket: str, school: School, vandaag: date) -> str:
    if not any(c.loket == loket for c in school.contacten):
        return ONTBREEKT
    return ALLEEN_INTERN if school.contacten_voor(loket, None, vandaag, intern=True) else VERLOPEN


def _old(c: Contactpersoon, catalog: Catalog, kennis: Kennis, school: School, vandaag: date) -> OudContact:
    maanden = months_between(c.gecontroleerd_op, vandaag)
    naam = loketnaam(c.loket, kennis, Stand(instelling=school.id))
    return OudContact(c.loket, naam, c.naam, maanden, maanden >= catalog.termijnen.verberg_na_maanden)
