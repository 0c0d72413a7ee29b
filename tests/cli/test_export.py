"""``loketwijzer export``: a folder with the whole site; never over somebody's own files, and without Rasa."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli.export import LIJST
from bot.cli.main import main

DAG = ["--op", "2026-11-24T10:30"]


def export(naar: Path, school: str = "voorbeeld-vakschool") -> int:
    return main(["export", school, "--naar", str(naar), *DAG])


def _files(map_: Path) -> set[str]:
    return {str(p.relative_to(map_)) for p in map_.rglob("*") if p.is_file()}


def test_the_whole_site_is_written_and_can_be_written_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    naar = tmp_path / "site"
    assert export(naar) == 0
    eerst = _files(naar)
    assert {"index.html", "stijl.css", "contacten.html", "mentor/index.html", "themas/schulden.html"} <= eerst
    assert f"Begin bij {naar / 'index.html'}" in capsys.readouterr().out
    assert export(naar) == 0 and _files(naar) == eerst


def test_a_page_of_an_earlier_export_goes_and_other_files_stay(tmp_path: Path) -> None:
    naar = tmp_path / "site"
    export(naar)
    (naar / "themas" / "vervallen.html").write_text("oud")
    (naar / "logo.txt").write_text("van de school")
    with (naar / LIJST).open("a") as lijst:
        lijst.write("themas/vervallen.html\n../buiten.txt\n")
    (tmp_path / "buiten.txt").write_text("blijft")
    assert export(naar) == 0
    assert "themas/vervallen.html" not in _files(naar) and "logo.txt" in _files(naar)
    assert (tmp_path / "buiten.txt").exists()


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "scriptie.txt").write_text("van mij")
    assert export(tmp_path) == 1
    assert _files(tmp_path) == {"scriptie.txt"} and "Er is niets geschreven" in capsys.readouterr().err


def test_an_unknown_school_and_a_place_that_cannot_be_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert export(tmp_path / "x", "bestaat-niet") == 1
    assert "Kies uit: voorbeeld-hogeschool, voorbeeld-mbo" in capsys.readouterr().err
    (tmp_path / "bestand").write_text("geen map")
    assert export(tmp_path / "bestand" / "site") == 1
    assert "kan niet worden geschreven" in capsys.readouterr().err


def test_a_file_that_stands_elsewhere_is_exported_and_one_with_mistakes_is_not(
    tmp_path: Path, kennis: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bestand = tmp_path / "mijn-school.yaml"
    goed = (kennis / "instellingen" / "voorbeeld-vakschool.yaml").read_text("utf-8").replace("Samira Haddad", "Noor Jansen")
    bestand.write_text(goed, "utf-8")
    assert export(tmp_path / "site", str(bestand)) == 0
    assert "Noor Jansen" in (tmp_path / "site" / "contacten.html").read_text("utf-8")
    assert main(["export", str(bestand), "--formaat", "hsds", "--naar", str(tmp_path / "uit.json"), *DAG]) == 0
    assert "Noor Jansen" in (tmp_path / "uit.json").read_text("utf-8")
    capsys.readouterr()
    bestand.write_text(goed.replace("loket: decaan", "loket: decaaan"), "utf-8")
    assert export(tmp_path / "kapot", str(bestand)) == 1
    assert "Bedoelt u 'decaan'?" in capsys.readouterr().err and not (tmp_path / "kapot").exists()


def test_the_limits_of_this_knowledge_decide_what_is_too_old(tmp_path: Path, kennis: Path) -> None:
    assert export(tmp_path / "ruim") == 0
    assert "Balie van de Vakschool" in (tmp_path / "ruim" / "contacten.html").read_text("utf-8")
    (kennis / "nakijken.yaml").write_text("waarschuw_na_maanden: 3\nverberg_na_maanden: 7\n", "utf-8")  # that contact: 7 months
    assert export(tmp_path / "streng") == 0
    assert "Balie van de Vakschool" not in (tmp_path / "streng" / "contacten.html").read_text("utf-8")


def test_it_needs_no_rasa(tmp_path: Path) -> None:
    zonder = "import sys; sys.modules.update(rasa=None, rasa_sdk=None, sanic=None, tensorflow=None, spacy=None)\n"
    opdracht = ["export", "voorbeeld-vakschool", "--naar", str(tmp_path / "s")]
    code = zonder + f"from bot.cli.main import main; sys.exit(main({opdracht!r}))"
    assert subprocess.run([sys.executable, "-c", code], check=False, capture_output=True).returncode == 0
