"""The same store on a real PostgreSQL: replicas that start, sync and count at the same moment."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any, Callable, Iterator, List

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.engine import Engine

from bot.knowledge.catalog import Catalog
from bot.knowledge.gesprek.stand import Telling
from bot.knowledge.school import School
from bot.store.contacts import load_school
from bot.store.counts import add_counts, key_of
from bot.store.sync import sync
from bot.store.tables import contact, metadata, telling

pytestmark = pytest.mark.replicas
DAG, TELLINGEN, TEGELIJK = date(2026, 11, 24), (Telling("loket", loket="mentor"), Telling("kaartje")), 8


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    from tests.server.replicas import Postgres, need

    postgres = need(Postgres, "PostgreSQL")
    yield postgres.url
    postgres.remove()


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    uit = create_engine(url, future=True, pool_size=TEGELIJK)
    metadata.drop_all(uit)
    yield uit
    uit.dispose()


def at_once(werk: Callable[[int], Any]) -> List[Any]:
    with ThreadPoolExecutor(max_workers=TEGELIJK) as draden:
        return list(draden.map(werk, range(TEGELIJK)))


def test_replicas_that_start_together_make_the_tables_and_the_catalogue_once(engine: Engine, catalog: Catalog) -> None:
    for ronde in range(3):
        assert sum(at_once(lambda _, v=f"v{ronde}": sync(engine, catalog, v))) == 1  # type: ignore[misc]
    with engine.connect() as verbinding:
        namen = verbinding.execute(select(contact.c.naam)).scalars().all()
    assert len(namen) == sum(len(School.from_model(i, m).contacten) for i, m in catalog.instellingen.items())
    for id_, model in catalog.instellingen.items():
        assert load_school(engine, id_) == School.from_model(id_, model)


def test_totals_are_exact_when_all_count_at_once(engine: Engine, catalog: Catalog) -> None:
    sync(engine, catalog, "v1")

    def tel(nummer: int) -> None:
        for i in range(10):
            add_counts(engine, "s", TELLINGEN, DAG, key_of("anna", f"{nummer}-{i}"))
            add_counts(engine, "s", TELLINGEN, DAG, key_of("anna", f"samen-{i}"))

    at_once(tel)
    with engine.connect() as verbinding:
        assert sorted(r.aantal for r in verbinding.execute(select(telling))) == [10 * TEGELIJK + 10] * 2
