"""Two servers on a real PostgreSQL and Redis: one is killed, the databases are restarted, and nobody notices.

Slow: two servers, some 1,000 turns. ``LOKETWIJZER_GESPREKKEN_PROEF`` sets another number of conversations than 200.
"""

from __future__ import annotations

import os
import random
import re
import threading
import time
import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Dict, Iterator, List, Optional, Tuple

import pytest
import requests
from sqlalchemy import create_engine, text

from tests.server import bediening
from tests.server.bediening import ANTWOORD_S, CRISISZIN, Antwoord, Server
from tests.server.replicas import Postgres, Redis, need, two_servers

pytestmark = [pytest.mark.rasa, pytest.mark.replicas]
GESPREKKEN = int(os.environ.get("LOKETWIJZER_GESPREKKEN_PROEF", "200"))
GELD, HELPT_NIET, KAARTJE = "Te weinig geld voor de maand", "Dit helpt niet", "Zet het op een kaartje"
GEHOLPEN = "🙂 Ja, dit helpt"
RUST_S = 6.0  # a server that found the database gone leaves it alone for five seconds
ZINNEN, KLANTEN, POGINGEN = (GELD, HELPT_NIET, KAARTJE, GEHOLPEN), 8, 6


class Opstelling:
    """The databases and the servers. ``zeg`` is a client behind a proxy: what one server cannot answer goes to the other."""

    def __init__(self, postgres: Postgres, redis: Redis, servers: List[Server]) -> None:
        self.postgres, self.redis, self.servers = postgres, redis, servers
        self.opnieuw = 0

    def zeg(self, sender: str, tekst: str, eerst: int = 0) -> Tuple[Antwoord, int]:
        """The answer and in how many tries."""
        inhoud = {"sender": sender, "message": tekst,
                  "metadata": {"instelling": "voorbeeld-mbo", "locatie": "noord", "bericht": uuid.uuid4().hex}}
        for poging in range(POGINGEN):
            server = self.servers[(eerst + poging) % len(self.servers)]
            try:
                http = requests.post(f"{server.url}/webhooks/rest/webhook", json=inhoud, timeout=ANTWOORD_S)
                return Antwoord(http), poging + 1
            except requests.RequestException:
                self.opnieuw += 1
        raise AssertionError(f"geen antwoord na {POGINGEN} pogingen")

    def totals(self) -> Dict[str, int]:
        engine = create_engine(self.postgres.url, future=True)
        try:
            with engine.connect() as verbinding:
                return dict(verbinding.execute(text("select soort, sum(aantal) from telling group by soort")).all())
        finally:
            engine.dispose()

    def since(self, voor: Dict[str, int]) -> Counter[str]:
        return Counter({k: int(v) - int(voor.get(k, 0)) for k, v in self.totals().items() if v != voor.get(k, 0)})


@pytest.fixture(scope="module")
def samen() -> Iterator[Opstelling]:
    bediening.need_model()
    bediening.stop_all()
    postgres = need(Postgres, "PostgreSQL")
    try:
        redis = need(Redis, "Redis")
        try:
            servers = two_servers(postgres, redis)
            yield Opstelling(postgres, redis, servers)
            for server in servers:
                server.stop()
        finally:
            redis.remove()
    finally:
        postgres.remove()


def test_1_a_conversation_goes_on_at_the_other_server(samen: Opstelling) -> None:
    sender = f"wissel-{uuid.uuid4().hex}"
    eerste = samen.zeg(sender, GELD, 0)[0].kaart("verwijzing")
    tweede = samen.zeg(sender, HELPT_NIET, 1)[0].kaart("verwijzing")
    assert tweede["loket"] == eerste["volgende"]
    assert samen.zeg(sender, KAARTJE, 0)[0].kaart("kaartje")["loket"] == tweede["loket"]


