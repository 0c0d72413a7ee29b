"""docs/velden.md: every field of a school's file with what goes in and an example, made from the models."""

from __future__ import annotations

from typing import Any, Dict, Mapping

from bot.knowledge import veldteksten_nl as zin
from bot.knowledge.catalog import Catalog
from bot.knowledge.jsonschema import make_schema

BESTAND = "docs/velden.md"
_VORM_VAN_VELD = {"telefoon": "telefoon", "email": "email", "website": "webadres", "snel_weg": "webadres", "kaart": "webadres",
                  "whatsapp": "whatsapp", "open": "tijden", "gecontroleerd_op": "datum", "van": "datum", "tot": "datum",
                  "loket": "loket"}
_VORM_VAN_SOORT = {"boolean": "boolean", "array": "lijst", "object": "blok"}


def example(model: str, veld: str) -> str:
    """A whole line to copy, also for a field that holds a list or other fields."""
    return zin.BLOKKEN.get(f"{model}.{veld}") or zin.example_line(model, veld)


def _form(veld: str, vorm: Mapping[str, Any]) -> str:
    if veld in _VORM_VAN_VELD:
        return zin.VORMEN[_VORM_VAN_VELD[veld]]
    if "enum" in vorm:
        return zin.VORMEN["keuze"].format(keuzes=", ".join(vorm["enum"]))
    return zin.VORMEN["blok" if "allOf" in vorm else _VORM_VAN_SOORT.get(vorm.get("type", ""), "tekst")]


def _rows(model: str, deel: Mapping[str, Any]) -> str:
    regels = [zin.VELDEN_TABEL]
    for veld, vorm in deel["properties"].items():
        nodig = zin.JA if veld in deel["required"] else zin.NEE
        regels.append(f"| `{veld}` | {nodig} | {vorm['description']} | {_form(veld, vorm)} | `{example(model, veld)}` |")
    return "\n".join(regels)


def _loketten(catalog: Catalog) -> str:
    regels = [zin.LOKETTEN_TABEL]
    for id_, loket in catalog.loketten.items():
        if loket.plek in zin.PLEKKEN:
            regels.append(f"| `{id_}` | {loket.naam} | {zin.PLEKKEN[loket.plek]} | {' '.join(loket.wat.split())} |")
    return "\n".join(regels)


def as_markdown(catalog: Catalog) -> str:
    """The whole page. Raises KeyError for a model without an introduction."""
    schema = make_schema(catalog.loketten, catalog.themas)
    delen: Dict[str, Any] = {"Instelling": schema, **schema["definitions"]}
    stukken = [zin.VELDEN_KOP]
    for model in sorted(delen, key=list(zin.DELEN).index):
        stukken += [zin.DELEN[model], _rows(model, delen[model])]
    return "\n\n".join([*stukken, zin.LOKETTEN_KOP, _loketten(catalog)]) + "\n"
