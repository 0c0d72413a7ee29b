"""What of a turn may be counted. Everything that is ever counted goes through ``only_countable``.

Three promises of docs/privacy.md are kept here: nothing is counted around danger, each count has at most one
feature, and a conversation adds at most one to any count, so that 5 means five conversations.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, FrozenSet, Mapping, Optional, Tuple

from bot.knowledge.gesprek import veilig
from bot.knowledge.gesprek.stand import Beurt, Stand, Telling

# Kind → the field that says what it is about; "" for none.
SOORTEN: Mapping[str, str] = {
    "thema": "thema", "loket": "loket", "gat": "loket", "geholpen": "waarde", "niet_begrepen": "waarde",
    "einde_route": "thema", "route": "thema", "kaartje": "",
}
VELDEN = ("thema", "loket", "waarde")
GEVAAR: FrozenSet[str] = frozenset((*veilig.NIVEAUS, *veilig.THEMA.values()))


def feature(telling: Telling) -> Optional[str]:
    """The one thing this count is about ("" for none); None for a kind or a combination that is never kept."""
    veld = SOORTEN.get(telling.soort)
    gevuld = [v for v in VELDEN if getattr(telling, v)]
    if veld is None or gevuld != [veld] * bool(veld) or GEVAAR & {telling.thema, telling.loket}:
        return None
    return str(getattr(telling, veld)) if veld else ""


def only_countable(voor: Stand, uit: Beurt) -> Beurt:
    """The turn with the counts that may be kept, each once per conversation. None before the school is known."""
    if uit.wissen:
        return replace(uit, tellingen=())
    if _danger(voor, uit) or not uit.stand.instelling:
        return _with(uit, voor.geteld, ())
    sleutels = {f"{t.soort}:{feature(t)}": t for t in uit.tellingen if feature(t) is not None}
    nieuw = {k: t for k, t in sleutels.items() if k not in voor.geteld}
    return _with(uit, (*voor.geteld, *nieuw), tuple(nieuw.values()))


def _danger(voor: Stand, uit: Beurt) -> bool:
    """Danger before or after this turn, or a theme or loket that stands for danger."""
    genoemd: Tuple[Any, ...] = (uit.stand.thema, uit.stand.loket)
    return bool(voor.crisis or uit.stand.crisis or GEVAAR.intersection(genoemd))


def _with(uit: Beurt, geteld: Tuple[str, ...], tellingen: Tuple[Telling, ...]) -> Beurt:
    return replace(uit, stand=uit.stand.met(geteld=geteld), tellingen=tellingen)
