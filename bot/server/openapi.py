"""The OpenAPI 3.0 description of /api/v1/, made from the table of addresses and the models of the answers."""

from __future__ import annotations

import re
from typing import Any, Dict, List

from pydantic.schema import schema

from bot.server.api_adressen import ADRESSEN, Adres
from bot.server.api_vormen import Fout, TeVeel

BASIS = "/api/v1"
VERWIJZING = "#/components/schemas/"
_DELEN = {
    "instelling": {"description": "id of an institution", "example": "voorbeeld-mbo", "pattern": r"^[a-z0-9]+(-[a-z0-9]+)*$"},
    "thema": {"description": "id of a theme", "example": "schulden", "pattern": r"^[a-z][a-z0-9_]*$"},
}
UITLEG = (
    "Read-only. The same facts as the chat shows. Addresses under `/medewerkers/` also hold the staff-only contacts of the "
    "institution, marked `intern`. They need its portal's signed token (docs/widget.md): without one, or with one that is wrong, "
    "incomplete or expired, the answer is 401 without a body. All other addresses are public; a token that is not right gives "
    "401 there too. A field that may be absent is absent, never null."
)


def path_parts(pad: str) -> List[str]:
    """'/route/{instelling}/{thema}' → ['instelling', 'thema']"""
    return re.findall(r"{(\w+)}", pad)


def make_openapi() -> Dict[str, Any]:
    modellen = schema([*(a.vorm for a in ADRESSEN), Fout, TeVeel], ref_prefix=VERWIJZING)["definitions"]
    return {
        "openapi": "3.0.3",
        "info": {"title": "Loketwijzer", "version": "1", "description": UITLEG, "license": {"name": "EUPL-1.2"}},
        "paths": {BASIS + adres.pad: {"get": _operation(adres)} for adres in ADRESSEN},
        "components": {
            "schemas": modellen,
            "securitySchemes": {"bewijs": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}},
        },
    }


def _operation(adres: Adres) -> Dict[str, Any]:
    delen = path_parts(adres.pad)
    antwoorden: Dict[str, Any] = {
        "200": _json("The answer", adres.vorm.__name__),
        "401": {"description": "The token is missing, wrong, incomplete or expired; no body" if adres.medewerkers
                else "The Authorization header is wrong, incomplete or expired; no body"},
        "429": {**_json("Too many requests from one address", TeVeel.__name__), "headers": {
            "Retry-After": {"description": "seconds to wait", "schema": {"type": "integer", "minimum": 1}}}},
    }
    if delen:
        antwoorden["404"] = _json("Unknown", Fout.__name__)
    return {
        "operationId": adres.naam,
        "summary": adres.wat,
        "security": [{"bewijs": []}] if adres.medewerkers else [{}, {"bewijs": []}],
        "parameters": [_parameter(deel) for deel in delen],
        "responses": antwoorden,
    }


def _parameter(deel: str) -> Dict[str, Any]:
    over = _DELEN[deel]
    return {"name": deel, "in": "path", "required": True, "description": over["description"], "example": over["example"],
            "schema": {"type": "string", "pattern": over["pattern"]}}


def _json(wat: str, model: str) -> Dict[str, Any]:
    return {"description": wat, "content": {"application/json": {"schema": {"$ref": VERWIJZING + model}}}}
