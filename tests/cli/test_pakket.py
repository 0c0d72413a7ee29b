"""A school's own repository has only the installed package: the check must know the lokets there too."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Tuple

import pytest

WORTEL = Path(__file__).resolve().parents[2]
DATA = "loketwijzer-0.1.0.data/data"


@pytest.fixture(scope="module")
def pakket(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, unpacked: code in it, knowledge under its data folder."""
    map_ = tmp_path_factory.mktemp("pakket")
    bron, uit = map_ / "bron", map_ / "uit"
    bron.mkdir()
    uit.mkdir()
    for naam in ("bot", "actions", "knowledge"):
        shutil.copytree(WORTEL / naam, bron / naam, ignore=shutil.ignore_patterns("node_modules", "dist", "__pycache__"))
    for naam in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(WORTEL / naam, bron)
    bouw = f"from setuptools import build_meta; build_meta.build_wheel({str(map_)!r})"
    subprocess.run([sys.executable, "-c", bouw], cwd=bron, check=True, capture_output=True)
    with zipfile.ZipFile(next(map_.glob("*.whl"))) as wiel:
        wiel.extractall(uit)
    return uit


def check(pakket: Path, school: Path, *argv: str) -> Tuple[int, str]:
    code = f"import sys; sys.prefix = {str(pakket / DATA)!r}; from bot.cli.main import main; sys.exit(main())"
    schoon = {k: v for k, v in os.environ.items() if not k.startswith("LOKETWIJZER_")}
    uit = subprocess.run([sys.executable, "-c", code, "controleer", *argv, str(school)], cwd=school.parent, text=True,
                         capture_output=True, env={**schoon, "PYTHONPATH": str(pakket)})
    return uit.returncode, uit.stdout + uit.stderr


def test_the_package_holds_all_knowledge(pakket: Path) -> None:
    hier = {p.relative_to(WORTEL) for p in (WORTEL / "knowledge").rglob("*") if p.suffix in (".yaml", ".json", ".csv", ".xlsx")}
    daar = {p.relative_to(pakket / DATA / "share" / "loketwijzer") for p in (pakket / DATA).rglob("*") if p.is_file()}
    assert hier - daar == set()


def test_a_file_in_a_repository_of_its_own_is_checked_against_all_lokets(pakket: Path, tmp_path: Path) -> None:
    school = tmp_path / "instellingen" / "mijn-school.yaml"
    school.parent.mkdir()
    tekst = (WORTEL / "knowledge" / "instellingen" / "voorbeeld-vakschool.yaml").read_text("utf-8")
    school.write_text(tekst, "utf-8")
    assert check(pakket, school, "--op", "2026-11-24", "--stil") == (0, "")
    school.write_text(tekst.replace("loket: decaan", "loket: decaaan"), "utf-8")
    code, uit = check(pakket, school, "--op", "2026-11-24", "--formaat", "github")
    assert code == 1 and "Bedoelt u 'decaan'?" in uit and uit.startswith("::error file=")
