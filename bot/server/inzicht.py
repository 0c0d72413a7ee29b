"""``/inzicht/<instelling>`` and ``/inzicht/<instelling>.csv``: a school's report, behind the token of its portal.

Without a token the answer is 401 with an empty page that reads the token from ``#token=`` and asks again; with a token
that is not right it is 401 and nothing else. Neither tells whether a school exists.
"""

from __future__ import annotations

import logging
from functools import lru_cache
from typing import Any, Dict, List, Mapping, Optional, Tuple

from jinja2 import Environment, FileSystemLoader
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse
from sqlalchemy.exc import SQLAlchemyError

from actions.omgeving import Omgeving
from bot.knowledge import inzicht_nl as zin
from bot.knowledge.inzicht import Onderdeel, Rapport, make_report
from bot.knowledge.inzicht_uitvoer import as_csv, title, until
from bot.knowledge.weken import first_week, last_week, weeks
from bot.server.bestanden import WEB
from bot.server.bewijs import is_staff
from bot.store.counts import read_counts

logger = logging.getLogger(__name__)
SCRIPT, CSV = "pagina.js", ".csv"
BREED_PER_WEEK, HOOG, LABEL_ELKE = 14, 96, 6
BEARER = {"WWW-Authenticate": "Bearer"}


@lru_cache(maxsize=1)
def _templates() -> Environment:
    return Environment(loader=FileSystemLoader(WEB / "inzicht"), autoescape=True, trim_blocks=True, lstrip_blocks=True)


def blueprint(omgeving: Omgeving, sleutels: Mapping[str, str]) -> Blueprint:
    """``sleutels``: key per institution (bewijs.read_keys). Without a key a school's report cannot be opened."""
    bp = Blueprint("loketwijzer_inzicht")

    @bp.get("/inzicht/<naam:str>")
    async def inzicht(request: Request, naam: str) -> HTTPResponse:
        if naam == SCRIPT:
            script = (WEB / "inzicht" / SCRIPT).read_bytes()
            return response.raw(script, content_type="text/javascript; charset=utf-8")
        kop = request.headers.get("authorization")
        if kop is None and not naam.endswith(CSV):
            return response.html(closed_page(), status=401, headers=BEARER)
        instelling = naam.removesuffix(CSV)
        if not is_staff(kop, instelling, sleutels):
            return response.text("", status=401, headers=BEARER)
        return _answer(omgeving, instelling, naam.endswith(CSV), _year(request.args.get("schooljaar")))

    return bp


def _year(waarde: Optional[str]) -> Optional[int]:
    return int(waarde) if waarde and waarde.isascii() and waarde.isdigit() and len(waarde) == 4 else None


def _answer(omgeving: Omgeving, instelling: str, tabel: bool, schooljaar: Optional[int]) -> HTTPResponse:
    school = omgeving.kennis().school_van(instelling)
    if school is None:
        return response.text("", status=404)
    try:
        rijen = read_counts(omgeving.engine, instelling)
    except SQLAlchemyError as fout:
        logger.error("counts not reachable: %s", type(fout).__name__)
        return response.text("", status=503)
    rapport = make_report(rijen, omgeving.catalog, school, omgeving.klok().date(), schooljaar)
    if tabel:
        # The mark at the start tells a spreadsheet program that this is UTF-8.
        return response.raw(as_csv(rapport).encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    return response.html(report_page(rapport))


def closed_page() -> str:
    return _templates().get_template("dicht.html").render(zin=zin)


def report_page(rapport: Rapport) -> str:
    """The report as one page without script or style in it, so that the strictest CSP holds."""
    staven, breed = _columns(rapport)
    return _templates().get_template("rapport.html").render(
        zin=zin, rapport=rapport, titel=title(rapport), tot=until(rapport), rijen=_lines,
        staven=staven, breed=breed, hoogste=max(rapport.per_week.values(), default=0),
    )


def _lines(deel: Onderdeel) -> List[Tuple[str, int]]:
    return [(r.naam, r.aantal) for r in deel.regels]


def _columns(rapport: Rapport) -> Tuple[List[Dict[str, Any]], int]:
    """One column per week of the school year so far, and the width of the whole drawing in its own units."""
    if not rapport.per_week:
        return [], 0
    alle = weeks(first_week(rapport.schooljaar), min(rapport.tot, last_week(rapport.schooljaar)))
    hoogste = max(rapport.per_week.values())
    staven = [
        {"x": i * BREED_PER_WEEK + 2, "hoog": round(HOOG * rapport.per_week.get(week, 0) / hoogste, 1),
         "label": int(week[-2:]) if i % LABEL_ELKE == 0 else ""}
        for i, week in enumerate(alle)
    ]
    return staven, max(len(alle), 20) * BREED_PER_WEEK
