"""JSON Schema of a school's file, made from the models: editors then complete keys and check values.

Written by ``loketwijzer schema``; a test fails when the file in knowledge/_schema/ differs.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any, Dict, Iterable, Mapping

from bot.knowledge.schema import Instelling
from bot.knowledge.veldteksten_nl import TITEL, UITLEG, VELDEN, VOORBEELDEN

BESTAND = "_schema/instelling.schema.json"
_DATUM = r"^\d{4}-\d{2}-\d{2}$"
_TIJD = r"\d{2}:\d{2}-\d{2}:\d{2}"
# Form of a value, as far as a pattern can say it; the models decide.
_PATRONEN: Dict[str, str] = {
    "email": r"^[^@\s<>\"',;]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$",
    "website": r"^https://\S+$",
    "snel_weg": r"^https://\S+$",
    "kaart": r"^https://\S+$",
    "whatsapp": r"^[1-9]\d{7,14}$",
    "telefoon": r"^[\d\s()+./-]+$",
    "open": rf"^(dag en nacht|[a-z,-]+ +{_TIJD}(, *{_TIJD})*(; *[a-z,-]+ +{_TIJD}(, *{_TIJD})*)*)$",
}


def make_schema(loketten: Iterable[str] = (), themas: Iterable[str] = ()) -> Dict[str, Any]:
    """The schema, with the ids of lokets and themes as choices."""
    ruw = deepcopy(Instelling.schema())  # the library keeps and shares it
    definities = {naam: _model(naam, deel) for naam, deel in sorted(ruw.pop("definitions").items())}
    keuzes = {"loket": sorted(loketten), "themas": sorted(themas)}
    if keuzes["loket"]:
        definities["Contact"]["properties"]["loket"]["enum"] = keuzes["loket"]
    if keuzes["themas"]:
        definities["Moment"]["properties"]["themas"]["items"]["enum"] = keuzes["themas"]
    schema = _model("Instelling", ruw)
    if keuzes["loket"]:
        schema["properties"]["loketnamen"]["propertyNames"] = {"enum": keuzes["loket"]}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        **schema,
        "title": TITEL,
        "description": UITLEG,
        "definitions": definities,
    }


def _model(model: str, deel: Mapping[str, Any]) -> Dict[str, Any]:
    velden = {veld: _field(model, veld, vorm) for veld, vorm in deel["properties"].items()}
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(deel.get("required", [])),
        "properties": velden,
    }


def _field(model: str, veld: str, vorm: Mapping[str, Any]) -> Dict[str, Any]:
    uit = {k: v for k, v in vorm.items() if k not in ("title", "format")}
    if "allOf" in uit:  # the library wraps a reference; an editor reads it better without
        uit.update(uit.pop("allOf")[0])
    reference = uit.pop("$ref", None)
    uit["description"] = VELDEN[f"{model}.{veld}"]
    voorbeeld = VOORBEELDEN.get(f"{model}.{veld}") or VOORBEELDEN.get(veld)
    if voorbeeld and uit.get("type") == "string":
        uit["examples"] = [voorbeeld]
    if vorm.get("format") == "date":
        uit["pattern"] = _DATUM
    elif uit.get("type") == "string":
        uit["pattern"] = _PATRONEN.get(veld, r"\S")
    return {"allOf": [{"$ref": reference}], **uit} if reference else uit
