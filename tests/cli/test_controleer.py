"""``loketwijzer controleer``: exit codes, formats and options, as a school or a build sees them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli import controleer
from bot.cli.main import main

KENNIS = Path(__file__).resolve().parents[2] / "knowledge"
ONGELDIG = KENNIS.parent / "tests" / "knowledge" / "ongeldig"
OP = ["controleer", "--op", "2026-11-22"]
Capsys = pytest.CaptureFixture[str]


def test_everything_in_the_repository_is_right(capsys: Capsys) -> None:
    assert main(OP) == 0
    assert ": fout [" not in capsys.readouterr().out


def test_a_good_file_gives_0_and_says_so(capsys: Capsys) -> None:
    assert main([*OP, str(ONGELDIG / "geldig-1.yaml")]) == 0
    assert capsys.readouterr().err == "Alles klopt.\n"
    assert main([*OP, "--stil", str(ONGELDIG / "geldig-1.yaml")]) == 0
    assert capsys.readouterr() == ("", "")


def test_a_mistake_gives_1(capsys: Capsys) -> None:
    assert main([*OP, str(ONGELDIG / "email-1.yaml")]) == 1
    assert "email-1.yaml:25: fout [email]" in capsys.readouterr().out


def test_a_warning_gives_0_unless_strict(capsys: Capsys) -> None:
    oud = str(ONGELDIG / "contact-oud-1.yaml")
    assert main([*OP, oud]) == 0
    assert main([*OP, "--streng", oud]) == 1
    capsys.readouterr()
    assert main([*OP, "--stil", oud]) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("argumenten", [["bestaat-niet"], ["controleer", "--formaat", "xml"], ["controleer", "--op", "nu"], []])
def test_wrong_use_gives_2(argumenten: list[str], capsys: Capsys) -> None:
    assert main(argumenten) == 2


def test_our_own_mistake_gives_3_and_a_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capsys
) -> None:
    def kapot(map_: Path) -> None:
        raise RuntimeError("stuk")

    monkeypatch.setenv("LOKETWIJZER_DATABASE", f"sqlite:///{tmp_path / 'x.db'}")
    monkeypatch.setattr(controleer, "read_catalog", kapot)
    assert main([*OP, str(ONGELDIG / "email-1.yaml")]) == 3
    uit = capsys.readouterr().err
    assert "Traceback" not in uit and "fout.log" in uit
    assert "RuntimeError: stuk" in (tmp_path / "fout.log").read_text("utf-8")


def test_help_gives_0(capsys: Capsys) -> None:
    assert main(["controleer", "--help"]) == 0
    assert "--formaat" in capsys.readouterr().out


def test_json_holds_every_part_of_a_problem(capsys: Capsys) -> None:
    assert main([*OP, "--formaat", "json", str(ONGELDIG / "meer-fouten-1.yaml")]) == 1
    lijst = json.loads(capsys.readouterr().out)
    assert len(lijst) >= 8
    assert lijst[0] == {
        "pad": "meer-fouten-1.yaml", "regel": 1, "code": "ontbreekt", "niveau": "fout",
        "tekst": "Hier ontbreekt 'plaats'. Voeg een regel toe, zoals: plaats: Utrecht",
    }
    assert main([*OP, "--formaat", "json", str(ONGELDIG / "geldig-1.yaml")]) == 0
    assert json.loads(capsys.readouterr().out) == []


@pytest.fixture
def archief(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A school's own repository with two files of the same name; a build starts in its top folder."""
    for map_, bron in (("instellingen", "email-1"), ("oud", "contact-oud-1")):
        (tmp_path / map_).mkdir()
        shutil.copy(ONGELDIG / f"{bron}.yaml", tmp_path / map_ / "school.yaml")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_github_marks_the_line_of_the_file_as_it_was_given(archief: Path, capsys: Capsys) -> None:
    assert main([*OP, "--formaat", "github", "instellingen/school.yaml", "./oud/school.yaml"]) == 1
    regels = capsys.readouterr().out.splitlines()
    assert regels[0].startswith("::error file=instellingen/school.yaml,line=25,title=email::Het mailadres")
    assert regels[1].startswith("::warning file=oud/school.yaml,line=30,title=contact-oud::Dit contact")


