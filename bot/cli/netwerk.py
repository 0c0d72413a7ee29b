"""Do the web addresses of a school still give a page? Only on request (``controleer --netwerk``), with a time-out."""

from __future__ import annotations

import http.client
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Dict, Iterable, Iterator, List, Tuple
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from bot.knowledge.messages_nl import WEB_STATUS, WEB_STIL, WEB_TRAAG
from bot.knowledge.problems import Problem, problem
from bot.knowledge.reading import Document, Sleutels, walk

WACHT_S, TEGELIJK = 8.0, 8
VELDEN = ("website", "snel_weg", "kaart")
# Some sites refuse a program but give a person a page: those are not broken.
GEEN_OORDEEL = (401, 403, 405, 406, 429, 503)


def check_addresses(docs: Iterable[Document], wacht: float = WACHT_S) -> List[Problem]:
    """A warning for each address without a page. Each address is asked once, eight at a time."""
    plekken: Dict[str, List[Tuple[Document, Sleutels]]] = {}
    for doc, pad, adres in _addresses(docs):
        plekken.setdefault(adres, []).append((doc, pad))
    with ThreadPoolExecutor(TEGELIJK) as draden:
        redenen = draden.map(lambda a: why_silent(a, wacht), plekken)
    return sorted(
        problem(doc.pad, doc.line(pad), "webadres-stil", niveau="waarschuwing", waarde=adres, waarom=waarom)
        for (adres, waar), waarom in zip(plekken.items(), redenen) if waarom for doc, pad in waar
    )


def _addresses(docs: Iterable[Document]) -> Iterator[Tuple[Document, Sleutels, str]]:
    for doc in docs:
        for pad, tekst in walk(doc.waarden):
            if pad[-1] in VELDEN and tekst.startswith(("https://", "http://")):
                yield doc, pad, tekst.strip()


def why_silent(adres: str, wacht: float = WACHT_S) -> str:
    """Why this address gives no page, or '' when it does. Asks for the header first, then for the page."""
    for soort in ("HEAD", "GET"):
        try:
            with _open(adres, soort, wacht):
                return ""
        except HTTPError as fout:
            if fout.code in GEEN_OORDEEL and soort == "GET":
                return ""
            waarom = WEB_STATUS.format(status=fout.code)
        except TimeoutError:
            return WEB_TRAAG.format(seconden=f"{wacht:g}")
        except (URLError, OSError, http.client.HTTPException, ValueError) as fout:
            traag = isinstance(getattr(fout, "reason", None), TimeoutError)
            return WEB_TRAAG.format(seconden=f"{wacht:g}") if traag else WEB_STIL
    return waarom


def _open(adres: str, soort: str, wacht: float) -> Any:
    return urlopen(Request(adres, method=soort, headers={"User-Agent": "Loketwijzer"}), timeout=wacht)
