"""Button texts and what they mean. A button sends its own text, so typing it does the same.

Texts stand in knowledge/knoppen.yaml (fixed ones), themas/ (``keuze``) and groepen.yaml.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import Dict, Mapping, Optional

from bot.knowledge.catalog import Catalog
from bot.knowledge.spelling import fold

# Every fixed button that the conversation shows: without one of them a turn would have no text for it.
VASTE_KNOPPEN = (
    "vertel_meer", "helpt_niet", "wil_anders", "al_gedaan", "persoon_probleem", "durf_niet", "wat_zeggen", "kaartje",
    "overdracht", "lichter", "buiten_school", "chatten", "anoniem", "kosten", "nu_iemand", "anders", "alle_onderwerpen",
    "ja", "nee", "weet_niet", "andere_school", "voor_mij", "voor_ander", "opnieuw", "terug", "bedoel_niet", "geholpen_ja",
    "geholpen_beetje", "geholpen_nee", "wissen", "eenvoudig_nederlands", "mens", "veilig_dood", "veilig_gevaar",
    "veilig_thuis", "veilig_dood_ander", "veilig_gevaar_ander", "veilig_thuis_ander", "veilig_nee_ander", "veilig_nee",
    "niet_veilig", "wel_veilig", "niet_veilig_ander", "wel_veilig_ander", "iemand_bij_ander", "ander_alleen",
    "iemand_bij_mij", "alleen",
)
FUZZY_FROM_LENGTH, FUZZY_RATIO = 7, 0.87


@dataclass(frozen=True)
class Knop:
    """What a button means: the intent and, for a theme or a group, its id."""

    tekst: str
    intent: str
    id: str = ""


def button_table(catalog: Catalog) -> Dict[str, Knop]:
    """Folded text → button, over the whole conversation."""
    tabel: Dict[str, Knop] = {}
    for id_, knop in catalog.knoppen.items():
        for tekst in (knop.tekst, *knop.ook):
            tabel[fold(tekst)] = Knop(knop.tekst, knop.intent, id_)
    for nummer, groep in catalog.groepen.items():
        tabel[fold(groep.naam)] = Knop(groep.naam, "kies_groep", str(nummer))
    for id_, thema in catalog.themas.items():
        tabel[fold(thema.keuze)] = Knop(thema.keuze, f"thema_{id_}", id_)
    return tabel


def match_button(tekst: str, tabel: Mapping[str, Knop]) -> Optional[Knop]:
    """The button that was pressed or typed, a typo included; None when it is something else."""
    kaal = fold(tekst)
    if kaal in tabel:
        return tabel[kaal]
    if len(kaal) < FUZZY_FROM_LENGTH or len(kaal) > 60:
        return None
    # No word more or less: "no, no estoy a salvo" is one short word away from its opposite.
    kan = [t for t in tabel if abs(len(t) - len(kaal)) <= 3
           and (t.count(" ") == kaal.count(" ") or t.replace(" ", "") == kaal.replace(" ", ""))]
    dichtbij = difflib.get_close_matches(kaal, kan, 1, FUZZY_RATIO)
    return tabel[dichtbij[0]] if dichtbij else None
