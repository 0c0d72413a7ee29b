"""How old a contact may get is data: the check and what a student sees follow knowledge/nakijken.yaml, and nothing else does."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path
from typing import List, Set

import pytest

from bot.cli.controleer import check_all
from bot.knowledge.catalog import read_catalog
from bot.knowledge.school import School
from bot.store.contacts import load_school
from bot.store.engine import open_engine
from bot.store.sync import sync

WORTEL = Path(__file__).resolve().parents[2]
SCHOOL = "voorbeeld-vakschool"
DAG = date(2026, 11, 22)


@pytest.fixture
def kennis(tmp_path: Path) -> Path:
    shutil.copytree(WORTEL / "knowledge", tmp_path / "knowledge")
    return tmp_path / "knowledge"


def limits(kennis: Path, waarschuw: int, verberg: int) -> None:
    (kennis / "nakijken.yaml").write_text(f"waarschuw_na_maanden: {waarschuw}\nverberg_na_maanden: {verberg}\n", "utf-8")


def age_codes(kennis: Path) -> Set[str]:
    return {p.code for p in check_all(kennis, DAG) if p.code in ("contact-oud", "contact-verlopen")}


def visible(kennis: Path, tmp_path: Path) -> List[int]:
    """How many contacts a student sees: from the files, and from the database after a sync."""
    catalog, problems = read_catalog(kennis)
    assert not problems
    engine = open_engine(f"sqlite:///{tmp_path / 'proef.db'}")
    sync(engine, catalog, str(catalog.termijnen))
    opgeslagen = load_school(engine, SCHOOL)
    assert opgeslagen is not None
    scholen = (School.from_model(SCHOOL, catalog.instellingen[SCHOOL], catalog.termijnen), opgeslagen)
    return [sum(len(s.contacten_voor(k, None, DAG)) for k in catalog.loketten) for s in scholen]


def test_the_limits_are_data_for_the_check_and_for_the_student(kennis: Path, tmp_path: Path) -> None:
    limits(kennis, 6, 12)
    assert age_codes(kennis) == {"contact-oud"}
    gewoon = visible(kennis, tmp_path)
    limits(kennis, 20, 24)
    assert age_codes(kennis) == set()
    assert visible(kennis, tmp_path) == gewoon
    limits(kennis, 1, 2)
    assert "contact-verlopen" in age_codes(kennis)
    streng = visible(kennis, tmp_path)
    assert streng[0] == streng[1] < gewoon[0] == gewoon[1]


def test_no_code_holds_a_limit_of_its_own() -> None:
    """Only the fallback for a school made without a catalogue, in schema.py."""
    waar = [p.name for p in (WORTEL / "bot").rglob("*.py") if re.search(r"_na_maanden\s*[=:<>]+\s*\d", p.read_text("utf-8"))]
    assert waar == ["schema.py"]


def test_a_new_file_of_a_school_tells_the_limit_in_force() -> None:
    sjabloon = (WORTEL / "knowledge" / "_sjablonen" / "instelling.yaml").read_text("utf-8")
    assert "$verberg maanden" in sjabloon and not re.search(r"\d+ maanden", sjabloon)
