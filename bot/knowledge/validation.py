"""Plain values → model, or problems: turns every schema error into a Dutch sentence with a line."""

from __future__ import annotations

import difflib
from typing import Any, Dict, Iterable, List, Optional, Sequence, Tuple, Type, TypeVar, Union

from pydantic import BaseModel, ValidationError

from bot.knowledge.problems import Problem, problem
from bot.knowledge.reading import Document

M = TypeVar("M", bound=BaseModel)

# Schema error type → our code. Types of our own (telefoon, email, …) keep their name.
_CODES: Dict[str, str] = {
    "value_error.missing": "ontbreekt",
    "type_error.none.not_allowed": "leeg",
    "type_error.str": "geen-tekst",
    "type_error.list": "geen-lijst",
    "type_error.dict": "geen-blok",
    "type_error.integer": "geen-getal",
    "type_error.bool": "geen-ja-nee",
    "value_error.date": "geen-datum",
    "value_error.list.min_items": "te-kort",
    "value_error.list.max_items": "te-lang",
    "value_error.any_str.max_length": "te-lang",
    "value_error.number.not_ge": "getal-buiten-bereik",
    "value_error.number.not_le": "getal-buiten-bereik",
    "value_error.const": "onbekende-keuze",
    "value_error.extra": "onbekende-sleutel",
}
_EIGEN = ("telefoon", "email", "webadres", "whatsapp", "tijden", "periode", "brondatum", "leeg")


def did_you_mean(waarde: str, keuzes: Iterable[str]) -> str:
    """' Bedoelt u …?' with the nearest choice, or an empty text."""
    dichtbij = difflib.get_close_matches(waarde.lower(), sorted(keuzes), n=1, cutoff=0.6)
    return f" Bedoelt u '{dichtbij[0]}'?" if dichtbij else ""


def _model_at(model: Type[BaseModel], loc: Sequence[Union[str, int]]) -> Type[BaseModel]:
    """The model that owns the last key of ``loc``."""
    for deel in loc[:-1]:
        veld = model.__fields__.get(str(deel))
        if veld is not None and isinstance(veld.type_, type) and issubclass(veld.type_, BaseModel):
            model = veld.type_
    return model


def _label(loc: Sequence[Union[str, int]]) -> str:
    woorden = [str(d) for d in loc if not isinstance(d, int) and d != "__root__"]
    return woorden[-1] if woorden else "?"


def _value_at(waarden: Any, loc: Sequence[Union[str, int]]) -> Any:
    for deel in loc:
        try:
            waarden = waarden[deel]
        except (KeyError, IndexError, TypeError):
            return None
    return waarden


def _problem_of(fout: Dict[str, Any], doc: Document, model: Type[BaseModel], basis: Tuple[Union[str, int], ...]) -> Problem:
    loc = tuple(d for d in fout["loc"] if d not in ("__root__", "__key__"))
    soort, ctx = str(fout["type"]), fout.get("ctx") or {}
    sleutel, waarde = _label((*basis, *loc)), _value_at(doc.waarden, (*basis, *loc))
    regel = doc.line((*basis, *loc))
    if soort.startswith("type_error") and waarde is None:
        code = "leeg"
    elif soort.startswith("value_error.") and soort.split(".")[-1] in _EIGEN:
        code = soort.split(".")[-1]
    elif soort.startswith("value_error.date") or soort.startswith("type_error.date"):
        code = "geen-datum"
    else:
        code = _CODES.get(soort, "ongeldig")
    toegestaan = [str(k) for k in ctx.get("permitted", ())]
    if code == "onbekende-sleutel":
        toegestaan = list(_model_at(model, loc).__fields__)
    return problem(
        doc.pad, regel, code,
        sleutel=sleutel, waarde=waarde, keuzes=", ".join(toegestaan),
        bedoelt=did_you_mean(sleutel if code == "onbekende-sleutel" else str(waarde), toegestaan),
        aantal=ctx.get("limit_value", "?"), laag=0, hoog=ctx.get("limit_value", "?"),
    )


def validate(
    model: Type[M], doc: Document, basis: Tuple[Union[str, int], ...] = ()
) -> Tuple[Optional[M], List[Problem]]:
    """Validate the part of ``doc`` at ``basis``. Returns (model, []) or (None, problems)."""
    waarden = _value_at(doc.waarden, basis)
    if not isinstance(waarden, dict):
        return None, [problem(doc.pad, doc.line(basis), "geen-blok", sleutel=_label(basis))]
    try:
        return model(**waarden), []
    except ValidationError as fouten:
        problems = {_problem_of(dict(f), doc, model, basis) for f in fouten.errors()}
        return None, sorted(problems)
