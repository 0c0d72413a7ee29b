"""The answer to danger when a client is over its limit: the guard judges, and the static card of domain.yml answers.

No database, no actions, no conversation, no recognition: it costs so little that a flood of it harms nobody.
"""

from __future__ import annotations

import copy
from typing import Any, Callable, Dict, List, Mapping, Optional, Type, TypeVar

from rasa.core.nlg.interpolator import interpolate

from bot.begrip.recogniser import Recogniser
from bot.begrip.veiligheid import Guard, Oordeel
from bot.knowledge.buttons import Knop, match_button
from bot.knowledge.gesprek.veilig import crisis_theme, level_of

Look = Callable[[str, str], Oordeel]
CRISIS, VRAAG = "crisis_", "utter_veiligheidsvraag"
T = TypeVar("T")


def part_of(agent: Any, soort: Type[T], veld: str) -> Optional[T]:
    """A part of the model in use. Rasa has no public way to it; the version is pinned and a test holds this."""
    runner = getattr(getattr(agent, "processor", None), "graph_runner", None)
    for knoop in getattr(runner, "_instantiated_nodes", {}).values():
        deel = getattr(getattr(knoop, "_component", None), veld, None)
        if isinstance(deel, soort):
            return deel
    return None


class EersteHulp:
    """``responses``: those of the domain in use, as Rasa keeps them. ``knoppen``: what each button means."""

    def __init__(self, look: Look, knoppen: Mapping[str, Knop], responses: Mapping[str, List[Dict[str, Any]]]) -> None:
        self._look, self._knoppen, self._responses = look, knoppen, responses

    @classmethod
    def of(cls, agent: Any) -> Optional[EersteHulp]:
        """None without a model: then every message gets the help card anyway."""
        guard, domein = part_of(agent, Guard, "_guard"), getattr(agent, "domain", None)
        if guard is None or domein is None:
            return None
        herkenning = part_of(agent, Recogniser, "_kern")
        return cls(guard.look, herkenning.knoppen if herkenning else {}, domein.responses)

    def answer(self, tekst: str, rol: str, sender: str) -> Optional[List[Dict[str, Any]]]:
        """The static answer in danger or doubt; None when neither a button nor the guard says so."""
        oordeel, knop = self._look(tekst, rol), match_button(tekst, self._knoppen)
        if knop and knop.intent.startswith(CRISIS):
            return self._static(f"utter_{knop.intent}", oordeel.wie, sender)
        if oordeel.niveau:
            return self._static(f"utter_{CRISIS}{oordeel.niveau}", oordeel.wie, sender)
        return self._static(VRAAG, oordeel.wie, sender) if oordeel.vraag else None

    def _static(self, naam: str, wie: str, sender: str) -> List[Dict[str, Any]]:
        niveau = level_of(naam.removeprefix("utter_"))
        slots = {"taal": "nl", "wie": wie, "crisis_keer": "eerste", "vraag_keer": "eerste", "vraag_zacht": "nee",
                 "crisis_thema": crisis_theme(niveau, ()) if niveau else ""}
        keuze = max(self._responses[naam], key=lambda r: _fit(r, slots))
        velden = copy.deepcopy({k: keuze[k] for k in ("text", "custom", "buttons") if keuze.get(k)})  # filled in place
        interpolate(velden, slots)
        return [{"recipient_id": sender, **velden}]


def _fit(response: Mapping[str, Any], slots: Mapping[str, str]) -> int:
    """How many conditions hold; below 0 when one does not. So the most specific wording that fits is chosen."""
    eisen = response.get("condition") or []
    if all(slots.get(e["name"]) == e["value"] for e in eisen):
        return len(eisen)
    return -1
