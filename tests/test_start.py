"""``make test`` splits the suite over two cores: the parts together hold every test file exactly once."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Tuple

import pytest

from tests.conftest import WORTEL, load_script


def test_every_part_of_the_suite_is_run_once() -> None:
    start = load_script("start")
    assert start.ZONDER_MODEL[:2] == start.MET_MODEL[:2] == ("tests", "--ignore=tests/server"), "all but the servers"
    assert (start.ZONDER_MODEL[2:], start.MET_MODEL[2:]) == (("-m", "not rasa"), ("-m", "rasa")), "one marker and its opposite"
    eigen = {f"--ignore={pad}" for pad in start.EIGEN_SERVERS}
    assert start.MET_SERVERS[0] == "tests/server" and set(start.MET_SERVERS[1:]) == eigen, "the servers, without what runs apart"
    assert all((WORTEL / pad).is_file() for pad in start.EIGEN_SERVERS)


@pytest.mark.parametrize("codes, goed", [
    ((0, 0, 0, 0), True), ((0, 0, 0, -9), False), ((-9, 0, 0, 0), False), ((0, 1, 0, 0), False),
])
def test_a_part_that_fails_or_is_killed_fails_the_whole(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, codes: Tuple[int, int, int, int], goed: bool
) -> None:
    start, los = load_script("start"), iter(codes[2:])
    (tmp_path / "log").write_text("")
    naast = {"zonder-model": codes[0], "server": codes[1]}
    monkeypatch.setattr(start, "train", lambda: None)
    monkeypatch.setattr(start, "start_tests", lambda naam, *_: (SimpleNamespace(wait=lambda: naast[naam]), tmp_path / "log"))
    monkeypatch.setattr(start, "run", lambda *_: next(los))
    assert (start.run_all_tests() == 0) is goed
