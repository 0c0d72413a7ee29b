"""The gate before every request: limits per address and conversation, the kind of content, and who may read answers.

It never keeps a dangerous message from its answer: over the limit the guard still judges, without Rasa.
"""

from __future__ import annotations

import logging
import time
from typing import Any, Callable, Dict, List, Mapping, Optional

from sanic import Sanic, response
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.channel.web import Vangnet, safe_sender, safe_text
from bot.server.afkomst import Portalen, client_address, read_proxies
from bot.server.bestanden import static_file
from bot.server.eerste_hulp import EersteHulp
from bot.server.emmers import Emmers
from bot.settings import Settings

logger = logging.getLogger(__name__)
WEBHOOK = "/webhooks/rest/webhook"
# Health and figures are asked by machines, every few seconds, from one address.
ONBEPERKT = ("/gezond", "/gereed", "/leeft", "/metrics")
PAGINAS_PER_BERICHT = 5
METHODEN, KOPPEN, BEWAAR_S = "GET, POST", "Content-Type, Authorization", "600"


class Poort:
    """``eerste_hulp`` is set when the model is loaded. ``tel`` counts what is limited: "adres" or "gesprek"."""

    def __init__(self, settings: Settings, tel: Callable[[str], None] = lambda soort: None) -> None:
        self._proxies = read_proxies(settings.proxies)
        self._portalen = Portalen.read(settings.portalen)
        self._gesprekken = Emmers(settings.grens_gesprek)
        self._adressen = Emmers(settings.grens_adres)
        self._paginas = Emmers(settings.grens_adres * PAGINAS_PER_BERICHT)
        self._vangnet, self._tel = Vangnet(), tel
        self.eerste_hulp: Optional[EersteHulp] = None

    def register(self, app: Sanic) -> None:
        async def voor(request: Request) -> Optional[HTTPResponse]:
            return self.look(request, time.monotonic())

        async def na(request: Request, antwoord: HTTPResponse) -> None:
            for naam, waarde in self.cors(request).items():
                antwoord.headers.setdefault(naam, waarde)

        app.register_middleware(voor, "request")
        app.register_middleware(na, "response")

    def look(self, request: Request, nu: float) -> Optional[HTTPResponse]:
        """None: go on. An answer: that is it."""
        if request.method == "OPTIONS":
            return self._preflight(request)
        if request.path in ONBEPERKT:
            return None
        adres = client_address(request.ip or "", request.headers.getall("x-forwarded-for", []), self._proxies)
        if request.path == WEBHOOK and request.method == "POST":
            return self._message(request, adres, nu)
        if adres is not None and not self._paginas.take(adres, nu):
            self._tel("adres")
            return self._busy_page(request)
        return None

    def _message(self, request: Request, adres: Optional[str], nu: float) -> Optional[HTTPResponse]:
        if (request.headers.get("content-type") or "").split(";")[0].strip().lower() != "application/json":
            return response.json({"fout": "content-type"}, status=415)
        inhoud = json_of(request)
        sender = inhoud.get("sender")
        if adres is not None and not self._adressen.take(adres, nu):
            self._tel("adres")
            return self._busy(inhoud, self._adressen)
        if isinstance(sender, str) and not self._gesprekken.take(sender, nu):
            self._tel("gesprek")
            return self._busy(inhoud, self._gesprekken)
        return None

    def _busy(self, inhoud: Mapping[str, Any], emmers: Emmers) -> HTTPResponse:
        """In danger or doubt the static answer, as if nothing were wrong; else a kind text with the help card."""
        sender = safe_sender(inhoud.get("sender"))
        gevaar = self._danger(inhoud, sender)
        if gevaar:
            return response.json(gevaar, ensure_ascii=False)
        return response.json(self._vangnet.too_fast(sender), status=429, headers={"Retry-After": str(emmers.wait())},
                             ensure_ascii=False)

    def _danger(self, inhoud: Mapping[str, Any], sender: str) -> Optional[List[Dict[str, Any]]]:
        if self.eerste_hulp is None:
            return None
        metadata = inhoud.get("metadata")
        rol = "mentor" if isinstance(metadata, dict) and metadata.get("rol") == "mentor" else "student"
        try:
            return self.eerste_hulp.answer(safe_text(inhoud.get("message")), rol, sender)
        except Exception as fout:  # the help card holds the numbers too
            logger.error("first aid: %s", type(fout).__name__)
            return self._vangnet.answer(sender)

    def _busy_page(self, request: Request) -> HTTPResponse:
        if "text/html" in request.headers.get("accept", ""):
            return static_file("noodkaart.html", status=429)
        return response.json({"fout": "te_veel"}, status=429, headers={"Retry-After": str(self._paginas.wait())})

    def _preflight(self, request: Request) -> HTTPResponse:
        """A browser asks before it sends JSON to another origin. The institution is looked at with the message itself."""
        origin = request.headers.get("origin", "")
        if not self._portalen.known(origin):
            return response.empty(status=403)
        return response.empty(status=204, headers={
            **self._portalen.headers(origin, None), "Access-Control-Allow-Methods": METHODEN,
            "Access-Control-Allow-Headers": KOPPEN, "Access-Control-Max-Age": BEWAAR_S})

    def cors(self, request: Request) -> Dict[str, str]:
        """The headers that let the portal of this very institution read the answer."""
        origin = request.headers.get("origin", "")
        if not origin or request.method == "OPTIONS" or not self._portalen.known(origin):
            return {}
        return self._portalen.headers(origin, self._institution(request))

    def _institution(self, request: Request) -> Optional[str]:
        if request.path == WEBHOOK:
            metadata = json_of(request).get("metadata")
            return str(metadata.get("instelling") or "") if isinstance(metadata, dict) else ""
        instelling = request.match_info.get("instelling") if request.route else None
        return str(instelling) if instelling is not None else None


def json_of(request: Request) -> Mapping[str, Any]:
    """The JSON object of a request; an empty one for anything else. The channel answers 400 to that itself."""
    try:
        inhoud = request.json
    except SanicException:
        return {}
    return inhoud if isinstance(inhoud, dict) else {}
