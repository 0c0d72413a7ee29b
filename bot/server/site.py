"""The pages and small addresses beside the chat: demo portal, bare page, mentor page, health. /api/v1/ is in api.py."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any, Callable, Dict

from sanic import Blueprint, Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from actions.omgeving import Omgeving
from bot.server.bestanden import static_file, web_file

CSP = ("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
       "base-uri 'none'; form-action 'none'; frame-ancestors 'self'; require-trusted-types-for 'script'")
HEADERS = {
    "Content-Security-Policy": CSP, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "geolocation=(), camera=()", "Cross-Origin-Opener-Policy": "same-origin",
}


@dataclass
class Site:
    """``agent_klaar`` tells whether a model answers; without one every page is the help card."""

    omgeving: Omgeving
    gezond: Callable[[], Dict[str, Any]]
    agent_klaar: Callable[[], bool]

    def page(self, naam: str, request: Request) -> HTTPResponse:
        bestand = naam if self.agent_klaar() else "noodkaart.html"
        return static_file(bestand, request)


def blueprint(site: Site) -> Blueprint:
    bp = Blueprint("loketwijzer_site")

    @bp.get("/")
    async def demo(request: Request) -> HTTPResponse:
        return site.page("index.html", request)

    @bp.get("/chat/<instelling:str>")
    async def chat(request: Request, instelling: str) -> HTTPResponse:
        return site.page("chat.html", request)

    @bp.get("/mentor/<instelling:str>")
    async def mentor(request: Request, instelling: str) -> HTTPResponse:
        return site.page("mentor.html", request)

    @bp.get("/web/<bestand:str>")
    async def bestand(request: Request, bestand: str) -> HTTPResponse:
        return web_file(bestand, request)

    # Where a browser looks by itself, on an address without a page of ours.
    @bp.get("/favicon.ico")
    async def beeld(request: Request) -> HTTPResponse:
        return web_file("favicon.svg", request)

    @bp.get("/gezond")
    async def gezond(request: Request) -> HTTPResponse:
        staat = site.gezond()
        return response.json(staat, status=200 if staat["klaar"] else 503)

    @bp.get("/chat/sender")
    async def sender(request: Request) -> HTTPResponse:
        return response.json({"sender": str(uuid.uuid4())})

    @bp.get("/chat/woorden")
    async def woorden(request: Request) -> HTTPResponse:
        return response.json(dict(site.omgeving.woorden))

    @bp.get("/chat/instelling/<instelling:str>")
    async def school(request: Request, instelling: str) -> HTTPResponse:
        gevonden = site.omgeving.kennis().school_van(instelling)
        if gevonden is None:
            return response.json({"fout": "onbekend"}, status=404)
        return response.json({"naam": gevonden.naam, "snel_weg": gevonden.snel_weg, "locaties": dict(gevonden.locaties)})

    return bp


def add_headers(app: Sanic) -> None:
    """Security headers on every answer; nothing of a conversation is ever cached."""

    async def headers(request: Request, antwoord: HTTPResponse) -> None:
        for naam, waarde in HEADERS.items():
            antwoord.headers.setdefault(naam, waarde)
        antwoord.headers.setdefault("Cache-Control", "no-store")

    app.register_middleware(headers, "response")
