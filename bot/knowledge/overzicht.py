"""Everything of a school at once, outside a conversation: what the JSON API and the static pages show.

Pure. Decides nothing of its own: which contacts count is School.contacten_voor, how a card looks is gesprek/kaart.py.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Dict, List, Mapping, Optional

from bot.knowledge.gesprek.kaart import Custom, contact_card, places
from bot.knowledge.gesprek.stand import Kennis
from bot.knowledge.school import School


def staff_view(kennis: Kennis) -> Kennis:
    """The same knowledge for proven staff: schools with their staff-only contacts."""

    def zoek(id_: str) -> Optional[School]:
        school = kennis.school_van(id_)
        return school.voor_personeel() if school else None

    return replace(kennis, school_van=zoek)


def contacts_by_loket(school: School, kennis: Kennis) -> Dict[str, List[Custom]]:
    """Loket id → cards of the school's own contacts, in the order of loketten.yaml. Lokets without a contact are left out.

    A card is that of docs/contract.md plus ``locaties``: names of the places, absent when it holds for all of them.
    """
    uit: Dict[str, List[Custom]] = {}
    for loket in kennis.catalog.loketten:
        kaarten = []
        for contact in school.contacten_voor(loket, None, kennis.nu.date()):
            kaarten.append({**contact_card(contact, kennis, school), **places(contact, school)})
        if kaarten:
            uit[loket] = kaarten
    return uit


def themes_by_group(kennis: Kennis) -> Mapping[int, List[str]]:
    """Group number → theme ids, both in the order of the files."""
    themas = kennis.catalog.themas
    return {n: [t for t, model in themas.items() if model.groep == n] for n in sorted(kennis.catalog.groepen)}
