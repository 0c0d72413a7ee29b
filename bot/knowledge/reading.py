"""YAML text → plain values with line numbers. Every scalar stays text; duplicate keys are problems.

Why own code around ruamel: YAML 1.1 and 1.2 turn phone numbers and dates into other things; here
the schema decides. Why events: the C parser is sixty times as fast as a full load, so 500 schools
load in seconds; only a file with a mistake is read again by the slow parser, for a good message.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Dict, Iterator, List, Mapping, Optional, Sequence, Set, Tuple, Union

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from ruamel.yaml.main import CParser  # type: ignore[attr-defined]  # None where ruamel has no C part

from bot.knowledge.problems import Problem, problem
from bot.knowledge.unreadable import STREEPJE, explain

Pad = Sequence[Union[str, int]]
Sleutels = Tuple[Union[str, int], ...]
MAX_BYTES = 1_000_000
MAX_DIEPTE = 40
# Characters that no editor shows; YAML refuses most of them.
_ONZICHTBAAR = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Document:
    """One parsed file: plain values, and the line of each path in it."""

    pad: str
    waarden: Any
    regels: Mapping[Sleutels, int] = field(repr=False, default_factory=dict)

    @cached_property
    def teksten(self) -> Sequence[Tuple[Sleutels, str]]:
        """Every text with its path; several checks look at all of them."""
        return walk(self.waarden)

    def line(self, pad: Pad) -> int:
        """Line (from 1) of the key or item at ``pad``, or of its nearest parent that exists."""
        deel = tuple(pad)
        while deel and deel not in self.regels:
            deel = deel[:-1]
        return self.regels.get(deel, 1)


@dataclass
class _Builder:
    """Makes plain values from parser events and keeps every problem it meets."""

    pad: str
    events: Iterator[Event]
    tekst: List[str]
    regels: Dict[Sleutels, int] = field(default_factory=dict)
    problems: List[Problem] = field(default_factory=list)
    ankers: Dict[str, Any] = field(default_factory=dict)
    open_ankers: int = 0

    def build(self) -> Any:
        """The first document of the stream; a second one is a problem."""
        waarde, gezien = None, False
        for event in self.events:
            if isinstance(event, DocumentStartEvent):
                if gezien:
                    self._second(event.start_mark.line)
                    return waarde
                gezien = True
            elif isinstance(event, (ScalarEvent, MappingStartEvent, SequenceStartEvent, AliasEvent)):
                waarde = self._value(event, ())
        return waarde

    def _second(self, regel: int) -> None:
        """A second document: point at the '---' or '...' that starts it."""
        while regel and not self.tekst[min(regel, len(self.tekst) - 1)].startswith(("---", "...")):
            regel -= 1
        self.problems.append(problem(self.pad, regel + 1, "twee-documenten"))

    def _problem(self, event: Any, code: str, **delen: str) -> None:
        self.problems.append(problem(self.pad, event.start_mark.line + 1, code, "fout", **delen))

    def _value(self, event: Any, pad: Sleutels) -> Any:
        if type(event) is ScalarEvent and not event.tag and not event.anchor and len(pad) <= MAX_DIEPTE:
            return self._text(event)
        if len(pad) > MAX_DIEPTE:
            raise RecursionError
        if isinstance(event, AliasEvent):
            return self._alias(event)
        if event.tag:
            self._problem(event, "begin-teken", teken="!")
        if not event.anchor:
            return self._node(event, pad)
        self.open_ankers += 1
        waarde = self._node(event, pad)
        self.open_ankers -= 1
        if waarde == "":
            self._problem(event, "begin-teken", teken="&")
        self.ankers[event.anchor] = waarde
        return waarde

    def _alias(self, event: Any) -> Any:
        """The value of an anchor. Never inside another anchor: that could grow without end."""
        if self.open_ankers or event.anchor not in self.ankers:
            self._problem(event, "begin-teken", teken="*")
        return self.ankers.get(event.anchor, "")

    def _node(self, event: Any, pad: Sleutels) -> Any:
        if isinstance(event, MappingStartEvent):
            return self._mapping(pad)
        return self._list(pad) if isinstance(event, SequenceStartEvent) else self._text(event)

    def _text(self, event: Any) -> str:
        """A text over more lines: a line of it that starts with '-' was meant as an item of a list."""
        eerste, laatste = event.start_mark.line, event.end_mark.line
        if not event.style and eerste != laatste:
            for regel in range(eerste + 1, min(laatste + 1, len(self.tekst))):
                if STREEPJE.search(self.tekst[regel][: event.end_mark.column if regel == laatste else None]):
                    self.problems.append(problem(self.pad, regel + 1, "streepje"))
        return str(event.value)

    def _mapping(self, pad: Sleutels) -> Dict[str, Any]:
        uit: Dict[str, Any] = {}
        gemeld: Set[str] = set()
        for event in self.events:
            if isinstance(event, MappingEndEvent):
                break
            if not isinstance(event, ScalarEvent):
                self._problem(event, "sleutel-geen-woord")
                self._value(event, pad)
                self._value(next(self.events), pad)
                continue
            sleutel = str(event.value)
            hier = (*pad, sleutel)
            if sleutel in uit and sleutel not in gemeld:
                gemeld.add(sleutel)
                self._problem(event, "dubbele-sleutel", sleutel=sleutel, eerste=str(self.regels[hier]))
            elif sleutel[:1] == "-" and sleutel.strip("-"):
                self._problem(event, "streepje")
            else:
                self.regels[hier] = event.start_mark.line + 1
            uit[sleutel] = self._value(next(self.events), hier)
        return uit

    def _list(self, pad: Sleutels) -> List[Any]:
        uit: List[Any] = []
        for event in self.events:
            if isinstance(event, SequenceEndEvent):
                break
            hier = (*pad, len(uit))
            self.regels[hier] = event.start_mark.line + 1
            uit.append(self._value(event, hier))
        return uit


def _events(text: str, pure: bool) -> Iterator[Event]:
    """The parser's events; straight from the C parser, since YAML() makes new classes for every file."""
    if pure or CParser is None:
        return iter(YAML(typ="safe", pure=pure).parse(text))
    return iter(CParser(text).get_event, None)


