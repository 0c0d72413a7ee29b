"""Broken files that are not a school's: themes, lokets, sources, spreadsheets. See ``kapotte_kennis/LEESMIJ.md``.

After a change of wording: ``SCHRIJF_OPNIEUW=1 pytest tests/knowledge/test_kapotte_kennis.py``, and read the diff.
"""

from __future__ import annotations

import os
import re
import shutil
import threading
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Iterator, List, Set, Tuple
from zoneinfo import ZoneInfo

import pytest

from bot.cli.main import main
from bot.knowledge.catalog import Catalog, load_catalog
from bot.knowledge.messages_nl import BERICHTEN
from bot.knowledge.problems import Problem, als_tekst
from bot.settings import Settings
from bot.store.bronnen import Bestand, Bronnen

HIER = Path(__file__).parent
GOED, ONGELDIG = HIER / "kapotte_kennis" / "goed", HIER / "ongeldig"
GEVALLEN = sorted(p for p in (HIER / "kapotte_kennis" / "gevallen").iterdir() if p.is_dir())
MELDING, BRONNEN, NETWERK, POORT = "melding.txt", "bronnen.yaml", "netwerk.txt", "POORT"
REKENBLADEN = ("rekenblad.csv", "rekenblad.xlsx")
DAG = ["--op", "2026-11-22"]
NU = datetime(2026, 11, 22, 10, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
MINSTENS = 60


@pytest.fixture
def werkmap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the good knowledge; messages name paths from here."""
    shutil.copytree(GOED, tmp_path / "knowledge")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LOKETWIJZER_KENNIS", "knowledge")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    return tmp_path


class _Stil(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def served(werkmap: Path) -> Iterator[None]:
    """The folder on a free port of this machine, filled in where the file with sources says POORT."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Stil, directory=str(werkmap)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    pad = werkmap / BRONNEN
    pad.write_text(pad.read_text("utf-8").replace(f":{POORT}/", f":{server.server_address[1]}/"), "utf-8")
    yield
    server.shutdown()
    server.server_close()


class _Vertelt(Bronnen):
    """Keeps the whole message of a file that was refused; the real one keeps only line and code."""

    def take(self, bestand: Bestand, catalog: Catalog, nu: datetime) -> List[Problem]:
        fouten = super().take(bestand, catalog, nu)
        self.problems += fouten
        return fouten


def fetch(werkmap: Path) -> Tuple[int, str]:
    settings = replace(Settings(), kennis=werkmap / "knowledge", bronnen=werkmap / BRONNEN, opgehaald=werkmap / "opgehaald")
    bronnen = _Vertelt(settings, wacht=2.0)
    with served(werkmap):
        bronnen.refresh(load_catalog(settings.kennis), NU)
    return (1 if bronnen.problems else 0), f"{als_tekst(bronnen.problems)}\n"


def outcome(geval: Path, werkmap: Path, capsys: pytest.CaptureFixture[str]) -> Tuple[int, str]:
    """(exit code, what a person reads) of the case put over the good knowledge."""
    blad = next((naam for naam in REKENBLADEN if (geval / naam).exists()), "")
    los = blad or (geval / BRONNEN).exists()
    shutil.copytree(geval, werkmap if los else werkmap / "knowledge", ignore=lambda *_: [MELDING], dirs_exist_ok=True)
    if (geval / BRONNEN).exists():
        return fetch(werkmap)
    netwerk = ["--netwerk"] * (geval / NETWERK).exists()
    code = main(["nieuw", "instelling", "proef", "--uit", blad, *DAG] if blad else ["controleer", *DAG, *netwerk])
    uit = capsys.readouterr()
    return code, uit.out + uit.err


def kind(geval: Path) -> str:
    return re.sub(r"-\d+$", "", geval.name)


def test_the_good_knowledge_is_good(werkmap: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["controleer", "--streng", *DAG]) == 0
    assert capsys.readouterr().err == "Alles klopt.\n"


@pytest.mark.parametrize("geval", GEVALLEN, ids=lambda p: p.name)
def test_a_broken_file_gives_exactly_this_message(
    geval: Path, werkmap: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, uit = outcome(geval, werkmap, capsys)
    gouden = geval / MELDING
    if os.environ.get("SCHRIJF_OPNIEUW"):
        gouden.write_text(uit, "utf-8")
    assert uit == gouden.read_text("utf-8")
    assert code == (1 if ": fout [" in uit else 0) and f"[{kind(geval)}]" in uit


@pytest.mark.parametrize("geval", GEVALLEN, ids=lambda p: p.name)
def test_a_case_holds_only_what_differs_and_says_why(geval: Path) -> None:
    bestanden = [p for p in geval.rglob("*") if p.is_file() and p.name not in (MELDING, NETWERK)]
    assert kind(geval) in BERICHTEN and bestanden
    for pad in bestanden:
        gewoon = GOED / pad.relative_to(geval)
        assert not gewoon.exists() or pad.read_bytes() != gewoon.read_bytes()
    blad = any((geval / naam).exists() for naam in REKENBLADEN)
    assert blad or any(p.read_text("utf-8").startswith("# ") for p in bestanden)


def shown_codes(niveau: str = "fout|waarschuwing") -> Set[str]:
    """Every code that a golden file shows, of a school's file or of another."""
    gouden = [*ONGELDIG.glob("*.txt"), *(g / MELDING for g in GEVALLEN)]
    return {c for p in gouden for c in re.findall(rf": (?:{niveau}) \[([a-z0-9-]+)\]", p.read_text("utf-8"))}


def test_golden_files_show_at_least_sixty_kinds_of_mistake() -> None:
    codes = shown_codes()
    assert codes <= set(BERICHTEN)
    assert len(codes) >= MINSTENS, sorted(set(BERICHTEN) - codes)
