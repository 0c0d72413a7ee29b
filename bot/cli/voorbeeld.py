"""``loketwijzer voorbeeld FILE``: a local page with what a student and a mentor see of this file, kept up to date.

Works without Rasa; only the chat needs it. Nothing of the live data is touched: see voorbeeld_chat.py.
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
import threading
import webbrowser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Tuple, Type

from bot.cli import pagina_nl as zin
from bot.cli.html import STIJL
from bot.cli.voorbeeld_beeld import Beeld
from bot.cli.voorbeeld_chat import Chat
from bot.cli.voorbeeld_pagina import SCRIPT, index_page, mentor_page, not_found
from bot.knowledge.catalog import KnowledgeError
from bot.knowledge.problems import als_tekst
from bot.settings import read_settings

CSP = ("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
       "base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
HEADERS = {"Content-Security-Policy": CSP, "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
           "Cache-Control": "no-store", "Cross-Origin-Resource-Policy": "same-origin"}
TYPES = {"html": "text/html; charset=utf-8", "js": "text/javascript; charset=utf-8", "css": "text/css; charset=utf-8",
         "json": "application/json"}
Antwoord = Tuple[int, str, str]  # status, kind, body


def add_parser(opdrachten: Any) -> None:
    p = opdrachten.add_parser("voorbeeld", help="toon op uw eigen computer wat een student van een bestand ziet")
    p.add_argument("bestand", type=Path, help="het bestand van een instelling")
    p.add_argument("--poort", type=int, default=0, help="poort van de pagina; leeg: een vrije")
    p.add_argument("--zonder-chat", action="store_true", help="start geen chat")
    p.add_argument("--niet-openen", action="store_true", help="open geen browser")
    p.set_defaults(functie=run)


def run(opties: argparse.Namespace) -> int:
    settings = read_settings()
    try:
        beeld = Beeld(opties.bestand, settings.kennis, settings.tijdzone)
    except KnowledgeError as fout:
        print(f"{zin.VOORBEELD_KENNIS_STUK}\n{als_tekst(fout.problems)}", file=sys.stderr)
        return 1
    # A terminal that is closed, or a stop from outside, ends as Ctrl+C does: else the chat's own server would stay behind.
    for soort in {signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)}:
        signal.signal(soort, signal.default_int_handler)
    with Chat(settings, beeld.id, aan=not opties.zonder_chat) as chat:
        if beeld.school:
            chat.take(beeld.goede_tekst)
        server = make_server(beeld, chat, opties.poort)
        adres = f"http://127.0.0.1:{server.server_address[1]}/"
        print(zin.VOORBEELD_KLAAR.format(adres=adres), flush=True)
        if not opties.niet_openen:
            threading.Timer(0.5, webbrowser.open, [adres]).start()
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return 0
        finally:
            server.server_close()
    return 0


def answer(pad: str, beeld: Beeld, chat: Chat) -> Antwoord:
    """What this address gives. Looks at the file first, so every page is of the latest version."""
    if beeld.refresh():
        chat.take(beeld.goede_tekst)
    if pad == "/":
        return 200, "html", index_page(beeld, chat.stand(), chat.adres)
    if pad == "/stand":
        return 200, "json", json.dumps({"versie": beeld.versie, "chat": chat.stand()})
    if pad in ("/voorbeeld.js", "/voorbeeld.css"):
        return (200, "js", SCRIPT) if pad.endswith(".js") else (200, "css", STIJL)
    thema = pad.removeprefix("/mentor/")
    if pad.startswith("/mentor/") and thema in beeld.catalog.themas and beeld.school:
        return 200, "html", mentor_page(beeld, thema)
    return 404, "html", not_found()


def make_server(beeld: Beeld, chat: Chat, poort: int = 0) -> ThreadingHTTPServer:
    """A server on 127.0.0.1 only. Another name in the Host header is refused: no foreign page may read this one."""
    slot = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            eigen = {f"{naam}:{self.server.server_address[1]}" for naam in ("127.0.0.1", "localhost")}  # type: ignore[index]
            with slot:
                uit = answer(self.path.split("?")[0], beeld, chat) if self.headers.get("Host") in eigen else (403, "html", "")
            self._send(*uit)

        def _send(self, status: int, soort: str, tekst: str) -> None:
            inhoud = tekst.encode()
            self.send_response(status)
            for naam, waarde in {**HEADERS, "Content-Type": TYPES[soort], "Content-Length": str(len(inhoud))}.items():
                self.send_header(naam, waarde)
            self.end_headers()
            self.wfile.write(inhoud)

        def log_message(self, format: str, *args: Any) -> None:
            """Silent: a visit to one's own page is no news."""

    soort: Type[BaseHTTPRequestHandler] = Handler
    return ThreadingHTTPServer(("127.0.0.1", poort), soort)