def _build(text: str, pad: str, pure: bool) -> Tuple[Any, _Builder]:
    builder = _Builder(pad, _events(text, pure), text.splitlines() or [""])
    return builder.build(), builder


def parse(text: str, pad: str) -> Tuple[Optional[Document], List[Problem]]:
    """Parse one file. Returns (document, []) or (None, problems)."""
    if len(text) > MAX_BYTES:
        return None, [problem(pad, 1, "bestand-te-groot")]
    text = text.removeprefix("\ufeff")
    vreemd = _ONZICHTBAAR.search(text)
    if vreemd:
        return None, [problem(pad, text.count("\n", 0, vreemd.start()) + 1, "onzichtbaar-teken")]
    try:
        try:
            waarden, builder = _build(text, pad, pure=False)
        except YAMLError:
            waarden, builder = _build(text, pad, pure=True)
    except (YAMLError, ValueError, RecursionError, StopIteration, IndexError, AttributeError, TypeError) as fout:
        # ruamel raises bare errors on some malformed files; a school never sees a traceback.
        return None, [explain(fout, text, pad)]
    if builder.problems:
        return None, builder.problems
    if waarden is None or waarden == "":
        return None, [problem(pad, 1, "bestand-leeg")]
    if not isinstance(waarden, dict):
        return None, [problem(pad, 1, "geen-sleutels")]
    return Document(pad, waarden, builder.regels), []


def walk(waarden: Any, pad: Sleutels = ()) -> List[Tuple[Sleutels, str]]:
    """Every text in a document with its path, in the order of the file."""
    uit: List[Tuple[Sleutels, str]] = []
    _collect(waarden, pad, uit)
    return uit


def _collect(waarden: Any, pad: Sleutels, uit: List[Tuple[Sleutels, str]]) -> None:
    if isinstance(waarden, str):
        uit.append((pad, waarden))
        return
    delen = waarden.items() if isinstance(waarden, dict) else enumerate(waarden) if isinstance(waarden, list) else ()
    for sleutel, waarde in delen:
        if isinstance(waarde, str):
            uit.append(((*pad, sleutel), waarde))
        else:
            _collect(waarde, (*pad, sleutel), uit)
