"""A school as Open Referral HSDS 3.0: one page of fully nested services, as ``GET /services`` answers it.

Each contact of the school is a service, classified by its loket. The school is the organization of what is at school; a
regional loket is its own organization. Staff-only contacts are never exported. Reading back: hsds_lezen.py; what gets lost:
hsds_verslag.py. Pure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any, Dict, List, Optional
from uuid import NAMESPACE_URL, uuid5

from bot.export.hsds_uren import as_schedules
from bot.export.woorden import text
from bot.knowledge.catalog import Catalog
from bot.knowledge.checks.contacts import months_between
from bot.knowledge.schema import Contact, Instelling, Loket

VERSIE = "3.0"
NAAMRUIMTE = uuid5(NAMESPACE_URL, "loketwijzer")
LOKETTEN, ONDERWIJS, EIGEN = "loketwijzer-loketten", "loketwijzer-onderwijs", "loketwijzer"
HOOFDLOCATIE, GECONTROLEERD, WHATSAPP = "instelling", "gecontroleerd", "WhatsApp"
_EIGENAAR = re.compile(r"^(?P<naam>.+?), (?P<email>[^\s@,]+@[^\s@,]+)$")
_ADRES = re.compile(r"^(?P<straat>.+), (?:(?P<postcode>\d{4} ?[A-Z]{2}) )?(?P<plaats>[^,]+)$")
Rij = Dict[str, Any]


def default_name(loket: Loket, onderwijs: str) -> str:
    """What a loket is called in this kind of education when the school has no name of its own."""
    return loket.naam_per_onderwijs.get(onderwijs, loket.naam)  # type: ignore[call-overload]


def make_hsds(id_: str, model: Instelling, catalog: Catalog, vandaag: date) -> Rij:
    """The page with every service. A contact that was not reviewed for too long is ``inactive``."""
    schrijver = _Writer(id_, model, catalog, vandaag)
    diensten = [schrijver.service(i, c) for i, c in enumerate(model.contacten) if not c.intern]
    return {
        "total_items": len(diensten), "total_pages": 1, "page_number": 1, "size": len(diensten),
        "first_page": True, "last_page": True, "empty": not diensten, "contents": diensten,
    }


def _filled(rij: Rij) -> Rij:
    return {k: v for k, v in rij.items() if v is not None and v != []}


@dataclass(frozen=True)
class _Writer:
    id: str
    model: Instelling
    catalog: Catalog
    vandaag: date

    def key(self, *delen: object) -> str:
        """The same thing has the same id in every export."""
        return str(uuid5(NAAMRUIMTE, "/".join([self.id, *map(str, delen)])))

    def service(self, nummer: int, c: Contact) -> Rij:
        loket = self.catalog.loketten[c.loket]
        standaard = default_name(loket, self.model.onderwijs)
        naam, sleutel = self.model.loketnamen.get(c.loket, standaard), self.key("service", nummer)
        organisatie = self.regional(nummer, c, loket) if loket.plek == "regio" else self.school()
        oud = months_between(c.gecontroleerd_op, self.vandaag) >= self.catalog.termijnen.verberg_na_maanden
        return _filled({
            "id": sleutel, "organization_id": organisatie["id"], "name": naam,
            "alternate_name": standaard if naam != standaard else None, "description": loket.wat, "url": c.website,
            "status": "inactive" if oud else "active",
            "fees_description": loket.kosten, "eligibility_description": loket.voor_wie,
            "assured_date": c.gecontroleerd_op.isoformat(), "assurer_email": self.owner().get("email"),
            "contacts": [self.contact(nummer, c, naam, sleutel)],
            "schedules": self.schedules(c.open, f"service/{nummer}", service_id=sleutel),
            "languages": [{"id": self.key("language", nummer, taal), "service_id": sleutel, "name": taal} for taal in c.talen],
            "service_areas": self.areas(nummer, c, sleutel) if loket.plek == "regio" else [],
            "service_at_locations": self.places(nummer, c, loket, sleutel),
            "attributes": [self.attribute(sleutel, "service", "loket", LOKETTEN, c.loket, loket.naam, loket.wat)],
            "organization": organisatie,
        })

    def contact(self, nummer: int, c: Contact, naam: str, dienst: str) -> Rij:
        sleutel = self.key("contact", nummer)
        nummers: List[Rij] = []
        if c.telefoon:
            nummers.append({"id": self.key("phone", nummer), "contact_id": sleutel, "number": c.telefoon, "type": "voice"})
        if c.whatsapp:
            nummers.append({"id": self.key("phone", nummer, WHATSAPP), "contact_id": sleutel, "number": f"+{c.whatsapp}",
                            "type": "text", "description": WHATSAPP})
        return _filled({"id": sleutel, "service_id": dienst, "name": c.naam, "title": naam, "email": c.email, "phones": nummers})

    def schedules(self, open_: Optional[str], waar: str, **bij: str) -> List[Rij]:
        return [{"id": self.key("schedule", waar, i), **bij, **rij} for i, rij in enumerate(as_schedules(open_))] if open_ else []

    def areas(self, nummer: int, c: Contact, dienst: str) -> List[Rij]:
        """For students of which places a regional service is."""
        return [{"id": self.key("area", nummer, plek), "service_id": dienst, "name": self.model.locaties[plek].naam}
                for plek in c.locaties]

    def places(self, nummer: int, c: Contact, loket: Loket, dienst: str) -> List[Rij]:
        if loket.plek == "regio":
            if not c.waar:
                return []
            locaties = [{"id": self.key("location", nummer), "location_type": "physical", "name": c.waar}]
            return [self.at_location(nummer, dienst, locaties[0], None)]
        locaties = [self.location(plek) for plek in c.locaties] or [self.main_location()]
        return [self.at_location(nummer, dienst, locatie, c.waar) for locatie in locaties]

    def at_location(self, nummer: int, dienst: str, locatie: Rij, waar: Optional[str]) -> Rij:
        return _filled({"id": self.key("at", nummer, locatie["id"]), "service_id": dienst, "location_id": locatie["id"],
                        "description": waar, "location": locatie})

    def location(self, plek: str) -> Rij:
        sleutel, locatie = self.key("location", plek), self.model.locaties[plek]
        deel = _ADRES.match(locatie.adres)
        return {
            "id": sleutel, "location_type": "physical", "organization_id": self.key("organization"), "name": locatie.naam,
            "external_identifier": plek, "external_identifier_type": EIGEN,
            "addresses": [self.address(sleutel, deel["straat"] if deel else locatie.adres, deel["plaats"] if deel else "",
                                       (deel["postcode"] or "") if deel else "")],
        }

    def main_location(self) -> Rij:
        """The school as a whole: its town, holiday region and hours."""
        sleutel = self.key("location")
        return {
            "id": sleutel, "location_type": "physical", "organization_id": self.key("organization"), "name": self.model.naam,
            "external_identifier": HOOFDLOCATIE, "external_identifier_type": f"{EIGEN}-{HOOFDLOCATIE}",
            "addresses": [{**self.address(sleutel, "", self.model.plaats, ""), "region": self.model.regio}],
            "schedules": self.schedules(self.model.open, "location", location_id=sleutel),
        }

    def address(self, locatie: str, straat: str, plaats: str, postcode: str) -> Rij:
        # HSDS asks for these; what a school's file does not hold stays empty.
        return {"id": self.key("address", locatie), "location_id": locatie, "address_1": straat, "city": plaats,
                "state_province": "", "postal_code": postcode, "country": "NL", "address_type": "physical"}

    def school(self) -> Rij:
        sleutel, model = self.key("organization"), self.model
        locaties = [self.main_location(), *(self.location(plek) for plek in model.locaties)]
        return {
            "id": sleutel, "name": model.naam, "website": model.website,
            "description": text("hsds.school", onderwijs=model.onderwijs, plaats=model.plaats),
            "contacts": [{"id": self.key("owner"), "organization_id": sleutel, "title": text("hsds.eigenaar"), **self.owner()}],
            "locations": locaties,
            "attributes": [self.attribute(sleutel, "organization", "onderwijs", ONDERWIJS, model.onderwijs, model.onderwijs,
                                          model.onderwijs)],
            "metadata": [{"id": self.key("metadata"), "resource_id": sleutel, "resource_type": "organization",
                          "last_action_date": model.gecontroleerd_op.isoformat(), "last_action_type": GECONTROLEERD,
                          "field_name": "", "previous_value": "", "replacement_value": "", "updated_by": model.eigenaar}],
        }

    def owner(self) -> Rij:
        deel = _EIGENAAR.match(self.model.eigenaar)
        return {"name": deel["naam"], "email": deel["email"]} if deel else {"name": self.model.eigenaar}

    def regional(self, nummer: int, c: Contact, loket: Loket) -> Rij:
        return _filled({"id": self.key("organization", nummer), "name": c.naam, "description": loket.wat, "website": c.website})

    def attribute(self, link: str, soort: str, wat: str, lijst: str, code: str, naam: str, uitleg: str) -> Rij:
        term = str(uuid5(NAAMRUIMTE, f"{lijst}/{code}"))
        return {
            "id": self.key("attribute", link), "link_id": link, "taxonomy_term_id": term, "link_type": wat, "link_entity": soort,
            "taxonomy_term": {"id": term, "code": code, "name": naam, "description": uitleg, "taxonomy": lijst, "language": "nl"},
        }