def test_2_a_message_that_is_sent_again_counts_once(samen: Opstelling) -> None:
    voor = samen.totals()
    samen.zeg(f"enkel-{uuid.uuid4().hex}", GELD)
    een_keer, voor = samen.since(voor), samen.totals()
    inhoud = {"sender": f"dubbel-{uuid.uuid4().hex}", "message": GELD, "metadata": {
        "instelling": "voorbeeld-mbo", "locatie": "noord", "bericht": "een"}}
    for server in (*samen.servers, *samen.servers):
        http = requests.post(f"{server.url}/webhooks/rest/webhook", json=inhoud, timeout=ANTWOORD_S)
        assert http.status_code == 200
    assert samen.since(voor) == een_keer != Counter()


def test_3_two_servers_at_once_in_one_conversation_take_turns(samen: Opstelling) -> None:
    """Both step up the route: no step is taken twice, none is lost."""
    sender = f"tegelijk-{uuid.uuid4().hex}"
    gezien = [samen.zeg(sender, GELD, 0)[0].kaart("verwijzing")["loket"]]
    slot = threading.Lock()

    def omhoog(server: int) -> None:
        for _ in range(2):
            kaarten = samen.zeg(sender, HELPT_NIET, server)[0].kaarten
            with slot:
                gezien.extend(k["loket"] for k in kaarten if k["soort"] == "verwijzing")

    with ThreadPoolExecutor(max_workers=2) as draden:
        list(draden.map(omhoog, (0, 1)))
    assert len(gezien) > 2 and len(gezien) == len(set(gezien))


def test_4_redis_goes_and_comes_back(samen: Opstelling) -> None:
    sender = f"redis-{uuid.uuid4().hex}"
    eerste = samen.zeg(sender, GELD, 0)[0].kaart("verwijzing")
    samen.redis.kill()
    assert samen.zeg("redis-gevaar", CRISISZIN, 1)[0].has_crisis_numbers()
    tweede, pogingen = samen.zeg(sender, HELPT_NIET, 1)
    assert tweede.kaart("verwijzing")["loket"] == eerste["volgende"] and pogingen == 1
    samen.redis.start()
    time.sleep(4)
    assert samen.zeg(sender, KAARTJE, 0)[0].kaart("kaartje")["loket"] == eerste["volgende"]


def test_5_the_database_is_restarted(samen: Opstelling) -> None:
    proef = f"pg-proef-{uuid.uuid4().hex}"
    samen.zeg(proef, GELD)
    voor = samen.totals()
    samen.zeg(proef, HELPT_NIET)
    per_gesprek = samen.since(voor)
    gesprekken = [f"pg-{uuid.uuid4().hex}" for _ in range(4)]
    eerste = [samen.zeg(s, GELD, i)[0].kaart("verwijzing") for i, s in enumerate(gesprekken)]
    voor = samen.totals()
    samen.postgres.stop("immediate")
    gevaar = samen.zeg(f"pg-gevaar-{uuid.uuid4().hex}", CRISISZIN)[0]
    assert gevaar.has_crisis_numbers() and "werkt nu even niet" not in gevaar.tekst
    assert samen.zeg("pg-zonder", GELD, 1)[0].kaarten, "zonder database gaat het gesprek door"
    samen.postgres.start()
    time.sleep(RUST_S)
    for i, (sender, kaart) in enumerate(zip(gesprekken, eerste)):
        assert samen.zeg(sender, HELPT_NIET, i)[0].kaart("verwijzing")["loket"] == kaart["volgende"]
    assert samen.since(voor) == Counter({k: v * len(gesprekken) for k, v in per_gesprek.items()})


