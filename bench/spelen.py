"""Play the recorded conversations against one address, from a process of its own. Prints one line of JSON.

``python -m bench.spelen URL --clients 8 --seconden 5``: every client says one message at a time, as a student does.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import time
import uuid
from typing import Any, Dict, Iterator

import aiohttp

from bench.projecten import read_conversations


def turns() -> Iterator[Dict[str, Any]]:
    """Bodies to post, conversation after conversation, each with a new sender."""
    gesprekken = read_conversations()
    for gesprek in itertools.cycle(gesprekken):
        wie = f"bench-{uuid.uuid4().hex}"
        for beurt in gesprek["beurten"]:
            yield {"sender": wie, "message": beurt["tekst"], "metadata": {"instelling": gesprek["instelling"]}}


async def play(sessie: aiohttp.ClientSession, url: str, tot: float, uit: Dict[str, Any]) -> None:
    for inhoud in turns():
        if time.monotonic() >= tot:
            return
        begin = time.perf_counter()
        async with sessie.post(url, json=inhoud) as antwoord:
            berichten = await antwoord.json(content_type=None)
            uit["ms"].append((time.perf_counter() - begin) * 1000)
        kaarten = [b["custom"] for b in berichten if isinstance(b, dict) and "custom" in b] if isinstance(berichten, list) else []
        uit["fout"] += antwoord.status != 200
        uit["met_kaart"] += bool(kaarten)
        uit["verwijzing"] += any(k.get("soort") == "verwijzing" and k.get("contacten") for k in kaarten)


async def run(url: str, clients: int, seconden: float) -> Dict[str, Any]:
    """Milliseconds of every message; how many failed, had a card, and were a referral with contacts; messages per second."""
    uit: Dict[str, Any] = {"ms": [], "fout": 0, "met_kaart": 0, "verwijzing": 0}
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=120)) as sessie:
        begin = time.monotonic()
        await asyncio.gather(*(play(sessie, url, begin + seconden, uit) for _ in range(clients)))
        uit["per_s"] = len(uit["ms"]) / (time.monotonic() - begin)
    return uit


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("url")
    p.add_argument("--clients", type=int, default=1)
    p.add_argument("--seconden", type=float, default=5.0)
    opties = p.parse_args()
    print(json.dumps(asyncio.run(run(opties.url, opties.clients, opties.seconden))))


if __name__ == "__main__":
    main()
