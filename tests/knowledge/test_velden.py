"""docs/velden.md: every field is in it, and every example in it is a line that the check accepts."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Dict, Type

import pytest
from pydantic import BaseModel

from bot.knowledge import schema, veldteksten_nl
from bot.knowledge.catalog import Catalog
from bot.knowledge.reading import parse
from bot.knowledge.veldenpagina import as_markdown, example

PAGINA = Path(__file__).resolve().parents[2] / "docs" / "velden.md"
MODELLEN: Dict[str, Type[BaseModel]] = {naam: getattr(schema, naam) for naam in veldteksten_nl.DELEN}
VELDEN = [(naam, veld) for naam, model in MODELLEN.items() for veld in model.__fields__]


@pytest.mark.parametrize("model, veld", VELDEN, ids=[f"{m}.{v}" for m, v in VELDEN])
def test_every_example_is_a_line_that_fits(model: str, veld: str) -> None:
    doc, problems = parse(example(model, veld), "voorbeeld.yaml")
    assert doc is not None and problems == []
    _, fouten = MODELLEN[model].__fields__[veld].validate(doc.waarden[veld], {}, loc=veld)
    assert not fouten, f"{example(model, veld)}: {fouten}"


def test_every_field_and_every_loket_of_a_school_is_on_the_page(catalog: Catalog) -> None:
    tekst = PAGINA.read_text("utf-8")
    rijen = re.findall(r"^\| `(\w+)` \|", tekst, re.M)
    school = [id_ for id_, loket in catalog.loketten.items() if loket.plek != "zelf"]
    assert sorted(rijen) == sorted([v for _, v in VELDEN] + school)
    assert "…" not in tekst


def test_a_new_field_makes_the_page_old(catalog: Catalog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(veldteksten_nl.VELDEN, "Contact.telefoon", "Iets anders.")
    assert as_markdown(catalog) != PAGINA.read_text("utf-8")
