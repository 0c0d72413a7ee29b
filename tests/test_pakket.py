"""What is installed without the repository has the knowledge with it: a school then checks its file from its own archive."""

from __future__ import annotations

from pathlib import Path

import tomli

from bot.settings import INHOUD, ROOT

WORTEL = Path(__file__).resolve().parent.parent


def test_every_knowledge_folder_is_a_data_file() -> None:
    bestanden = tomli.loads((WORTEL / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]["data-files"]
    genoemd = {p for patronen in bestanden.values() for patroon in patronen for p in WORTEL.glob(patroon)}
    alles = {p for p in (WORTEL / "knowledge").rglob("*") if p.is_file() and "__pycache__" not in p.parts}
    assert alles - genoemd == set()
    assert WORTEL / "domain.yml" in genoemd
    for doel, patronen in bestanden.items():
        assert all(str(Path(patroon).parent) == doel.removeprefix("share/loketwijzer").lstrip("/") or patroon == "domain.yml"
                   for patroon in patronen)


def test_in_the_repository_its_own_knowledge_counts() -> None:
    assert INHOUD == ROOT == WORTEL
