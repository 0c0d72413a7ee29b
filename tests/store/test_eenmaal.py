"""A message that is sent again, here or to another replica, counts once."""

from __future__ import annotations

import threading
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.engine import Engine

from bot.knowledge.gesprek.stand import Telling
from bot.store.counts import add_counts, key_of, purge_keys
from bot.store.engine import open_engine
from bot.store.tables import create_tables, telling, telling_gezien

DAG = date(2026, 11, 24)
TELLINGEN = (Telling("loket", loket="mentor"), Telling("geholpen", waarde="ja"))


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    uit = open_engine(f"sqlite:///{tmp_path / 'proef.db'}")
    create_tables(uit)
    return uit


def totals(engine: Engine) -> dict[str, int]:
    with engine.connect() as verbinding:
        return {r.soort: r.aantal for r in verbinding.execute(select(telling))}


def test_the_same_message_counts_once_and_another_one_again(engine: Engine) -> None:
    for bericht in ("m1", "m1", "m2", "m1"):
        add_counts(engine, "s", TELLINGEN, DAG, key_of("anna", bericht))
    assert totals(engine) == {"loket": 2, "geholpen": 2}


def test_without_a_key_every_message_counts(engine: Engine) -> None:
    for _ in range(3):
        add_counts(engine, "s", TELLINGEN, DAG)
    assert totals(engine) == {"loket": 3, "geholpen": 3}


def test_the_key_and_the_totals_go_together(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    def kapot(dag: date) -> str:
        raise OSError("weg")

    monkeypatch.setattr("bot.store.counts.week_of", kapot)
    with pytest.raises(OSError):
        add_counts(engine, "s", TELLINGEN, DAG, key_of("anna", "m1"))
    monkeypatch.undo()
    add_counts(engine, "s", TELLINGEN, DAG, key_of("anna", "m1"))
    assert totals(engine) == {"loket": 1, "geholpen": 1}, "de mislukte poging laat geen sleutel achter"


def test_many_at_once_count_once(engine: Engine) -> None:
    draden = [threading.Thread(target=add_counts, args=(engine, "s", TELLINGEN, DAG, key_of("anna", f"m{i % 3}")))
              for i in range(12)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    assert totals(engine) == {"loket": 3, "geholpen": 3}


def test_a_key_tells_nothing_and_goes_after_its_day(engine: Engine) -> None:
    add_counts(engine, "s", TELLINGEN, DAG, key_of("anna", "m1"))
    with engine.connect() as verbinding:
        rij = verbinding.execute(select(telling_gezien)).one()
    assert "anna" not in rij.sleutel and len(rij.sleutel) == 32
    assert purge_keys(engine, DAG) == 0 and purge_keys(engine, DAG + timedelta(days=1)) == 1
    assert totals(engine) == {"loket": 1, "geholpen": 1}
