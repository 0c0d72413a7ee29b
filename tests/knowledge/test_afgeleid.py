"""What is made from code is up to date: the JSON Schema for editors and docs/meldingen.md."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Dict

import pytest
from ruamel.yaml import YAML

from bot.cli.main import main
from bot.cli.schema import make_files
from bot.knowledge.reading import parse

WORTEL = Path(__file__).resolve().parents[2]
KENNIS = WORTEL / "knowledge"
SCHOLEN = sorted((KENNIS / "instellingen").glob("*.yaml"))


@pytest.mark.parametrize("pad", ["knowledge/_schema/instelling.schema.json", "docs/meldingen.md", "docs/velden.md"])
def test_the_committed_file_equals_the_generated_one(pad: str) -> None:
    gemaakt = make_files(KENNIS)[WORTEL / pad]
    assert (WORTEL / pad).read_text("utf-8") == gemaakt, "maak het opnieuw: loketwijzer schema"


def test_schema_writes_only_what_differs_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    kennis = tmp_path / "knowledge"
    kennis.mkdir()
    for bestand in ("loketten.yaml", "diensten.yaml", "stappen.yaml", "groepen.yaml", "knoppen.yaml"):
        (kennis / bestand).write_bytes((KENNIS / bestand).read_bytes())
    monkeypatch.setenv("LOKETWIJZER_KENNIS", str(kennis))
    assert main(["schema", "--controleer"]) == 1
    assert "is oud. Maak het opnieuw: loketwijzer schema" in capsys.readouterr().err
    assert main(["schema"]) == 0
    assert "is opnieuw gemaakt." in capsys.readouterr().out
    assert main(["schema", "--controleer"]) == 0


def schema() -> Dict[str, Any]:
    uit: Dict[str, Any] = json.loads((KENNIS / "_schema" / "instelling.schema.json").read_text("utf-8"))
    return uit


def test_every_field_in_the_schema_has_a_dutch_description() -> None:
    delen = [schema(), *schema()["definitions"].values()]
    velden = [v for deel in delen for v in deel["properties"].values()]
    assert len(velden) > 30
    assert all(v["description"].endswith(".") for v in velden)
    assert "mentor" in schema()["definitions"]["Contact"]["properties"]["loket"]["enum"]


def _errors(tekst: str) -> int:
    jsonschema = pytest.importorskip("jsonschema")
    waarden = YAML(typ="safe", pure=True).load(tekst)  # as an editor reads it
    waarden = json.loads(json.dumps(waarden, default=str))
    return sum(1 for _ in jsonschema.Draft7Validator(schema()).iter_errors(waarden))


@pytest.mark.parametrize("school", SCHOLEN, ids=lambda p: p.stem)
def test_an_editor_finds_nothing_wrong_in_the_examples(school: Path) -> None:
    assert _errors(school.read_text("utf-8")) == 0
    assert parse(school.read_text("utf-8"), "x")[0] is not None


@pytest.mark.parametrize("soort", ["email-1", "onbekende-sleutel-1", "onbekend-loket-1", "tijden-1", "ontbreekt-3",
                                   "onbekende-keuze-1", "webadres-1", "whatsapp-1", "geen-datum-2", "te-kort-1"])
def test_an_editor_marks_the_common_mistakes(soort: str) -> None:
    assert _errors((Path(__file__).parent / "ongeldig" / f"{soort}.yaml").read_text("utf-8")) > 0


def test_the_hook_for_a_schools_own_repository_runs_the_check() -> None:
    haken = YAML(typ="safe", pure=True).load((WORTEL / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert [h["entry"] for h in haken] == ["loketwijzer controleer", "loketwijzer controleer --streng"]
    assert all(h["language"] == "python" and h["files"] for h in haken)
