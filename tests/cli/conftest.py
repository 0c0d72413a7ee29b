"""A copy of the knowledge that a test may change, and the command ``nieuw`` with answers typed in."""

from __future__ import annotations

import io
import shutil
from pathlib import Path
from typing import Callable, Tuple

import pytest

from bot.cli.main import main

WORTEL = Path(__file__).resolve().parents[2]
DAG = ["--op", "2026-11-22"]
Nieuw = Callable[..., Tuple[int, str]]


@pytest.fixture
def kennis(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    map_ = tmp_path / "knowledge"
    shutil.copytree(WORTEL / "knowledge", map_)
    monkeypatch.setenv("LOKETWIJZER_KENNIS", str(map_))
    return map_


@pytest.fixture
def nieuw(kennis: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Nieuw:
    def maak(*argumenten: str, invoer: str = "") -> Tuple[int, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(invoer))
        code = main(["nieuw", "instelling", *argumenten, *DAG])
        uit = capsys.readouterr()
        return code, uit.out + uit.err

    return maak
