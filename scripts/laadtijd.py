"""Measure how fast the chat is there on a slow phone: ``python scripts/laadtijd.py [url]``. Prints milliseconds and bytes.

Throttled over the DevTools protocol: processor 4x slower, 1.6 Mbit/s, 150 ms per round trip, empty cache. Without a url
the pages come from the stand-in server of the tests. Needs what the browser tests need (docs/widget.md).
"""

from __future__ import annotations

import statistics
import sys
from pathlib import Path
from typing import Any, Dict, List

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from playwright.sync_api import sync_playwright

from tests.web.conftest import ARGS, CHROMIUM, PHONE
from tests.web.fake_server import FakeServer

RONDEN = 5
NETWERK = {"offline": False, "latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8}
PAGINAS = {
    "knop op het portaal": ("/", ".opener"), "tekstvak op de eigen pagina": ("/chat/voorbeeld-mbo", "#vak"),
    "eerste vraag op de eigen pagina": ("/chat/voorbeeld-mbo", ".beurt .keuze"),
}


def one_load(browser: Any, url: str, selector: str) -> Dict[str, float]:
    """ms until ``selector`` is on the screen, bytes over the line, number of requests to another host."""
    context = browser.new_context(**PHONE)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", NETWERK)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    sizes: List[float] = []
    hosts: List[str] = []
    session.on("Network.loadingFinished", lambda e: sizes.append(e["encodedDataLength"]))
    page.on("request", lambda r: hosts.append(r.url))
    page.goto(url, wait_until="commit")
    page.locator(selector).first.wait_for()
    moment = page.evaluate("() => new Promise(r => requestAnimationFrame(() => r(performance.now())))")
    size = sum(sizes)
    page.wait_for_load_state("networkidle")
    vreemd = [h for h in hosts if not h.startswith(("data:", "blob:", "/".join(url.split("/")[:3])))]
    context.close()
    return {"ms": moment, "bytes": size, "vreemd": len(vreemd)}


def main(argv: List[str]) -> int:
    server = None if argv else FakeServer()
    basis = argv[0].rstrip("/") if argv else (server.url if server else "")
    with sync_playwright() as api:
        browser = api.chromium.launch(executable_path=CHROMIUM, headless=True, args=ARGS)
        for naam, (pad, selector) in PAGINAS.items():
            keren = [one_load(browser, basis + pad, selector) for _ in range(RONDEN)]
            tijden = sorted(k["ms"] for k in keren)
            meeste = {soort: max(k[soort] for k in keren) for soort in ("bytes", "vreemd")}
            print(f"{naam}: {statistics.median(tijden):.0f} ms ({tijden[0]:.0f} tot {tijden[-1]:.0f}), "
                  f"{meeste['bytes']:.0f} bytes, {meeste['vreemd']:.0f} verzoeken naar een ander adres")
        browser.close()
    if server:
        server.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
