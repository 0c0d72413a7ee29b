"""Back-up and restore: while others write, checked before anything is replaced, in plain Dutch when it cannot be."""

from __future__ import annotations

import json
import sqlite3
import threading
from datetime import date
from pathlib import Path

import pytest

from bot.cli.main import main
from bot.knowledge.gesprek.stand import Telling
from bot.store.backup import BESTAND, BIJSCHRIFT, TABELLEN, sqlite_file
from bot.store.counts import add_counts
from bot.store.engine import open_engine
from bot.store.tables import create_tables, metadata

DAG, TELLING = date(2026, 11, 24), [Telling("loket", loket="mentor")]


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    pad = tmp_path / "bron" / "loketwijzer.db"
    monkeypatch.setenv("LOKETWIJZER_DATABASE", f"sqlite:///{pad}")
    return pad


def fill(pad: Path, keer: int) -> None:
    engine = open_engine(f"sqlite:///{pad}")
    create_tables(engine)
    for _ in range(keer):
        add_counts(engine, "s", TELLING, DAG)


def total(pad: Path) -> int:
    verbinding = sqlite3.connect(pad)
    try:
        return int(verbinding.execute("select coalesce(sum(aantal), 0) from telling").fetchone()[0])
    finally:
        verbinding.close()


def test_a_copy_goes_and_comes_back(database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fill(database, 3)
    assert main(["reservekopie", str(tmp_path / "kopie")]) == 0
    assert "gesprekken zitten er niet in" in capsys.readouterr().out
    fill(database, 4)
    assert total(database) == 7
    assert main(["zet-terug", str(tmp_path / "kopie")]) == 0
    assert total(database) == 3
    verbinding = sqlite3.connect(database)
    assert verbinding.execute("select count(*) from contact").fetchone()[0] > 20, "contacten komen uit de kennis van nu"
    verbinding.close()


def test_a_copy_comes_back_on_an_empty_machine(database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(database, 2)
    main(["reservekopie", str(tmp_path / "kopie")])
    nieuw = tmp_path / "nieuw" / "x.db"
    monkeypatch.setenv("LOKETWIJZER_DATABASE", f"sqlite:///{nieuw}")
    assert main(["zet-terug", str(tmp_path / "kopie")]) == 0 and total(nieuw) == 2


def test_a_copy_is_whole_while_others_write(database: Path, tmp_path: Path) -> None:
    fill(database, 1)
    klaar = threading.Event()

    def schrijf() -> None:
        while not klaar.is_set():
            fill(database, 1)

    draad = threading.Thread(target=schrijf)
    draad.start()
    try:
        codes = [main(["reservekopie", str(tmp_path / f"k{i}")]) for i in range(5)]
    finally:
        klaar.set()
        draad.join()
    assert codes == [0] * 5
    totalen = [total(tmp_path / f"k{i}" / BESTAND) for i in range(5)]
    assert totalen == sorted(totalen) and totalen[0] >= 1 and not list(tmp_path.glob("k*/.reserve*"))


def test_a_restore_is_seen_by_who_has_the_database_open(database: Path, tmp_path: Path) -> None:
    fill(database, 2)
    main(["reservekopie", str(tmp_path / "kopie")])
    fill(database, 5)
    open_ = sqlite3.connect(database)
    assert open_.execute("select sum(aantal) from telling").fetchone()[0] == 7
    assert main(["zet-terug", str(tmp_path / "kopie")]) == 0
    assert open_.execute("select sum(aantal) from telling").fetchone()[0] == 2
    open_.close()
    fill(database, 1)
    assert total(database) == 3


@pytest.mark.parametrize("soort, zin", [("leeg", "geen reservekopie"), ("geknipt", "niet heel"), ("vreemd", "niet heel"),
                                        ("nieuwer", "nieuwere versie"), ("onzin", "geen reservekopie")])
def test_a_bad_copy_changes_nothing(
    soort: str, zin: str, database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fill(database, 2)
    kopie = tmp_path / "kopie"
    main(["reservekopie", str(kopie)])
    fill(database, 1)
    bij = json.loads((kopie / BIJSCHRIFT).read_text())
    if soort == "leeg":
        (kopie / BIJSCHRIFT).unlink()
    elif soort == "geknipt":
        (kopie / BESTAND).write_bytes((kopie / BESTAND).read_bytes()[:-4096])
    elif soort == "vreemd":
        from bot.store.backup import digest

        (kopie / BESTAND).unlink()
        sqlite3.connect(kopie / BESTAND).execute("create table x (a)").connection.close()
        (kopie / BIJSCHRIFT).write_text(json.dumps({**bij, "sha256": digest(kopie / BESTAND)}))
    elif soort == "nieuwer":
        (kopie / BIJSCHRIFT).write_text(json.dumps({**bij, "vorm": 99}))
    else:
        (kopie / BIJSCHRIFT).write_text('{"sha256": []}')
    capsys.readouterr()
    assert main(["zet-terug", str(kopie)]) == 1
    assert zin in capsys.readouterr().err and total(database) == 3


def test_another_engine_and_no_database_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LOKETWIJZER_DATABASE", "postgresql://gebruiker:geheim@db/loketwijzer")
    assert main(["reservekopie", str(tmp_path / "k")]) == 1
    fout = capsys.readouterr().err
    assert "postgresql" in fout and "docs/beheer.md" in fout and "geheim" not in fout
    monkeypatch.setenv("LOKETWIJZER_DATABASE", f"sqlite:///{tmp_path / 'weg.db'}")
    assert main(["reservekopie", str(tmp_path / "k")]) == 1 and "geen database" in capsys.readouterr().err


def test_the_tables_a_copy_needs_exist() -> None:
    assert set(metadata.tables) >= TABELLEN and sqlite_file("sqlite:///a.db") == Path("a.db")
