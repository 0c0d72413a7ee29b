"""Browser tests of bot/web: build once, one Chromium, a fresh fake server and context for every test."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any, Callable, Dict, Iterator

import pytest

from .fake_server import WEB, FakeServer

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = {"viewport": {"width": 390, "height": 780}, "has_touch": True, "is_mobile": True}
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "browser: needs Chromium and Playwright (tests/web)")


def _is_built() -> bool:
    """Every file of dist/ is there and newer than what it is made of."""
    built = [WEB / "dist" / name for name in ("loketwijzer.js", "extra.js", "mentor.js", "pictogrammen.json")]
    kennis = WEB.parents[1] / "knowledge"
    sources = [*WEB.glob("src/**/*.*"), *WEB.glob("*.mjs"), *WEB.glob("*.json"), *kennis.glob("themas/*.yaml"),
               kennis / "groepen.yaml", kennis / "stappen.yaml"]
    return all(b.exists() for b in built) and max(s.stat().st_mtime for s in sources) <= min(b.stat().st_mtime for b in built)


@pytest.fixture(scope="session")
def dist() -> Path:
    """The built bundle; built now when it is missing or old."""
    if not _is_built():
        if shutil.which("npm") is None:
            pytest.skip("npm is missing: bot/web cannot be built")
        if not (WEB / "node_modules" / "yaml").exists():
            subprocess.run(["npm", "ci", "--no-audit", "--no-fund"], cwd=WEB, check=True, capture_output=True)
        subprocess.run(["npm", "run", "build"], cwd=WEB, check=True, capture_output=True)
    return WEB / "dist"


@pytest.fixture(scope="session")
def playwright_api() -> Iterator[Any]:
    if importlib.util.find_spec("playwright") is None:
        pytest.skip("playwright is missing: pip install playwright")
    if not Path(CHROMIUM).exists():
        pytest.skip(f"no Chromium at {CHROMIUM}: apt-get install chromium, or set CHROMIUM")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as api:
        yield api


@pytest.fixture(scope="session")
def browser(playwright_api: Any, dist: Path) -> Iterator[Any]:
    chromium = playwright_api.chromium.launch(executable_path=CHROMIUM, headless=True, args=ARGS)
    yield chromium
    chromium.close()


@pytest.fixture
def server() -> Iterator[FakeServer]:
    fake = FakeServer()
    yield fake
    fake.stop()


class Chat:
    """What a student does: open, press, type, wait for the answer."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.errors: list[str] = []
        self.requests: list[str] = []
        page.on("pageerror", lambda fout: self.errors.append(str(fout)))
        page.on("request", lambda vraag: self.requests.append(vraag.url))
        page.on("console", lambda regel: "Content Security" in regel.text and self.errors.append(regel.text))

    def open(self, url: str) -> Chat:
        self.page.goto(url)
        if self.page.locator(".opener").count():
            self.page.locator(".opener").click()
        self.page.locator(".beurt").first.wait_for()
        return self

    def turns(self) -> int:
        return int(self.page.locator(".beurt").count())

    def say(self, text: str) -> None:
        before = self.page.locator(".beurt:not(.vanmij)").count()
        self.page.locator("#vak").fill(text)
        self.page.keyboard.press("Enter")
        self.page.locator(".beurt:not(.vanmij)").nth(before).wait_for()

    def press(self, name: str) -> None:
        before = self.page.locator(".beurt:not(.vanmij)").count()
        self.page.locator(".keuze", has_text=name).last.click()
        self.page.locator(".beurt:not(.vanmij)").nth(before).wait_for()

    def focused(self) -> Dict[str, str]:
        return dict(
            self.page.evaluate(
                "() => { let e = document.activeElement;"
                " while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;"
                " return {tag: e?.tagName ?? '', text: e?.textContent ?? '', href: e?.getAttribute?.('href') ?? '',"
                " cls: e?.className ?? '', id: e?.id ?? ''} }"
            )
        )

    def in_view(self, selector: str) -> bool:
        box = self.page.locator(selector).bounding_box()
        size = self.page.viewport_size
        return (
            bool(box)
            and box["x"] >= 0
            and box["y"] >= 0
            and box["x"] + box["width"] <= size["width"] + 0.5
            and (box["y"] + box["height"] <= size["height"] + 0.5)
        )


@pytest.fixture
def new_chat(browser: Any) -> Iterator[Callable[..., Chat]]:
    contexts = []

    def make(**options: Any) -> Chat:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **options})
        context.set_default_timeout(8000)
        contexts.append(context)
        context.route(
            "https://www.wikipedia.org/**", lambda r: r.fulfill(body="<title>Wiki</title>", content_type="text/html")
        )
        return Chat(context.new_page())

    yield make
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def run_axe(dist: Path) -> Callable[..., list[str]]:
    source = WEB / "node_modules" / "axe-core" / "axe.min.js"
    if not source.exists():
        pytest.skip("axe-core is missing: run npm ci in bot/web")
    text = source.read_text(encoding="utf-8")

    def run(page: Any, inside: str = "") -> list[str]:
        """Violations as 'rule: html'; ``inside`` keeps only those in the widget."""
        page.evaluate(text)
        found = page.evaluate(
            "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})"
            ".then(r => r.violations.flatMap(v => v.nodes.map("
            "n => ({id: v.id, html: n.html, target: JSON.stringify(n.target)}))))",
            AXE_TAGS,
        )
        return [f"{v['id']}: {v['html'][:160]}" for v in found if inside in v["target"]]

    return run
