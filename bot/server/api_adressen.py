"""What /api/v1/ answers: one table of addresses, each with its shape and a pure view of the knowledge.

The routes (api.py) and the OpenAPI description (openapi.py) are both made from ``ADRESSEN``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Callable, Dict, Optional, Tuple, Type

from bot.knowledge.gesprek.kaart import loketnaam
from bot.knowledge.gesprek.mentor import whole_route
from bot.knowledge.gesprek.stand import Kennis, Stand
from bot.knowledge.overzicht import contacts_by_loket, themes_by_group
from bot.server import api_vormen as vorm

Antwoord = Optional[Dict[str, Any]]


@dataclass(frozen=True)
class Adres:
    """``kijk`` gets the parts of the path by name; None means unknown (404). ``medewerkers``: only with a valid token."""

    pad: str
    naam: str
    wat: str
    vorm: Type[vorm.Vorm]
    kijk: Callable[..., Antwoord]
    medewerkers: bool = False


def groups(kennis: Kennis) -> Antwoord:
    return {"groepen": [{"nummer": n, **g.dict()} for n, g in sorted(kennis.catalog.groepen.items())]}


def themes(kennis: Kennis) -> Antwoord:
    catalog = kennis.catalog
    return {"groepen": [
        {"nummer": n, "naam": catalog.groepen[n].naam, "themas": [{"id": t, "naam": catalog.themas[t].naam} for t in themas]}
        for n, themas in themes_by_group(kennis).items()
    ]}


def theme(kennis: Kennis, thema: str) -> Antwoord:
    model = kennis.catalog.themas.get(thema)
    if model is None:
        return None
    return {
        "id": thema, "naam": model.naam, "groep": model.groep, "direct": model.direct, "uitleg": model.herkenning,
        "zelf": model.zelf, "eerste_zin": model.eerste_zin, "eerste_mail": model.eerste_mail,
        "buiten_schooltijd": [d for d in model.buiten_schooltijd if d in _shown(kennis)],
        "gecontroleerd_op": model.gecontroleerd_op.isoformat(),
    }


def _shown(kennis: Kennis) -> Dict[str, Any]:
    return {id_: d for id_, d in kennis.catalog.diensten.items() if d.tonen}


def services(kennis: Kennis) -> Antwoord:
    velden = set(vorm.Dienst.__fields__) - {"id", "gecontroleerd_op"}
    return {"diensten": [
        {"id": id_, **d.dict(include=velden, exclude_none=True), "gecontroleerd_op": d.gecontroleerd_op.isoformat()}
        for id_, d in _shown(kennis).items()
    ]}


def institutions(kennis: Kennis) -> Antwoord:
    return {"instellingen": [{"id": id_, "naam": naam} for id_, naam in sorted(kennis.scholen.items())]}


def contacts(kennis: Kennis, instelling: str) -> Antwoord:
    school = kennis.school_van(instelling)
    if school is None:
        return None
    stand = Stand(instelling=instelling)
    return {
        "instelling": instelling, "naam": school.naam, "open": school.open, "locaties": dict(school.locaties),
        "loketten": [
            {"loket": loket, "loketnaam": loketnaam(loket, kennis, stand), "stap": kennis.catalog.loketten[loket].stap,
             "contacten": kaarten}
            for loket, kaarten in contacts_by_loket(school, kennis).items()
        ],
    }


def route(kennis: Kennis, instelling: str, thema: str) -> Antwoord:
    if thema not in kennis.catalog.themas or kennis.school_van(instelling) is None:
        return None
    beurt = whole_route(Stand(instelling=instelling, rol="mentor"), kennis, thema)
    return dict(beurt.antwoorden[0].custom or {})


ADRESSEN: Tuple[Adres, ...] = (
    Adres("/groepen", "groepen", "The groups of themes", vorm.Groepen, groups),
    Adres("/themas", "themas", "All themes, by group", vorm.Themas, themes),
    Adres("/themas/{thema}", "thema", "One theme", vorm.Thema, theme),
    Adres("/diensten", "diensten", "National services", vorm.Diensten, services),
    Adres("/instellingen", "instellingen", "Ids and names of the institutions", vorm.Instellingen, institutions),
    Adres("/contacten/{instelling}", "contacten", "An institution's own contacts, by loket", vorm.Contacten, contacts),
    Adres("/route/{instelling}/{thema}", "route", "The whole route of a theme at an institution", vorm.Route, route),
    Adres("/medewerkers/contacten/{instelling}", "contacten_medewerkers",
          "An institution's own contacts with those for staff only", vorm.Contacten, contacts, medewerkers=True),
    Adres("/medewerkers/route/{instelling}/{thema}", "route_medewerkers",
          "The whole route with the contacts for staff only", vorm.Route, route, medewerkers=True),
)
