"""A school's contacts: reachable, real, and not too old."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Iterator

from bot.knowledge.catalog import Catalog
from bot.knowledge.problems import Problem, problem

# Also what the spreadsheet to fill in (knowledge/_sjablonen) shows as an example: a student would call a number of nobody.
_SJABLOON = re.compile(
    r"\bVUL IN\b|<[a-z ]+>|voorbeeldtekst|\bvoorbeeld-college\.example|^Voorbeeld College$|^085 000 00 9[789]$", re.I)


def check_contact_reachable(catalog: Catalog, map_: Path) -> Iterator[Problem]:
    for id_ in catalog.instellingen:
        yield from check_school_contacts(catalog, id_)


def check_school_contacts(catalog: Catalog, id_: str) -> Iterator[Problem]:
    doc, school = catalog.documenten[f"instellingen/{id_}"], catalog.instellingen[id_]
    for i, c in enumerate(school.contacten):
        if not any((c.telefoon, c.email, c.whatsapp, c.website, c.waar)):
            yield problem(doc.pad, doc.line(("contacten", i)), "contact-zonder-weg")
    if not any(c.loket == "mentor" for c in school.contacten):
        yield problem(doc.pad, doc.line(("contacten",)), "geen-mentor", niveau="waarschuwing")


def check_templates(catalog: Catalog, map_: Path) -> Iterator[Problem]:
    """Text of a template that nobody filled in."""
    for bestand, doc in catalog.documenten.items():
        if not bestand.startswith("instellingen/"):
            continue
        for pad, tekst in doc.teksten:
            if _SJABLOON.search(tekst):
                yield problem(doc.pad, doc.line(pad), "sjabloontekst", waarde=tekst[:40])


def months_between(van: date, tot: date) -> int:
    """Whole months from ``van`` to ``tot``."""
    return (tot.year - van.year) * 12 + tot.month - van.month - (tot.day < van.day)


def check_age(catalog: Catalog, id_: str, vandaag: date) -> Iterator[Problem]:
    """Contacts that nobody reviewed: first a warning, later students no longer see them (knowledge/nakijken.yaml)."""
    doc, school = catalog.documenten[f"instellingen/{id_}"], catalog.instellingen[id_]
    if school.gecontroleerd_op > vandaag:
        yield problem(doc.pad, doc.line(("gecontroleerd_op",)), "datum-in-toekomst", sleutel="gecontroleerd_op")
    for i, contact in enumerate(school.contacten):
        pad = ("contacten", i, "gecontroleerd_op")
        maanden = months_between(contact.gecontroleerd_op, vandaag)
        if contact.gecontroleerd_op > vandaag:
            yield problem(doc.pad, doc.line(pad), "datum-in-toekomst", sleutel="gecontroleerd_op")
        elif maanden >= catalog.termijnen.verberg_na_maanden:
            yield problem(doc.pad, doc.line(pad), "contact-verlopen", niveau="waarschuwing", maanden=maanden)
        elif maanden >= catalog.termijnen.waarschuw_na_maanden:
            yield problem(doc.pad, doc.line(pad), "contact-oud", niveau="waarschuwing", maanden=maanden)
    for i, moment in enumerate(school.momenten):
        if moment.tot < vandaag:
            yield problem(doc.pad, doc.line(("momenten", i)), "moment-voorbij", niveau="waarschuwing")
