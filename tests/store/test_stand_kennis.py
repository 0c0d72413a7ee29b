"""A mistake in the shared knowledge folder: who sees which version is in force, and what stopped the newer one."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from actions.omgeving import Omgeving
from bot.cli.main import main
from bot.cli.standpagina import as_page
from bot.settings import read_settings
from bot.store.schoolstand import all_schools, is_general

WORTEL = Path(__file__).resolve().parents[2]
NU = datetime(2026, 11, 22, 10, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))


@pytest.fixture
def omgeving(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Omgeving:
    shutil.copytree(WORTEL / "knowledge", tmp_path / "knowledge")
    monkeypatch.setenv("LOKETWIJZER_KENNIS", str(tmp_path / "knowledge"))
    monkeypatch.setenv("LOKETWIJZER_DATABASE", f"sqlite:///{tmp_path / 'proef.db'}")
    monkeypatch.setenv("LOKETWIJZER_OPGEHAALD", str(tmp_path / "opgehaald"))
    return Omgeving.make(read_settings(), lambda: NU)


def change(omgeving: Omgeving, bestand: str, oud: str, nieuw: str) -> None:
    pad = omgeving.settings.kennis / bestand
    assert oud in pad.read_text("utf-8")
    pad.write_text(pad.read_text("utf-8").replace(oud, nieuw, 1), "utf-8")


def page(omgeving: Omgeving) -> str:
    stand = all_schools(omgeving.settings, omgeving.catalog.instellingen, omgeving.geladen, omgeving.problems)
    return as_page(stand, [*filter(is_general, omgeving.problems)])


@pytest.mark.parametrize(("bestand", "oud", "nieuw", "code"), [
    ("schoolvakanties.yaml", "van: 2026-10-10", "van: 10-10-2026", "geen-datum"),
    ("spelling.yaml", "  k: ik\n", "  k:\n", "leeg"),
    ("drempels.yaml", "zeker: 0.48", "zeker: 0,48", "geen-kans"),
    ("woorden.yaml", "\nmentor: ", "\nmentor:\n  - ", "geen-tekst"),
    ("taalregels.yaml", "\ntekens:", "\nteken:", "ontbreekt"),
    ("nummers.yaml", "waarom:", "reden:", "ontbreekt"),
    ("personen.yaml", "ouders: [", "ouders: [[", "haakje"),
    ("groepen.yaml", "\n7:", "\nzeven:", "geen-getal"),
])
def test_a_broken_word_file_keeps_the_last_good_version_and_the_page_says_why(
    bestand: str, oud: str, nieuw: str, code: str, omgeving: Omgeving
) -> None:
    voor = omgeving.versie, omgeving.catalog
    change(omgeving, bestand, oud, nieuw)
    assert omgeving.refresh() is False
    assert (omgeving.versie, omgeving.catalog) == voor and omgeving.woorden["mentor"].startswith("Deze docent")
    assert f"knowledge/{bestand}" in page(omgeving) and f"[{code}]" in page(omgeving)
    change(omgeving, bestand, nieuw, oud)
    change(omgeving, "instellingen/voorbeeld-mbo.yaml", "plaats: ", "plaats: Nieuw ")
    assert omgeving.refresh() is True and "[" not in page(omgeving).partition("<table>")[0]


def test_the_file_of_another_school_that_is_wrong_is_told_to_who_waits_for_it(omgeving: Omgeving) -> None:
    change(omgeving, "instellingen/voorbeeld-mbo.yaml", "regio: ", "regio: x")
    change(omgeving, "instellingen/voorbeeld-hogeschool.yaml", "plaats: ", "plaats: Nieuw ")
    scholen = omgeving.settings.kennis / "instellingen"
    shutil.copy(scholen / "voorbeeld-mbo.yaml", scholen / "nieuw.yaml")
    voor = dict(omgeving.geladen)
    omgeving.refresh()
    stand = {s.school: s for s in all_schools(
        omgeving.settings, omgeving.catalog.instellingen, omgeving.geladen, omgeving.problems)}
    assert stand["voorbeeld-mbo"].redenen and stand["voorbeeld-mbo"].versie == voor["voorbeeld-mbo"][0]
    assert stand["voorbeeld-hogeschool"].geweigerd and not stand["voorbeeld-hogeschool"].redenen
    assert (stand["voorbeeld-vakschool"].geweigerd, stand["voorbeeld-vakschool"].versie) == ("", voor["voorbeeld-vakschool"][0])
    assert stand["nieuw"].redenen and stand["nieuw"].versie == "" and not stand["nieuw"].eerder
    assert "een ander bestand in de map met kennis heeft een fout" in page(omgeving)


def test_the_command_never_calls_a_refused_version_the_one_in_force(
    omgeving: Omgeving, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["status"]) == 0
    goed = capsys.readouterr().out
    assert "gelijk aan de bestanden" in goed and all(v[:12] in goed for v, _ in omgeving.geladen.values())
    change(omgeving, "instellingen/voorbeeld-mbo.yaml", "regio: ", "regio: x")
    omgeving.refresh()
    assert main(["status"]) == 1
    uit = capsys.readouterr().out
    assert "voorbeeld-mbo: de laatste goede versie" in uit and "[onbekende-keuze]" in uit and "anders dan de bestanden" in uit
