"""Static files of bot/web as the browser gets them: small (gzip) and not again when nothing changed (ETag, 304).

Nothing outside bot/web is reachable: the names come from a listing of the folder, never from a path.
"""

from __future__ import annotations

import gzip
import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Optional, Tuple

from sanic import response
from sanic.request import Request
from sanic.response import HTTPResponse

WEB = Path(__file__).resolve().parent.parent / "web"
OWN = (".css", ".svg")
BUILT = (".js", ".json")  # in dist/, made by npm run build
TYPES = {".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
         ".json": "application/json; charset=utf-8", ".svg": "image/svg+xml"}


@lru_cache(maxsize=64)
def _content(pad: Path, gewijzigd: int) -> Tuple[bytes, bytes, str]:
    """(bytes, the same with gzip, ETag). ``gewijzigd`` in ns makes a new build a new entry."""
    inhoud = pad.read_bytes()
    return inhoud, gzip.compress(inhoud, 9, mtime=0), f'"{hashlib.sha256(inhoud).hexdigest()[:16]}"'


def static_file(naam: str, request: Optional[Request] = None, status: int = 200) -> HTTPResponse:
    """One file of bot/web; 304 when the browser has it, 404 when it is not there."""
    pad = WEB / naam
    if not pad.is_file():
        return response.text("", status=404)
    inhoud, klein, etag = _content(pad, pad.stat().st_mtime_ns)
    vraag = request.headers if request else {}
    koppen = {"ETag": etag, "Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
    if vraag.get("if-none-match", "").removeprefix("W/") == etag:
        return response.raw(b"", status=304, headers=koppen)
    if "gzip" in vraag.get("accept-encoding", ""):
        inhoud, koppen["Content-Encoding"] = klein, "gzip"
    return response.raw(inhoud, status=status, content_type=TYPES.get(pad.suffix, "application/octet-stream"), headers=koppen)


def web_file(naam: str, request: Optional[Request] = None) -> HTTPResponse:
    """A style sheet or picture of bot/web, or a file that was built in bot/web/dist; nothing else is public."""
    if naam.endswith(OWN) and naam in {p.name for p in WEB.iterdir()}:
        return static_file(naam, request)
    if naam.endswith(BUILT) and naam in {p.name for p in (WEB / "dist").glob("*.js*")}:
        return static_file(f"dist/{naam}", request)
    return response.text("", status=404)
