"""Get one file from an https address: limited in time and size, never sent on to an address without https."""

from __future__ import annotations

import hashlib
import http.client
import re
import time
from typing import Any, Optional
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from bot.knowledge.messages_nl import WEB_STATUS, WEB_STIL, WEB_TRAAG
from bot.knowledge.reading import MAX_BYTES

WACHT_S, STUK = 10.0, 65_536
_SOM = re.compile(r"\b[0-9a-fA-F]{64}\b")


class HaalFout(Exception):
    """``code`` is one of messages_nl.py; ``waarom`` a reason of the same place."""

    def __init__(self, code: str, waarom: str = "") -> None:
        super().__init__(code)
        self.code, self.waarom = code, waarom


def check_address(adres: str) -> None:
    """https anywhere; http on this machine only, for tests. Raises HaalFout."""
    try:
        delen = urlsplit(adres)
        goed = delen.scheme == "https" and bool(delen.hostname) or delen.scheme == "http" and delen.hostname == "127.0.0.1"
    except ValueError:
        goed = False
    if not goed:
        raise HaalFout("haal-adres")


def shown(adres: str) -> str:
    """An address without what may be secret in it: no user, no password, no query."""
    delen = urlsplit(adres)
    poort = f":{delen.port}" if delen.port else ""
    return f"{delen.scheme}://{delen.hostname}{poort}{delen.path}"


class _AlleenHttps(HTTPRedirectHandler):
    def redirect_request(self, req: Request, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Optional[Request]:
        check_address(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def fetch(adres: str, wacht: float = WACHT_S, limiet: int = MAX_BYTES) -> bytes:
    """The bytes at ``adres``, at most ``limiet``, within ``wacht`` seconds in all. Raises HaalFout."""
    check_address(adres)
    einde = time.monotonic() + wacht
    delen, totaal = [], 0
    try:
        verzoek = Request(adres, headers={"User-Agent": "Loketwijzer", "Accept-Encoding": "identity"})
        with build_opener(_AlleenHttps).open(verzoek, timeout=wacht) as antwoord:
            while stuk := antwoord.read1(STUK):
                totaal += len(stuk)
                if totaal > limiet:
                    raise HaalFout("bestand-te-groot")
                if time.monotonic() > einde:  # a server that sends one byte a second never times out by itself
                    raise HaalFout("haal-stil", WEB_TRAAG.format(seconden=f"{wacht:g}"))
                delen.append(stuk)
    except HTTPError as fout:
        raise HaalFout("haal-stil", WEB_STATUS.format(status=fout.code)) from fout
    except (URLError, OSError, http.client.HTTPException, ValueError) as fout:
        traag = isinstance(fout, TimeoutError) or isinstance(getattr(fout, "reason", None), TimeoutError)
        raise HaalFout("haal-stil", WEB_TRAAG.format(seconden=f"{wacht:g}") if traag else WEB_STIL) from fout
    return b"".join(delen)


def fetch_checked(adres: str, sha256: str, wacht: float = WACHT_S) -> bytes:
    """As ``fetch``, and only the file whose SHA-256 is the one agreed on."""
    inhoud = fetch(adres, wacht)
    if hashlib.sha256(inhoud).hexdigest() != sha256.lower():
        raise HaalFout("haal-som")
    return inhoud


def fetch_sum(adres: str, wacht: float = WACHT_S) -> str:
    """The SHA-256 that stands at ``adres``, alone or as ``sha256sum`` writes it."""
    match = _SOM.search(fetch(adres, wacht, limiet=4096).decode("ascii", "replace"))
    if not match:
        raise HaalFout("haal-som")
    return match[0].lower()
