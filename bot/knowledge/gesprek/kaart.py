"""The contract of an answer (docs/contract.md): contacts, cards and the `custom` objects."""

from __future__ import annotations

from typing import Any, Dict, Iterable, List, Optional, Sequence, Tuple

from bot.knowledge.gesprek.stand import Kennis, Stand
from bot.knowledge.hours import moment_tekst, parse_hours
from bot.knowledge.routing import ALTIJD_LUISTEREND
from bot.knowledge.schema import Dienst, Loket
from bot.knowledge.school import Contactpersoon, School

VERSIE = 1
Custom = Dict[str, Any]


def loketnaam(loket: str, kennis: Kennis, stand: Stand) -> str:
    """The school's own name for a role, else the name in this kind of education, else the plain one."""
    school = kennis.school(stand)
    if school and loket in school.loketnamen:
        return school.loketnamen[loket]
    plek = kennis.catalog.plek(loket)
    onderwijs = school.onderwijs if school else stand.onderwijs
    if isinstance(plek, Loket) and onderwijs:
        return plek.naam_per_onderwijs.get(onderwijs, plek.naam)  # type: ignore[call-overload]
    return plek.naam


def naar(loket: str, kennis: Kennis, stand: Stand) -> str:
    """'je coach', 'de vertrouwenspersoon', '113 Zelfmoordpreventie'."""
    naam = loketnaam(loket, kennis, stand)
    lidwoord = kennis.catalog.plek(loket).lidwoord
    return f"{lidwoord} {naam}" if lidwoord else naam


def contact_card(c: Contactpersoon, kennis: Kennis, school: School) -> Custom:
    """A contact of a school. ``intern`` stands on it when only staff may see it."""
    kaart: Custom = {"naam": c.naam}
    for sleutel in ("telefoon", "email", "whatsapp", "website", "waar", "kaart", "open"):
        if waarde := getattr(c, sleutel):
            kaart[sleutel] = waarde
    if c.talen:
        kaart["talen"] = list(c.talen)
    if c.geslacht:
        kaart["geslacht"] = c.geslacht
    if c.intern:
        kaart["intern"] = True
    if c.open:
        dicht = school.is_dicht(kennis.kalender.vrij(school.regio))
        tijden = parse_hours(c.open)
        kaart["nu_open"] = tijden.is_open(kennis.nu, dicht)
        weer = None if kaart["nu_open"] else tijden.volgende(kennis.nu, dicht)
        if weer:
            kaart["weer_open"] = moment_tekst(weer, kennis.nu)
    kaart["gecontroleerd_op"] = c.gecontroleerd_op.isoformat()
    return kaart


def service_card(dienst_id: str, kennis: Kennis) -> Custom:
    """A national service as a contact. Public holidays do not close 'dag en nacht'."""
    dienst = kennis.catalog.diensten[dienst_id]
    kaart: Custom = {"dienst": dienst_id, "naam": dienst.naam}
    if dienst.telefoon:
        kaart["telefoon"] = dienst.telefoon[0]
    for sleutel in ("website", "chat", "kosten", "open", "chat_open"):
        if waarde := getattr(dienst, sleutel):
            kaart[sleutel] = waarde
    for open_, soort in ((dienst.open, ""), (dienst.chat_open, "chat_")):
        if not open_:
            continue
        tijden = parse_hours(open_)
        kaart[f"{soort}nu_open"] = tijden.is_open(kennis.nu)
        weer = None if kaart[f"{soort}nu_open"] else tijden.volgende(kennis.nu)
        if weer:
            kaart[f"{soort}weer_open"] = moment_tekst(weer, kennis.nu)
    kaart["gecontroleerd_op"] = dienst.gecontroleerd_op.isoformat()
    return kaart


def places(contact: Contactpersoon, school: School) -> Custom:
    """``locaties``: names of the places of a contact; nothing when it holds for all of them."""
    return {"locaties": [school.locaties.get(p, p) for p in contact.locaties]} if contact.locaties else {}


def first_at_school(kennis: Kennis, stand: Stand) -> List[Custom]:
    """Who to go to first at this school; not the mentor when that is the problem."""
    return contacts_for("balie" if "mentor" in stand.gemeden() else "mentor", kennis, stand)


