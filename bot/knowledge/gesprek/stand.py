"""State of one conversation, and the parts that go in and out of a turn."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields, replace
from datetime import datetime
from typing import Any, Callable, Dict, FrozenSet, Mapping, Optional, Tuple

from bot.knowledge.calendar_nl import Kalender
from bot.knowledge.catalog import Catalog
from bot.knowledge.school import School

MAX_TERUG = 8
PERSOON = "persoon"  # in ``probleem``: a person who is no loket, such as a parent


@dataclass(frozen=True)
class Begrip:
    """What was understood of one message. ``themas`` are (id, confidence), best first."""

    intent: str
    tekst: str = ""
    zekerheid: float = 1.0
    themas: Tuple[Tuple[str, float], ...] = ()
    tweede: Optional[str] = None
    naast: Tuple[str, ...] = ()  # other themes that it may be, to show beside the advice
    wie: Optional[str] = None
    taal: Optional[str] = None
    kenmerken: FrozenSet[str] = frozenset()
    zacht: str = ""  # a slight doubt about safety: what comes in the same turn as the question, "advies" or "keuze"
    waar: Optional[str] = None  # with the safety question: the niveau that a yes to it would mean


@dataclass(frozen=True)
class Stand:
    """What the conversation remembers. Never a message, a name or anything else personal."""

    instelling: Optional[str] = None
    locatie: Optional[str] = None
    rol: str = "student"
    wie: str = "ik"
    thema: Optional[str] = None
    loket: Optional[str] = None
    uitgelegd: Optional[str] = None
    plaats: int = 0
    gehad: Tuple[str, ...] = ()
    probleem: Tuple[str, ...] = ()
    vermijd: Tuple[str, ...] = ()  # lokets that were the problem in an earlier theme: never offered again
    wensen: Tuple[str, ...] = ()
    kenmerken: Tuple[str, ...] = ()
    leeftijd: Optional[int] = None
    onderwijs: Optional[str] = None
    vraag: Optional[str] = None
    keuzes: Tuple[str, ...] = ()
    wacht_op_school: Optional[str] = None
    school_gevraagd: bool = False
    waar: Optional[str] = None  # the niveau that a yes to the open safety question means
    crisis: Optional[str] = None
    crisis_stap: int = 0
    momenten: Tuple[str, ...] = ()
    geholpen_gevraagd: bool = False
    onbegrepen: int = 0
    terug: Tuple[Tuple[str, str], ...] = ()
    einde: Optional[str] = None  # the theme whose last step was said to be the last
    geteld: Tuple[str, ...] = ()  # what this conversation was counted for: once is enough

    def met(self, **wijzigingen: Any) -> Stand:
        return replace(self, **wijzigingen)

    def nieuw_thema(self, thema: str) -> Stand:
        """Start on another theme; keep who, where, what the person wishes and whom to avoid."""
        return self.met(thema=thema, loket=None, uitgelegd=None, plaats=0, gehad=(), probleem=(), kenmerken=(),
                        vraag=None, keuzes=(), geholpen_gevraagd=False, vermijd=self.gemeden())

    def gemeden(self) -> Tuple[str, ...]:
        """The lokets that are themselves the problem, now or in an earlier theme."""
        return tuple(dict.fromkeys((*self.vermijd, *(p for p in self.probleem if p != PERSOON))))

    def als_dict(self) -> Dict[str, Any]:
        """Only what differs from a fresh state, as JSON values."""
        leeg = Stand()
        uit = {}
        for veld in fields(self):
            waarde = getattr(self, veld.name)
            if waarde != getattr(leeg, veld.name):
                uit[veld.name] = [list(w) if isinstance(w, tuple) else w for w in waarde] if isinstance(
                    waarde, tuple) else waarde
        return uit

    @classmethod
    def uit_dict(cls, waarden: Optional[Mapping[str, Any]]) -> Stand:
        """The inverse of ``als_dict``; keys of another version are ignored."""
        namen = {f.name for f in fields(cls)}
        schoon = {}
        for sleutel, waarde in (waarden or {}).items():
            if sleutel in namen:
                schoon[sleutel] = tuple(
                    tuple(w) if isinstance(w, list) else w for w in waarde
                ) if isinstance(waarde, list) else waarde
        return cls(**schoon)


@dataclass(frozen=True)
class Kennis:
    """What a turn may look at. ``school_van`` looks a school up (database); None when unknown."""

    catalog: Catalog
    kalender: Kalender
    nu: datetime
    school_van: Callable[[str], Optional[School]]
    scholen: Mapping[str, str] = field(default_factory=dict)

    def school(self, stand: Stand) -> Optional[School]:
        return self.school_van(stand.instelling) if stand.instelling else None


@dataclass(frozen=True)
class Antwoord:
    """One message: the response in domain.yml, its values, buttons (texts) and the contract object."""

    response: str
    waarden: Mapping[str, str] = field(default_factory=dict)
    knoppen: Tuple[str, ...] = ()
    custom: Optional[Mapping[str, Any]] = None


@dataclass(frozen=True)
class Telling:
    """One anonymous count: no text, no sender, at most one of the three features (see tellen.py)."""

    soort: str
    thema: str = ""
    loket: str = ""
    waarde: str = ""


@dataclass(frozen=True)
class Beurt:
    """The outcome of one turn."""

    antwoorden: Tuple[Antwoord, ...]
    stand: Stand
    tellingen: Tuple[Telling, ...] = ()
    wissen: bool = False

    def als_dict(self) -> Dict[str, Any]:
        return asdict(self)
