"""What the conversation knows of one school: its words, places, people and closing days.

Built from a checked file (``School.from_model``) or from the database (bot.store.contacts).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Callable, Mapping, Optional, Tuple

from bot.knowledge.checks.contacts import months_between
from bot.knowledge.schema import GEWONE_TERMIJNEN, Instelling, Termijnen


@dataclass(frozen=True)
class Contactpersoon:
    """One contact of a school for one loket, as the conversation shows it."""

    loket: str
    naam: str
    gecontroleerd_op: date
    locaties: Tuple[str, ...] = ()
    telefoon: Optional[str] = None
    email: Optional[str] = None
    whatsapp: Optional[str] = None
    website: Optional[str] = None
    waar: Optional[str] = None
    kaart: Optional[str] = None
    open: Optional[str] = None
    talen: Tuple[str, ...] = ()
    geslacht: Optional[str] = None
    intern: bool = False


@dataclass(frozen=True)
class Schoolmoment:
    van: date
    tot: date
    themas: Tuple[str, ...]
    tekst: str


@dataclass(frozen=True)
class School:
    id: str
    naam: str
    onderwijs: str
    regio: str
    snel_weg: str
    open: str
    loketnamen: Mapping[str, str] = field(default_factory=dict)
    locaties: Mapping[str, str] = field(default_factory=dict)
    gesloten: Tuple[Tuple[date, date], ...] = ()
    momenten: Tuple[Schoolmoment, ...] = ()
    crisis: Tuple[str, ...] = ()
    crisis_contact: Optional[Mapping[str, str]] = None
    contacten: Tuple[Contactpersoon, ...] = ()
    toon_intern: bool = False
    verberg_na_maanden: int = GEWONE_TERMIJNEN.verberg_na_maanden

    def contacten_voor(
        self, loket: str, locatie: Optional[str], vandaag: date, intern: bool = False
    ) -> Tuple[Contactpersoon, ...]:
        """The contacts a student may see: right place, not staff-only, reviewed not too long ago."""
        return tuple(
            c for c in self.contacten
            if c.loket == loket
            and (intern or self.toon_intern or not c.intern)
            and (not c.locaties or not locatie or locatie in c.locaties)
            and months_between(c.gecontroleerd_op, vandaag) < self.verberg_na_maanden
        )

    def is_dicht(self, feestdag: Callable[[date], bool]) -> Callable[[date], bool]:
        """A test for one day: closed by the school itself or by a holiday."""
        return lambda dag: feestdag(dag) or any(van <= dag <= tot for van, tot in self.gesloten)

    def voor_personeel(self) -> School:
        """The same school with its staff-only contacts. Only for who proved to be staff (bot/server/bewijs.py)."""
        return replace(self, toon_intern=True)

    @classmethod
    def from_model(cls, id_: str, model: Instelling, termijnen: Termijnen = GEWONE_TERMIJNEN) -> School:
        """``termijnen``: ``catalog.termijnen``, the limits in force."""
        return cls(
            id=id_, naam=model.naam, onderwijs=model.onderwijs, regio=model.regio,
            verberg_na_maanden=termijnen.verberg_na_maanden,
            snel_weg=model.snel_weg, open=model.open, loketnamen=dict(model.loketnamen),
            locaties={k: v.naam for k, v in model.locaties.items()},
            gesloten=tuple((s.van, s.tot) for s in model.gesloten),
            momenten=tuple(Schoolmoment(m.van, m.tot, tuple(m.themas), m.tekst) for m in model.momenten),
            crisis=tuple(model.crisis),
            crisis_contact=model.crisis_contact.dict() if model.crisis_contact else None,
            contacten=tuple(
                Contactpersoon(**{**dict(c), "locaties": tuple(c.locaties), "talen": tuple(c.talen)})
                for c in model.contacten
            ),
        )
