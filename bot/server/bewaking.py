"""For who watches the server: alive, ready, and figures for Prometheus. Counts and timings only.

No figure tells what a conversation was about, and none counts danger.
"""

from __future__ import annotations

import hmac
import ipaddress
import time
from typing import Any, Callable, Optional

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from sanic import Blueprint, Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

BEURT = "webhooks/rest/webhook"
GRENZEN = (0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
HIER = ("localhost", "127.0.0.1", "[::1]")


class Metingen:
    """Its own registry, so that no library adds figures of its own."""

    def __init__(self, klaar: Callable[[], bool]) -> None:
        self.register = CollectorRegistry()
        self.verzoeken = Counter("loketwijzer_verzoeken", "Requests per kind of address and status",
                                 ("adres", "status"), registry=self.register)
        self.duur = Histogram("loketwijzer_beurt_seconden", "Seconds per turn", buckets=GRENZEN, registry=self.register)
        self.begrensd = Counter("loketwijzer_begrensd", "Requests over a limit", ("soort",), registry=self.register)
        self.bezig = Gauge("loketwijzer_bezig", "Requests in hand", registry=self.register)
        Gauge("loketwijzer_klaar", "1 when the bot can answer", registry=self.register).set_function(lambda: float(klaar()))
        ProcessCollector(registry=self.register)

    def limited(self, soort: str) -> None:
        self.begrensd.labels(soort).inc()

    def seen(self, request: Request, status: int, seconden: float) -> None:
        """Only the route as it was declared: an address can hold a school or something typed."""
        pad = request.route.path if request.route else "onbekend"
        self.verzoeken.labels(pad, str(status)).inc()
        if pad == BEURT and request.method == "POST":
            self.duur.observe(seconden)

    def watch(self, app: Sanic) -> None:
        async def begin(request: Request) -> None:
            request.ctx.begin = time.perf_counter()
            self.bezig.inc()

        async def eind(request: Request, antwoord: HTTPResponse) -> None:
            begin = getattr(request.ctx, "begin", None)
            if begin is not None:
                request.ctx.begin = None
                self.bezig.dec()
                self.seen(request, antwoord.status, time.perf_counter() - begin)

        app.register_middleware(begin, "request")
        app.register_middleware(eind, "response")


def may_read(request: Request, token: Optional[str]) -> bool:
    """With the token, or from this machine itself: not through a proxy on this machine."""
    bewijs = request.headers.get("authorization", "")
    if token and hmac.compare_digest(bewijs.encode("utf-8", "replace"), f"Bearer {token}".encode()):
        return True
    if any(kop in request.headers for kop in ("x-forwarded-for", "forwarded", "via", "x-real-ip")):
        return False
    try:
        hier = ipaddress.ip_address(request.ip or "").is_loopback
    except ValueError:
        return False
    return hier and request.headers.get("host", "").rsplit(":", 1)[0] in HIER


def blueprint(metingen: Metingen, staat: Any, token: Optional[str]) -> Blueprint:
    """``staat``: bot.server.main.Staat."""
    bp = Blueprint("loketwijzer_bewaking")

    @bp.get("/leeft")
    async def leeft(request: Request) -> HTTPResponse:
        return response.json({"leeft": True})

    @bp.get("/gereed")
    async def gereed(request: Request) -> HTTPResponse:
        klaar = staat.is_ready()
        return response.json({"gereed": klaar}, status=200 if klaar else 503)

    @bp.get("/metrics")
    async def metrics(request: Request) -> HTTPResponse:
        if not may_read(request, token):
            return response.json({"fout": "onbekend"}, status=404)
        return response.raw(generate_latest(metingen.register), content_type=CONTENT_TYPE_LATEST)

    return bp
