"""``loketwijzer sjabloon``: the spreadsheet comes in one's own folder, makes a school's file, and replaces nothing."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest

from bot import settings
from bot.cli import plekken
from bot.cli.main import main
from tests.cli.sjablonen import filled_in

KENNIS = Path(__file__).resolve().parents[2] / "knowledge"


@pytest.fixture
def eigen_map(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of one's own beside an installed package: the knowledge is somewhere else."""
    ingepakt = tmp_path / "pakket" / "knowledge"
    shutil.copytree(KENNIS, ingepakt)
    monkeypatch.setenv("LOKETWIJZER_KENNIS", str(ingepakt))
    monkeypatch.setattr(plekken, "INGEPAKT", ingepakt)
    monkeypatch.setattr(settings, "INGEPAKT", ingepakt)
    (tmp_path / "school").mkdir()
    monkeypatch.chdir(tmp_path / "school")
    monkeypatch.setattr("sys.stdin", io.StringIO())
    return tmp_path / "school"


@pytest.mark.parametrize("vorm", ["xlsx", "csv"])
def test_the_table_of_an_installed_package_becomes_a_file_in_ones_own_folder(
    vorm: str, eigen_map: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["sjabloon", "de-linde"]) == 0
    assert "nieuw instelling de-linde --uit de-linde.xlsx" in capsys.readouterr().out
    assert main(["nieuw", "instelling", "de-linde", "--uit", f"de-linde.{vorm}"]) == 1, "nog niets ingevuld"
    tabel = filled_in(eigen_map / f"de-linde.{vorm}", eigen_map)
    assert main(["nieuw", "instelling", "de-linde", "--uit", tabel.name]) == 0
    assert main(["controleer", "instellingen/de-linde.yaml"]) == 0


def test_a_table_that_is_there_stays(eigen_map: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (eigen_map / "mijn-school.csv").write_text("van mij", "utf-8")
    assert main(["sjabloon"]) == 1
    assert "bestaat al" in capsys.readouterr().err
    assert (eigen_map / "mijn-school.csv").read_text("utf-8") == "van mij"
    assert not (eigen_map / "mijn-school.xlsx").exists()


def test_a_name_or_a_folder_that_does_not_fit_says_so(eigen_map: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sjabloon", "De Linde"]) == 2
    (eigen_map / "bestand").write_text("x", "utf-8")
    assert main(["sjabloon", "--map", "bestand"]) == 1
    assert "is geen map" in capsys.readouterr().err
    assert main(["sjabloon", "--map", "nieuw/tabel"]) == 0 and (eigen_map / "nieuw/tabel/mijn-school.csv").exists()
