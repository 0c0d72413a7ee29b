"""The comparison is fair and says what it measured: stock is Rasa's own default, and the aims are counted the right way round."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict

import pytest
from ruamel.yaml import YAML

from bench import meten, projecten, soak

WORTEL = Path(__file__).resolve().parent.parent.parent


def read(pad: Path) -> Any:
    return YAML(typ="safe", pure=True).load(pad.read_text("utf-8"))


def test_the_stock_project_is_rasa_s_default_on_our_data(tmp_path: Path) -> None:
    project = projecten.make_stock(tmp_path / "stock", epochs=3)
    config = read(project / "config.yml")
    assert [d["name"] for d in config["policies"]] == ["MemoizationPolicy", "RulePolicy", "UnexpecTEDIntentPolicy", "TEDPolicy"]
    diet = next(d for d in config["pipeline"] if d["name"] == "DIETClassifier")
    assert diet["epochs"] == 3 and all(d.get("epochs") == 100 for d in config["policies"] if "epochs" in d)
    bronnen = [p.read_text("utf-8") for p in (WORTEL / "data" / "nlu").rglob("*.yml")]
    ons = sum(tekst.count("\n    - ") for tekst in bronnen if "\nnlu:" in tekst)
    hun = sum(p.read_text("utf-8").count("\n    - ") for p in (project / "data").glob("*_*.yml"))
    assert hun == ons > 20_000
    assert (project / "data" / "regels.yml").read_bytes() == (WORTEL / "data" / "stories" / "regels.yml").read_bytes()


def test_thinning_keeps_every_intent() -> None:
    inhoud = ("nlu:\n- intent: a\n  examples: |\n    - een\n    - twee\n    - drie\n"
              "- intent: b\n  examples: |\n    - vier\n    - vijf\n")
    assert projecten.thin(inhoud, 1) == inhoud
    over = YAML(typ="safe", pure=True).load(projecten.thin(inhoud, 2))["nlu"]
    assert [(i["intent"], i["examples"].split("\n")) for i in over] == [("a", ["- een", "- drie", ""]), ("b", ["- vijf", ""])]


def test_each_recorded_turn_follows_a_rule() -> None:
    alle = read(WORTEL / "data" / "stories" / "regels.yml")["rules"]
    regels = {r["steps"][0]["intent"]: r["steps"][1]["action"] for r in alle}
    for verhaal in projecten.stories()["stories"]:
        stappen = verhaal["steps"]
        for bericht, actie in zip(stappen[::2], stappen[1::2]):
            assert regels[bericht["intent"]] == actie["action"], bericht


def _server(ms: float, per_s: float, mb: float, start: float) -> Dict[str, Any]:
    def om(x: float) -> Dict[str, float]:
        return {"midden": x, "laag": x, "hoog": x}

    return {"ms_een": om(ms), "per_s_acht": om(per_s), "per_s_een": om(per_s), "cpu_ms": om(ms), "mb": [mb, 99.0],
            "start_s": start, "start_cpu_s": start, "p95_een": ms, "verwijzing": 0.25}


@pytest.mark.parametrize("wij, gehaald", [
    (_server(2.0, 500.0, 600.0, 10.0), [True] * 5), (_server(10.0, 200.0, 900.0, 30.0), [False] * 5),
])
def test_each_aim_is_counted_the_right_way_round(wij: Dict[str, Any], gehaald: Any) -> None:
    uit = {"stock": _server(20.0, 50.0, 1100.0, 40.0), "wij": wij, "echo": _server(0.2, 5000.0, 40.0, 1.0), "trainingen": {}}
    uit["doelen"] = meten.judge(uit)
    assert [d["gehaald"] for d in uit["doelen"]] == gehaald
    tabel = meten.report(uit)
    assert tabel.count("gehaald") == sum(gehaald) and tabel.count("NIET") == gehaald.count(False) and "25%" in tabel


def test_it_says_so_when_stock_did_less_work() -> None:
    uit = {"stock": _server(20.0, 50.0, 1100.0, 40.0), "wij": _server(2.0, 500.0, 600.0, 10.0), "trainingen": {}, "doelen": []}
    assert "LET OP" not in meten.report(uit)
    uit["stock"]["verwijzing"] = 0.0
    assert "LET OP: stock gaf 0% verwijzingen en wij 25%" in meten.report(uit)


def test_the_short_project_also_learns_the_recorded_turns(tmp_path: Path) -> None:
    data = projecten.make_stock(tmp_path / "kort", epochs=3, deel=20) / "data"
    geleerd = {i["intent"]: i["examples"] for i in read(data / "nlu_gesprekken.yml")["nlu"]}
    for gesprek in projecten.read_conversations():
        for beurt in gesprek["beurten"]:
            assert f"- {beurt['tekst']}\n" in geleerd[beurt["intent"]]


def test_training_is_judged_on_processor_time_and_only_on_all_examples() -> None:
    basis = {"trainingen": {"stock": {"cpu": 1000.0, "epochs": 3, "deel": 1}, "wij": {"cpu": 150.0}}}
    assert meten.judge(basis)[0]["gehaald"] and "3 van 100" in meten.judge(basis)[0]["naam"]
    basis["trainingen"]["stock"]["deel"] = 20
    assert meten.judge(basis) == []


def test_the_slope_is_per_hour_and_looks_at_the_second_half() -> None:
    metingen = [{"s": 60.0 * n, "mb": 500.0 - 40 * n if n < 5 else 300.0 + n, "ms": 3.0} for n in range(12)]
    assert soak.slope(metingen, "mb") == pytest.approx(60.0) and soak.slope(metingen, "ms") == pytest.approx(0.0)
