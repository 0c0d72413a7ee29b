"""What all tests share: the catalogue, a clock that stands still, and the three example schools."""

from __future__ import annotations

import importlib.util
import sys
from datetime import datetime
from pathlib import Path
from typing import Any, Callable, Optional
from zoneinfo import ZoneInfo

import pytest

from bot.knowledge.catalog import Catalog, load_catalog
from bot.knowledge.gesprek.stand import Kennis
from bot.knowledge.school import School
from bot.knowledge.wordlists import load_calendar

WORTEL = Path(__file__).resolve().parent.parent
ZONE = ZoneInfo("Europe/Amsterdam")
# A Tuesday morning in a school week: everything that has hours is open.
OPEN = datetime(2026, 11, 24, 10, 30, tzinfo=ZONE)
NACHT = datetime(2026, 11, 24, 2, 0, tzinfo=ZONE)


def load_script(naam: str) -> Any:
    """``scripts/<naam>.py`` as a module: scripts are no package."""
    spec = importlib.util.spec_from_file_location(f"script_{naam}", WORTEL / "scripts" / f"{naam}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    return load_catalog(WORTEL / "knowledge")


@pytest.fixture(scope="session")
def maak_kennis(catalog: Catalog) -> Callable[..., Kennis]:
    kalender = load_calendar(WORTEL / "knowledge")
    scholen = {id_: School.from_model(id_, m, catalog.termijnen) for id_, m in catalog.instellingen.items()}

    def maak(nu: datetime = OPEN) -> Kennis:
        def zoek(id_: str) -> Optional[School]:
            return scholen.get(id_)

        return Kennis(catalog, kalender, nu, zoek, {k: s.naam for k, s in scholen.items()})

    return maak