def _whole(samen: Opstelling, nummer: int) -> Tuple[str, bool]:
    """One conversation, each message first at another server. What went wrong, and whether a message was sent again."""
    sender, kaart, vaker = f"dood-{nummer}-{uuid.uuid4().hex}", None, False
    verwacht: Optional[str] = None
    for stap, zin in enumerate(ZINNEN):
        antwoord, pogingen = samen.zeg(sender, zin, nummer + stap)
        vaker = vaker or pogingen > 1
        if antwoord.status != 200 or not antwoord.kaarten:
            return f"{zin}: {antwoord.status}", vaker
        soort = {GELD: "verwijzing", HELPT_NIET: "verwijzing", KAARTJE: "kaartje", GEHOLPEN: "gesprek"}[zin]
        if soort not in antwoord.soorten:
            return f"{zin}: {antwoord.soorten}", vaker
        kaart = antwoord.kaart(soort)
        if zin == HELPT_NIET and not vaker and kaart["loket"] != verwacht:
            return f"{zin}: {kaart['loket']} en niet {verwacht}", vaker
        verwacht = kaart.get("volgende")
    return "", vaker


def test_6_one_server_is_killed_in_the_middle_of_two_hundred_conversations(samen: Opstelling) -> None:
    voor = samen.totals()
    assert _whole(samen, 0) == ("", False)
    per_gesprek = samen.since(voor)
    assert per_gesprek["kaartje"] == 1 and per_gesprek["geholpen"] == 1 and len(per_gesprek) > 2
    voor, klaar, uitkomsten = samen.totals(), threading.Event(), []
    teller = iter(range(GESPREKKEN))
    slot = threading.Lock()

    def klant() -> None:
        while True:
            with slot:
                nummer = next(teller, None)
            if nummer is None:
                return
            uitkomst = _whole(samen, nummer)
            with slot:
                uitkomsten.append(uitkomst)
                if len(uitkomsten) >= GESPREKKEN // 3:
                    klaar.set()

    draden = [threading.Thread(target=klant) for _ in range(KLANTEN)]
    for draad in draden:
        draad.start()
    assert klaar.wait(1200)
    samen.servers[0].proces.kill()
    for draad in draden:
        draad.join()
    fouten = [u for u, _ in uitkomsten if u]
    vaker = sum(v for _, v in uitkomsten)
    print(f"\n{len(uitkomsten)} gesprekken, {len(uitkomsten) * len(ZINNEN)} berichten; {samen.opnieuw} pogingen bij de dode "
          f"server, {vaker} gesprekken gingen bij de andere verder")
    assert len(uitkomsten) == GESPREKKEN and fouten == [] and vaker > 0
    assert samen.since(voor) == Counter({k: v * GESPREKKEN for k, v in per_gesprek.items()}), "elke telling precies één keer"


def test_7_no_log_names_a_conversation_or_a_word(samen: Opstelling) -> None:
    log = samen.servers[1].log_text()
    assert not re.search(r"dood-\d|wissel-|redis-[0-9a-f]|Te weinig geld", log)


def test_a_lock_waits_for_the_other_server() -> None:
    """Two lock stores as two replicas have them: the second waits until the first is done."""
    redis = need(Redis, "Redis")
    try:
        volgorde = bediening.run_apart(_two_locks(redis.url))
    finally:
        redis.remove()
    assert volgorde == ["een in", "een uit", "twee in"]


async def _two_locks(url: str) -> List[str]:
    import asyncio

    from bot.server.sloten import Sloten

    een, twee = Sloten(url), Sloten(url)
    volgorde: List[str] = []

    async def eerste() -> None:
        async with een.lock("anna"):
            volgorde.append("een in")
            await asyncio.sleep(random.uniform(0.3, 0.5))
            volgorde.append("een uit")

    async def tweede() -> None:
        await asyncio.sleep(0.1)
        async with twee.lock("anna"):
            volgorde.append("twee in")

    await asyncio.gather(eerste(), tweede())
    return volgorde


def test_without_redis_a_lock_is_still_a_lock_here() -> None:
    async def neem() -> str:
        from bot.server.sloten import Sloten

        async with Sloten("redis://127.0.0.1:1/0").lock("anna"):
            return "gelukt"

    assert bediening.run_apart(neem()) == "gelukt"
