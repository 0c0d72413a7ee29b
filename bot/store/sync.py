"""A checked catalogue → database, all or nothing; the last good version stays when a file is broken."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any, Dict, List, Optional, Sequence, Tuple

from sqlalchemy import delete, insert, inspect, select, update
from sqlalchemy.engine import Connection, Engine

from bot.knowledge.catalog import Catalog
from bot.knowledge.schema import Instelling
from bot.knowledge.school import School
from bot.store.tables import alone, contact, create_tables, instelling, sync_stand

Stempel = Tuple[Tuple[str, int, int, int, int], ...]


def knowledge_version(kennis: Path, extra: Sequence[Path] = ()) -> str:
    """A digest of every file: the same content gives the same version on every machine. ``extra``: files from elsewhere."""
    som = hashlib.sha256()
    for pad in sorted(kennis.rglob("*.y*ml")):
        som.update(pad.relative_to(kennis).as_posix().encode() + pad.read_bytes())
    for pad in extra:
        som.update(pad.name.encode() + pad.read_bytes())
    return som.hexdigest()


class VersionWatch:
    """``knowledge_version`` of a folder; the files are only read again when the place, size or time of one changed.

    With 500 schools a tenth of the time of reading them all, and the server looks every few seconds.
    """

    def __init__(self, kennis: Path) -> None:
        self._kennis, self._versie = kennis, ""
        self._stempel: Optional[Stempel] = None

    def now(self, extra: Sequence[Path] = ()) -> str:
        stempel = _stamp(self._kennis, extra)
        if stempel != self._stempel:
            self._versie, self._stempel = knowledge_version(self._kennis, extra), stempel
        return self._versie


def _stamp(kennis: Path, extra: Sequence[Path]) -> Stempel:
    namen = [os.path.join(map_, naam) for map_, _, namen in os.walk(kennis) for naam in namen if naam.endswith((".yaml", ".yml"))]
    staten = [(naam, os.stat(naam)) for naam in [*sorted(namen), *map(str, extra)]]
    return tuple((naam, s.st_ino, s.st_size, s.st_mtime_ns, s.st_ctime_ns) for naam, s in staten)


def sync(engine: Engine, catalog: Catalog, versie: str, vorige: Optional[Tuple[str, Catalog]] = None) -> bool:
    """Put the catalogue in the database in one transaction. False when this version is there already.

    ``vorige``: the version and catalogue that this process had in force. When those are in the database, only the schools
    that differ are written.
    """
    create_tables(engine)
    with engine.begin() as verbinding:
        alone(verbinding)
        huidig = _current(verbinding)
        if huidig == versie:
            verbinding.execute(update(sync_stand).values(geweigerd=""))
            return False
        oud = vorige[1] if vorige and vorige[0] == huidig and vorige[1].termijnen == catalog.termijnen else None
        scholen = _clear(verbinding, catalog, oud)
        if scholen:
            verbinding.execute(insert(instelling), [_school_row(s) for s in scholen])
            verbinding.execute(insert(contact), [rij for s in scholen for rij in _contact_rows(s)])
        verbinding.execute(delete(sync_stand))
        verbinding.execute(insert(sync_stand).values(id=1, versie=versie, geweigerd=""))
    return True


def _clear(verbinding: Connection, catalog: Catalog, oud: Optional[Catalog]) -> List[School]:
    """Delete the rows that are no longer right; returns the schools to write. ``oud`` None: every school."""
    if oud is None:
        verbinding.execute(delete(contact))
        verbinding.execute(delete(instelling))
        anders = set(catalog.instellingen)
    else:
        staat_er = {r.id for r in verbinding.execute(select(instelling.c.id))}
        anders = {i for i in {*catalog.instellingen, *staat_er}
                  if i not in staat_er or not _same(catalog.instellingen.get(i), oud.instellingen.get(i))}
        for id_ in anders:
            verbinding.execute(delete(contact).where(contact.c.instelling == id_))
            verbinding.execute(delete(instelling).where(instelling.c.id == id_))
    return [School.from_model(i, catalog.instellingen[i], catalog.termijnen) for i in catalog.instellingen if i in anders]


def _same(een: Optional[Instelling], ander: Optional[Instelling]) -> bool:
    return een is ander or een == ander


def refuse(engine: Engine, reden: str) -> None:
    """Remember why a new version was not taken; the old one stays in force."""
    create_tables(engine)
    with engine.begin() as verbinding:
        verbinding.execute(update(sync_stand).values(geweigerd=reden))


def is_empty(engine: Engine) -> bool:
    """No catalogue is in the database. Only looks: the watcher asks it every few seconds."""
    with engine.connect() as verbinding:
        return not inspect(verbinding).has_table(sync_stand.name) or not _current(verbinding)


def _current(verbinding: Connection) -> str:
    return str(verbinding.execute(select(sync_stand.c.versie)).scalar() or "")


def _school_row(school: School) -> Dict[str, Any]:
    gegevens = {
        "snel_weg": school.snel_weg, "open": school.open, "loketnamen": dict(school.loketnamen),
        "locaties": dict(school.locaties),
        "gesloten": [[van.isoformat(), tot.isoformat()] for van, tot in school.gesloten],
        "momenten": [[m.van.isoformat(), m.tot.isoformat(), list(m.themas), m.tekst] for m in school.momenten],
        "crisis": list(school.crisis), "verberg_na_maanden": school.verberg_na_maanden,
        "crisis_contact": dict(school.crisis_contact) if school.crisis_contact else None,
    }
    return {"id": school.id, "naam": school.naam, "onderwijs": school.onderwijs, "regio": school.regio,
            "gegevens": gegevens}


def _contact_rows(school: School) -> List[Dict[str, Any]]:
    return [
        {**c.__dict__, "locaties": list(c.locaties), "talen": list(c.talen), "instelling": school.id, "volgorde": i}
        for i, c in enumerate(school.contacten)
    ]
