"""A new version writes only the schools that changed, and the outcome is the same as writing them all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, Dict, List

import pytest
from sqlalchemy import event, select
from sqlalchemy.engine import Engine

from bot.knowledge.catalog import Catalog
from bot.store.engine import open_engine
from bot.store.sync import sync
from bot.store.tables import contact, instelling


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return open_engine(f"sqlite:///{tmp_path / 'x.db'}")


def rows(engine: Engine) -> List[Any]:
    with engine.connect() as verbinding:
        return sorted(
            repr(dict(r, nr=0)) for tabel, weg in ((contact, {"id"}), (instelling, set()))
            for r in ({k: v for k, v in m.items() if k not in weg} for m in verbinding.execute(select(tabel)).mappings()))


def fresh(tmp_path: Path, catalog: Catalog) -> List[Any]:
    ander = open_engine(f"sqlite:///{tmp_path / 'nieuw.db'}")
    sync(ander, catalog, "los")
    return rows(ander)


def versions(catalog: Catalog) -> Dict[str, Catalog]:
    """Ways in which a next version differs."""
    mbo = catalog.instellingen["voorbeeld-mbo"]
    korter = mbo.copy(update={"contacten": mbo.contacten[:2], "naam": "Andere naam"})
    zonder = {k: v for k, v in catalog.instellingen.items() if k != "voorbeeld-vakschool"}
    termijn = catalog.termijnen.copy(update={"verberg_na_maanden": 9})
    return {
        "veranderd": replace(catalog, instellingen={**catalog.instellingen, "voorbeeld-mbo": korter}),
        "weg": replace(catalog, instellingen=zonder),
        "erbij": replace(catalog, instellingen={**catalog.instellingen, "nieuw": mbo}),
        "andere termijn": replace(catalog, termijnen=termijn),
        "niets": catalog,
    }


@pytest.mark.parametrize("wat", ["veranderd", "weg", "erbij", "andere termijn", "niets"])
def test_the_outcome_is_that_of_writing_everything(wat: str, engine: Engine, catalog: Catalog, tmp_path: Path) -> None:
    sync(engine, catalog, "1")
    nieuw = versions(catalog)[wat]
    assert sync(engine, nieuw, "2", ("1", catalog))
    assert rows(engine) == fresh(tmp_path, nieuw)


def test_only_the_changed_school_is_written(engine: Engine, catalog: Catalog) -> None:
    sync(engine, catalog, "1")
    geschreven: List[str] = []
    event.listen(engine, "before_cursor_execute", lambda c, cur, tekst, par, ctx, many: geschreven.append(f"{tekst} {par}"))
    sync(engine, versions(catalog)["veranderd"], "2", ("1", catalog))
    regels = [r for r in geschreven if r.startswith(("INSERT INTO contact", "DELETE FROM contact"))]
    assert len(regels) == 2 and all("voorbeeld-mbo" in r and "voorbeeld-hogeschool" not in r for r in regels)


def test_another_version_in_the_database_is_written_over_whole(engine: Engine, catalog: Catalog, tmp_path: Path) -> None:
    sync(engine, versions(catalog)["weg"], "van een ander")
    nieuw = versions(catalog)["veranderd"]
    sync(engine, nieuw, "2", ("1", catalog))
    assert rows(engine) == fresh(tmp_path, nieuw)


def test_a_school_that_is_not_in_the_database_is_written_even_when_it_did_not_change(
    engine: Engine, catalog: Catalog, tmp_path: Path
) -> None:
    """Two processes with the same files can differ: a date that lay ahead yesterday does not today."""
    sync(engine, versions(catalog)["weg"], "1")
    nieuw = versions(catalog)["veranderd"]
    sync(engine, nieuw, "2", ("1", catalog))
    assert rows(engine) == fresh(tmp_path, nieuw)
