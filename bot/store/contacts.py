"""A school and its own contacts from the database: what the actions look up."""

from __future__ import annotations

from datetime import date
from typing import Any, Dict, Mapping, Optional

from sqlalchemy import select
from sqlalchemy.engine import Engine

from bot.knowledge.school import Contactpersoon, School, Schoolmoment
from bot.store.tables import contact, instelling, sync_stand

MAX_CACHED = 600
_VERSIE = select(sync_stand.c.versie)  # asked every turn


class Contacts:
    """Reads schools; one small query per turn tells whether what it holds is still in force."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._versie = ""
        self._scholen: Dict[str, Optional[School]] = {}
        self._namen: Mapping[str, str] = {}

    def refresh(self) -> None:
        """Forget everything when another version is in force. Raises SQLAlchemyError when there is no database."""
        with self._engine.connect() as verbinding:
            versie = str(verbinding.execute(_VERSIE).scalar() or "")
            if versie != self._versie:
                rijen = verbinding.execute(select(instelling.c.id, instelling.c.naam)).all()
                self._namen, self._scholen, self._versie = {r.id: r.naam for r in rijen}, {}, versie

    def names(self) -> Mapping[str, str]:
        return self._namen

    def school(self, id_: str) -> Optional[School]:
        """The school with its contacts; None when nobody filled it in."""
        if id_ not in self._namen:
            return None
        if id_ not in self._scholen:
            if len(self._scholen) >= MAX_CACHED:
                self._scholen.clear()
            self._scholen[id_] = load_school(self._engine, id_)
        return self._scholen[id_]


def load_school(engine: Engine, id_: str) -> Optional[School]:
    with engine.connect() as verbinding:
        rij = verbinding.execute(select(instelling).where(instelling.c.id == id_)).first()
        if rij is None:
            return None
        vraag = select(contact).where(contact.c.instelling == id_).order_by(contact.c.volgorde)
        contacten = tuple(_contact(r) for r in verbinding.execute(vraag).mappings())
    g = rij.gegevens
    return School(
        id=rij.id, naam=rij.naam, onderwijs=rij.onderwijs, regio=rij.regio, snel_weg=g["snel_weg"], open=g["open"],
        loketnamen=g["loketnamen"], locaties=g["locaties"],
        gesloten=tuple((date.fromisoformat(v), date.fromisoformat(t)) for v, t in g["gesloten"]),
        momenten=tuple(_moment(*m) for m in g["momenten"]),
        crisis=tuple(g["crisis"]), crisis_contact=g["crisis_contact"], contacten=contacten,
        verberg_na_maanden=g.get("verberg_na_maanden", School.verberg_na_maanden),
    )


def _moment(van: str, tot: str, themas: Any, tekst: str) -> Schoolmoment:
    return Schoolmoment(date.fromisoformat(van), date.fromisoformat(tot), tuple(themas), tekst)


def _contact(rij: Mapping[str, Any]) -> Contactpersoon:
    velden: Dict[str, Any] = {k: rij[k] for k in Contactpersoon.__dataclass_fields__}
    velden["locaties"], velden["talen"] = tuple(rij["locaties"]), tuple(rij["talen"])
    return Contactpersoon(**velden)
