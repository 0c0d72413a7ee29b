"""The safety guard: reviewed patterns and a trained part together. It looks at every message before anything else.

Either part can raise the alarm; in doubt it asks one plain question. Called by the graph component and by
``leg-uit``. Fails safe: a missing or broken trained part leaves the patterns, and the patterns are kept inside the
model folder, so that an unreadable knowledge folder changes nothing for a model that was trained.
"""

from __future__ import annotations

import logging
from dataclasses import asdict, dataclass, fields, replace
from functools import partial
from pathlib import Path
from typing import Callable, Dict, List, Optional, Sequence, Tuple

import joblib
from ruamel.yaml import YAML

from bot.begrip.veiligheid_data import GEEN, VRAAG, Voorbeeld, read_examples
from bot.begrip.veiligheid_model import Model, fit
from bot.begrip.veiligheid_rij import Floats, Rijen, Stuk
from bot.knowledge.trace import Reason
from bot.knowledge.veiligheid import (
    GEWICHT_ZACHT,
    ZEKERHEID_VRAAG,
    ZEKERHEID_ZACHT,
    ZEKERHEID_ZEKER,
    Bevinding,
    Oordeel,
    Patronen,
    Wie,
    best_level,
)
from bot.knowledge.veiligheid_patronen import GRENS
from bot.knowledge.veiligheid_regels import NIVEAUS, Regels, read_rules, rules_from_json

__all__ = ["Drempels", "Guard", "Oordeel"]
logger = logging.getLogger(__name__)

BESTAND_REGELS, BESTAND_MODEL = "veiligheid_regels.json", "veiligheid_model.joblib"
GEWICHT_THEMA, GEWICHT_SOMBER, GEWICHT_PRAAT, GEWICHT_VRAAG = 0.25, 0.15, 0.6, 1.4
SOMBERE_THEMAS = frozenset({"somberheid", "eenzaamheid", "trauma", "zelfbeeld", "angst", "rouw", "boosheid_emoties"})
PRAAT = frozenset({"gesprek", "buiten_bereik"})
LANG, HEEL_LANG, STUK = 12, 60, 100
TWIJFEL_MIN, OMDAT_MIN, MEESTE = 0.1, 0.5, 0.5
# The odds of one sentence of a longer message count this much: alone it says less than the whole, and a doubt less still.
DEEL, DEEL_TWIJFEL = 0.22, 0.1


@dataclass(frozen=True)
class Drempels:
    """Chosen by cross-validation and kept in knowledge/veiligheid/drempels.yaml, with the date."""

    kaart: float
    vraag: float
    korting: float
    zacht: float
    niets: float

    @classmethod
    def read(cls, map_kennis: Path) -> Drempels:
        d = YAML(typ="safe", pure=True).load((map_kennis / "veiligheid" / "drempels.yaml").read_text(encoding="utf-8"))
        return cls(**{v.name: float(d[v.name]) for v in fields(cls)})


@dataclass(frozen=True)
class Kansen:
    """What the trained part says about one message."""

    per_niveau: Dict[str, float]
    gevaar: float
    twijfel: float
    wie: Wie = "ik"
    waarom: Callable[[], Tuple[Reason, ...]] = tuple


def weight(v: Voorbeeld) -> float:
    """Own lines count most, then talk. Themes close to despair are harmless as a theme, not line by line: hardly used."""
    if v.eigen or v.niveau != GEEN:
        return GEWICHT_VRAAG if v.niveau == VRAAG else 1.0
    if v.slice in PRAAT:
        return GEWICHT_PRAAT
    return GEWICHT_SOMBER if v.slice in SOMBERE_THEMAS else GEWICHT_THEMA


