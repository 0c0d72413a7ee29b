"""The heart: which loket is the next step for this person, and why. Read this first.

``route`` is pure: the question, the knowledge, the school and the moment come in; a
Doorverwijzing with its trace comes out. Rules: docs/route.md and knowledge/README.md.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import FrozenSet, Iterator, List, Literal, Optional, Sequence, Tuple

from bot.knowledge.catalog import Catalog
from bot.knowledge.schema import Dienst, Loket, RouteStap, Thema
from bot.knowledge.school import School
from bot.knowledge.trace import Reason

Richting = Literal["begin", "omhoog", "omlaag", "anders"]
# Who listens when nobody else is there; offered after the theme's own services.
ALTIJD_LUISTEREND = ("kindertelefoon", "in_je_bol", "luisterlijn")
BUITEN_DE_LIJN = "vertrouwenspersoon"
HOGER = ("hbo", "wo")  # most students are 18 or older there
GEEN_CONTACT = "deze school heeft geen contact"


@dataclass(frozen=True)
class Vraag:
    """What is asked: the theme, the direction on the ladder, and what the person told us."""

    thema: str
    richting: Richting = "begin"
    huidig: Optional[str] = None
    gehad: Tuple[str, ...] = ()
    probleem: FrozenSet[str] = frozenset()
    wensen: FrozenSet[str] = frozenset()
    kenmerken: FrozenSet[str] = frozenset()
    leeftijd: Optional[int] = None
    onderwijs: Optional[str] = None
    locatie: Optional[str] = None


@dataclass(frozen=True)
class Kandidaat:
    """A loket that could be the advice; ``plaats`` is its place in the route."""

    loket: str
    plaats: int
    stap: Optional[RouteStap]
    alternatief: int = 0


@dataclass(frozen=True)
class Doorverwijzing:
    """The outcome. ``loket`` is None at the end of the ladder: close warmly, with who always listens."""

    thema: str
    loket: Optional[str]
    plaats: int = 0
    reden: str = ""
    volgende: Optional[str] = None
    gemist: Tuple[str, ...] = ()  # the first loket of each step before the outcome that nobody at this school fills
    trace: Tuple[Reason, ...] = ()


def route(vraag: Vraag, catalog: Catalog, school: Optional[School], nu: datetime) -> Doorverwijzing:
    """The next step for ``vraag`` at ``school`` (None: not known yet). Raises KeyError for an unknown theme."""
    thema = catalog.themas[vraag.thema]
    trace = [Reason("thema", vraag.thema, "", catalog.bron(f"themas/{vraag.thema}", "naam"))]
    rij = _rij(thema, vraag)
    past: List[Kandidaat] = []
    zonder_contact: List[Kandidaat] = []
    for kandidaat in rij:
        bezwaar = _bezwaar(kandidaat, vraag, catalog, school, nu)
        if bezwaar == GEEN_CONTACT:
            zonder_contact.append(kandidaat)
        if bezwaar:
            trace.append(Reason("overgeslagen", kandidaat.loket, bezwaar, _waar(catalog, vraag, kandidaat)))
        else:
            past.append(kandidaat)
    keuze = _kies(past, rij, vraag, catalog)
    if keuze is None:
        trace.append(Reason("einde", "ladder", "alles gehad of niet passend"))
        return Doorverwijzing(vraag.thema, None, trace=tuple(trace))
    trace.append(Reason("loket", keuze.loket, _omdat(vraag, keuze), _waar(catalog, vraag, keuze)))
    later = replace(vraag, richting="omhoog", huidig=keuze.loket, gehad=(*vraag.gehad, keuze.loket))
    rest = [k for k in past if k.loket != keuze.loket]
    daarna = _kies(rest, rij, later, catalog)
    return Doorverwijzing(
        thema=vraag.thema, loket=keuze.loket, plaats=keuze.plaats,
        reden=keuze.stap.reden if keuze.stap else "",
        volgende=daarna.loket if daarna else None, gemist=_gemist(zonder_contact, keuze, rij, vraag, catalog),
        trace=tuple(trace),
    )


def _gemist(
    zonder_contact: Sequence[Kandidaat], keuze: Kandidaat, rij: Sequence[Kandidaat], vraag: Vraag, catalog: Catalog
) -> Tuple[str, ...]:
    """Per step between where the person was and the outcome that nobody at this school fills: its first loket."""
    if vraag.richting == "omlaag":
        return ()
    hier = next((k.plaats for k in rij if k.loket == vraag.huidig), -1)
    gevuld = {k.plaats for k in rij if isinstance(catalog.plek(k.loket), Loket) and k not in zonder_contact}
    gemist = {
        k.plaats: k.loket for k in reversed(zonder_contact)
        if hier <= k.plaats <= keuze.plaats and k.plaats not in gevuld and voldoet(k.loket, vraag.wensen, catalog)
    }
    return tuple(gemist[plaats] for plaats in sorted(gemist))


def _rij(thema: Thema, vraag: Vraag) -> List[Kandidaat]:
    """All candidates in the order of the route, then who listens outside school."""
    rij = [
        Kandidaat(loket, i, stap, j)
        for i, stap in enumerate(thema.route)
        for j, loket in enumerate(stap.loket)
    ]
    aanwezig = {k.loket for k in rij}
    extra = [d for d in (*thema.buiten_schooltijd, *ALTIJD_LUISTEREND) if d not in aanwezig]
    if vraag.probleem and BUITEN_DE_LIJN not in aanwezig:
        extra.insert(0, BUITEN_DE_LIJN)
    eind = len(thema.route)
    return rij + [Kandidaat(loket, eind + i, None) for i, loket in enumerate(dict.fromkeys(extra))]


def _bezwaar(
    k: Kandidaat, vraag: Vraag, catalog: Catalog, school: Optional[School], nu: datetime
) -> str:
    """Why this candidate does not fit, or '' when it does."""
    if k.loket in vraag.gehad:
        return "al gehad"
    if k.loket in vraag.probleem:
        return "die persoon is het probleem"
    plek = catalog.plek(k.loket)
    onderwijs = school.onderwijs if school else vraag.onderwijs
    if k.stap:
        if k.stap.alleen_bij and not vraag.kenmerken.intersection(k.stap.alleen_bij):
            return "alleen bij " + ", ".join(k.stap.alleen_bij)
        if k.stap.alleen_onderwijs and onderwijs and onderwijs not in k.stap.alleen_onderwijs:
            return "alleen voor " + ", ".join(k.stap.alleen_onderwijs)
        tot = k.stap.alleen_leeftijd_tot
        if tot and vraag.leeftijd is not None and vraag.leeftijd >= tot:
            return f"alleen onder de {tot}"
    if isinstance(plek, Dienst):
        return _bezwaar_dienst(plek, k, vraag, onderwijs)
    if plek.plek == "school" and school and not school.contacten_voor(k.loket, vraag.locatie, nu.date()):
        return GEEN_CONTACT
    return ""


def _bezwaar_dienst(dienst: Dienst, k: Kandidaat, vraag: Vraag, onderwijs: Optional[str]) -> str:
    if not dienst.tonen:
        return "niet tonen"
    if dienst.onderwijs and onderwijs and onderwijs not in dienst.onderwijs:
        return "alleen voor " + ", ".join(dienst.onderwijs)
    leeftijd = vraag.leeftijd
    if dienst.leeftijd_tot and (leeftijd >= dienst.leeftijd_tot if leeftijd is not None else k.stap is None):
        return f"alleen onder de {dienst.leeftijd_tot}"
    if dienst.leeftijd_tot and dienst.leeftijd_tot <= 18 and leeftijd is None and onderwijs in HOGER:
        return f"alleen onder de {dienst.leeftijd_tot}"
    if dienst.leeftijd_vanaf and leeftijd is not None and leeftijd < dienst.leeftijd_vanaf:
        return f"vanaf {dienst.leeftijd_vanaf}"
    return ""


def voldoet(loket: str, wensen: FrozenSet[str], catalog: Catalog) -> bool:
    """The loket fits what the person wishes: outside school, anonymous, by chat."""
    plek = catalog.plek(loket)
    if "buiten_school" in wensen and isinstance(plek, Loket) and not plek.buiten_school:
        return False
    if "anoniem" in wensen and plek.anoniem != "ja" and not (isinstance(plek, Loket) and plek.anoniem == "deels"):
        return False
    return "chatten" not in wensen or (isinstance(plek, Dienst) and bool(plek.chat))


def _kies(
    past: Sequence[Kandidaat], rij: Sequence[Kandidaat], vraag: Vraag, catalog: Catalog
) -> Optional[Kandidaat]:
    wens = vraag.wensen & {"buiten_school", "anoniem", "chatten"}
    gewenst = [k for k in past if voldoet(k.loket, wens, catalog)] if wens else list(past)
    for groep in (gewenst, list(past)):
        keuze = next(_volgorde(groep, rij, vraag), None)
        if keuze:
            return keuze
    return None


def _volgorde(past: Sequence[Kandidaat], rij: Sequence[Kandidaat], vraag: Vraag) -> Iterator[Kandidaat]:
    """The candidates in the order in which they are offered for this direction."""
    buiten = [k for k in past if k.loket == BUITEN_DE_LIJN]
    if vraag.probleem and BUITEN_DE_LIJN not in vraag.gehad:
        yield from buiten
    hier = next((k.plaats for k in rij if k.loket == vraag.huidig), -1)
    if any(k.loket == vraag.huidig and k.stap is None for k in rij):
        # An inserted loket stands outside the route: go on from the last step of the route itself.
        hier = max((k.plaats for k in rij if k.stap and k.loket in vraag.gehad), default=-1)
    hoger = [k for k in past if k.plaats > hier]
    zelfde = [k for k in past if k.plaats == hier]
    lager = [k for k in past if k.plaats < hier]
    if vraag.richting == "omlaag":
        yield from reversed(lager)
        return
    if vraag.richting == "anders":
        yield from zelfde
    yield from hoger
    if vraag.richting != "omhoog":
        yield from reversed(lager)


def _waar(catalog: Catalog, vraag: Vraag, k: Kandidaat) -> str:
    if k.stap is None:
        return catalog.bron(f"themas/{vraag.thema}", "buiten_schooltijd")
    return catalog.bron(f"themas/{vraag.thema}", "route", k.plaats, "loket")


def _omdat(vraag: Vraag, k: Kandidaat) -> str:
    redenen = {
        "begin": "laagste stap die past", "omhoog": "een stap hoger",
        "omlaag": "een stap lichter", "anders": "het volgende alternatief",
    }
    delen = [redenen[vraag.richting]]
    delen += [f"wens: {w}" for w in sorted(vraag.wensen)]
    delen += [f"niet via {p}" for p in sorted(vraag.probleem)]
    return "; ".join(delen)

