"""``loketwijzer leg-uit "…" --instelling ID``: how a message becomes a referral, with the evidence."""

from __future__ import annotations

import argparse
import sys
from datetime import datetime
from pathlib import Path
from typing import Any, List, Optional
from zoneinfo import ZoneInfo

from bot.begrip.archive import open_model
from bot.knowledge.catalog import load_catalog
from bot.knowledge.routing import Vraag, route
from bot.knowledge.school import School
from bot.knowledge.trace import Reason, print_trace
from bot.settings import read_settings


def add_parser(opdrachten: Any) -> None:
    p = opdrachten.add_parser("leg-uit", help="laat zien hoe een bericht een doorverwijzing wordt")
    p.add_argument("bericht")
    p.add_argument("--instelling", default=None)
    p.add_argument("--op", type=datetime.fromisoformat, default=None, help="bijvoorbeeld 2027-01-01 of 2027-01-01T22:00")
    p.add_argument("--rol", choices=("student", "mentor"), default="student")
    p.set_defaults(functie=run)


def run(opties: argparse.Namespace) -> int:
    settings = read_settings()
    catalog = load_catalog(settings.kennis)
    model = catalog.instellingen.get(opties.instelling) if opties.instelling else None
    if opties.instelling and model is None:
        print(f"De instelling '{opties.instelling}' bestaat niet. Kies uit: {', '.join(catalog.instellingen)}", file=sys.stderr)
        return 1
    school = School.from_model(opties.instelling, model, catalog.termijnen) if model else None
    nu = (opties.op or datetime.now()).replace(tzinfo=ZoneInfo(settings.tijdzone))
    redenen, thema = _recognise(opties.bericht, opties.rol, settings.modellen)
    if thema:
        verwijzing = route(Vraag(thema), catalog, school, nu)
        redenen += verwijzing.trace
        redenen += _contacts(verwijzing.loket, school, nu)
    print(print_trace(redenen))
    return 0


def _recognise(bericht: str, rol: str, modellen: Path) -> tuple[List[Reason], Optional[str]]:
    guard, herkenner = open_model(modellen)
    redenen = [Reason("bericht", f'"{bericht}"'), *herkenner.spelling.explain(bericht)]
    oordeel = guard.look(bericht, rol)
    redenen += [Reason("veiligheid", oordeel.niveau or ("vraag" if oordeel.vraag else "geen gevaar"),
                       f"{oordeel.zekerheid:.2f}, gaat over {oordeel.wie}"), *oordeel.redenen]
    lemmas = herkenner.spelling.normalise(bericht)
    uitkomst = herkenner.look(bericht, lemmas, oordeel)
    redenen += uitkomst.besluit.redenen
    intent = uitkomst.besluit.intent
    if intent in herkenner.model.klassen:
        woorden = ", ".join(f'"{w}"' for w in herkenner.model.why(bericht, lemmas, intent))
        redenen.append(Reason("door", intent, woorden))
    return redenen, intent[6:] if intent.startswith("thema_") else None


def _contacts(loket: Optional[str], school: Optional[School], nu: datetime) -> List[Reason]:
    if not loket or not school:
        return []
    return [
        Reason("contact", c.naam, f"gecontroleerd {c.gecontroleerd_op}", f"knowledge/instellingen/{school.id}.yaml")
        for c in school.contacten_voor(loket, None, nu.date())
    ]
