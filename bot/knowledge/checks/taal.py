"""A school's own texts by the plain-language measure: a warning for each text that is too hard for who reads it."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, Iterator, List, Mapping, Tuple

from bot.knowledge.catalog import Catalog, read_small
from bot.knowledge.problems import Problem, problem
from bot.knowledge.reading import Document
from bot.knowledge.taalmaat import Maat, texts_of

VAN_EEN_SCHOOL = "knowledge/instellingen/*.yaml"
MAX_MEASURES = 32


class Schooltaal:
    """The measure with the names of all lokets and services, made once; a school's own names are added per school."""

    def __init__(self, catalog: Catalog, kennis: Path) -> None:
        self.regels = _values(kennis, "taalregels.yaml")
        self.soorten: List[Mapping[str, Any]] = [s for s in self.regels.get("teksten", []) if s["bestand"] == VAN_EEN_SCHOOL]
        self.namen = (*names_of(catalog), *_values(kennis, "woorden.yaml"))
        self._maten: Dict[Tuple[str, ...], Maat] = {}

    def _measure(self, eigen: Tuple[str, ...]) -> Maat:
        if len(self._maten) >= MAX_MEASURES:
            self._maten.clear()
        if eigen not in self._maten:
            self._maten[eigen] = Maat(self.regels, [*self.namen, *eigen])
        return self._maten[eigen]

    def check(self, doc: Document) -> Iterator[Problem]:
        """At most one warning per text: the first breach, since mending one often mends the rest."""
        if not self.soorten:
            return
        eigen = doc.waarden.get("loketnamen")
        maat = self._measure(tuple(sorted(str(n) for n in eigen.values())) if isinstance(eigen, dict) else ())
        for tekst in texts_of(doc, self.soorten):
            fout = next(iter(maat.check(tekst)), None)
            if fout:
                yield problem(doc.pad, tekst.regel, "moeilijke-tekst", niveau="waarschuwing", sleutel=tekst.veld,
                              tekst=fout.tekst.rstrip("."), tip=fout.hint)


def names_of(catalog: Catalog) -> Iterator[str]:
    """Names of lokets and services: a reader knows these, so they do not count as hard words."""
    for loket in catalog.loketten.values():
        yield loket.naam
        yield from loket.naam_per_onderwijs.values()
    yield from (d.naam for d in catalog.diensten.values())


def _values(kennis: Path, bestand: str) -> Dict[str, Any]:
    """Empty when the file holds a mistake: then there is no measure, and the check of that file says why."""
    doc, _ = read_small(kennis, bestand)
    return dict(doc.waarden) if doc else {}
