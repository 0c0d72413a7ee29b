"""The comparison is fair and says what it measured: stock is Rasa's own default, and the aims are counted the right way round."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any, Dict, Set

import pytest
from ruamel.yaml import YAML

from bench import meten, modellen, projecten, soak
from bench.projecten import Training

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


def test_both_bots_learn_the_same_part(tmp_path: Path) -> None:
    """Every intent, spread over its files, and every recorded turn; nothing more."""
    stock = projecten.make_stock(tmp_path / "stock", epochs=100, per=3) / "data" / "nlu.yml"
    wij = projecten.make_data(tmp_path / "wij", per=3) / "nlu.yml"
    assert stock.read_bytes() == wij.read_bytes()
    geleerd = {i["intent"]: i["examples"].splitlines() for i in read(wij)["nlu"]}
    assert set(geleerd) == set(projecten.examples())
    gezegd: Dict[str, Set[str]] = {}
    for gesprek in projecten.read_conversations():
        for beurt in gesprek["beurten"]:
            gezegd.setdefault(beurt["intent"], set()).add(f"- {beurt['tekst']}")
    for intent, regels in geleerd.items():
        assert gezegd.get(intent, set()) <= set(regels) and 3 <= len(regels) <= 3 + len(gezegd.get(intent, ()))
    veel = projecten.examples()["thema_stress"]
    plekken = [veel.index(r[2:]) for r in geleerd["thema_stress"][:3]]
    assert all(b - a > len(veel) / 4 for a, b in zip(plekken, plekken[1:]))


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
            "start_s": om(start), "start_cpu_s": om(start), "p95_een": ms, "verwijzing": 0.25}


@pytest.mark.parametrize("wij, gehaald", [
    (_server(2.0, 500.0, 600.0, 10.0), [True] * 6), (_server(10.0, 200.0, 900.0, 30.0), [True] + [False] * 5),
])
def test_each_aim_is_counted_the_right_way_round(wij: Dict[str, Any], gehaald: Any) -> None:
    uit = {"stock": _server(20.0, 50.0, 1100.0, 40.0), "wij": wij, "echo": _server(0.2, 5000.0, 40.0, 1.0), "trainingen": {}}
    uit["doelen"] = meten.judge(uit)
    assert [d["gehaald"] for d in uit["doelen"]] == gehaald
    tabel = meten.report(uit)
    assert tabel.count("gehaald") == sum(gehaald) and tabel.count("NIET") == gehaald.count(False) and "25%" in tabel


def test_a_comparison_fails_when_stock_did_less_work() -> None:
    uit = {"stock": _server(20.0, 50.0, 1100.0, 40.0), "wij": _server(2.0, 500.0, 600.0, 10.0), "trainingen": {}}
    assert all(d["gehaald"] for d in meten.judge(uit))
    uit["stock"]["verwijzing"] = 0.2
    assert [d["naam"] for d in meten.judge(uit) if not d["gehaald"]] == ["zelfde werk: verwijzingen, stock / wij"]


def test_a_ratio_has_the_spread_of_its_rounds() -> None:
    uit = {"stock": _server(20.0, 50.0, 1100.0, 40.0), "wij": _server(2.0, 500.0, 600.0, 10.0), "trainingen": {}}
    uit["stock"]["per_ronde"], uit["wij"]["per_ronde"] = {"ms_een": [20.0, 30.0, 10.0]}, {"ms_een": [2.0, 2.0, 2.0]}
    regel = next(d for d in meten.judge(uit) if "stock / wij" in d["naam"] and "tijd" in d["naam"])
    assert (regel["waarde"], regel["laag"], regel["hoog"]) == (10.0, 5.0, 15.0)


def test_training_is_judged_on_the_worse_of_processor_and_clock() -> None:
    wij = asdict(Training("m", 100.0, 80.0))
    af = meten.judge_training(wij, asdict(Training("m", 600.0, 380.0)))
    assert af["waarde"] == pytest.approx(80 / 380) and not af["gehaald"] and "gestopt" not in af["naam"]
    gestopt = meten.judge_training(wij, asdict(Training("m", 520.0, 450.0, 2, True)))
    assert gestopt["gehaald"] and "gestopt in ronde 2 van 100" in gestopt["naam"] and "hooguit" in gestopt["naam"]


def test_stock_is_stopped_only_after_it_took_so_many_times_as_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A real process that works for two seconds, once without a limit and once past one."""
    nep = tmp_path / "rasa"
    nep.mkdir()
    (nep / "__init__.py").touch()
    (nep / "__main__.py").write_text(
        "import time\nprint(\"Starting to train component 'DIETClassifier'\", flush=True)\n"
        "print('Epochs:  30%|###   | 30/100 [00:10<00:20,  1.0it/s]', flush=True)\n"
        "einde = time.process_time() + 2\nwhile time.process_time() < einde:\n    pass\n")
    monkeypatch.setattr(projecten, "BENCH", tmp_path)
    monkeypatch.setattr(projecten, "OMGEVING", {"PYTHONPATH": str(tmp_path)})
    heel = projecten.train(tmp_path, "config.yml", "data", "heel")
    assert heel.cpu > 1.5 and heel.seconden >= heel.cpu * 0.9 and not heel.gestopt and heel.ronde is None
    kort = projecten.train(tmp_path, "config.yml", "data", "kort", Training("m", 0.1, 0.1), 3.0)
    assert kort.gestopt and kort.ronde == 30 and 0.3 < kort.cpu < 1.8 and kort.seconden > 0.3


def test_the_round_is_that_of_diet_and_not_of_the_policies() -> None:
    log = "component 'TEDPolicy'\nEpochs: 100%|####| 100/100 [00:01<00:00]\n"
    assert projecten.diet_round(log) == 0
    log += "component 'DIETClassifier'.\nEpochs:   0%|          | 0/100 [00:00<?, ?it/s]\r"
    assert projecten.diet_round(log) == 0
    assert projecten.diet_round(log + "Epochs:   3%|▎         | 3/100 [02:56<1:35:21, 58.98s/it, t_loss=5.1]") == 3


def test_a_model_that_is_gone_is_trained_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(modellen, "BENCH", tmp_path)
    model = tmp_path / "m.tar.gz"
    model.write_bytes(b"x")
    assert modellen.remembered("stock") is None
    training = modellen.remember("stock", Training(str(model), 3.0, 2.0))
    assert modellen.remembered("stock") == training
    model.unlink()
    assert modellen.remembered("stock") is None


def test_the_slope_is_per_hour_and_looks_at_the_second_half() -> None:
    metingen = [{"s": 60.0 * n, "mb": 500.0 - 40 * n if n < 5 else 300.0 + n, "ms": 3.0} for n in range(12)]
    assert soak.slope(metingen, "mb") == pytest.approx(60.0) and soak.slope(metingen, "ms") == pytest.approx(0.0)
