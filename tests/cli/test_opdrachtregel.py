"""A command that is typed wrong: Dutch words, a way on, exit code 2."""

from __future__ import annotations

from typing import List

import pytest

from bot.cli.main import VERKEERD_GEBRUIK, main

GEVALLEN = {
    "typefout": (["controler"], ["'controler' kan niet bij OPDRACHT. Bedoelt u 'controleer'?", "kiezen uit: controleer, nieuw"]),
    "niets": ([], ["Hier ontbreekt nog iets: OPDRACHT."]),
    "onbekende optie": (["controleer", "--snel"], ["Dit hoort niet bij deze opdracht: --snel."]),
    "verkeerde vorm": (["controleer", "--formaat", "pdf"], ["'pdf' kan niet bij --formaat.", "github, html, json, tekst"]),
    "geen waarde": (["controleer", "--formaat"], ["Na --formaat hoort nog een waarde."]),
}


@pytest.mark.parametrize("naam", GEVALLEN)
def test_wrong_use_is_said_in_dutch(naam: str, capsys: pytest.CaptureFixture[str]) -> None:
    argumenten, verwacht = GEVALLEN[naam]
    assert main(list(argumenten)) == VERKEERD_GEBRUIK
    fout = capsys.readouterr().err
    assert fout.startswith("gebruik: loketwijzer") and "--help" in fout
    for tekst in verwacht:
        assert tekst in fout, fout
    assert not [w for w in ("usage", "invalid", "required", "argument", "choose") if w in fout.replace("argumenten", "")], fout


@pytest.mark.parametrize("argumenten", [["--help"], ["controleer", "--help"], ["nieuw", "--help"]])
def test_help_is_in_dutch(argumenten: List[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(argumenten) == 0
    uit = capsys.readouterr().out
    assert uit.startswith("gebruik: loketwijzer") and "laat deze uitleg zien" in uit
    assert not [w for w in ("usage", "positional", "options:", "show this") if w in uit], uit
