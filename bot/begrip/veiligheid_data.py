"""The lines the trained part of the guard learns from.

``data/nlu/veiligheid`` is written for it. The lines of the themes are there too: nearly all of them are harmless and
teach the guard what ordinary trouble sounds like; three themes are danger by definition; three are mixed and skipped.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Iterator, List, NamedTuple

from ruamel.yaml import YAML

GEEN, VRAAG = "geen", "vraag"
GEVAAR_THEMAS = {
    "crisis_suicide": "hulp_113",
    "thuis_onveilig": "veilig_thuis",
    "seksueel_geweld": "centrum_seksueel_geweld",
}
GEMENGDE_THEMAS = frozenset({"politie_criminaliteit_uitbuiting", "online_problemen", "grensoverschrijdend_gedrag"})


class Voorbeeld(NamedTuple):
    """One line with its niveau, who it is about, and the file it came from."""

    tekst: str
    niveau: str
    wie: str
    slice: str
    eigen: bool


def read_examples(map_data: Path) -> List[Voorbeeld]:
    """All lines, own data first. ``map_data`` is the folder ``data``."""
    nlu = map_data / "nlu"
    eigen = [v for pad in sorted((nlu / "veiligheid").glob("*.yml")) for v in _own(_load(pad))]
    paden = [*sorted((nlu / "themas").glob("*.yml")), nlu / "gesprek.yml", nlu / "buiten_bereik.yml"]
    rest = [v for pad in paden if pad.exists() and pad.stem not in GEMENGDE_THEMAS for v in _theme(_load(pad), pad.stem)]
    return eigen + rest


def _load(pad: Path) -> Any:
    return YAML(typ="safe", pure=False).load(pad.read_text(encoding="utf-8"))


def _lines(blok: str) -> Iterator[str]:
    for regel in blok.splitlines():
        if regel.strip().startswith("- "):
            yield regel.strip()[2:].strip()


def _own(inhoud: Any) -> Iterator[Voorbeeld]:
    for blok in inhoud["blokken"]:
        for regel in _lines(blok["zinnen"]):
            yield Voorbeeld(regel, blok["niveau"], blok["wie"], inhoud["slice"], True)


def _theme(inhoud: Any, naam: str) -> Iterator[Voorbeeld]:
    niveau = GEVAAR_THEMAS.get(naam, GEEN)
    for blok in inhoud["nlu"]:
        for regel in _lines(blok["examples"]):
            yield Voorbeeld(regel, niveau, "ik", naam, False)
