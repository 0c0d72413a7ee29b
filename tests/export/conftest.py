"""The three example schools as static sites, made once."""

from __future__ import annotations

from pathlib import Path
from typing import Callable, Dict

import pytest

from bot.export.site import make_site
from bot.knowledge.catalog import Catalog
from bot.knowledge.gesprek.stand import Kennis
from bot.knowledge.school import School
from bot.knowledge.wordlists import load_words
from tests.conftest import WORTEL

Sites = Dict[str, Dict[str, str]]


@pytest.fixture(scope="session")
def sites(catalog: Catalog, maak_kennis: Callable[..., Kennis]) -> Sites:
    """School → path → page."""
    moeilijk = load_words(WORTEL / "knowledge")
    return {id_: make_site(maak_kennis(), School.from_model(id_, m), moeilijk) for id_, m in catalog.instellingen.items()}


@pytest.fixture(scope="session")
def site_map(sites: Sites, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sites in a folder, one folder for each school."""
    map_ = tmp_path_factory.mktemp("sites")
    for school, paginas in sites.items():
        for naam, tekst in paginas.items():
            pad = map_ / school / naam
            pad.parent.mkdir(parents=True, exist_ok=True)
            pad.write_text(tekst, "utf-8")
    return map_
