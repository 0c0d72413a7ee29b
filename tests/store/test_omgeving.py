"""The environment of a running server keeps its database right, whatever happens to the file beside it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import List

import pytest
from sqlalchemy import delete

import bot.store.sync as module
from actions.omgeving import Omgeving
from bot.settings import Settings
from bot.store.sync import knowledge_version
from bot.store.tables import contact, instelling, metadata, sync_stand
from tests.conftest import WORTEL


def omgeving(tmp_path: Path) -> Omgeving:
    return Omgeving.make(Settings(database_url=f"sqlite:///{tmp_path / 'proef.db'}"))


def test_an_emptied_database_is_filled_again(tmp_path: Path) -> None:
    hier = omgeving(tmp_path)
    namen = dict(hier.kennis().scholen)
    with hier.engine.begin() as verbinding:
        for tabel in (contact, instelling, sync_stand):
            verbinding.execute(delete(tabel))
    assert not hier.kennis().scholen
    hier.refresh()
    assert hier.kennis().scholen == namen and namen


def test_a_thrown_away_database_is_made_again(tmp_path: Path) -> None:
    hier = omgeving(tmp_path)
    metadata.drop_all(hier.engine)
    assert not hier.kennis().scholen, "zonder database: geen fout, wel landelijke hulp"
    hier.refresh()
    assert "voorbeeld-mbo" in hier.kennis().scholen


def test_a_newer_catalogue_of_another_server_is_left_alone(tmp_path: Path) -> None:
    hier = omgeving(tmp_path)
    with hier.engine.begin() as verbinding:
        verbinding.execute(sync_stand.update().values(versie="van een ander"))
    hier.refresh()
    with hier.engine.connect() as verbinding:
        assert verbinding.execute(sync_stand.select()).one().versie == "van een ander"


def test_files_are_only_read_again_when_one_of_them_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kennis = tmp_path / "knowledge"
    shutil.copytree(WORTEL / "knowledge", kennis)
    gelezen: List[str] = []
    monkeypatch.setattr(module, "knowledge_version", lambda *w: gelezen.append("x") or knowledge_version(*w))
    hier = Omgeving.make(Settings(kennis=kennis, database_url=f"sqlite:///{tmp_path / 'proef.db'}"))
    hier.refresh()
    gelezen.clear()
    assert not hier.refresh() and not gelezen
    pad = kennis / "instellingen" / "voorbeeld-mbo.yaml"
    toen, oud = pad.stat(), pad.read_text("utf-8")
    pad.write_text(oud.replace("naam: Voorbeeld", "naam: Voorbaald", 1), "utf-8")
    os.utime(pad, ns=(toen.st_atime_ns, toen.st_mtime_ns))  # same length, and as if it were not touched
    assert hier.refresh() and gelezen
    assert "Voorbaald" in hier.kennis().scholen["voorbeeld-mbo"]
