"""What an HSDS export leaves out: the difference between a school's file and the same file read back from its export."""

from __future__ import annotations

from datetime import date
from typing import Any, Dict, List, Mapping, Tuple

from bot.export.hsds import default_name, make_hsds
from bot.export.hsds_lezen import read_hsds
from bot.knowledge.catalog import Catalog
from bot.knowledge.schema import Instelling


def plain_fields(model: Instelling, catalog: Catalog) -> Dict[str, Any]:
    """A school's fields as a file holds them: text, lists and mappings; what is empty or says the default is left out."""
    waarden: Dict[str, Any] = _plain(model.dict())
    namen = {k: v for k, v in model.loketnamen.items() if v != default_name(catalog.loketten[k], model.onderwijs)}
    return {**{k: v for k, v in waarden.items() if k != "loketnamen"}, **({"loketnamen": namen} if namen else {})}


def _plain(waarde: Any) -> Any:
    if isinstance(waarde, Mapping):
        return {k: _plain(v) for k, v in waarde.items() if v not in (None, [], {}, False)}
    if isinstance(waarde, (list, tuple)):
        return [_plain(w) for w in waarde]
    return waarde.isoformat() if isinstance(waarde, date) else waarde


def lost_fields(id_: str, model: Instelling, catalog: Catalog, vandaag: date) -> List[Tuple[str, str]]:
    """(field, value) of everything that the export does not carry; of a staff-only contact only its name."""
    terug = read_hsds(make_hsds(id_, model, catalog, vandaag), catalog).waarden
    eigen = plain_fields(model, catalog)
    uit: List[Tuple[str, str]] = []
    over = list(terug.get("contacten", []))
    for nummer, contact in enumerate(eigen["contacten"], 1):
        if contact.get("intern"):
            uit.append((f"contacten.{nummer}.intern", str(contact["naam"])))
        else:
            uit += _differences(f"contacten.{nummer}", contact, over.pop(0) if over else {})
    return sorted([*_differences("", {**eigen, "contacten": None}, {**terug, "contacten": None}), *uit], key=_natural)


def _differences(pad: str, eigen: Any, terug: Any) -> List[Tuple[str, str]]:
    if isinstance(eigen, dict):
        rest = terug if isinstance(terug, dict) else {}
        return [v for k, w in eigen.items() for v in _differences(f"{pad}.{k}".strip("."), w, rest.get(k))]
    return [] if eigen == terug else [(pad, str(eigen))]


def _natural(veld: Tuple[str, str]) -> List[Tuple[bool, int, str]]:
    return [(deel.isdigit(), int(deel) if deel.isdigit() else 0, deel) for deel in veld[0].split(".")]
