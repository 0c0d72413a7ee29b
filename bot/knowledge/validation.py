"""Plain values → model, or problems: turns every schema error into a Dutch sentence with a line."""

from __future__ import annotations

import difflib
from types import MappingProxyType
from typing import Any, Dict, Iterable, List, Mapping, Optional, Sequence, Tuple, Type, TypeVar, Union

from pydantic import BaseModel, ValidationError

from bot.knowledge.problems import Problem, problem
from bot.knowledge.reading import Document, Sleutels
from bot.knowledge.veldteksten_nl import ANDERE_WOORDEN, example_line

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
    "value_error.list.min_items": "te-kort",
    "value_error.list.max_items": "te-lang",
    "value_error.any_str.max_length": "te-veel-letters",
    "value_error.number.not_ge": "getal-te-laag",
    "value_error.number.not_le": "getal-te-hoog",
    "value_error.const": "onbekende-keuze",
    "value_error.extra": "onbekende-sleutel",
}
_EIGEN = (
    "telefoon", "email", "webadres", "whatsapp", "tijden", "tijden-dag", "tijden-omgedraaid",
    "periode", "termijn", "brondatum", "geen-datum", "geen-woorden", "geen-kans",
    "geen-kommagetal", "leeg",
)


def did_you_mean(waarde: str, keuzes: Iterable[str], namen: Mapping[str, str] = MappingProxyType({})) -> str:
    """' Bedoelt u …?' with the nearest choice, or an empty text. ``namen``: other names of a choice."""
    zelf = {k: k for k in sorted(keuzes)}
    ander = {n.lower(): k for n, k in namen.items() if k in zelf}
    gezocht = waarde.strip().lower()
    for bekend, grens in ((zelf, 1.0), (ander, 1.0), (zelf, 0.6), (ander, 0.7)):
        dichtbij = difflib.get_close_matches(gezocht, bekend, n=1, cutoff=grens)
        if dichtbij:
            return f" Bedoelt u '{bekend[dichtbij[0]]}'?"
    return ""


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


def _code(soort: str, waarde: Any) -> str:
    if soort.startswith("type_error") and waarde is None:
        return "leeg"
    eigen = soort.rpartition(".")[2]
    return eigen if eigen in _EIGEN else _CODES.get(soort, "ongeldig")


def _problem_of(fout: Dict[str, Any], doc: Document, model: Type[BaseModel], basis: Sleutels) -> Problem:
    loc = tuple(d for d in fout["loc"] if d not in ("__root__", "__key__"))
    ctx = fout.get("ctx") or {}
    waarde = ctx.get("given", _value_at(doc.waarden, (*basis, *loc)))
    code, sleutel = _code(str(fout["type"]), waarde), _label((*basis, *loc))
    if code == "geen-tekst" and isinstance(waarde, dict) and isinstance(loc[-1], int):
        code = "dubbele-punt"  # "- Let op: bel 112" reads as a key with a value
    toegestaan = [str(k) for k in ctx.get("permitted", ())]
    eigenaar = _model_at(model, loc)
    if code == "onbekende-sleutel":
        toegestaan = list(eigenaar.__fields__)
    gezocht = sleutel if code == "onbekende-sleutel" else str(waarde)
    return problem(
        doc.pad, doc.line((*basis, *loc)), code,
        sleutel=sleutel, waarde=waarde, keuzes=", ".join(toegestaan), bedoelt=did_you_mean(gezocht, toegestaan, ANDERE_WOORDEN),
        aantal=ctx.get("limit_value", "?"), voorbeeld=example_line(eigenaar.__name__, sleutel),
    )


def validate(
    model: Type[M], doc: Document, basis: Sleutels = ()
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


def check_value(model: Type[BaseModel], veld: str, waarde: str) -> Optional[Problem]:
    """What is wrong with one value of ``model``, or None: for asking a question again."""
    doc = Document("", {veld: waarde})
    try:
        model(**doc.waarden)
    except ValidationError as fouten:
        eigen = (dict(f) for f in fouten.errors() if f["loc"][0] == veld)
        return next((_problem_of(f, doc, model, ()) for f in eigen), None)
    return None
