"""The database: a catalogue all or nothing, totals exactly once, and deleted text that is really gone."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Dict, List

import pytest
from sqlalchemy import select
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError

from bot.knowledge.catalog import Catalog
from bot.knowledge.gesprek.stand import Telling
from bot.knowledge.school import School
from bot.store import sync as sync_module
from bot.store.contacts import Contacts, load_school
from bot.store.counts import add_counts, purge_before, week_of
from bot.store.engine import open_engine
from bot.store.sync import knowledge_version, refuse, sync
from bot.store.tables import contact, create_tables, sync_stand, telling

DAG = date(2026, 11, 24)


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return open_engine(f"sqlite:///{tmp_path / 'proef.db'}")


# ── the catalogue ──


def test_what_goes_in_comes_out(engine: Engine, catalog: Catalog) -> None:
    assert sync(engine, catalog, "v1")
    for id_, model in catalog.instellingen.items():
        assert load_school(engine, id_) == School.from_model(id_, model)
    assert load_school(engine, "bestaat-niet") is None


def test_the_same_version_is_not_written_again(engine: Engine, catalog: Catalog) -> None:
    assert sync(engine, catalog, "v1")
    assert not sync(engine, catalog, "v1")


def test_a_failure_half_way_leaves_the_last_good_version(
    engine: Engine, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync(engine, catalog, "v1")
    voor = {id_: load_school(engine, id_) for id_ in catalog.instellingen}
    gewoon = sync_module._contact_rows

    def half(school: School) -> List[Dict[str, Any]]:
        rijen = gewoon(school)
        rijen[-1]["naam"] = None  # the database refuses this row, after the others went in
        return rijen

    monkeypatch.setattr(sync_module, "_contact_rows", half)
    with pytest.raises(IntegrityError):
        sync(engine, catalog, "v2")
    assert {id_: load_school(engine, id_) for id_ in catalog.instellingen} == voor
    with engine.connect() as verbinding:
        assert verbinding.execute(select(sync_stand.c.versie)).scalars().all() == ["v1"]


def test_a_refused_version_is_told_and_forgotten_when_the_files_are_good_again(engine: Engine, catalog: Catalog) -> None:
    sync(engine, catalog, "v1")
    refuse(engine, "fout in regel 3")
    with engine.connect() as verbinding:
        assert verbinding.execute(select(sync_stand.c.versie, sync_stand.c.geweigerd)).one() == ("v1", "fout in regel 3")
    sync(engine, catalog, "v1")
    with engine.connect() as verbinding:
        assert verbinding.execute(select(sync_stand.c.geweigerd)).scalar() == ""


def test_readers_see_a_new_version_without_restart(engine: Engine, catalog: Catalog) -> None:
    sync(engine, catalog, "v1")
    lezer = Contacts(engine)
    lezer.refresh()
    assert lezer.school("voorbeeld-vakschool") is not None
    zonder = {k: v for k, v in catalog.instellingen.items() if k != "voorbeeld-vakschool"}
    sync(engine, replace(catalog, instellingen=zonder), "v2")
    assert lezer.school("voorbeeld-vakschool") is not None  # until it looks again
    lezer.refresh()
    assert lezer.school("voorbeeld-vakschool") is None
    assert set(lezer.names()) == set(zonder)


def test_a_contact_for_staff_only_is_never_given_to_a_student(engine: Engine, catalog: Catalog) -> None:
    sync(engine, catalog, "v1")
    with engine.connect() as verbinding:
        intern = verbinding.execute(select(contact.c.instelling, contact.c.loket, contact.c.naam).where(contact.c.intern)).all()
    assert intern, "een voorbeeldschool hoort een intern contact te hebben"
    for school, loket, naam in intern:
        gevonden = load_school(engine, school)
        assert gevonden and naam not in [c.naam for c in gevonden.contacten_voor(loket, None, DAG)]


def test_the_version_depends_on_content_and_place_only(tmp_path: Path) -> None:
    for naam in ("een", "twee"):
        (tmp_path / naam / "themas").mkdir(parents=True)
        (tmp_path / naam / "themas" / "stress.yaml").write_text("naam: Stress\n", "utf-8")
    assert knowledge_version(tmp_path / "een") == knowledge_version(tmp_path / "twee")
    (tmp_path / "twee" / "themas" / "stress.yaml").write_text("naam: Druk\n", "utf-8")
    assert knowledge_version(tmp_path / "een") != knowledge_version(tmp_path / "twee")


# ── totals ──


def _totals(engine: Engine) -> Dict[str, int]:
    with engine.connect() as verbinding:
        return {r.soort: r.aantal for r in verbinding.execute(select(telling))}


def test_a_count_is_added_exactly_once_also_from_many_threads(engine: Engine) -> None:
    create_tables(engine)
    keer, draden = 15, 4

    def tel() -> None:
        for _ in range(keer):
            add_counts(engine, "voorbeeld-mbo", [Telling("loket", loket="mentor")], DAG)

    lopend = [threading.Thread(target=tel) for _ in range(draden)]
    for draad in lopend:
        draad.start()
    for draad in lopend:
        draad.join()
    assert _totals(engine) == {"loket": keer * draden}


def test_a_total_holds_a_week_and_no_day_person_or_text(engine: Engine) -> None:
    create_tables(engine)
    add_counts(engine, "voorbeeld-mbo", [Telling("loket", loket="mentor")], DAG)
    with engine.connect() as verbinding:
        rij = dict(verbinding.execute(select(telling)).mappings().one())
    assert rij == {"week": "2026-W48", "instelling": "voorbeeld-mbo", "soort": "loket", "thema": "",
                   "loket": "mentor", "waarde": "", "aantal": 1}


def test_old_totals_go_and_the_others_stay(engine: Engine) -> None:
    create_tables(engine)
    add_counts(engine, "", [Telling("thema", thema="stress")], date(2025, 11, 24))
    add_counts(engine, "", [Telling("kaartje")], DAG)
    assert purge_before(engine, week_of(date(2026, 1, 5))) == 1
    assert _totals(engine) == {"kaartje": 1}
