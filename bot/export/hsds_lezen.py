"""From HSDS to the fields of a school's file. Takes what hsds.py writes, and HSDS of others as far as it says the same.

Pure, and never guesses a fact: what is not in the data is named in ``ontbreekt``, what fits nowhere in ``overgeslagen``.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Dict, List, Mapping, Optional

from bot.export.hsds import (
    EIGEN,
    GECONTROLEERD,
    HOOFDLOCATIE,
    LOKETTEN,
    ONDERWIJS,
    WHATSAPP,
    default_name,
)
from bot.export.hsds_uren import as_hours
from bot.knowledge.catalog import Catalog
from bot.knowledge.schema import Loket
from bot.knowledge.spelling import fold

# Facts of the school itself that a file must have and HSDS may hold.
NODIG = ("naam", "onderwijs", "regio", "plaats", "website", "eigenaar", "gecontroleerd_op", "open")
Rij = Mapping[str, Any]


class GeenHsds(Exception):
    """This is not a list of HSDS services."""


@dataclass
class Gelezen:
    """``waarden``: as in a school's YAML file, without what HSDS has no place for."""

    waarden: Dict[str, Any] = field(default_factory=dict)
    ontbreekt: List[str] = field(default_factory=list)
    overgeslagen: List[str] = field(default_factory=list)


def read_hsds(inhoud: Any, catalog: Catalog, vast: Optional[Mapping[str, str]] = None) -> Gelezen:
    """``vast``: facts that the user gives; they win. Raises GeenHsds."""
    return _Reader(_services(inhoud), catalog, dict(vast or {})).read()


def _services(inhoud: Any) -> List[Rij]:
    """A page, a list of services, or one service."""
    if isinstance(inhoud, dict):
        inhoud = inhoud.get("contents", [inhoud])
    diensten = inhoud if isinstance(inhoud, list) else []
    if not diensten or not all(isinstance(d, dict) and d.get("name") and d.get("id") for d in diensten):
        raise GeenHsds
    return diensten


def _list(rij: Rij, sleutel: str) -> List[Rij]:
    waarde = rij.get(sleutel)
    return [w for w in waarde if isinstance(w, dict)] if isinstance(waarde, list) else []


def _dict(rij: Rij, sleutel: str) -> Rij:
    waarde = rij.get(sleutel)
    return waarde if isinstance(waarde, dict) else {}


def _text(rij: Rij, sleutel: str) -> str:
    waarde = rij.get(sleutel)
    return " ".join(waarde.split()) if isinstance(waarde, str) else ""


def _term(rij: Rij, lijst: str) -> str:
    """The code of our own classification, '' without one."""
    termen = (_dict(a, "taxonomy_term") for a in _list(rij, "attributes"))
    return next((_text(t, "code") for t in termen if t.get("taxonomy") == lijst), "")


