"""Per school: where its file comes from, which version is in force since when, and what refused the newer one.

For ``loketwijzer status`` and the page ``/stand``. Holds codes and lines, never a text from a file: that could be a name.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Iterable, List, Mapping, Optional, Tuple

from bot.knowledge.problems import Problem
from bot.settings import Settings
from bot.store.opgehaald import Herkomst, Opgehaald, Reden

EIGEN = "kennis"


@dataclass(frozen=True)
class Schoolstand:
    """``soort``: kennis, map, bronnen or haal. ``versie`` '' when no version was ever good, or, with ``eerder``, when an
    earlier one is in force that this process cannot name. ``geweigerd`` without ``redenen``: another file stopped it."""

    school: str
    soort: str
    bron: str
    versie: str
    geladen_op: str = ""
    geweigerd: str = ""
    geweigerd_op: str = ""
    redenen: Tuple[Reden, ...] = ()
    eerder: bool = False


def _own_file(settings: Settings, id_: str) -> Optional[Path]:
    paden = (settings.kennis / "instellingen" / f"{id_}{einde}" for einde in (".yaml", ".yml"))
    return next((p for p in paden if p.exists()), None)


def file_version(settings: Settings, id_: str) -> str:
    """First 12 signs of the SHA-256 of a school's file; '' when it is gone."""
    pad = _own_file(settings, id_) or settings.opgehaald / f"{id_}.yaml"
    try:
        return hashlib.sha256(pad.read_bytes()).hexdigest()[:12]
    except OSError:
        return ""


def all_schools(
    settings: Settings, scholen: Iterable[str], geladen: Mapping[str, Tuple[str, datetime]], problems: Iterable[Problem]
) -> List[Schoolstand]:
    """Every school by name. ``problems``: those of a refused version of the knowledge folder.

    ``geladen``: School → (version in force, since when); empty in a process that did not load them.
    """
    elders = {h.school: h for h in Opgehaald(settings.opgehaald).all()}
    uit = [_from_elsewhere(h) for h in elders.values() if not _own_file(settings, h.school)]
    bekend, fouten = {*scholen}, tuple(problems)
    nieuw = {Path(p.pad).stem for p in fouten if not is_general(p)}
    uit += [_own(settings, id_, id_ in bekend, geladen, fouten) for id_ in {*bekend, *nieuw} - {h.school for h in uit}]
    return sorted(uit, key=lambda s: s.school)


def is_general(p: Problem) -> bool:
    """A problem of no school in particular: a theme, a word list."""
    return Path(p.pad).parent.name != "instellingen"


def _own(
    settings: Settings, id_: str, bekend: bool, geladen: Mapping[str, Tuple[str, datetime]], problems: Tuple[Problem, ...]
) -> Schoolstand:
    """A school in the knowledge folder, which is taken whole or not at all."""
    pad, schijf = _own_file(settings, id_), file_version(settings, id_)
    bron = f"{settings.kennis.name}/instellingen/{pad.name if pad else f'{id_}.yaml'}"
    redenen = tuple(sorted({(p.regel, p.code) for p in problems if p.pad == bron}))
    versie, moment = geladen.get(id_, ("" if problems else schijf, None))
    weg = schijf if redenen or (problems and versie not in ("", schijf)) else ""
    return Schoolstand(id_, EIGEN, bron, versie, moment.isoformat(timespec="seconds") if moment else "", weg,
                       redenen=redenen, eerder=bekend and not versie)


def _from_elsewhere(h: Herkomst) -> Schoolstand:
    """The path of a folder stays out: it tells how this machine is arranged."""
    bron = Path(h.bron).name if h.soort == "map" or h.bron.startswith("/") else h.bron
    return Schoolstand(h.school, h.soort, bron, h.versie, h.geladen_op, h.geweigerd, h.geweigerd_op, h.redenen)
