"""GET /api/v1/…: the read-only JSON API. Needs no model; what it answers stands in api_adressen.py.

Staff-only contacts have addresses of their own, and those are 401 without a valid token. All others are public: a token
opens nothing more there, but one that is not right is 401 too, so that a portal notices.
"""

from __future__ import annotations

import re
from typing import Any, Mapping, Optional

from sanic import Blueprint, Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from actions.omgeving import Omgeving
from bot.knowledge.overzicht import staff_view
from bot.server.api_adressen import ADRESSEN, Adres
from bot.server.bewijs import is_staff
from bot.server.openapi import BASIS, make_openapi


def add_api(app: Sanic, omgeving: Omgeving, sleutels: Mapping[str, str]) -> None:
    """All addresses of the API. ``sleutels``: the key of each institution, see bewijs.py."""

    async def allow(request: Request, antwoord: HTTPResponse) -> None:
        # Sanic 21.12 names the methods with a 405 only for some of them; RFC 9110 asks it of all.
        if antwoord.status == 405 and request.path.startswith(f"{BASIS}/"):
            antwoord.headers["Allow"] = "GET"

    app.register_middleware(allow, "response")
    app.blueprint(_blueprint(omgeving, sleutels))


def _blueprint(omgeving: Omgeving, sleutels: Mapping[str, str]) -> Blueprint:
    bp = Blueprint("loketwijzer_api")
    beschrijving = make_openapi()

    async def openapi(request: Request) -> HTTPResponse:
        return response.json(beschrijving)

    bp.add_route(openapi, f"{BASIS}/openapi.json", name="openapi")
    for adres in ADRESSEN:
        uri = BASIS + re.sub(r"{(\w+)}", r"<\1:str>", adres.pad)
        bp.add_route(_handler(adres, omgeving, sleutels), uri, name=adres.naam)
    return bp


def _handler(adres: Adres, omgeving: Omgeving, sleutels: Mapping[str, str]) -> Any:
    async def answer(request: Request, **delen: str) -> HTTPResponse:
        koppen = request.headers.getall("authorization", [])
        if (koppen or adres.medewerkers) and not _proven(koppen, delen.get("instelling"), sleutels):
            return response.empty(status=401, headers={"WWW-Authenticate": "Bearer"})
        kennis = omgeving.kennis()
        antwoord = adres.kijk(staff_view(kennis) if adres.medewerkers else kennis, **delen)
        return response.json({"fout": "onbekend"}, status=404) if antwoord is None else response.json(antwoord)

    return answer


def _proven(koppen: list[str], instelling: Optional[str], sleutels: Mapping[str, str]) -> bool:
    """One header, with a token of this institution; of any institution where the address names none."""
    if len(koppen) != 1:
        return False
    # Every key is tried, so that time does not tell which of them fits.
    return sum(is_staff(koppen[0], school, sleutels) for school in ([instelling] if instelling else sleutels)) > 0
