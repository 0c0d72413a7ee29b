"""``GET /stand``: per school where its file comes from, which version is in force, and what refused a newer one."""

from __future__ import annotations

from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from actions.omgeving import Omgeving
from bot.cli.html import policy
from bot.cli.standpagina import as_page
from bot.store.schoolstand import all_schools, is_general


def status_blueprint(omgeving: Omgeving) -> Blueprint:
    bp = Blueprint("loketwijzer_stand")

    @bp.get("/stand")
    async def status(request: Request) -> HTTPResponse:
        scholen = all_schools(omgeving.settings, omgeving.catalog.instellingen, omgeving.geladen, omgeving.problems)
        problems = [*filter(is_general, omgeving.problems), *(omgeving.bronnen.problems if omgeving.bronnen else ())]
        koppen = {"Content-Security-Policy": f"{policy()}; frame-ancestors 'none'"}
        return response.html(as_page(scholen, problems), headers=koppen)

    return bp