def contacts_for(loket: str, kennis: Kennis, stand: Stand) -> List[Custom]:
    """The contacts of a loket: the school's own, a service itself, else the national fallback.

    As long as it is not known where this person is, each stands with its ``locaties``: a room says nothing without them.
    """
    catalog = kennis.catalog
    plek = catalog.plek(loket)
    if isinstance(plek, Dienst):
        return [service_card(loket, kennis)]
    school = kennis.school(stand)
    eigen: List[Custom] = []
    if school:
        personen = school.contacten_voor(loket, stand.locatie, kennis.nu.date(), intern=False)
        eigen = [{**contact_card(c, kennis, school), **({} if stand.locatie else places(c, school))}
                 for c in _gewenst(personen, stand)]
    if eigen or plek.plek == "zelf":
        return eigen
    return [service_card(d, kennis) for d in plek.landelijk[:1]]


def only_services(contacten: Sequence[Custom]) -> bool:
    """There are contacts, and all of them are national services."""
    return bool(contacten) and all("dienst" in c for c in contacten)


def stands_in(loket: str, contacten: Sequence[Custom], kennis: Kennis) -> bool:
    """Nobody of the school or the region is known for this loket: only national services are shown."""
    plek = kennis.catalog.plek(loket)
    return isinstance(plek, Loket) and plek.plek != "zelf" and only_services(contacten)


def _gewenst(personen: Iterable[Contactpersoon], stand: Stand) -> List[Contactpersoon]:
    """Contacts that fit the wish for a woman or a man first; nobody is hidden by a wish."""
    lijst = list(personen)
    for geslacht in ("vrouw", "man"):
        if geslacht in stand.wensen:
            lijst.sort(key=lambda c: c.geslacht != geslacht)
    return lijst


def reachable_now(thema: Optional[str], kennis: Kennis, stand: Stand, zonder: Iterable[str] = ()) -> List[Custom]:
    """Who can be reached at this moment, the theme's own services first; at most three."""
    catalog = kennis.catalog
    ids: List[str] = list(catalog.themas[thema].buiten_schooltijd) if thema else []
    ids += [d for d in ALTIJD_LUISTEREND if d not in ids]
    uit = []
    for id_ in ids:
        dienst = catalog.diensten.get(id_)
        if dienst is None or id_ in zonder or not dienst.tonen or not dienst.open or not _leeftijd_past(dienst, stand):
            continue
        if parse_hours(dienst.open).is_open(kennis.nu):
            uit.append(service_card(id_, kennis))
    return uit[:3]


def _leeftijd_past(dienst: Dienst, stand: Stand) -> bool:
    leeftijd = stand.leeftijd
    if dienst.leeftijd_tot and dienst.leeftijd_tot <= 18:
        return leeftijd is not None and leeftijd < dienst.leeftijd_tot
    if dienst.leeftijd_vanaf and leeftijd is not None:
        return leeftijd >= dienst.leeftijd_vanaf
    return True


def contact_line(kaart: Custom, chat: bool = False) -> str:
    """The bare facts of a contact on one line: data, not a sentence. ``chat``: this person would rather write."""
    return " · ".join(contact_facts(kaart, chat))


def contact_facts(kaart: Custom, chat: bool = False) -> List[str]:
    """The name first, then where, how and when, as far as known."""
    if chat and kaart.get("chat"):
        return [str(d) for d in (kaart["naam"], kaart["chat"], kaart.get("chat_open")) if d]
    waar = ", ".join([*kaart.get("locaties", ()), *([kaart["waar"]] if kaart.get("waar") else [])])
    delen = [kaart["naam"], waar, kaart.get("telefoon"), kaart.get("email"), kaart.get("open")]
    if not (kaart.get("telefoon") or kaart.get("email") or kaart.get("waar")):
        delen.append(kaart.get("chat") or kaart.get("website"))
    return [str(d) for d in delen if d]


def all_closed(kaarten: List[Custom], eigen_dienst: bool = False) -> Tuple[bool, str]:
    """(every contact with hours is closed now, when the first one opens again)."""
    if any("dienst" in k for k in kaarten) and not eigen_dienst:
        return False, ""  # a national fallback stands in: its hours are not those of the advice
    met_uren = [k for k in kaarten if "nu_open" in k]
    if not met_uren or any(k["nu_open"] for k in met_uren) or len(met_uren) < len(kaarten):
        return False, ""
    return True, str(met_uren[0].get("weer_open", ""))


def first_words(stand: Stand, kennis: Kennis) -> Tuple[str, str]:
    """What to say first and what to send, about whom it is about. About another one sentence does for both."""
    thema = kennis.catalog.themas[str(stand.thema)]
    if stand.wie != "ik":
        return thema.eerste_zin_ander, thema.eerste_zin_ander
    return thema.eerste_zin, thema.eerste_mail


def plain(soort: str, **velden: Any) -> Custom:
    return {"v": VERSIE, "soort": soort, **velden}