def test_github_marks_a_file_by_its_place_from_the_top_folder(archief: Path, capsys: Capsys) -> None:
    elders = str(ONGELDIG / "email-1.yaml")
    assert main([*OP, "--formaat", "github", str(archief / "instellingen" / "school.yaml"), elders, "weg/school.yaml"]) == 1
    uit = capsys.readouterr().out
    assert "::error file=instellingen/school.yaml,line=25,title=email::" in uit
    assert f"::error file={elders},line=25,title=email::" in uit
    assert "::error file=weg/school.yaml,line=1,title=bestand-niet-gevonden::" in uit


def test_github_marks_the_knowledge_folder_by_its_place(archief: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capsys) -> None:
    shutil.copytree(KENNIS, archief / "diep" / "knowledge")
    shutil.copy(ONGELDIG / "email-1.yaml", archief / "diep" / "knowledge" / "instellingen" / "een.yaml")
    monkeypatch.setenv("LOKETWIJZER_KENNIS", "diep/knowledge")
    assert main([*OP, "--formaat", "github"]) == 1
    assert "::error file=diep/knowledge/instellingen/een.yaml,line=25,title=email::" in capsys.readouterr().out


def test_a_wrong_number_in_one_file_is_found_beside_other_mistakes(tmp_path: Path, capsys: Capsys) -> None:
    pad = tmp_path / "school.yaml"
    tekst = (ONGELDIG / "geldig-1.yaml").read_text("utf-8").replace("085 000 00 05", "0900-0113")
    pad.write_text(tekst.replace("onderwijs: mbo", "onderwijs: po"), "utf-8")
    assert main([*OP, str(pad)]) == 1
    uit = capsys.readouterr().out
    assert "[fout-nummer]" in uit and "[onbekende-keuze]" in uit


def test_a_broken_folder_gives_all_problems_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capsys
) -> None:
    shutil.copytree(KENNIS, tmp_path / "knowledge")
    for naam in ("een", "twee"):
        shutil.copy(ONGELDIG / "email-1.yaml", tmp_path / "knowledge" / "instellingen" / f"{naam}.yaml")
    monkeypatch.setenv("LOKETWIJZER_KENNIS", str(tmp_path / "knowledge"))
    assert main(OP) == 1
    assert capsys.readouterr().out.count("[email]") == 2


def test_the_check_does_not_wait_for_the_libraries_of_the_model() -> None:
    zware = ["sklearn", "rasa", "spacy", "sqlalchemy", "scipy"]
    script = (
        "import sys; from bot.cli.main import main; "
        f"code = main({[*OP, str(ONGELDIG / 'geldig-1.yaml')]!r}); "
        f"sys.exit(code or sum(m in sys.modules for m in {zware!r}))"
    )
    assert subprocess.run([sys.executable, "-c", script], cwd=KENNIS.parent, capture_output=True).returncode == 0


def test_a_reader_that_stops_early_is_not_our_mistake(tmp_path: Path) -> None:
    """``loketwijzer gaten | head`` closes the pipe; the command ends without a word and without a log."""
    omgeving = {**os.environ, "LOKETWIJZER_DATABASE": f"sqlite:///{tmp_path / 'x.db'}"}
    proces = subprocess.Popen([sys.executable, "-m", "bot.cli.main", "gaten", "--op", "2026-11-22"], cwd=KENNIS.parent,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=omgeving)
    assert proces.stdout and proces.stderr
    proces.stdout.close()
    assert proces.stderr.read() == b"" and proces.wait() == 141
    assert not (tmp_path / "fout.log").exists()
