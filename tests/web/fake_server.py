"""A stand-in for bot/channel: serves bot/web with strict headers and gives canned answers.

Run by hand to look at the pages: ``python -m tests.web.fake_server 8099``.
"""

from __future__ import annotations

import gzip
import json
import sys
import threading
import time
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Dict, List, Optional
from urllib.parse import urlsplit

from bot.server.site import CSP

from . import antwoorden

WEB = Path(__file__).resolve().parents[2] / "bot" / "web"
TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".json": "application/json",
         ".svg": "image/svg+xml"}
BUILT = (".js", ".json")
TOKEN = "goed.bewijs.van-het-portaal"


class FakeServer:
    """One server on a free port of 127.0.0.1. ``posts`` holds every body that was sent to the bot."""

    def __init__(self, port: int = 0) -> None:
        self.posts: List[Dict[str, Any]] = []
        self.paths: List[str] = []
        self.mode = "goed"  # goed | leeg | fout | hangt | stuk_json
        self.words: Dict[str, str] = {}
        self.pages: Dict[str, str] = {}
        self.routes: Dict[str, Any] = {}
        self.delay = 0.0
        self.dead = False
        self.senders: List[str] = []
        server = self

        class Handler(_Handler):
            fake = server

        self._http = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self._http.daemon_threads = True
        self.port = self._http.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self.dead = True
        self._http.shutdown()
        self._http.server_close()


class _Handler(BaseHTTPRequestHandler):
    fake: FakeServer
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: Any) -> None:
        """Quiet: the tests read ``posts`` and ``paths``."""

    def _send(self, body: bytes, kind: str, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind if kind.startswith("image/") else f"{kind}; charset=utf-8")
        if "gzip" in (self.headers.get("Accept-Encoding") or ""):  # as the real server does
            body = gzip.compress(body, 6)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", CSP)
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _json(self, data: Any, status: int = 200) -> None:
        self._send(json.dumps(data).encode(), "application/json", status)

    def _file(self, path: Path) -> None:
        if path.is_file():
            self._send(path.read_bytes(), TYPES.get(path.suffix, "application/octet-stream"))
        else:
            self._send(b"weg", "text/plain", 404)

    def handle_one_request(self) -> None:
        """A stopped server also drops the connections that the browser kept open."""
        super().handle_one_request()
        if self.fake.dead:
            self.close_connection = True

    def parse_request(self) -> bool:
        return not self.fake.dead and super().parse_request()

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        self.fake.paths.append(path)
        if path in self.fake.pages:
            self._send(self.fake.pages[path].encode(), "text/css" if path.endswith(".css") else "text/html")
        elif path == "/":
            self._file(WEB / "index.html")
        elif path == "/noodkaart":
            self._file(WEB / "noodkaart.html")
        elif path == "/neutraal":
            self._send(b"<!doctype html><html lang=nl><title>Weer</title><p>Het wordt zonnig.", "text/html")
        elif path.startswith("/web/") and path.count("/") == 2:
            name = path[5:]
            self._file(WEB / "dist" / name if name.endswith(BUILT) else WEB / name)
        elif path == "/chat/sender":
            self.fake.senders.append(str(uuid.uuid4()))
            self._json({"sender": self.fake.senders[-1]})
        elif path == "/chat/woorden":
            self._json(self.fake.words)
        elif path.startswith("/chat/instelling/"):
            self._json({"naam": "Voorbeeld MBO", "snel_weg": "https://www.wikipedia.org/"})
        elif path.startswith("/chat/"):
            self._file(WEB / "chat.html")
        elif path.startswith("/mentor/"):
            self._file(WEB / "mentor.html")
        elif path == "/api/v1/themas":
            self._json(antwoorden.THEMAS)
        elif path.startswith(("/api/v1/route/", "/api/v1/medewerkers/route/")):
            self._route(path.split("/")[-1], staff="/medewerkers/" in path)
        else:
            self._send(b"", "text/plain", 404)

    do_HEAD = do_GET

    def _route(self, thema: str, staff: bool) -> None:
        proof = self.headers.get("Authorization")
        if proof != (f"Bearer {TOKEN}" if staff else None):
            self._send(b"", "text/plain", 401)
        elif self.fake.mode == "goed":
            self._json(self.fake.routes.get(thema) or antwoorden.route(thema, staff))
        else:
            self._json({}, 502)

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = json.loads(self.rfile.read(length))
        self.fake.posts.append(body)
        time.sleep(self.fake.delay)
        if self.fake.mode == "leeg":
            self._json([])
        elif self.fake.mode == "fout":
            self._json({"fout": "stuk"}, 502)
        elif self.fake.mode == "te_snel":
            kaart = json.loads((WEB / "noodkaart.nl.json").read_text("utf-8"))
            self._json([{"recipient_id": "x", "text": kaart["tekst_te_snel"], "custom": kaart["custom"]}], 429)
        elif self.fake.mode == "stuk_json":
            self._send(b"[{", "application/json")
        elif self.fake.mode == "hangt":
            time.sleep(6)
            self._json([])
        else:
            self._json(antwoorden.antwoord(body["message"], body["sender"]))


def main(argv: Optional[List[str]] = None) -> None:
    args = sys.argv[1:] if argv is None else argv
    server = FakeServer(int(args[0]) if args else 8099)
    server.words = antwoorden.WOORDEN
    print(server.url)
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        server.stop()


if __name__ == "__main__":
    main()
