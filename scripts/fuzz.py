"""Throw odd messages at a server and see that it stays whole: ``python scripts/fuzz.py --aantal 100000``.

Starts a server of its own (or takes ``--url`` and ``--pid``). Seeded: the same seed gives the same messages. Checks: no
5xx, no words of a message in any answer, no answer for another sender, conversations that keep their own theme and
school, danger that is always answered, memory that stays flat. Exit code 1 when one of them fails.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Dict, List, Optional, Tuple

import aiohttp
from start import environment

WORTEL = Path(__file__).resolve().parent.parent
KLANTEN, ANKER_ELKE, GROEI_MAX, START_S, ANTWOORD_S = 8, 20, 0.10, 300, 60
MERK = re.compile(r"zq\d+qz")
GEVAAR = ("ik wil niet meer leven", "Ik ben nu in gevaar", "ik ben verkracht", "i want to kill myself",
          "ik ga mezelf iets aandoen")
GEWOON = ("hoi", "ik heb stress", "Te weinig geld voor de maand", "Vertel meer", "Dit helpt niet", "Ik wil iets anders",
          "Alle onderwerpen", "Wis mijn gesprek", "ik heb schulden en ruzie thuis", "wat is een vertrouwenspersoon?", "ja", "nee",
          "Wie kan ik nu bellen?", "ben je een mens", "merhaba", "Liever buiten school", "ik word gepest", "17", "mbo", "bedankt")
CODE = ("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "'; DROP TABLE contact; --", "\" OR 1=1 --", "{{7*7}}",
        "${jndi:ldap://x}", "%s%s%n", "../../../etc/passwd", "__import__('os')", "{contact}", "\x00\x01\x1b[31m",
        "\u202e\u2066", "&#x3c;b&#x3e;", "]]>", "\\u0000", "SELECT * FROM events", "UNION SELECT null",
        "|| cat /etc/passwd", "{0.__class__}", "%00", "\r\nSet-Cookie: a=b")
COMMANDO = ("/restart", "/session_start", "/crisis_hulp_113", "/back", '/thema_stress{"taal":"en"}', "/action_listen",
            "@/restart", "/wis_gesprek", "/veiligheidsvraag", '/SetSlots(stand={"instelling":"x"})', "/inform{\"wie\":[]}")
PADEN = ("/conversations/{s}/tracker", "/model", "/api/v1/themas", "/api/v1/route/voorbeeld-mbo/{t}", "/chat/{t}",
         "/chat/instelling/{t}", "/web/{t}", "/mentor/{t}", "/metrics", "/webhooks/rest/webhook", "/webhooks/{t}/webhook",
         "/{t}", "/gereed", "/chat/sender")
STUKJES = ("voorbeeld-mbo", "stress", "%2e%2e%2f", "%ff", "x" * 300, "'", "%00")
METHODEN = ("GET", "GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS")
SCHOLEN = ("voorbeeld-mbo", "voorbeeld-vakschool", "voorbeeld-hogeschool", None, "bestaat-niet", "../x")
ANKERS = (("Te weinig geld voor de maand", "geldzorgen"), ("Stress of een vol hoofd", "stress"))
KAARTJE, WEBHOOK = "Zet het op een kaartje", "/webhooks/rest/webhook"


@dataclass
class Verslag:
    """What was seen. ``fouten``: every check that failed, the first hundred in words."""

    verstuurd: int = 0
    status: Counter[int] = field(default_factory=Counter)
    soorten: Counter[str] = field(default_factory=Counter)
    fouten: List[str] = field(default_factory=list)
    geheugen: List[Tuple[int, float]] = field(default_factory=list)
    tijden: List[float] = field(default_factory=list)

    def fail(self, wat: str) -> None:
        if len(self.fouten) < 100:
            self.fouten.append(wat[:300])

    def growth(self) -> Optional[float]:
        """Share by which memory grew over the second half of the run; None when there are too few looks."""
        if len(self.geheugen) < 8:
            return None
        half, eind = self.geheugen[len(self.geheugen) // 2][1], max(mb for _, mb in self.geheugen[-3:])
        return eind / half - 1


class Maker:
    """Makes one request after another from a seed."""

    def __init__(self, zaad: int) -> None:
        self.r = random.Random(zaad)

    def text(self) -> Tuple[str, Any]:
        """A kind and a message of that kind."""
        r = self.r
        soort = r.choice(("gewoon", "unicode", "code", "commando", "lang", "type", "nest", "gevaar", "mix"))
        if soort == "gewoon":
            return soort, r.choice(GEWOON)
        if soort == "unicode":
            return soort, "".join(chr(r.randrange(0x110000)) for _ in range(r.randrange(1, 200)))
        if soort == "code":
            return soort, " ".join(r.choice(CODE) for _ in range(r.randrange(1, 5)))
        if soort == "commando":
            return soort, r.choice(COMMANDO)
        if soort == "lang":
            return soort, r.choice(("a", "ik heb stress en ", "\U0001f62d", "<b>", "[" * 9, "\u0301")) * r.randrange(100, 12_000)
        if soort == "type":
            return soort, r.choice((None, True, -1, 2 ** 70, 1.5e300, [], {}, ["/restart"], {"text": "hoi"}))
        if soort == "nest":
            return soort, self.nested(r.randrange(2, 800))
        if soort == "gevaar":
            return soort, r.choice(GEVAAR)
        return soort, f"{r.choice(GEWOON)} {r.choice(CODE)} {r.choice(COMMANDO)} {chr(r.randrange(0xd7ff))}"

    def nested(self, diep: int) -> Any:
        uit: Any = "kern"
        for _ in range(diep):
            uit = [uit] if self.r.random() < 0.5 else {"message": uit}
        return uit

    def metadata(self) -> Any:
        r = self.r
        if r.random() < 0.15:
            return r.choice((None, 3, "voorbeeld-mbo", [], self.nested(50), {"instelling": {"a": 1}}, {"rol": ["mentor"]}))
        uit: Dict[str, Any] = {"instelling": r.choice(SCHOLEN)}
        if r.random() < 0.2:
            uit["rol"] = r.choice(("mentor", "student", "beheerder", 7))
        if r.random() < 0.1:
            uit["locatie"] = r.choice(("hoofdlocatie", "x" * 500, "<b>", 0))
        return uit

    def body(self) -> bytes:
        """A body that is no good JSON object."""
        goed = json.dumps({"sender": "a", "message": "hoi"}).encode()
        wild = bytes(self.r.randrange(256) for _ in range(200))
        return self.r.choice((b"", b"{", b"[]", b"null", b"\xff\xfe\x00", goed[:-3], b"[" * 40_000, b'{"a":' * 20_000,
                              goed * 2, wild, b'{"message":"' + b"a" * 400_000 + b'"}', b"1e999"))


class Klant:
    """One client with conversations of its own, two of which (the anchors) must keep what they know."""

    def __init__(self, nummer: int, zaad: int, url: str, sessie: aiohttp.ClientSession, verslag: Verslag) -> None:
        self.maker, self.url, self.sessie, self.verslag = Maker(zaad * 1000 + nummer), url, sessie, verslag
        self.naam, self.merk = f"fuzz-{zaad}-{nummer}", nummer * 10_000_000
        self.ankers: List[Tuple[str, str, str, Any]] = []

    async def run(self, aantal: int) -> None:
        for i in range(aantal):
            if i % (ANKER_ELKE * 50) == 0:
                await self.drop_anchors(i)
            await (self.check_anchors() if i % ANKER_ELKE == ANKER_ELKE - 1 else self.one())

    async def one(self) -> None:
        r = self.maker.r
        kans = r.random()
        if kans < 0.80:
            await self.message()
        elif kans < 0.90:
            soort = {"Content-Type": r.choice(("application/json", "application/json", "text/plain", "application/xml"))}
            await self.send("POST", WEBHOOK, "rauw", data=self.maker.body(), headers=soort)
        else:
            await self.send(r.choice(METHODEN), r.choice(PADEN).format(s=self.naam, t=r.choice(STUKJES)), "pad")

    async def message(self) -> None:
        soort, tekst = self.maker.text()
        self.merk += 1
        if isinstance(tekst, str) and soort in ("code", "mix", "unicode", "lang"):
            tekst = f"{tekst} zq{self.merk}qz"
        sender: Any = f"{self.naam}-{self.maker.r.randrange(40)}"
        if self.maker.r.random() < 0.05:
            sender = self.maker.r.choice((None, 7, "", "default", "a b", "x" * 200, {"a": 1}, ["x"]))
        inhoud = {"sender": sender, "message": tekst, "metadata": self.maker.metadata()}
        uit = await self.send("POST", WEBHOOK, soort, json=inhoud)
        if uit is None:
            return
        status, antwoord = uit
        if status == 200:
            self.inspect(soort, sender, antwoord)
        elif soort != "lang" or status != 413:
            self.verslag.fail(f"{soort}: status {status}")

    def inspect(self, soort: str, sender: Any, antwoord: str) -> None:
        if MERK.search(antwoord):
            self.verslag.fail(f"{soort}: woorden uit een bericht in een antwoord")
        berichten = json.loads(antwoord)
        if not berichten:
            self.verslag.fail(f"{soort}: stilte")
        voor = {b["recipient_id"] for b in berichten}
        eigen = isinstance(sender, str) and re.fullmatch(r"[\w.:-]{1,80}", sender) and sender != "default"
        if (eigen and voor != {sender}) or (not eigen and any(v.startswith("fuzz-") for v in voor)):
            self.verslag.fail(f"{soort}: antwoord voor een ander")
        if soort == "gevaar" and not ("112" in antwoord and "113" in antwoord):
            self.verslag.fail("gevaar zonder antwoord")

    async def send(self, methode: str, pad: str, soort: str, **opties: Any) -> Optional[Tuple[int, str]]:
        v = self.verslag
        v.verstuurd += 1
        v.soorten[soort] += 1
        begin = time.monotonic()
        try:
            async with self.sessie.request(methode, self.url + pad, **opties) as http:
                antwoord = await http.text(errors="replace")
        except UnicodeEncodeError:  # half a sign that the client itself cannot send
            return None
        except (aiohttp.ClientError, asyncio.TimeoutError, ValueError) as fout:
            if soort not in ("rauw", "pad"):  # a refused body may close the connection
                v.fail(f"{soort}: {type(fout).__name__}")
            return None
        v.tijden.append(time.monotonic() - begin)
        v.status[http.status] += 1
        if http.status >= 500:
            v.fail(f"{methode} {pad} {soort}: {http.status} {antwoord[:100]}")
        return http.status, antwoord

    async def drop_anchors(self, i: int) -> None:
        self.ankers = []
        for n, (zin, thema) in enumerate(ANKERS):
            sender, school = f"{self.naam}-anker-{i}-{n}", SCHOLEN[n]
            await self.say(sender, school, zin)
            kaart = await self.card(sender, school)
            self.ankers.append((sender, thema, str(school), kaart))

    async def check_anchors(self) -> None:
        sender, thema, school, eerste = self.maker.r.choice(self.ankers)
        kaart = await self.card(sender, school)
        if kaart is None or kaart.get("thema") != thema or kaart != eerste:
            self.verslag.fail(f"anker {thema}: het gesprek is veranderd")

    async def say(self, sender: str, school: Optional[str], tekst: str) -> List[Dict[str, Any]]:
        inhoud = {"sender": sender, "message": tekst, "metadata": {"instelling": school}}
        uit = await self.send("POST", WEBHOOK, "anker", json=inhoud)
        return json.loads(uit[1]) if uit and uit[0] == 200 else []

    async def card(self, sender: str, school: Optional[str]) -> Optional[Dict[str, Any]]:
        kaarten = [b.get("custom") or {} for b in await self.say(sender, school, KAARTJE)]
        return next(({k: c[k] for k in ("thema", "loket")} for c in kaarten if c.get("soort") == "kaartje"), None)


def rss_mb(pid: int) -> float:
    tekst = Path(f"/proc/{pid}/status").read_text()
    return int(re.findall(r"VmRSS:\s+(\d+)", tekst)[0]) / 1024


async def fuzz(url: str, pid: int, aantal: int, zaad: int) -> Verslag:
    """Send about ``aantal`` requests with eight clients at once."""
    verslag, per = Verslag(), -(-aantal // KLANTEN)

    async def look() -> None:
        while True:
            verslag.geheugen.append((verslag.verstuurd, rss_mb(pid)))
            await asyncio.sleep(2)

    grens = aiohttp.ClientTimeout(total=ANTWOORD_S)
    async with aiohttp.ClientSession(timeout=grens, json_serialize=json.dumps) as sessie:
        kijker = asyncio.ensure_future(look())
        await asyncio.gather(*(Klant(n, zaad, url, sessie, verslag).run(per) for n in range(KLANTEN)))
        kijker.cancel()
    verslag.geheugen.append((verslag.verstuurd, rss_mb(pid)))
    groei = verslag.growth()
    if groei is not None and aantal >= 5000 and groei > GROEI_MAX:
        verslag.fail(f"geheugen groeide {groei:.0%} in de tweede helft")
    return verslag


def report(v: Verslag, duur: float, zaad: int) -> str:
    t = sorted(v.tijden) or [0.0]
    groei, mb = v.growth(), [f"{m:.0f} MB" for _, m in v.geheugen]
    regels = [
        f"verzoeken {v.verstuurd} in {duur:.0f} s ({v.verstuurd / duur:.0f}/s), zaad {zaad}",
        f"status {dict(sorted(v.status.items()))}", f"soorten {dict(sorted(v.soorten.items()))}",
        f"tijd mediaan {t[len(t) // 2] * 1000:.0f} ms, 99% {t[int(len(t) * 0.99)] * 1000:.0f} ms, hoogste {t[-1] * 1000:.0f} ms",
        f"geheugen begin {mb[0]}, helft {mb[len(mb) // 2]}, eind {mb[-1]}"
        + (f", tweede helft {groei:+.1%}" if groei is not None else ""),
        f"fouten {len(v.fouten)}", *(f"  {f}" for f in v.fouten[:20]),
    ]
    return "\n".join(regels)


def start_server(map_: Path) -> Tuple[subprocess.Popen[bytes], str]:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        poort = s.getsockname()[1]
    omgeving = {**os.environ, **environment(), "PORT": str(poort), "LOKETWIJZER_GRENS_GESPREK": "0",
                "LOKETWIJZER_DATABASE": f"sqlite:///{map_ / 'l.db'}", "LOKETWIJZER_GESPREKKEN": f"sqlite:///{map_ / 'g.db'}"}
    with (map_ / "server.log").open("wb") as log:
        proces = subprocess.Popen([sys.executable, "-m", "bot.server.main"], cwd=WORTEL, env=omgeving, stdout=log, stderr=log)
    einde = time.monotonic() + START_S
    while time.monotonic() < einde and proces.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", poort), timeout=1).close()
            return proces, f"http://127.0.0.1:{poort}"
        except OSError:
            time.sleep(0.5)
    proces.kill()
    raise SystemExit((map_ / "server.log").read_text("utf-8", "replace")[-2000:])


def main() -> int:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--aantal", type=int, default=2000)
    p.add_argument("--zaad", type=int, default=1)
    p.add_argument("--url")
    p.add_argument("--pid", type=int)
    opties = p.parse_args()
    with tempfile.TemporaryDirectory() as naam:
        proces: Optional[subprocess.Popen[bytes]] = None
        url, pid = opties.url, opties.pid
        if not url:
            proces, url = start_server(Path(naam))
            pid = proces.pid
        begin = time.monotonic()
        try:
            verslag = asyncio.run(fuzz(url, pid, opties.aantal, opties.zaad))
        finally:
            if proces:
                proces.terminate()
                proces.wait(30)
    print(report(verslag, time.monotonic() - begin, opties.zaad))
    return 1 if verslag.fouten else 0


if __name__ == "__main__":
    sys.exit(main())
