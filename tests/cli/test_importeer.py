"""HSDS out with ``loketwijzer export --formaat hsds``, and in with ``loketwijzer importeer``."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any, Dict

import pytest

from bot.cli.main import main
from bot.export.hsds_verslag import plain_fields
from bot.knowledge.catalog import Catalog, read_model
from bot.knowledge.schema import Instelling
from tests.hsds.test_hsds import ANDER, SCHOLEN, ZONDER_PLAATS, ZONDER_PLAATS_CONTACT

WORTEL = Path(__file__).resolve().parents[2]
DAG = ["--op", "2026-11-24"]
VUL = ["onderwijs=mbo", "regio=midden", "plaats=Utrecht", "eigenaar=Zorgteam", "gecontroleerd_op=2026-11-20",
       "open=ma-vr 08:00-17:00"]


@pytest.fixture
def kennis(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    map_ = tmp_path / "knowledge"
    shutil.copytree(WORTEL / "knowledge", map_)
    monkeypatch.setenv("LOKETWIJZER_KENNIS", str(map_))
    return map_


def importeer(bestand: Path, *vul: str, id_: str = "nieuw") -> int:
    return main(["importeer", id_, str(bestand), *(deel for v in vul for deel in ("--vul", v)), *DAG])


def write(map_: Path, inhoud: Any) -> Path:
    pad = map_ / "in.json"
    pad.write_text(inhoud if isinstance(inhoud, str) else json.dumps(inhoud), "utf-8")
    return pad


def _kept(model: Instelling, catalog: Catalog) -> Dict[str, Any]:
    """What HSDS has a place for."""
    velden = {k: v for k, v in plain_fields(model, catalog).items() if k not in ZONDER_PLAATS}
    velden["contacten"] = [{k: v for k, v in c.items() if k not in ZONDER_PLAATS_CONTACT}
                           for c in velden["contacten"] if not c.get("intern")]
    return velden


@pytest.mark.parametrize("school", SCHOLEN)
def test_an_example_school_goes_out_and_comes_back(school: str, kennis: Path, tmp_path: Path, catalog: Catalog) -> None:
    pad = tmp_path / "school.json"
    assert main(["export", school, "--formaat", "hsds", "--naar", str(pad), *DAG]) == 0
    assert importeer(pad) == 0
    nieuw = kennis / "instellingen" / "nieuw.yaml"
    assert main(["controleer", str(nieuw), *DAG]) == 0
    model, _, problems = read_model(nieuw, kennis.parent, Instelling)
    assert not problems and _kept(model, catalog) == _kept(catalog.instellingen[school], catalog)
    assert len(model.crisis) >= 3


def test_the_report_says_what_is_not_in_the_file(kennis: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    opdracht = ["export", "voorbeeld-mbo", "--formaat", "hsds", "--naar", str(tmp_path / "s.json"), "--verslag", *DAG]
    assert main(opdracht) == 0
    uit = capsys.readouterr().out
    assert "32 services volgens HSDS 3.0" in uit
    assert "  contacten.14.intern: Zorgteam, overleg voor docenten" in uit and "  snel_weg: https://www.wikipedia.org" in uit


def test_what_is_missing_must_be_given(kennis: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bestand = write(tmp_path, [ANDER])
    assert importeer(bestand) == 1
    uit = capsys.readouterr().err
    assert "onderwijs, regio, plaats, eigenaar, gecontroleerd_op, open" in uit and "Er is niets bewaard" in uit
    assert not (kennis / "instellingen" / "nieuw.yaml").exists()
    assert importeer(bestand, *VUL) == 0
    model, _, _ = read_model(kennis / "instellingen" / "nieuw.yaml", kennis.parent, Instelling)
    assert (model.naam, model.plaats, model.contacten[0].telefoon) == ("School Elders", "Utrecht", "085 000 00 41")


@pytest.mark.parametrize(("inhoud", "vul", "code", "tekst"), [
    ("{geen json", (), 1, "niet te lezen als JSON"),
    ("[" * 100_000, (), 1, "niet te lezen als JSON"),
    ([1, 2], (), 1, "geen services volgens HSDS"),
    ([ANDER], ("kleur=rood",), 2, "'kleur=rood' past niet"),
    ([ANDER], ("regio=",), 2, "'regio=' past niet"),
    ([ANDER], (*VUL[:1], "regio=oost", *VUL[2:]), 1, "regio"),
    ([{**ANDER, "phones": [{"id": "p", "number": "0900-0113"}]}], tuple(VUL), 1, "oud nummer van 113"),
])
def test_a_file_that_is_not_right_is_never_kept(
    inhoud: Any, vul: Any, code: int, tekst: str, kennis: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert importeer(write(tmp_path, inhoud), *vul) == code
    assert tekst in capsys.readouterr().err
    assert not (kennis / "instellingen" / "nieuw.yaml").exists()


def test_it_never_writes_over_a_file(kennis: Path, tmp_path: Path) -> None:
    pad = kennis / "instellingen" / "voorbeeld-mbo.yaml"
    voor = pad.read_text("utf-8")
    assert importeer(write(tmp_path, [ANDER]), *VUL, id_="voorbeeld-mbo") == 1
    assert pad.read_text("utf-8") == voor
    assert importeer(write(tmp_path, [ANDER]), *VUL, id_="../buiten") == 2
