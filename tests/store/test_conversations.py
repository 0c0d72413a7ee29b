"""Conversations: one row each, right with two replicas, and gone when they are wiped. On SQLite and on PostgreSQL."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
import threading
from pathlib import Path
from typing import Any, Dict, Iterator, List

import pytest
from sqlalchemy import text
from sqlalchemy.engine import Engine

from bot.store.conversations import (
    Bewaard,
    count_conversations,
    create_conversations,
    delete_conversation,
    merge,
    purge_conversations,
    read_conversation,
    save_conversation,
)
from bot.store.engine import open_engine

GEHEIM = "Bolletje-en-verdrietig"


@pytest.fixture(scope="module")
def postgres() -> Iterator[str]:
    """A real server from a wheel, in a folder with a short name (its socket has at most 107 signs)."""
    pgserver = pytest.importorskip("pgserver")
    map_ = Path(tempfile.mkdtemp(prefix="lw-pg-"))
    server = pgserver.get_server(map_, cleanup_mode="stop")
    yield server.get_uri().replace("postgresql://", "postgresql+psycopg2://")
    server.cleanup()
    shutil.rmtree(map_, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    url = f"sqlite:///{tmp_path / 'g.db'}" if request.param == "sqlite" else request.getfixturevalue("postgres")
    engine = open_engine(url)
    create_conversations(engine)
    purge_conversations(engine, voor=1e12)
    return engine


def _slots(engine: Engine, sender: str) -> Any:
    return read_conversation(engine, sender).slots


def test_what_is_saved_is_read_and_each_turn_is_one_version(engine: Engine) -> None:
    assert read_conversation(engine, "anna") == Bewaard(0, {})
    for n in range(1, 4):
        save_conversation(engine, "anna", read_conversation(engine, "anna"), {"stand": {"plaats": n}, "taal": "né"}, 100.0 + n)
        assert read_conversation(engine, "anna") == Bewaard(n, {"stand": {"plaats": n}, "taal": "né"})
    assert count_conversations(engine) == 1


def test_two_replicas_in_one_conversation_lose_nothing_of_each_other(engine: Engine) -> None:
    save_conversation(engine, "anna", Bewaard(), {"stand": {"thema": "stress"}}, 1.0)
    samen = read_conversation(engine, "anna")
    save_conversation(engine, "anna", samen, {"stand": {"thema": "stress", "crisis": "hulp_113"}, "crisis_keer": "weer"}, 2.0)
    save_conversation(engine, "anna", samen, {"stand": {"thema": "stress", "plaats": 1}, "taal": "en"}, 3.0)
    assert _slots(engine, "anna") == {
        "stand": {"thema": "stress", "crisis": "hulp_113", "plaats": 1}, "crisis_keer": "weer", "taal": "en"}
    assert read_conversation(engine, "anna").versie == 3


def test_two_replicas_that_both_begin_a_conversation(engine: Engine) -> None:
    save_conversation(engine, "anna", Bewaard(), {"wie": "ander"}, 1.0)
    save_conversation(engine, "anna", Bewaard(), {"taal": "en"}, 2.0)
    assert _slots(engine, "anna") == {"wie": "ander", "taal": "en"}


def test_what_was_wiped_elsewhere_during_a_turn_stays_wiped(engine: Engine) -> None:
    save_conversation(engine, "anna", Bewaard(), {"taal": "en"}, 1.0)
    begin = read_conversation(engine, "anna")
    delete_conversation(engine, "anna")
    save_conversation(engine, "anna", begin, {"taal": "tr"}, 2.0)
    assert read_conversation(engine, "anna") == Bewaard()


def test_many_at_once_all_count(engine: Engine) -> None:
    """Four writers, each its own key: at the end every key is there."""
    save_conversation(engine, "anna", Bewaard(), {"stand": {}}, 1.0)
    begin, fouten = read_conversation(engine, "anna"), []

    def schrijf(n: int) -> None:
        try:
            save_conversation(engine, "anna", begin, {"stand": {f"sleutel{n}": n}}, 2.0)
        except Exception as fout:
            fouten.append(fout)

    draden = [threading.Thread(target=schrijf, args=(n,)) for n in range(4)]
    [d.start() for d in draden]
    [d.join() for d in draden]
    assert not fouten and _slots(engine, "anna") == {"stand": {f"sleutel{n}": n for n in range(4)}}


MERGES: List[Any] = [
    ("wij wijzigen", {"a": 1}, {"a": 2}, {"a": 1, "b": 3}, {"a": 2, "b": 3}),
    ("wij halen weg", {"a": 1, "b": 2}, {"b": 2}, {"a": 1, "b": 5}, {"b": 5}),
    ("zij halen weg", {"a": 1}, {"a": 1}, {}, {}),
    ("beide wijzigen: de laatste", {"a": 1}, {"a": 2}, {"a": 3}, {"a": 2}),
    ("in een object", {"s": {"a": 1, "b": 1}}, {"s": {"a": 1}}, {"s": {"a": 7, "b": 1}}, {"s": {"a": 7}}),
    ("object wordt waarde", {"s": {"a": 1}}, {"s": "leeg"}, {"s": {"a": 2}}, {"s": "leeg"}),
]


@pytest.mark.parametrize("basis, ons, hun, uit", [m[1:] for m in MERGES], ids=[m[0] for m in MERGES])
def test_merge(basis: Dict[str, Any], ons: Dict[str, Any], hun: Dict[str, Any], uit: Dict[str, Any]) -> None:
    assert merge(basis, ons, hun) == uit


def test_purge_by_the_last_turn(engine: Engine) -> None:
    for wie, laatst in (("oud", 100.0), ("levend", 100.0)):
        save_conversation(engine, wie, Bewaard(), {"taal": "en"}, laatst)
    save_conversation(engine, "levend", read_conversation(engine, "levend"), {"taal": "tr"}, 900.0)
    assert purge_conversations(engine, voor=500.0) == 1
    assert read_conversation(engine, "oud") == Bewaard() and _slots(engine, "levend") == {"taal": "tr"}
    assert purge_conversations(engine, voor=500.0) == 0


def test_deleting_where_nothing_was_kept_is_no_error(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'leeg.db'}")
    delete_conversation(engine, "niemand")
    assert purge_conversations(engine, voor=1e12) == 0


def _bytes(pad: Path) -> bytes:
    return b"".join(p.read_bytes() for p in pad.parent.glob(f"{pad.name}*"))


def test_on_sqlite_what_is_replaced_or_wiped_leaves_no_bytes(tmp_path: Path) -> None:
    pad = tmp_path / "g.db"
    engine = open_engine(f"sqlite:///{pad}")
    create_conversations(engine)
    for wie in ("anna", "bilal"):
        save_conversation(engine, wie, Bewaard(), {"stand": {"x": f"{GEHEIM}-{wie}" * 90}}, 1.0)
    assert f"{GEHEIM}-anna".encode() in _bytes(pad)
    save_conversation(engine, "anna", read_conversation(engine, "anna"), {"stand": {}}, 2.0)
    delete_conversation(engine, "anna")
    assert f"{GEHEIM}-anna".encode() not in _bytes(pad) and b"anna" not in _bytes(pad).replace(f"{GEHEIM}-anna".encode(), b"")
    assert f"{GEHEIM}-bilal".encode() in _bytes(pad), "het gesprek van een ander moet blijven"


@pytest.mark.parametrize("journaal", ["delete", "wal"])
def test_the_events_of_an_older_version_are_removed_to_the_last_byte(tmp_path: Path, journaal: str) -> None:
    pad = tmp_path / "g.db"
    with sqlite3.connect(pad) as db:
        db.execute(f"PRAGMA journal_mode={journaal}")
        db.execute("CREATE TABLE events (id INTEGER PRIMARY KEY, sender_id VARCHAR(255), data TEXT)")
        db.executemany("INSERT INTO events (sender_id, data) VALUES ('anna', ?)", [(f"{GEHEIM} {i}" * 40,) for i in range(60)])
    db.close()
    assert GEHEIM.encode() in _bytes(pad)
    engine = open_engine(f"sqlite:///{pad}")
    create_conversations(engine)
    assert GEHEIM.encode() not in _bytes(pad)
    with engine.connect() as verbinding:
        tabellen = {r[0] for r in verbinding.execute(text("SELECT name FROM sqlite_master WHERE type='table'"))}
    assert tabellen == {"gesprek"}
