"""All knowledge in one frozen object: ``load_catalog(dir)`` gives it whole, or all problems."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Dict, List, Mapping, Optional, Tuple, Type, Union

from pydantic import BaseModel

from bot.knowledge.kleine_bestanden import MODELLEN, check_small
from bot.knowledge.problems import Problem, problem
from bot.knowledge.reading import Document, parse
from bot.knowledge.schema import GEWONE_TERMIJNEN, Dienst, Groep, Instelling, KnopTekst, Loket, Model, Stap, Termijnen, Thema
from bot.knowledge.spelling import fold
from bot.knowledge.validation import validate

NOOD, HULP_113 = "nood_112", "hulp_113"
ID_VORM = {"themas": re.compile(r"^[a-z][a-z0-9_]*$"), "instellingen": re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")}


class KnowledgeError(Exception):
    """The knowledge holds mistakes; ``problems`` lists all of them."""

    def __init__(self, problems: List[Problem]) -> None:
        super().__init__("\n".join(str(p) for p in problems))
        self.problems = problems


@dataclass(frozen=True)
class Catalog:
    """Everything in knowledge/, checked. ``documenten`` keeps the lines for traces and messages."""

    stappen: Mapping[int, Stap]
    groepen: Mapping[int, Groep]
    loketten: Mapping[str, Loket]
    diensten: Mapping[str, Dienst]
    themas: Mapping[str, Thema]
    instellingen: Mapping[str, Instelling]
    knoppen: Mapping[str, KnopTekst] = field(default_factory=dict)
    personen: Mapping[str, List[str]] = field(default_factory=dict)
    termijnen: Termijnen = GEWONE_TERMIJNEN
    documenten: Mapping[str, Document] = field(repr=False, compare=False, default_factory=dict)

    def plek(self, loket: str) -> Union[Loket, Dienst]:
        """The role or service with this id. Raises KeyError."""
        return self.loketten[loket] if loket in self.loketten else self.diensten[loket]

    @cached_property
    def rolnamen(self) -> Mapping[str, str]:
        """Folded name → loket id, for every name a role or service goes by. Made once per catalogue."""
        namen: Dict[str, str] = {}
        for id_, loket in self.loketten.items():
            for naam in (loket.naam, id_.replace("_", " "), *loket.andere_namen, *loket.naam_per_onderwijs.values()):
                namen.setdefault(fold(naam), id_)
        for id_, dienst in self.diensten.items():
            for naam in (dienst.naam, id_.replace("_", " "), *dienst.andere_namen):
                namen.setdefault(fold(naam), id_)
        return namen

    def bron(self, bestand: str, *pad: Union[str, int]) -> str:
        """``file:line`` of a fact, for a trace."""
        doc = self.documenten.get(bestand)
        return f"{doc.pad}:{doc.line(pad)}" if doc else bestand


def _read(pad: Path, basis: Path) -> Tuple[str, Optional[str], List[Problem]]:
    """(shown name, text, problems); no text when there is a problem."""
    try:
        naam = str(pad.relative_to(basis))
    except ValueError:
        naam = str(pad)
    try:
        return naam, pad.read_text("utf-8"), []
    except FileNotFoundError:
        return naam, None, [problem(naam, 1, "bestand-niet-gevonden")]
    except UnicodeDecodeError as fout:
        return naam, None, [problem(naam, bytes(fout.object[: fout.start]).count(b"\n") + 1, "bestand-geen-tekst")]
    except OSError:
        return naam, None, [problem(naam, 1, "bestand-geen-tekst")]


def read_document(pad: Path, basis: Path) -> Tuple[Optional[Document], List[Problem]]:
    """Read one file; ``basis`` is what its shown path is relative to."""
    naam, tekst, problems = _read(pad, basis)
    return (None, problems) if tekst is None else parse(tekst, naam)


def read_model(pad: Path, basis: Path, model: Type[BaseModel]) -> Tuple[Any, Optional[Document], List[Problem]]:
    """(model, document, problems) of one file. A text that was read before is not read again."""
    naam, tekst, problems = _read(pad, basis)
    if tekst is None:
        return None, None, problems
    waarde, doc, gevonden = _model_of(tekst, naam, model)
    return waarde, doc, list(gevonden)


# One school changes, five hundred do not: a reload then costs one file. Models and documents are never changed in place.
@lru_cache(maxsize=2048)
def _model_of(tekst: str, naam: str, model: Type[BaseModel]) -> Tuple[Any, Optional[Document], Tuple[Problem, ...]]:
    doc, problems = parse(tekst, naam)
    if doc is None:
        return None, None, tuple(problems)
    waarde, problems = validate(model, doc)
    return waarde, doc, tuple(problems)


def read_small(kennis: Path, bestand: str) -> Tuple[Optional[Document], List[Problem]]:
    """(document, problems) of one of the small files (MODELLEN); the document only when it fits its model."""
    model, mag_missen = MODELLEN[bestand]
    if mag_missen and not (kennis / bestand).exists():
        return None, []
    naam, tekst, problems = _read(kennis / bestand, kennis.parent)
    if tekst is None:
        return None, problems
    doc, gevonden = _small_of(tekst, naam, model)
    return doc, list(gevonden)


@lru_cache(maxsize=64)
def _small_of(tekst: str, naam: str, model: Type[Model]) -> Tuple[Optional[Document], Tuple[Problem, ...]]:
    doc, problems = parse(tekst, naam)
    problems = problems if doc is None else check_small(doc, model)
    return (None if problems else doc), tuple(problems)


class _Loader:
    """Collects values, documents and problems of one knowledge folder."""

    def __init__(self, map_: Path) -> None:
        self.map = map_
        self.problems: List[Problem] = []
        self.documenten: Dict[str, Document] = {}

    def mapping(self, bestand: str, model: Type[BaseModel]) -> Dict[str, Any]:
        """A file that maps ids to models, such as loketten.yaml."""
        doc, problems = read_document(self.map / bestand, self.map.parent)
        self.problems += problems
        if doc is None:
            return {}
        self.documenten[bestand] = doc
        uit: Dict[str, Any] = {}
        for sleutel in doc.waarden:
            waarde, problems = validate(model, doc, (sleutel,))
            self.problems += problems
            if waarde is not None:
                uit[sleutel] = waarde
        return uit

    def genummerd(self, bestand: str, model: Type[BaseModel]) -> Dict[int, Any]:
        """A file whose ids are numbers, such as groepen.yaml."""
        gelezen = self.mapping(bestand, model)
        for sleutel in gelezen:
            if not sleutel.isdecimal():
                doc = self.documenten[bestand]
                self.problems.append(problem(doc.pad, doc.line((sleutel,)), "geen-getal", sleutel=sleutel))
        return {int(k): v for k, v in gelezen.items() if k.isdecimal()}

    def klein(self, bestand: str) -> Any:
        """The plain values of a small file; empty when it holds a mistake."""
        doc, problems = read_small(self.map, bestand)
        self.problems += problems
        if doc is not None:
            self.documenten[bestand] = doc
        return doc.waarden if doc is not None else {}

    def een(self, bestand: str, model: Type[BaseModel]) -> Any:
        """A file that is one model, such as nakijken.yaml; None when it holds a mistake."""
        waarde, doc, problems = read_model(self.map / bestand, self.map.parent, model)
        self.problems += problems
        if doc is not None:
            self.documenten[bestand] = doc
        return waarde

    def folder(self, naam: str, model: Type[BaseModel]) -> Dict[str, Any]:
        """A folder with one file per id. Names that start with _ are not loaded."""
        uit: Dict[str, Any] = {}
        for pad in sorted((self.map / naam).glob("*.y*ml")):
            if pad.name.startswith("_"):
                continue
            waarde, doc, problems = read_model(pad, self.map.parent, model)
            if not ID_VORM[naam].match(pad.stem):
                teken = "_" if naam == "themas" else "-"
                shown = str(pad.relative_to(self.map.parent))
                self.problems.append(problem(shown, 1, "bestandsnaam", naam=pad.name, teken=teken))
            self.problems += problems
            if doc is not None:
                self.documenten[f"{naam}/{pad.stem}"] = doc
            if waarde is not None:
                uit[pad.stem] = waarde
        return uit


def read_catalog(map_: Path) -> Tuple[Catalog, List[Problem]]:
    """Everything that can be read, and every schema problem. No cross-file checks yet."""
    lader = _Loader(map_)
    klein = {bestand: lader.klein(bestand) for bestand in MODELLEN}
    catalog = Catalog(
        stappen=lader.genummerd("stappen.yaml", Stap),
        groepen=lader.genummerd("groepen.yaml", Groep),
        loketten=lader.mapping("loketten.yaml", Loket),
        diensten=lader.mapping("diensten.yaml", Dienst),
        themas=lader.folder("themas", Thema),
        instellingen=lader.folder("instellingen", Instelling),
        knoppen=lader.mapping("knoppen.yaml", KnopTekst),
        personen=klein["personen.yaml"],
        termijnen=lader.een("nakijken.yaml", Termijnen) or GEWONE_TERMIJNEN,
        documenten=lader.documenten,
    )
    return catalog, lader.problems


def load_catalog(map_: Path) -> Catalog:
    """The complete, checked catalogue. Raises KnowledgeError with all errors; warnings do not stop."""
    from bot.knowledge.checks import run_checks

    catalog, problems = read_catalog(map_)
    fouten = [p for p in problems if p.niveau == "fout"]
    if not fouten:
        fouten = [p for p in run_checks(catalog, map_) if p.niveau == "fout"]
    if fouten:
        raise KnowledgeError(sorted(fouten))
    return catalog