class _Reader:
    def __init__(self, diensten: List[Rij], catalog: Catalog, vast: Dict[str, str]) -> None:
        self.diensten, self.catalog, self.vast = diensten, catalog, vast
        self.uit = Gelezen()
        self.school = self._school()
        self.plekken: Dict[str, str] = {}  # location id → key in the file

    def _school(self) -> Rij:
        """The organization that says it is a school, else the one with most services."""
        alle = [_dict(d, "organization") for d in self.diensten if _dict(d, "organization")]
        eigen = next((o for o in alle if _term(o, ONDERWIJS)), None)
        if eigen is not None or not alle:
            return eigen or {}
        vaakst = Counter(str(o.get("id")) for o in alle).most_common(1)[0][0]
        return next(o for o in alle if str(o.get("id")) == vaakst)

    def read(self) -> Gelezen:
        waarden = {**self._facts(), **self.vast}
        onderwijs = str(waarden.get("onderwijs", ""))
        locaties = self._places()
        loketnamen: Dict[str, str] = {}
        contacten: List[Dict[str, Any]] = []
        for dienst in self.diensten:
            loket = self._loket(dienst)
            # Our own export marks what was not reviewed for long as inactive; at others it means: gone.
            weg = dienst.get("status") != "active" and not _term(dienst, LOKETTEN)
            if not loket or weg:
                self.uit.overgeslagen.append(_text(dienst, "name"))
                continue
            model = self.catalog.loketten[loket]
            contacten += self._contacts(dienst, loket, model)
            if _term(dienst, LOKETTEN) and _text(dienst, "name") != default_name(model, onderwijs):
                loketnamen[loket] = _text(dienst, "name")
        waarden.update({k: v for k, v in (("loketnamen", loketnamen), ("locaties", locaties)) if v}, contacten=contacten)
        self.uit.waarden = {k: v for k, v in waarden.items() if v}
        self.uit.ontbreekt = [k for k in (*NODIG, "contacten") if not waarden.get(k)]
        if any("gecontroleerd_op" not in c for c in contacten):
            self.uit.ontbreekt.append("gecontroleerd_op")
        self.uit.ontbreekt = list(dict.fromkeys(self.uit.ontbreekt))
        return self.uit

    def _facts(self) -> Dict[str, Any]:
        hoofd = self._main_location()
        adres = next(iter(_list(hoofd, "addresses")), {})
        eigenaar = next(iter(_list(self.school, "contacts")), {})
        gezien = [_text(m, "last_action_date") for m in _list(self.school, "metadata")
                  if m.get("last_action_type") == GECONTROLEERD]
        return {
            "naam": _text(self.school, "name"), "onderwijs": _term(self.school, ONDERWIJS), "regio": _text(adres, "region"),
            "plaats": _text(adres, "city"), "website": _text(self.school, "website"),
            "eigenaar": ", ".join(t for t in (_text(eigenaar, "name"), _text(eigenaar, "email")) if t),
            "gecontroleerd_op": max(gezien, default=""), "open": as_hours(_list(hoofd, "schedules")) or "",
        }

    def _is_main(self, locatie: Rij) -> bool:
        return locatie.get("external_identifier_type") == f"{EIGEN}-{HOOFDLOCATIE}"

    def _main_location(self) -> Rij:
        locaties = _list(self.school, "locations")
        return next((p for p in locaties if self._is_main(p)), locaties[0] if locaties else {})

    def _places(self) -> Dict[str, Dict[str, str]]:
        """Key → name and address; fills ``plekken``."""
        uit: Dict[str, Dict[str, str]] = {}
        for locatie in _list(self.school, "locations"):
            naam = _text(locatie, "name")
            if self._is_main(locatie) or not naam or locatie.get("location_type") != "physical":
                continue
            eigen = _text(locatie, "external_identifier") if locatie.get("external_identifier_type") == EIGEN else ""
            sleutel = eigen or re.sub(r"[^a-z0-9]+", "_", fold(naam)).strip("_")
            if not sleutel:
                continue
            adres = next(iter(_list(locatie, "addresses")), {})
            plaats = " ".join(t for t in (_text(adres, "postal_code"), _text(adres, "city")) if t)
            uit[sleutel] = {"naam": naam, "adres": ", ".join(t for t in (_text(adres, "address_1"), plaats) if t) or naam}
            self.plekken[str(locatie.get("id"))] = sleutel
        return uit

    def _loket(self, dienst: Rij) -> str:
        """Our own classification, else a service that goes by the name of a loket."""
        code = _term(dienst, LOKETTEN)
        if code in self.catalog.loketten:
            return code
        namen = (self.catalog.rolnamen.get(fold(_text(dienst, veld))) for veld in ("name", "alternate_name"))
        return next((n for n in namen if n and n in self.catalog.loketten), "")

    def _contacts(self, dienst: Rij, loket: str, model: Loket) -> List[Dict[str, Any]]:
        """One for each contact of the service; the service itself when it names none."""
        dagen = _text(dienst, "assured_date") or self.vast.get("gecontroleerd_op", "")
        gedeeld = {
            "locaties": self._own_places(dienst, model), "website": _text(dienst, "url"), "waar": self._where(dienst, model),
            "open": as_hours(_list(dienst, "schedules")) or "", "talen": [_text(t, "name") for t in _list(dienst, "languages")],
            "gecontroleerd_op": dagen,
        }
        uit = []
        for contact in _list(dienst, "contacts") or [{}]:
            nummers = [*_list(contact, "phones"), *_list(dienst, "phones")]
            whatsapp = [n for n in nummers if _text(n, "description") == WHATSAPP]
            bellen = [n for n in nummers if n not in whatsapp and n.get("type", "voice") in ("voice", "cell")]
            velden = {
                "loket": loket, "naam": _text(contact, "name") or _text(dienst, "name"),
                "telefoon": next((_text(n, "number") for n in bellen), ""),
                "email": _text(contact, "email") or _text(dienst, "email"),
                "whatsapp": next((re.sub(r"\D", "", _text(n, "number")) for n in whatsapp), ""), **gedeeld,
            }
            uit.append({k: v for k, v in velden.items() if v})
        return uit

    def _own_places(self, dienst: Rij, model: Loket) -> List[str]:
        if model.plek == "regio":
            namen = {_text(p, "name"): self.plekken.get(str(p.get("id")), "") for p in _list(self.school, "locations")}
            gevonden = [namen.get(_text(g, "name"), "") for g in _list(dienst, "service_areas")]
        else:
            gevonden = [self.plekken.get(str(p.get("location_id") or _dict(p, "location").get("id")), "")
                        for p in _list(dienst, "service_at_locations")]
        return [g for g in gevonden if g]

    def _where(self, dienst: Rij, model: Loket) -> str:
        bij = _list(dienst, "service_at_locations")
        if model.plek == "regio":
            return next((_text(_dict(p, "location"), "name") for p in bij), "")
        return next((_text(p, "description") for p in bij if _text(p, "description")), "")
