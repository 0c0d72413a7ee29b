"""Counting from several processes at once, on SQLite and on PostgreSQL, and what a report reads back."""

from __future__ import annotations

import multiprocessing
from datetime import date
from pathlib import Path
from typing import Iterator, Tuple

import pytest
from sqlalchemy import insert, select
from sqlalchemy.engine import Engine

from bot.cli.main import main
from bot.knowledge.gesprek.stand import Telling
from bot.knowledge.inzicht import Rij
from bot.server.retention import purge_old_counts
from bot.settings import Settings
from bot.store.counts import add_counts, purge_counts, read_counts
from bot.store.engine import open_engine
from bot.store.tables import create_tables, telling

DAG = date(2026, 11, 24)
PROCESSEN, KEER = 4, 25
EEN = Telling("loket", loket="mentor")
TWEE = Telling("thema", thema="stress")


@pytest.fixture(scope="module")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    pgserver = pytest.importorskip("pgserver")
    try:
        server = pgserver.get_server(tmp_path_factory.mktemp("pg"), cleanup_mode="stop")
    except Exception as fout:
        pytest.skip(f"PostgreSQL start hier niet: {type(fout).__name__}")
    yield server.get_uri().replace("postgresql://", "postgresql+psycopg2://")
    server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'proef.db'}" if request.param == "sqlite" else request.getfixturevalue("postgres")


def _count(url: str, volgorde: Tuple[Telling, ...]) -> None:
    engine = open_engine(url)
    for _ in range(KEER):
        add_counts(engine, "proef", volgorde, DAG)


def test_many_processes_lose_and_double_nothing(url: str) -> None:
    """Half of them count in the other order: without a fixed order PostgreSQL would stop two that wait for each other."""
    create_tables(open_engine(url))
    context = multiprocessing.get_context("spawn")
    werk = [context.Process(target=_count, args=(url, (EEN, TWEE) if i % 2 else (TWEE, EEN))) for i in range(PROCESSEN)]
    for proces in werk:
        proces.start()
    for proces in werk:
        proces.join(120)
    assert [p.exitcode for p in werk] == [0] * PROCESSEN
    aantal = PROCESSEN * KEER
    assert set(read_counts(open_engine(url), "proef")) == {
        Rij("2026-W48", "loket", "mentor", aantal), Rij("2026-W48", "thema", "stress", aantal)}


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    engine = open_engine(f"sqlite:///{tmp_path / 'proef.db'}")
    create_tables(engine)
    return engine


def test_a_count_that_may_not_be_kept_is_refused_and_nothing_of_that_turn_is_written(engine: Engine) -> None:
    with pytest.raises(ValueError):
        add_counts(engine, "proef", [EEN, Telling("thema", thema="crisis_suicide")], DAG)
    assert read_counts(engine, "proef") == ()


def test_a_report_reads_one_school_and_no_rows_of_an_older_shape(engine: Engine) -> None:
    add_counts(engine, "proef", [EEN, Telling("kaartje")], DAG)
    add_counts(engine, "ander", [TWEE], DAG)
    oud = {"week": "2026-W48", "instelling": "proef", "aantal": 9}
    with engine.begin() as verbinding:
        verbinding.execute(insert(telling), [
            {**oud, "soort": "verwijzing", "thema": "stress", "loket": "mentor", "waarde": "begin"},
            {**oud, "soort": "geholpen", "thema": "stress", "loket": "mentor", "waarde": "ja"},
        ])
    verwacht = {Rij("2026-W48", "loket", "mentor", 1), Rij("2026-W48", "kaartje", "", 1)}
    assert set(read_counts(engine, "proef")) == verwacht
    assert purge_counts(engine, DAG, schooljaren=2) == 2
    assert set(read_counts(engine, "proef")) == verwacht


def test_whole_school_years_are_deleted_and_the_kept_ones_stay_whole(engine: Engine) -> None:
    for dag in (date(2024, 7, 28), date(2024, 7, 29), date(2026, 7, 26), DAG):
        add_counts(engine, "proef", [TWEE], dag)
    assert purge_counts(engine, DAG, schooljaren=2) == 1
    with engine.connect() as verbinding:
        assert sorted(verbinding.execute(select(telling.c.week)).scalars()) == ["2024-W31", "2026-W30", "2026-W48"]


def test_the_command_and_the_server_both_delete_old_totals(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    instellingen = Settings(database_url=f"sqlite:///{tmp_path / 'c.db'}", gesprekken_url=f"sqlite:///{tmp_path / 'g.db'}")
    monkeypatch.setenv("LOKETWIJZER_DATABASE", instellingen.database_url)
    monkeypatch.setenv("LOKETWIJZER_GESPREKKEN", instellingen.gesprekken_url)
    assert main(["opruimen"]) == 0  # also where nothing was made yet
    engine = open_engine(instellingen.database_url)
    add_counts(engine, "proef", [TWEE], date(2020, 1, 6))
    assert main(["opruimen"]) == 0
    assert "1 regels met tellingen gewist" in capsys.readouterr().out
    add_counts(engine, "proef", [TWEE], date(2020, 1, 6))
    assert purge_old_counts(instellingen, DAG) == 1
    assert purge_old_counts(instellingen, DAG) == 0
