"""Everything that recognises a message, in one object that can be trained, saved and asked.

Used by the Rasa component, by ``leg-uit`` and by the measurements, so all three agree.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, FrozenSet, Mapping, Optional, Sequence, Tuple

from bot.begrip.besluit import THEMA, Besluit, Drempels, decide, is_readable, pressed, sentences
from bot.begrip.intents import IntentModel
from bot.begrip.taal import detect
from bot.begrip.veiligheid_data import GEVAAR_THEMAS
from bot.knowledge.buttons import Knop, button_table
from bot.knowledge.catalog import read_catalog
from bot.knowledge.gesprek.verwijzen import CRISIS_THEMA
from bot.knowledge.spelling import Spelling, clean
from bot.knowledge.trace import Reason
from bot.knowledge.wordlists import load_spelling, load_thresholds

MIN_COUNT_DUTCH = 12
VRAAG = "veiligheidsvraag"
ANDERE_TAAL = "andere_taal"
# Talk that is recognised this surely is not held up by a doubt that is as slight as this. Anything more always comes through.
PRAAT_ZEKER, PRAAT_TWIJFEL = 0.8, 0.5
OVER_DE_BOT = frozenset({"wie_ben_jij", "wat_kun_jij"})  # nothing about the writer in it: any slight doubt gives way


@dataclass(frozen=True)
class Uitkomst:
    """The decision, the language (None after a button: it says nothing about what somebody reads), and whom the message
    is about (ik, ander, mentor).

    ``zacht``: the safety question with a slight doubt only, so that something can come along in the same turn:
    ``advies`` (the theme is sure), ``keuze`` (a few ordinary themes are likely), or nothing. ``waar``: what a yes would mean.
    """

    besluit: Besluit
    taal: Optional[str] = "nl"
    wie: str = "ik"
    zacht: str = ""
    waar: Optional[str] = None


@dataclass
class Recogniser:
    model: IntentModel
    knoppen: Mapping[str, Knop]
    drempels: Drempels
    nederlands: FrozenSet[str]
    spelling: Spelling

    @classmethod
    def train(cls, ruw: Sequence[str], lemmas: Sequence[str], intents: Sequence[str], kennis: Path) -> Recogniser:
        catalog, _ = read_catalog(kennis)
        return cls(
            IntentModel.train(ruw, lemmas, intents), button_table(catalog), Drempels(**load_thresholds(kennis)),
            _dutch_words(ruw, intents), load_spelling(kennis),
        )

    def look(self, tekst: str, lemmas: str, oordeel: Any = None) -> Uitkomst:
        """Decide about one message. ``oordeel``: what the guard said (None: no guard)."""
        tekst = clean(tekst)
        wie = getattr(oordeel, "wie", "ik")
        knop = pressed(tekst, self.knoppen)
        gevaar = _danger(oordeel, knop)
        if knop and not gevaar:
            return Uitkomst(knop, None, wie)
        if not is_readable(tekst) and not gevaar:
            return Uitkomst(Besluit("leeg", 1.0, redenen=(Reason("leeg", "geen woorden"),)), "nl", wie)
        rang = self.model.rank(tekst, lemmas)
        if gevaar == VRAAG and _only_talk(rang[0], oordeel):
            gevaar = None
        taal = detect(tekst, self.nederlands) or "nl"
        if taal == "nl":
            delen = [self.model.rank(d, self.spelling.normalise(d)) for d in sentences(tekst)]
            if not gevaar and getattr(oordeel, "weg", False):  # "ik ga dood van het lachen": no theme about death
                rang, *delen = ([r for r in lijst if r[0] != THEMA + CRISIS_THEMA] for lijst in (rang, *delen))
            besluit = decide(rang, self.drempels, delen)
        else:  # of another language only danger is known: themes would be guesses
            besluit = Besluit(ANDERE_TAAL, 1.0, redenen=(Reason("taal", taal, "te weinig Nederlandse woorden"),))
        if gevaar:
            zacht = _beside_question(besluit) if taal == "nl" and oordeel is not None and oordeel.licht else ""
            samen = Besluit(gevaar, oordeel.zekerheid, besluit.themas, besluit.tweede, besluit.naast)
            return Uitkomst(samen, None if knop else taal, wie, zacht, oordeel.waar)
        return Uitkomst(besluit, taal, wie)

    def save(self, map_: Path) -> None:
        self.model.save(map_)
        meta: Dict[str, Any] = {
            "knoppen": {k: [v.tekst, v.intent, v.id] for k, v in self.knoppen.items()},
            "drempels": self.drempels.__dict__, "nederlands": sorted(self.nederlands),
            "spelling": {"woorden": dict(self.spelling.woorden), "emoji": dict(self.spelling.emoji)},
        }
        (map_ / "herkenning.json").write_text(json.dumps(meta, ensure_ascii=False), "utf-8")

    @classmethod
    def load(cls, map_: Path) -> Recogniser:
        meta = json.loads((map_ / "herkenning.json").read_text("utf-8"))
        return cls(
            IntentModel.load(map_), {k: Knop(*v) for k, v in meta["knoppen"].items()}, Drempels(**meta["drempels"]),
            frozenset(meta["nederlands"]), Spelling(meta["spelling"]["woorden"], meta["spelling"]["emoji"]),
        )


def _danger(oordeel: Any, knop: Optional[Besluit]) -> Optional[str]:
    """The crisis intent or the safety question. Only a button's exact text is safe from the guard."""
    if knop and knop.intent.startswith("crisis_"):
        return knop.intent
    if oordeel is None or (knop and knop.zekerheid == 1.0):
        return None
    if oordeel.niveau:
        return f"crisis_{oordeel.niveau}"
    return VRAAG if oordeel.vraag else None


def _only_talk(beste: Tuple[str, float], oordeel: Any) -> bool:
    intent, kans = beste
    praat = not intent.startswith(THEMA) and intent != ANDERE_TAAL and kans >= PRAAT_ZEKER
    return praat and oordeel is not None and oordeel.licht and (oordeel.zekerheid < PRAAT_TWIJFEL or intent in OVER_DE_BOT)


def _beside_question(besluit: Besluit) -> str:
    """What can come beside a slight doubt; nothing when a theme of danger is the likeliest."""
    if not besluit.themas or besluit.themas[0][0] in GEVAAR_THEMAS:
        return ""
    return "advies" if besluit.intent.startswith(THEMA) else "keuze" if besluit.intent == "twijfel" else ""


def _dutch_words(teksten: Sequence[str], intents: Sequence[str]) -> FrozenSet[str]:
    """Words that occur in at least twelve training lines: foreign words slip in a few times, Dutch ones more often."""
    import re
    from collections import Counter

    telling: Counter[str] = Counter()
    for tekst, intent in zip(teksten, intents):
        if intent != ANDERE_TAAL:
            telling.update(set(re.findall(r"[^\W\d_]{2,}", tekst.casefold())))
    return frozenset(w for w, n in telling.items() if n >= MIN_COUNT_DUTCH)
