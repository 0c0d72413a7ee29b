"""Start and stop what is measured: our server, stock Rasa with its action server, and a bare Sanic echo. Linux only (/proc)."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import Dict, List, Optional, Sequence

from bench.projecten import BENCH, OMGEVING, WORTEL

START_S = 900
ECHO = """
import sys
from sanic import Sanic, response
app = Sanic("echo", configure_logging=False)
@app.post("/webhooks/rest/webhook")
async def echo(request):
    return response.json([{"recipient_id": request.json["sender"], "text": request.json["message"]}])
app.run(host="127.0.0.1", port=int(sys.argv[1]), access_log=False, motd=False)
"""


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


@dataclass
class Server:
    """``processen``: the one that answers first, then its helpers. ``start_s``: from the command to the first answer.

    ``start_cpu_s``: processor seconds of the first process by then, which a busy machine disturbs less.
    """

    naam: str
    poort: int = field(default_factory=free_port)
    processen: List[subprocess.Popen[bytes]] = field(default_factory=list)
    start_s: float = 0.0
    start_cpu_s: float = 0.0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.poort}/webhooks/rest/webhook"

    def command(self, *opdracht: str, map_: Path = WORTEL, **extra: str) -> None:
        with (BENCH / f"{self.naam}-{len(self.processen)}.log").open("wb") as uit:
            self.processen.append(subprocess.Popen(
                [sys.executable, *opdracht], cwd=map_, stdout=uit, stderr=uit,
                env={**os.environ, **OMGEVING, "PYTHONWARNINGS": "ignore", **extra}))

    def wait(self, begin: float) -> None:
        """Until a whole message is answered with something. Raises RuntimeError when a process stops."""
        inhoud = json.dumps({"sender": "start", "message": "hoi", "metadata": {"instelling": "voorbeeld-mbo"}}).encode()
        while time.monotonic() < begin + START_S:
            if any(p.poll() is not None for p in self.processen):
                raise RuntimeError(f"{self.naam} stopte, zie {BENCH}/{self.naam}-*.log")
            vraag = urllib.request.Request(self.url, inhoud, {"Content-Type": "application/json"})
            try:
                with urllib.request.urlopen(vraag, timeout=60) as antwoord:
                    if json.load(antwoord):
                        self.start_s, self.start_cpu_s = time.monotonic() - begin, _cpu(self.processen[0].pid)
                        return
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                pass
            time.sleep(0.05)
        raise RuntimeError(f"{self.naam} antwoordt niet na {START_S} s")

    def memory_mb(self) -> List[float]:
        """Resident memory per process."""
        return [_status(p.pid, "VmRSS") / 1024 for p in self.processen]

    def cpu_s(self) -> float:
        """Processor seconds of all its processes until now."""
        return sum(_cpu(p.pid) for p in self.processen)

    def stop(self) -> None:
        for proces in self.processen:
            proces.terminate()
        for proces in self.processen:
            try:
                proces.wait(20)
            except subprocess.TimeoutExpired:
                proces.kill()
                proces.wait()


def _status(pid: int, veld: str) -> float:
    regels = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next((float(r.split()[1]) for r in regels if r.startswith(f"{veld}:")), 0.0)


def _cpu(pid: int) -> float:
    delen = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(delen[11]) + int(delen[12])) / os.sysconf("SC_CLK_TCK")


def _fresh(naam: str) -> Path:
    map_ = BENCH / "db" / naam
    shutil.rmtree(map_, ignore_errors=True)
    map_.mkdir(parents=True)
    return map_


def our_settings(naam: str, modellen: Path, kennis: Optional[Path] = None) -> Dict[str, str]:
    map_ = _fresh(naam)
    # The limits count as always, but one conversation of 200 turns in a few seconds is not stopped.
    return {"LOKETWIJZER_GRENS_GESPREK": "1000000", "LOKETWIJZER_GRENS_ADRES": "1000000",
            "LOKETWIJZER_DATABASE": f"sqlite:///{map_ / 'loketwijzer.db'}",
            "LOKETWIJZER_GESPREKKEN": f"sqlite:///{map_ / 'g.db'}",
            "LOKETWIJZER_MODELLEN": str(modellen), "LOKETWIJZER_KENNIS": str(kennis or WORTEL / "knowledge")}


def start_ours(modellen: Path, naam: str = "wij", kennis: Optional[Path] = None) -> Server:
    server, begin = Server(naam), time.monotonic()
    server.command("-m", "bot.server.main", PORT=str(server.poort), **our_settings(naam, modellen, kennis))
    server.wait(begin)
    return server


def start_stock(project: Path, model: Path) -> Server:
    """Rasa's server and, in a second process, its action server; both start at the same moment."""
    server, acties, begin = Server("stock"), free_port(), time.monotonic()
    opslag = _fresh("stock") / "gesprekken.db"
    (project / "endpoints.yml").write_text(
        f"action_endpoint:\n  url: http://127.0.0.1:{acties}/webhook\n"
        f"tracker_store:\n  type: SQL\n  dialect: sqlite\n  db: {opslag}\n", "utf-8")
    server.command("-m", "rasa", "run", "--model", str(model), "--credentials", "credentials.yml", "--endpoints", "endpoints.yml",
                   "--interface", "127.0.0.1", "--port", str(server.poort), map_=project)
    server.command("-m", "rasa", "run", "actions", "--actions", "actions", "--port", str(acties),
                   **our_settings("stock-acties", BENCH))
    server.wait(begin)
    return server


def start_echo() -> Server:
    server, begin = Server("echo"), time.monotonic()
    server.command("-c", ECHO, str(server.poort))
    server.wait(begin)
    return server


def stop_all(servers: Sequence[Server]) -> None:
    for server in servers:
        server.stop()
