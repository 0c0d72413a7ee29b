"""From guard, buttons, language and intent shares to one decision about a message.

Order: danger first, then an exact button, an unreadable or foreign message, then the theme;
when the best theme is not sure enough, one question back; when it is sure enough to answer but no more than that, the
other likely themes beside the advice. Thresholds: knowledge/drempels.yaml.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import List, Mapping, Optional, Sequence, Tuple

from bot.knowledge.buttons import Knop, match_button
from bot.knowledge.gesprek.verwijzen import CRISIS_THEMA
from bot.knowledge.spelling import fold
from bot.knowledge.trace import Reason

THEMA = "thema_"
MAX_NAAST = 3
Ranglijst = Sequence[Tuple[str, float]]


@dataclass(frozen=True)
class Drempels:
    """When to answer, when to ask, when a second problem is named, below what other themes are shown beside the advice.

    Set by ``make drempels``, ``tweede`` and ``naast`` by hand."""

    zeker: float = 0.42
    marge: float = 0.12
    gesprek: float = 0.35
    buiten: float = 0.30
    tweede: float = 0.22
    naast: float = 0.9


@dataclass(frozen=True)
class Besluit:
    """One decision. ``themas`` are (id, share) of the likeliest themes, best first. ``naast``: the ids of other themes to
    show beside the advice, in case it is one of those."""

    intent: str
    zekerheid: float
    themas: Tuple[Tuple[str, float], ...] = ()
    tweede: Optional[str] = None
    naast: Tuple[str, ...] = ()
    redenen: Tuple[Reason, ...] = ()


def is_readable(tekst: str) -> bool:
    """There is at least one letter or a number in it."""
    return any(c.isalnum() for c in tekst)


def pressed(tekst: str, knoppen: Mapping[str, Knop]) -> Optional[Besluit]:
    """The decision for a button text, pressed or typed; None when it is no button."""
    knop = match_button(tekst, knoppen)
    if knop is None:
        return None
    reden = Reason("knop", knop.intent, f'"{knop.tekst}"', "knowledge/knoppen.yaml")
    themas = ((knop.id, 1.0),) if knop.intent.startswith(THEMA) else ()
    return Besluit(knop.intent, 1.0 if fold(tekst) in knoppen else 0.9, themas, redenen=(reden,))


def decide(rang: Ranglijst, drempels: Drempels, delen: Sequence[Ranglijst] = ()) -> Besluit:
    """The decision from intent shares. ``delen``: the shares of each sentence of a longer message."""
    themas = tuple((n[len(THEMA):], s) for n, s in rang if n.startswith(THEMA))[:6]
    beste, kans = rang[0]
    thema_som = sum(s for n, s in rang if n.startswith(THEMA))
    keuze = choose(beste, kans, themas[0][1], themas[1][1], thema_som, drempels)
    if keuze == "intent":
        return Besluit(beste, kans, themas, redenen=(Reason("intent", beste, f"{kans:.2f}"),))
    if keuze == "thema":
        thema, kans = themas[0]
        tweede = _second(thema, themas, delen, drempels)
        naast = _beside(themas, tweede, drempels)
        redenen = [Reason("thema", thema, f"{kans:.2f}, daarna {themas[1][0]} {themas[1][1]:.2f}")]
        if naast:
            redenen.append(Reason("naast", ", ".join(naast), f"{kans:.2f} is onder {drempels.naast:.2f}"))
        return Besluit(THEMA + thema, kans, themas, tweede, naast, tuple(redenen))
    if keuze == "buiten":
        return Besluit("buiten_bereik", 1 - thema_som, themas, redenen=(Reason("intent", "buiten_bereik", "geen thema past"),))
    return Besluit("twijfel", kans, themas[:4], redenen=(Reason("twijfel", themas[0][0], f"{themas[0][1]:.2f} is te laag"),))


def choose(beste: str, kans: float, eerste: float, daarna: float, thema_som: float, drempels: Drempels) -> str:
    """``intent``, ``thema``, ``buiten`` or ``twijfel``, from the best intent with its share, the shares of the two
    likeliest themes and of all themes together."""
    if not beste.startswith(THEMA):
        grens = drempels.buiten if beste == "buiten_bereik" else drempels.gesprek
        if kans >= grens and kans >= eerste:
            return "intent"
    if eerste >= drempels.zeker or (eerste - daarna >= drempels.marge and thema_som >= 0.5):
        return "thema"
    return "buiten" if thema_som < drempels.buiten else "twijfel"


def _second(
    eerste: str, themas: Sequence[Tuple[str, float]], delen: Sequence[Ranglijst], drempels: Drempels
) -> Optional[str]:
    """A second problem: clearly the best of another sentence, or close behind the first one."""
    for deel in delen:
        naam, kans = deel[0]
        if naam.startswith(THEMA) and naam[len(THEMA):] != eerste and kans >= 0.5:
            return naam[len(THEMA):]
    if len(themas) > 1 and themas[1][1] >= drempels.tweede:
        return themas[1][0]
    return None


def _beside(themas: Sequence[Tuple[str, float]], tweede: Optional[str], drempels: Drempels) -> Tuple[str, ...]:
    """The themes that are likeliest after the first; none when the first is sure. A second problem comes first.

    Death is not among them: the guard looks for it, and "Denken aan de dood" below advice about something else frightens.
    """
    (eerste, kans), *rest = themas
    if kans >= drempels.naast:
        return ()
    anders = dict.fromkeys(t for t in (tweede, *(naam for naam, _ in rest)) if t and t not in (eerste, CRISIS_THEMA))
    return tuple(anders)[:MAX_NAAST]


def sentences(tekst: str) -> List[str]:
    """The parts of a message that can each name a problem: sentences and 'en'-clauses of some length."""
    import re

    delen = re.split(r"[.!?\n;]+|\s+(?:en ook|en daarnaast|daarbij|ook nog)\s+|,\s+en\s+", tekst)
    lang = [d.strip() for d in delen if len(d.split()) >= 4]
    return lang[:6] if len(lang) > 1 else []
