"""Every role can be explained under every name it has, and every button also works typed, with a typo."""

from __future__ import annotations

from typing import Callable, Dict, List, Tuple

import pytest

from bot.knowledge.buttons import Knop, button_table, match_button
from bot.knowledge.catalog import Catalog, load_catalog
from bot.knowledge.gesprek.beurt import beurt
from bot.knowledge.gesprek.stand import Begrip, Kennis, Stand
from tests.conftest import WORTEL

CATALOG = load_catalog(WORTEL / "knowledge")
LANG_GENOEG = 8
Maak = Callable[..., Kennis]


def _namen() -> List[Tuple[str, str, str]]:
    """(school, role, a name it has there)."""
    uit = []
    for school, model in CATALOG.instellingen.items():
        for rol, plek in CATALOG.loketten.items():
            if rol == "zelf":
                continue
            eigen = model.loketnamen.get(rol) or plek.naam_per_onderwijs.get(model.onderwijs, plek.naam)
            uit += [(school, rol, naam) for naam in dict.fromkeys((plek.naam, eigen, *plek.andere_namen))]
    return uit


@pytest.mark.parametrize("school", CATALOG.instellingen)
def test_every_role_is_explained_under_every_name(school: str, maak_kennis: Maak) -> None:
    kennis, mis = maak_kennis(), []
    for _, rol, naam in (n for n in _namen() if n[0] == school):
        uit = beurt(Begrip("wat_is_loket", f"wat is een {naam}?"), Stand(instelling=school), kennis)
        kaart: Dict[str, object] = dict(uit.antwoorden[0].custom or {})
        if kaart.get("loket") != rol:
            mis.append((naam, rol, kaart.get("loket")))
        else:
            uitleg = kaart["uitleg"]
            assert isinstance(uitleg, dict) and uitleg["wat"] and uitleg["wat_gebeurt_er"] and uitleg["geheim"], rol
            assert kaart["contacten"], f"{rol} heeft geen contact en geen landelijke hulp"
    # One name may be used for two roles (a school's own word wins); then another role is explained, never none.
    assert [m for m in mis if m[2] is None] == []
    assert len(mis) <= 3, mis


def _knoppen() -> List[Tuple[str, Knop]]:
    return sorted(button_table(CATALOG).items())


def test_every_button_works_typed_with_one_letter_missing_or_doubled(catalog: Catalog) -> None:
    tabel, mis = button_table(catalog), []
    for tekst, knop in _knoppen():
        if len(tekst) < LANG_GENOEG:
            continue
        midden = len(tekst) // 2
        for fout in (tekst[:midden] + tekst[midden + 1:], tekst[:midden] + tekst[midden] + tekst[midden:], tekst.upper()):
            gevonden = match_button(fout, tabel)
            if gevonden is None or gevonden.intent != knop.intent:
                mis.append((fout, knop.intent, gevonden))
    assert not mis, mis
