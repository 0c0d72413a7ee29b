"""A working chat for the preview: the ordinary server in its own process, with its own folder, database and port.

Everything it writes is in one temporary folder that goes with it. Started and stopped by its own process id.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from importlib.util import find_spec
from pathlib import Path
from typing import Dict, Optional
from urllib.request import urlopen

from bot.settings import ROOT, Settings

STOP_S, ELKE_S = 10.0, 0.5


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


class Chat:
    """``stand()``: klaar, start, gestopt, geen_rasa, geen_model or zonder. Use as a context: it stops at the end."""

    def __init__(self, settings: Settings, id_: str, aan: bool = True) -> None:
        self.settings, self.id = settings, id_
        self.proces: Optional[subprocess.Popen[bytes]] = None
        self.map: Optional[Path] = None
        self.poort, self.klaar = 0, False
        self._waarom = "zonder" if not aan else self._obstacle()

    def _obstacle(self) -> str:
        if find_spec("rasa") is None:
            return "geen_rasa"
        return "" if any(self.settings.modellen.glob("*.tar.gz")) else "geen_model"

    @property
    def adres(self) -> str:
        return f"http://127.0.0.1:{self.poort}/chat/{self.id}" if self.klaar else ""

    def stand(self) -> str:
        if self._waarom:
            return self._waarom
        if self.proces is not None and self.proces.poll() is not None:
            return "gestopt"
        return "klaar" if self.klaar else "start"

    def take(self, tekst: str) -> None:
        """A good version of the file: for the server that runs, or to start one with."""
        if self._waarom:
            return
        if self.map is None:
            self._start(tekst)
        else:
            self._write(tekst)

    def _write(self, tekst: str) -> None:
        assert self.map is not None
        doel = self.map / "knowledge" / "instellingen" / f"{self.id}.yaml"
        nieuw = doel.with_suffix(".nieuw")
        nieuw.write_text(tekst, "utf-8")
        os.replace(nieuw, doel)  # the server never sees half a file

    def _start(self, tekst: str) -> None:
        self.map = Path(tempfile.mkdtemp(prefix="loketwijzer-voorbeeld-"))
        shutil.copytree(self.settings.kennis, self.map / "knowledge")
        for pad in (self.map / "knowledge" / "instellingen").glob("*.y*ml"):
            pad.unlink()
        self._write(tekst)
        self.poort = free_port()
        with (self.map / "server.log").open("wb") as log:
            opdracht = [sys.executable, "-m", "bot.server.main"]
            self.proces = subprocess.Popen(opdracht, cwd=ROOT, env=self._environment(), stdout=log, stderr=log)
        threading.Thread(target=self._wait, name="voorbeeld-chat", daemon=True).start()

    def _environment(self) -> Dict[str, str]:
        """The settings of the running installation stay out: only what is named here is given."""
        eigen = {k: v for k, v in os.environ.items() if not k.startswith("LOKETWIJZER_")}
        paden = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
        return {
            **eigen, "PORT": str(self.poort), "RASA_TELEMETRY_ENABLED": "false", "PYTHONPATH": paden,
            "LOKETWIJZER_ADRES": "127.0.0.1", "LOKETWIJZER_KENNIS": str(self.map and self.map / "knowledge"),
            "LOKETWIJZER_MODELLEN": str(self.settings.modellen), "LOKETWIJZER_VERVERS": "0.5",
            "LOKETWIJZER_OPGEHAALD": f"{self.map}/opgehaald", "LOKETWIJZER_TIJDZONE": self.settings.tijdzone,
            "LOKETWIJZER_DATABASE": f"sqlite:///{self.map}/loketwijzer.db",
            "LOKETWIJZER_GESPREKKEN": f"sqlite:///{self.map}/gesprekken.db",
        }

    def _wait(self) -> None:
        klok = threading.Event()
        while self.proces is not None and self.proces.poll() is None:
            try:
                with urlopen(f"http://127.0.0.1:{self.poort}/gezond", timeout=5) as antwoord:
                    self.klaar = antwoord.status == 200
                    return
            except OSError:
                klok.wait(ELKE_S)

    def stop(self) -> None:
        if self.proces is not None and self.proces.poll() is None:
            self.proces.terminate()
            try:
                self.proces.wait(STOP_S)
            except subprocess.TimeoutExpired:
                self.proces.kill()
                self.proces.wait()
        if self.map is not None:
            shutil.rmtree(self.map, ignore_errors=True)
        self.klaar, self.map = False, None

    def __enter__(self) -> Chat:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
