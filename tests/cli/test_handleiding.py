"""docs/handleiding.md is true: every command in it is run on the knowledge of this repository, and says what stands there."""

from __future__ import annotations

import builtins
import re
import shutil
from pathlib import Path
from typing import Any, Iterator, List, Tuple

import pytest

from bot.cli.main import main

WORTEL = Path(__file__).resolve().parents[2]
TEKST = (WORTEL / "docs" / "handleiding.md").read_text("utf-8")
BLOKKEN = [b.splitlines() for b in re.findall(r"^```console\n(.*?)^```", TEKST, re.M | re.S)]
TABEL = re.findall(r"^```csv\n(.*?)^```", TEKST, re.M | re.S)[0]
VOORBEELD, INGEVULD = re.findall(r"^```yaml\n(.*?)^```", TEKST, re.M | re.S)
DAG = ["--op", "2026-11-24"]
FOUT = {"loket: decaan\n": "loket: decaaan\n", '"085 000 00 13"': '"085 000"', "    waar: Kamer 1.20\n":
        "    email: decaan@delinde.example\n    waar: Kamer 1.20\n", "di 10:00-12:00": "ma-do 9:00-15:00",
        "2026-11-24": "24-11-2026"}


@pytest.fixture
def school(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(WORTEL / "knowledge", tmp_path / "knowledge")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LOKETWIJZER_KENNIS", "knowledge")
    (tmp_path / "de-linde.csv").write_text(TABEL, "utf-8")
    return tmp_path / "knowledge" / "instellingen" / "de-linde.yaml"


def run(blok: List[str], capsys: Any, monkeypatch: pytest.MonkeyPatch) -> Tuple[List[str], List[str]]:
    """(what the page says, what the command says), with the answers of the page typed in where it asks."""
    antwoorden = _answers(blok)

    def vraag(prompt: str) -> str:
        antwoord = next(antwoorden)
        print(f"{prompt}{antwoord}".rstrip())
        return antwoord

    monkeypatch.setattr(builtins, "input", vraag)
    main([*blok[0].removeprefix("$ loketwijzer ").split(), *DAG])
    uit = capsys.readouterr()
    return blok[1:], (uit.out + uit.err).splitlines()


def _answers(blok: List[str]) -> Iterator[str]:
    for regel in blok[1:]:
        if raak := re.match(r"\d+\. .*?(?:[?.]|\))(?: \((?:leeg|noord)[^)]*\))?(?: \[[^\]]*\])?(?: (?P<antwoord>\S.*))?$", regel):
            yield (raak["antwoord"] or "").removeprefix("Schrijf een naam of afdeling en een mailadres. ")


def test_the_questions_go_as_the_page_shows(school: Path, capsys: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    verwacht, gezegd = run(BLOKKEN[0], capsys, monkeypatch)
    assert gezegd == verwacht
    assert VOORBEELD in school.read_text("utf-8")


def test_the_table_goes_as_the_page_shows(school: Path, capsys: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    verwacht, gezegd = run(BLOKKEN[1], capsys, monkeypatch)
    assert gezegd == verwacht


def test_the_filled_in_contact_is_right_and_the_mistakes_are_told(
    school: Path, capsys: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(BLOKKEN[0], capsys, monkeypatch)
    leeg = school.read_text("utf-8")
    school.write_text(leeg.replace(VOORBEELD, INGEVULD), "utf-8")
    verwacht, gezegd = run(BLOKKEN[2], capsys, monkeypatch)
    assert gezegd == verwacht
    fout = INGEVULD
    for goed, verkeerd in FOUT.items():
        assert goed in fout
        fout = fout.replace(goed, verkeerd)
    school.write_text(leeg.replace(VOORBEELD, fout), "utf-8")
    verwacht, gezegd = run(BLOKKEN[3], capsys, monkeypatch)
    assert gezegd == verwacht


def test_every_console_block_is_played() -> None:
    assert len(BLOKKEN) == 4