class Guard:
    """``look`` judges a message. Make one with ``train`` or ``load``."""

    def __init__(self, regels: Regels, drempels: Drempels, model: Optional[Model]) -> None:
        self.patronen = Patronen(regels)
        self.drempels = drempels
        self.model = model

    @classmethod
    def train(cls, map_data: Path, map_kennis: Path) -> Guard:
        """Learn from ``map_data`` with the rules of ``map_kennis``. Raises when either cannot be read."""
        guard = cls(read_rules(map_kennis), Drempels.read(map_kennis), None)
        guard.model = guard.fit_model(read_examples(map_data))
        return guard

    def fit_model(self, voorbeelden: Sequence[Voorbeeld]) -> Model:
        """Theme lines weigh less: there are many, far from danger. Those that a pattern calls danger are left out."""
        teksten, klassen, wie, gewicht = [], [], [], []
        for v in voorbeelden:
            b = self.patronen.find(v.tekst)
            if not v.eigen and v.niveau == GEEN and (b.gevaar or b.vragen):
                continue
            teksten.append(self._kept(b))
            klassen.append(v.niveau)
            wie.append(v.wie if v.eigen else "")
            gewicht.append(weight(v))
        return fit(teksten, klassen, wie, gewicht)

    def save(self, map_model: Path) -> None:
        """Rules and thresholds as JSON, so that they load without anything else; the trained part with joblib."""
        map_model.mkdir(parents=True, exist_ok=True)
        (map_model / BESTAND_REGELS).write_text(self.patronen.regels.to_json(), encoding="utf-8")
        joblib.dump({"drempels": asdict(self.drempels), "model": self.model}, map_model / BESTAND_MODEL)

    @classmethod
    def load(cls, map_model: Path) -> Guard:
        """Never fails on the trained part: without it the patterns still guard."""
        regels = rules_from_json((map_model / BESTAND_REGELS).read_text(encoding="utf-8"))
        try:
            d = joblib.load(map_model / BESTAND_MODEL)
            guard = cls(regels, Drempels(**d["drempels"]), d["model"])
            guard._work_out(d["model"].gewoon)
        except Exception:  # any broken file, of any kind: fail safe, not open
            logger.exception("guard: the trained part cannot be read; patterns only")
            return cls(regels, Drempels(1.0, 1.0, 0.0, 0.0, 0.0), None)
        return guard

    def _work_out(self, woorden: Sequence[str]) -> None:
        """See these words once, so that the first people to write do not wait for what is remembered of a word."""
        for i in range(0, len(woorden), STUK):
            self.look(" ".join(woorden[i:i + STUK]))

    def look(self, tekst: str, rol: str = "student") -> Oordeel:
        """The judgement of both parts together."""
        if self.model is None:
            return self.patronen.look(tekst, rol)
        bevinding = self.patronen.find(tekst)
        return self.join(bevinding, self.chances(bevinding), rol)

    def chances(self, bevinding: Bevinding) -> Kansen:
        """The most alarming of the whole message and, in a long one, each sentence: one clause can matter. Who it is about
        is worked out when it can matter and the patterns do not know."""
        assert self.model is not None
        rijen = self.model.message(*self._parts(bevinding))
        kansen, ergst = self._most_alarming(self.model.chances(rijen))
        som = kansen.gevaar + kansen.twijfel
        if som > OMDAT_MIN:
            kansen = replace(kansen, waarom=partial(self._because, rijen, ergst, best_level(kansen.per_niveau)))
        if not bevinding.wie and (bevinding.gevaar or bevinding.vragen or som > TWIJFEL_MIN):
            wie = self.model.who(self.model.message(bevinding.woorden) if bevinding.gedekt else rijen)
            return replace(kansen, wie="mentor" if wie == "mentor" else "ander" if wie == "ander" else "ik")
        return kansen

    def join(self, b: Bevinding, k: Kansen, rol: str) -> Oordeel:
        """Patterns first; then the trained part with its two thresholds."""
        wie: Wie = "mentor" if rol == "mentor" else b.wie or k.wie
        gevaar, twijfel = k.gevaar, k.twijfel
        if b.korting and not any(h.regel.zeker for h in b.gevaar):
            gevaar, twijfel = max(0.0, gevaar - self.drempels.korting), max(0.0, twijfel - self.drempels.korting)
        oordeel = partial(Oordeel, wie=wie, weg=bool(b.weg), waarom=partial(_reasons, b, k))
        scores, zeker = b.scores(), any(h.regel.zeker for h in b.gevaar)
        # A pattern of danger, and the trained part sees next to nothing: ask instead of giving the card. In a very long
        # message an explicit statement drowns for the trained part, and hidden words it never saw: there it has no say.
        verborgen = any(h.regel.verborgen for h in (*b.gevaar, *b.vragen))
        blind = self.drempels.niets if len(b.woorden) <= HEEL_LANG and not verborgen else 0.0
        zwak = bool(scores) and gevaar < (blind if zeker else self.drempels.zacht)
        if (scores and not zwak) or gevaar >= self.drempels.kaart:
            samen = {n: scores.get(n, 0.0) + GEWICHT_ZACHT * k.per_niveau[n] for n in NIVEAUS}
            kans = ZEKERHEID_ZEKER if zeker else ZEKERHEID_ZACHT if scores else 0.0
            return oordeel(best_level(samen), False, zekerheid=max(kans, gevaar))
        som = gevaar + twijfel
        patroon = (zwak or bool(b.vragen)) and (zeker or verborgen or som >= self.drempels.niets)
        if patroon or som >= self.drempels.vraag:
            licht = not (zwak or verborgen) and som < (self.drempels.vraag if b.vragen else self.drempels.kaart)
            return oordeel(None, True, zekerheid=max(ZEKERHEID_VRAAG, som) if patroon else som, licht=licht,
                           waar=best_level(scores) if scores else _mostly(k))
        return oordeel(None, False, zekerheid=gevaar)

    def _because(self, rijen: Rijen, i: int, niveau: str) -> Tuple[Reason, ...]:
        assert self.model is not None
        return tuple(Reason("veiligheid", niveau, f'"{w}"', "trained part") for w in self.model.because(rijen, i, niveau))

    def _most_alarming(self, tabel: Floats) -> Tuple[Kansen, int]:
        """The chances of the text that alarms most, and which it is. The first is the whole message; a sentence of it has
        lower odds of danger or doubt."""
        beste, ergst = Kansen({}, 0.0, -1.0), 0
        for i, rij in enumerate(tabel.tolist()):
            per = dict(zip(self.model.klassen, rij)) if self.model else {}
            niveaus = {n: per.get(n, 0.0) for n in NIVEAUS}
            gevaar, twijfel = sum(niveaus.values()), per.get(VRAAG, 0.0)
            factor = _weaker(gevaar, twijfel) if i else 1.0
            if (gevaar + twijfel) * factor > beste.gevaar + beste.twijfel:
                niveaus = {n: p * factor for n, p in niveaus.items()}
                beste, ergst = Kansen(niveaus, gevaar * factor, twijfel * factor), i
        return beste, ergst

    def _kept(self, b: Bevinding) -> List[str]:
        """The words an idiom or a negation does not cover: the rest of the message is judged on its own."""
        if not b.gedekt:
            return list(b.woorden)
        return [w for i, w in enumerate(b.woorden) if i not in b.gedekt]

    def _parts(self, b: Bevinding) -> Tuple[List[str], List[Stuk]]:
        """What is left of a message, and where its sentences are when it is long."""
        woorden = self._kept(b)
        zinnen: List[Stuk] = []
        if len(woorden) > LANG and GRENS in woorden:
            begin = 0
            for i, w in enumerate([*woorden, GRENS]):
                if w == GRENS:
                    zinnen += [(begin, i)] if i > begin else []
                    begin = i + 1
        return woorden, zinnen


def _reasons(b: Bevinding, k: Kansen) -> Tuple[Reason, ...]:
    return b.reasons() + k.waarom()


def _mostly(k: Kansen) -> Optional[str]:
    """The niveau that makes up most of a doubt; None when it can be several."""
    niveau = best_level(k.per_niveau)
    return niveau if k.per_niveau[niveau] > MEESTE * (k.gevaar + k.twijfel) else None


def _weaker(gevaar: float, twijfel: float) -> float:
    """What is left of the chances of one sentence, with lower odds of danger or doubt."""
    deel, som = DEEL if gevaar >= twijfel else DEEL_TWIJFEL, gevaar + twijfel
    return deel / (1.0 - som + som * deel)
