"""The transparent part of the guard: reviewed patterns in, a judgement with its reasons out. No training, no files.

Called by ``bot.begrip.veiligheid`` (which adds the trained part) and by tests. The order of weighing:
a negation takes away the words it covers; an idiom takes away what it covers, except explicit statements; a context
(a school task, a film) takes away only soft patterns. So an explicit statement elsewhere in the message always stays.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import Callable, Dict, FrozenSet, List, Literal, Optional, Sequence, Set, Tuple

from bot.knowledge.onthouden import WOORD, remember
from bot.knowledge.trace import Reason
from bot.knowledge.veiligheid_patronen import GRENS, Hit, Matcher, Regel, text_of, words
from bot.knowledge.veiligheid_regels import (
    CONTEXT,
    NIVEAUS,
    ONTKENNING,
    UITZONDERING,
    VRAAG,
    WIE,
    Regels,
    Verborgen,
)
from bot.knowledge.veiligheid_tekst import hash_of

Wie = Literal["ik", "ander", "mentor"]
GEWICHT_ZEKER, GEWICHT_ZACHT = 3.0, 1.0
ZEKERHEID_ZEKER, ZEKERHEID_ZACHT, ZEKERHEID_VRAAG = 0.98, 0.9, 0.6
MIN_VERBORGEN_STAM = 4
ONDERWERP = "onderwerp"


@dataclass(frozen=True)
class Oordeel:
    """What the guard decided: a card (``niveau``), or one question (``vraag``), or nothing; and why."""

    niveau: Optional[str]
    vraag: bool
    wie: Wie
    zekerheid: float
    licht: bool = False  # a slight doubt: no pattern of danger, and the trained part is not sure
    waar: Optional[str] = None  # with the question: the niveau that a plain yes to it would mean, when one stands out
    weg: bool = False  # words of danger were there that an exception or a negation takes away
    waarom: Callable[[], Tuple[Reason, ...]] = field(default=tuple, compare=False, repr=False)

    @property
    def redenen(self) -> Tuple[Reason, ...]:
        """The words and features that made it. Worked out when somebody asks: nobody does for most messages."""
        return self.waarom()


@dataclass(frozen=True)
class Bevinding:
    """What the patterns say, before it is joined with the trained part."""

    woorden: Tuple[str, ...]
    gevaar: Tuple[Hit, ...]
    vragen: Tuple[Hit, ...]
    weg: Tuple[Hit, ...]
    gedekt: FrozenSet[int]
    korting: bool
    wie: Optional[Wie]

    def scores(self) -> Dict[str, float]:
        """Weight per niveau; an explicit pattern weighs three times a soft one."""
        uit: Dict[str, float] = {}
        for naam in {(h.regel.soort, h.regel.id.rsplit("-", 1)[0], h.regel.zeker) for h in self.gevaar}:
            uit[naam[0]] = uit.get(naam[0], 0.0) + (GEWICHT_ZEKER if naam[2] else GEWICHT_ZACHT)
        return uit

    def reasons(self) -> Tuple[Reason, ...]:
        """The words and the entries that made it, and what was taken away."""
        uit = [Reason("veiligheid", h.regel.soort, f'"{text_of(h, self.woorden)}": {h.regel.reden}', h.regel.bron)
               for h in (*self.gevaar, *self.vragen)]
        uit += [Reason("geen gevaar", h.regel.soort, f'"{text_of(h, self.woorden)}": {h.regel.reden}', h.regel.bron)
                for h in self.weg]
        return tuple(dict.fromkeys(uit))


class Patronen:
    """The reviewed rules, ready to look at messages."""

    def __init__(self, regels: Regels) -> None:
        self.regels = regels
        self._matcher = Matcher(regels.regels, regels.woordlijsten.get("ontkenners", ()))
        self._ervoor = frozenset(regels.woordlijsten.get("ervoor", ()))
        self._erna = frozenset(regels.woordlijsten.get("erna", ()))
        self._onderwerp = frozenset(regels.woordlijsten.get("onderwerpen", ()))
        self._eigen = frozenset(regels.woordlijsten.get("eerste_persoon", ()))
        self._verborgen = {v.hash: v for v in regels.verborgen}
        self._hidden_of = remember(WOORD)(self._hidden)

    def find(self, tekst: str) -> Bevinding:
        """All evidence in one message."""
        woorden = tuple(words(tekst))
        hits = self._matcher.hits(woorden)
        per: Dict[str, List[Hit]] = {}
        for hit in hits:
            per.setdefault(hit.regel.soort, []).append(hit)
        contexten = per.get(CONTEXT, [])
        if contexten:
            hits += self._hidden_hits(woorden, contexten)
        weg, gedekt, context = _exceptions(per)
        taak, alles = (any(h.regel.bereik == soort for h in weg) for soort in ("zacht", "alles"))
        heel = [h for h in weg if h.regel.bereik == "heel"]
        nee = _covered([*per.get(ONTKENNING, ()), *heel])
        kandidaten = [h for h in hits if h.regel.soort in NIVEAUS or h.regel.soort == VRAAG]
        blijft = [h for h in kandidaten if not self._cancelled(h, woorden, nee, gedekt, context, taak, alles)]
        return Bevinding(
            woorden, tuple(h for h in blijft if h.regel.soort != VRAAG),
            tuple(h for h in blijft if h.regel.soort == VRAAG), tuple(weg + per.get(ONTKENNING, [])),
            frozenset(gedekt | nee), context or taak or bool(per.get(ONTKENNING)), self._who(per.get(WIE, ()), blijft))

    def look(self, tekst: str, rol: str = "student") -> Oordeel:
        """The judgement of the patterns alone: what the bot still has when the trained part is missing."""
        b = self.find(tekst)
        wie: Wie = "mentor" if rol == "mentor" else b.wie or "ik"
        oordeel, scores = partial(Oordeel, wie=wie, weg=bool(b.weg), waarom=b.reasons), b.scores()
        if scores:
            zeker = ZEKERHEID_ZEKER if any(h.regel.zeker for h in b.gevaar) else ZEKERHEID_ZACHT
            return oordeel(best_level(scores), False, zekerheid=zeker)
        return oordeel(None, bool(b.vragen), zekerheid=ZEKERHEID_VRAAG if b.vragen else 0.0)

    def _cancelled(self, hit: Hit, woorden: Sequence[str], nee: Set[int], gedekt: Set[int], context: bool,
                   taak: bool, alles: bool) -> bool:
        plek = set(range(hit.begin, hit.eind))
        if alles or plek & nee or self._negated(hit, woorden):
            return True
        if context and not (hit.regel.zeker and {hit.begin - 1, *plek} & self._eerste_persoon(woorden)):
            return True
        return (taak and hit.regel.bereik == ONDERWERP) or (not hit.regel.zeker and bool(plek & gedekt))

    def _eerste_persoon(self, woorden: Sequence[str]) -> Set[int]:
        """In a school task only a statement about oneself is explicit: "ik wil dood", not "een meisje wil dood"."""
        return {i for i, w in enumerate(woorden) if w in self._eigen}

    def _negated(self, hit: Hit, woorden: Sequence[str]) -> bool:
        """"geen zelfmoordgedachten", "dood wil ik niet": a negation right before or right after the words."""
        if hit.regel.bereik == "met_ontkenning":
            return False
        na = woorden[hit.eind:hit.eind + 2]
        if na and na[0] in self._erna and (len(na) < 2 or na[1] not in ("meer", "mee", "mr", "alleen", "weg")):
            return True
        if woorden[hit.begin] in self._onderwerp:
            return False
        return any(w in self._ervoor for w in woorden[max(0, hit.begin - 2):hit.begin] if w != GRENS)

    def _who(self, hits: Sequence[Hit], blijft: Sequence[Hit]) -> Optional[Wie]:
        soorten = {h.regel.wie for h in hits} | {h.regel.wie for h in blijft if h.regel.wie}
        if "mentor" in soorten:
            return "mentor"
        if "ik" in soorten:
            return "ik"
        return "ander" if "ander" in soorten else None

    def _hidden(self, woord: str) -> Tuple[Verborgen, ...]:
        vormen = {hash_of(woord): len(woord)}
        for n in range(MIN_VERBORGEN_STAM, len(woord)):
            vormen.setdefault(hash_of(woord[:n]), n)
        return tuple(v for h, n in vormen.items() if (v := self._verborgen.get(h)) and (v.stam or n == len(woord)))

    def _hidden_hits(self, woorden: Sequence[str], contexten: Sequence[Hit]) -> List[Hit]:
        """Hidden words count only with a context (first person, wish, reflexive) in the same sentence."""
        uit: List[Hit] = []
        for i, woord in enumerate(woorden):
            for v in self._hidden_of(woord):
                for c in contexten:
                    if c.regel.bereik in v.samen_met and _same_sentence(woorden, i, c):
                        regel = Regel(f"verborgen-{v.hash}-1", v.niveau, "", v.reden, v.bron)
                        uit.append(Hit(regel, min(i, c.begin), max(i + 1, c.eind)))
                        break
        return uit


def best_level(scores: Dict[str, float]) -> str:
    """The heaviest niveau; on a tie the most urgent one."""
    return max(scores, key=lambda n: (scores[n], -NIVEAUS.index(n)))


def _same_sentence(woorden: Sequence[str], i: int, hit: Hit) -> bool:
    van, tot = min(i, hit.begin), max(i, hit.eind - 1)
    return GRENS not in woorden[van:tot + 1]


def _exceptions(per: Dict[str, List[Hit]]) -> Tuple[List[Hit], Set[int], bool]:
    weg = per.get(UITZONDERING, [])
    context = any(h.regel.bereik == "bericht" for h in weg)
    return weg, _covered([h for h in weg if h.regel.bereik not in ("bericht", "zacht")]), context


def _covered(hits: Sequence[Hit]) -> Set[int]:
    return {i for h in hits for i in range(h.begin, h.eind)}
