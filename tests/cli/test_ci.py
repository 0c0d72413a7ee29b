"""The ready-made checks for a school's own repository: valid files whose commands exist and do what they say."""

from __future__ import annotations

import glob
import re
import shlex
from pathlib import Path
from typing import Any, List

import pytest
from ruamel.yaml import YAML

from bot.cli.main import main

WORTEL = Path(__file__).resolve().parents[2]
MAP = WORTEL / "docs" / "ci"
BESTANDEN = sorted(MAP.glob("*.yml"))


def _read(tekst: str) -> Any:
    return YAML(typ="safe", pure=True).load(tekst)


def _commands(pad: Path) -> List[str]:
    """Every command that one of our programs runs in this file, wherever it stands."""
    def lijnen(waarde: Any) -> List[str]:
        if isinstance(waarde, dict):
            return [r for w in waarde.values() for r in lijnen(w)]
        if isinstance(waarde, list):
            return [r for w in waarde for r in lijnen(w)]
        return [waarde] if isinstance(waarde, str) and waarde.startswith("loketwijzer ") else []

    return lijnen(_read(pad.read_text("utf-8")))


@pytest.mark.parametrize("pad", BESTANDEN, ids=lambda p: p.name)
@pytest.mark.parametrize("naam, code", [("voorbeeld-vakschool", 0), ("email-1", 1)])
def test_the_command_in_the_file_stops_a_wrong_file_and_lets_a_right_one_through(
    pad: Path, naam: str, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bron = next(p for m in ("knowledge/instellingen", "tests/knowledge/ongeldig") for p in (WORTEL / m).glob(f"{naam}.yaml"))
    (tmp_path / "instellingen").mkdir()
    (tmp_path / "instellingen" / "mijn-school.yaml").write_bytes(bron.read_bytes())
    monkeypatch.chdir(tmp_path)
    (opdracht,) = _commands(pad)
    argv = [w for deel in shlex.split(opdracht)[1:] for w in (glob.glob(deel) or [deel])]
    assert main([*argv, "--op", "2026-11-24"]) == code


def test_the_page_names_each_file_and_its_example_is_our_hook() -> None:
    tekst = (MAP / "README.md").read_text("utf-8")
    assert BESTANDEN and all(f"({p.name})" in tekst for p in BESTANDEN)
    (voorbeeld,) = re.findall(r"^```yaml\n(.*?)^```", tekst, re.M | re.S)
    haken = {h["id"] for h in _read((WORTEL / ".pre-commit-hooks.yaml").read_text("utf-8"))}
    assert {h["id"] for r in _read(voorbeeld)["repos"] for h in r["hooks"]} <= haken


@pytest.mark.parametrize("pad", BESTANDEN, ids=lambda p: p.name)
def test_the_file_installs_with_the_python_that_we_need(pad: Path) -> None:
    tekst = pad.read_text("utf-8")
    nodig = re.search(r'requires-python = ">=(\d+\.\d+),', (WORTEL / "pyproject.toml").read_text("utf-8"))
    assert nodig and re.search(rf'python-version: "{nodig[1]}"|image: python:{nodig[1]}-', tekst)
    assert "vul-in.example" in tekst and 'pip install --quiet "loketwijzer @ git+' in tekst
