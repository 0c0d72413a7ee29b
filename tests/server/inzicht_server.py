"""A small app with only the report, on its own port: no model, no conversation. Used by tests here and in tests/web."""

from __future__ import annotations

import asyncio
import atexit
import shutil
import tempfile
import threading
import time
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Dict, Iterable, Tuple
from zoneinfo import ZoneInfo

import jwt

from bot.knowledge.gesprek.stand import Telling
from bot.settings import Settings
from bot.store.counts import add_counts, purge_before
from bot.store.tables import create_tables
from tests.server.bediening import WORTEL, free_port

SCHOOL, SLEUTEL = "voorbeeld-mbo", "s" * 40
SLEUTELS = {SCHOOL: SLEUTEL, "voorbeeld-hogeschool": "a" * 40}
NU = datetime(2026, 11, 24, 10, 30, tzinfo=ZoneInfo("Europe/Amsterdam"))
DAG = date(2026, 11, 10)


def bewijs(sleutel: str = SLEUTEL, **anders: Any) -> str:
    nu = int(time.time())
    inhoud: Dict[str, Any] = {"aud": SCHOOL, "iat": nu, "exp": nu + 600, **anders}
    return jwt.encode(inhoud, sleutel, algorithm="HS256")


class InzichtServer:
    """The report over its own database. ``tel`` counts a number of times."""

    def __init__(self, map_: Path) -> None:
        from sanic import Sanic

        from actions.omgeving import Omgeving
        from bot.server.inzicht import blueprint
        from bot.server.site import add_headers, web_file

        kennis = map_ / "kennis"
        shutil.copytree(WORTEL / "knowledge", kennis)
        self.settings = Settings(kennis=kennis, database_url=f"sqlite:///{map_ / 'proef.db'}")
        self.omgeving = Omgeving.make(self.settings, lambda: NU)
        self.app = Sanic(f"inzicht_{free_port()}", configure_logging=False)
        self.app.blueprint(blueprint(self.omgeving, SLEUTELS))
        add_headers(self.app)

        @self.app.get("/web/<naam:str>")
        async def bestand(request: Any, naam: str) -> Any:
            return web_file(naam)

        self.poort = free_port()
        self.url = f"http://127.0.0.1:{self.poort}"
        self._lus = asyncio.new_event_loop()
        self._klaar = threading.Event()
        self._draad = threading.Thread(target=self._run, daemon=True)
        self._draad.start()
        assert self._klaar.wait(30)

    def _run(self) -> None:
        asyncio.set_event_loop(self._lus)

        async def begin() -> None:
            server = await self.app.create_server(
                host="127.0.0.1", port=self.poort, return_asyncio_server=True, access_log=False)
            await server.startup()
            await server.start_serving()
            self._klaar.set()

        self._lus.run_until_complete(begin())
        self._lus.run_forever()

    def empty(self) -> None:
        create_tables(self.omgeving.engine)
        purge_before(self.omgeving.engine, "9999")

    def tel(self, *keren: Tuple[Telling, int], dag: date = DAG) -> None:
        for telling, keer in keren:
            add_counts(self.omgeving.engine, SCHOOL, [telling] * keer, dag)

    def fill(self) -> None:
        """A school with large and small numbers, over some weeks and two school years."""
        for week in range(40, 47):
            self.tel(*_week(week), dag=date.fromisocalendar(2026, week, 2))
        self.tel((Telling("thema", thema="stress"), 12), dag=date(2026, 3, 3))


@lru_cache(maxsize=1)
def shared() -> InzichtServer:
    """One for the whole run: Sanic 21.12 serves one app per process well. A daemon thread, gone with the process."""
    map_ = Path(tempfile.mkdtemp(prefix="loketwijzer-inzicht-"))
    atexit.register(shutil.rmtree, map_, ignore_errors=True)
    return InzichtServer(map_)


def _week(week: int) -> Iterable[Tuple[Telling, int]]:
    themas = {"stress": 9, "geldzorgen": 6, "stage": 4, "wonen": 1, "motivatie": 3}
    loketten = {"mentor": 14, "smw": 5, "decaan": 3, "geldfit": 2}
    yield from ((Telling("thema", thema=t), n + week % 3) for t, n in themas.items())
    yield from ((Telling("loket", loket=k), n) for k, n in loketten.items())
    yield from ((Telling("geholpen", waarde=w), n) for w, n in (("ja", 4), ("beetje", 2), ("nee", 1)))
    yield Telling("niet_begrepen", waarde="vraag_terug"), 3
    yield Telling("gat", loket="jeugdverpleegkundige"), 1
