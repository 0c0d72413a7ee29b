"""Start one server at a time on its own port, with its own databases and its own copy of the knowledge."""

from __future__ import annotations

import asyncio
import atexit
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Coroutine, Dict, List, Optional

import pytest
import requests

from scripts.start import environment

WORTEL = Path(__file__).resolve().parent.parent.parent
MODELLEN = Path(os.environ.get("LOKETWIJZER_MODELLEN", str(WORTEL / "models")))
START_S, STOP_S, ANTWOORD_S = int(os.environ.get("LOKETWIJZER_START_S", "240")), 15, 40
SCHOLEN = ("voorbeeld-mbo", "voorbeeld-vakschool", "voorbeeld-hogeschool")
CRISISZIN = "ik wil niet meer leven"
_OMGEVING = {**environment(), "PYTHONWARNINGS": "ignore"}


def need_model() -> None:
    """Skip, with the reason, where nothing was trained."""
    if not list(MODELLEN.glob("*.tar.gz")):
        pytest.skip(f"geen model in {MODELLEN}: make train")


def newest_model() -> Path:
    return max(MODELLEN.glob("*.tar.gz"), key=lambda p: p.stat().st_mtime)


def run_apart(werk: Coroutine[Any, Any, Any]) -> Any:
    """The outcome of ``werk``, run in its own thread: the browser tests leave an event loop running in this one."""
    with ThreadPoolExecutor(max_workers=1) as draad:
        return draad.submit(asyncio.run, werk).result()


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


class Antwoord:
    """What one POST gave: the HTTP answer, and the messages with their cards and buttons."""

    def __init__(self, http: requests.Response) -> None:
        self.status, self.koppen = http.status_code, http.headers
        self.berichten: List[Dict[str, Any]] = http.json() if http.status_code == 200 else []

    @property
    def kaarten(self) -> List[Dict[str, Any]]:
        return [b["custom"] for b in self.berichten if "custom" in b]

    @property
    def soorten(self) -> List[str]:
        return [k["soort"] for k in self.kaarten]

    @property
    def tekst(self) -> str:
        return "\n".join(b.get("text", "") for b in self.berichten)

    @property
    def knoppen(self) -> List[str]:
        return [k["title"] for b in self.berichten for k in b.get("buttons", [])]

    def kaart(self, soort: str) -> Dict[str, Any]:
        """The card of this kind; fails with the whole answer when there is none."""
        for kaart in self.kaarten:
            if kaart["soort"] == soort:
                return kaart
        raise AssertionError(f"geen kaart '{soort}' in {self.berichten}")

    def has_crisis_numbers(self) -> bool:
        """A crisis card whose contacts hold both 113 and 112."""
        nummers = {c.get("telefoon") for k in self.kaarten if k["soort"] == "crisis" for c in k["contacten"]}
        return {"112", "113"} <= nummers


@dataclass
class Gesprek:
    """One conversation of one sender."""

    server: Server
    instelling: Optional[str] = None
    sender: str = field(default_factory=lambda: f"proef-{uuid.uuid4().hex}")

    def zeg(self, tekst: Any, **metadata: str) -> Antwoord:
        velden = {"instelling": self.instelling, **metadata} if self.instelling else metadata
        return self.server.post({"sender": self.sender, "message": tekst, "metadata": velden})


class Server:
    """A running server in a temporary folder. ``kennis``, ``database`` and ``gesprekken`` may be broken by a test."""

    def __init__(self, *opdracht: str, modellen: Path = MODELLEN, **instellingen: str) -> None:
        self.map = Path(tempfile.mkdtemp(prefix="loketwijzer-proef-"))
        self.kennis, self.database = self.map / "kennis", self.map / "loketwijzer.db"
        self.gesprekken, self.log = self.map / "gesprekken.db", self.map / "server.log"
        shutil.copytree(WORTEL / "knowledge", self.kennis)
        self.poort = free_port()
        self.url = f"http://127.0.0.1:{self.poort}"
        opdracht = tuple(d.replace("{poort}", str(self.poort)) for d in opdracht) or ("-m", "bot.server.main")
        omgeving = {
            **os.environ, **_OMGEVING, "PORT": str(self.poort), "LOKETWIJZER_VERVERS": "0.5",
            "LOKETWIJZER_KENNIS": str(self.kennis), "LOKETWIJZER_MODELLEN": str(modellen),
            "LOKETWIJZER_DATABASE": f"sqlite:///{self.database}",
            "LOKETWIJZER_GESPREKKEN": f"sqlite:///{self.gesprekken}", "LOKETWIJZER_OPGEHAALD": str(self.map / "opgehaald"),
            **instellingen,
        }
        with self.log.open("wb") as uit:
            self.proces = subprocess.Popen([sys.executable, *opdracht], cwd=WORTEL, env=omgeving, stdout=uit, stderr=uit)
        try:
            self._wait()
        except BaseException:
            self.stop()
            raise

    def _wait(self) -> None:
        einde = time.monotonic() + START_S
        while time.monotonic() < einde:
            if self.proces.poll() is not None:
                raise AssertionError(f"server stopte met {self.proces.returncode}:\n{self.log_text()[-3000:]}")
            try:
                requests.get(f"{self.url}/webhooks/rest/", timeout=5)
                return
            except requests.ConnectionError:
                time.sleep(0.3)
        raise AssertionError(f"server antwoordt niet na {START_S} s:\n{self.log_text()[-3000:]}")

    def log_text(self) -> str:
        return self.log.read_text("utf-8", "replace")

    def get(self, pad: str, **opties: Any) -> requests.Response:
        return requests.get(self.url + pad, timeout=ANTWOORD_S, **opties)

    def post(self, inhoud: Any) -> Antwoord:
        return Antwoord(requests.post(f"{self.url}/webhooks/rest/webhook", json=inhoud, timeout=ANTWOORD_S))

    def post_raw(self, inhoud: bytes) -> requests.Response:
        koppen = {"Content-Type": "application/json"}
        return requests.post(f"{self.url}/webhooks/rest/webhook", data=inhoud, headers=koppen, timeout=ANTWOORD_S)

    def gesprek(self, instelling: Optional[str] = "voorbeeld-mbo") -> Gesprek:
        return Gesprek(self, instelling)

    def raw_conversations(self) -> bytes:
        """Every byte of the conversations database, with its journal and write-ahead log."""
        return b"".join(p.read_bytes() for p in sorted(self.map.glob(f"{self.gesprekken.name}*")))

    @property
    def loopt(self) -> bool:
        return self.proces.poll() is None

    def stop(self) -> None:
        """End this process by its own id, and remove its folder."""
        if self.loopt:
            self.proces.terminate()
            try:
                self.proces.wait(STOP_S)
            except subprocess.TimeoutExpired:
                self.proces.kill()
                self.proces.wait(STOP_S)
        shutil.rmtree(self.map, ignore_errors=True)


_lopend: Optional[Server] = None
_gedeeld: Optional[Server] = None


def start(*opdracht: str, modellen: Path = MODELLEN, **instellingen: str) -> Server:
    """A server of a test's own, with ``instellingen`` as environment. Stops whatever ran: there is never more than one."""
    global _lopend
    stop_all()
    _lopend = Server(*opdracht, modellen=modellen, **instellingen)
    return _lopend


def shared() -> Server:
    """The one server that tests share when they break nothing."""
    global _gedeeld
    need_model()
    if _gedeeld is None or not _gedeeld.loopt:
        _gedeeld = start()
    return _gedeeld


def stop_all() -> None:
    global _lopend
    if _lopend is not None:
        _lopend.stop()
        _lopend = None


atexit.register(stop_all)
