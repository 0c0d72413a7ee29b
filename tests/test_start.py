"""``make test`` splits the suite over two cores: the parts together hold every test file exactly once."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

WORTEL = Path(__file__).resolve().parents[1]


def _start() -> Any:
    spec = importlib.util.spec_from_file_location("start", WORTEL / "scripts" / "start.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_part_of_the_suite_is_run_once() -> None:
    start = _start()
    assert start.ZONDER_MODEL[:2] == start.MET_MODEL[:2] == ("tests", "--ignore=tests/server"), "all but the servers"
    assert (start.ZONDER_MODEL[2:], start.MET_MODEL[2:]) == (("-m", "not rasa"), ("-m", "rasa")), "one marker and its opposite"
    eigen = {f"--ignore={pad}" for pad in start.EIGEN_SERVERS}
    assert start.MET_SERVERS[0] == "tests/server" and set(start.MET_SERVERS[1:]) == eigen, "the servers, without what runs apart"
    assert all((WORTEL / pad).is_file() for pad in start.EIGEN_SERVERS)
