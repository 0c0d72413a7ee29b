"""YAML text → plain values with line numbers. Every scalar stays text; duplicate keys are problems.

Why own code around ruamel: YAML 1.1 and 1.2 turn phone numbers and dates into other things;
here the schema decides. ``Document.line(path)`` gives the line of a key for messages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Dict, Iterator, List, Sequence, Tuple, Union

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.constructor import DuplicateKeyError
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.resolver import VersionedResolver

from bot.knowledge.problems import Problem, problem

Pad = Sequence[Union[str, int]]
MAX_BYTES = 1_000_000


class TextResolver(VersionedResolver):
    """Keeps every plain scalar a string: the schema decides what it means."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        if kind is ScalarNode and implicit[0]:
            return "tag:yaml.org,2002:str"
        return super().resolve(kind, value, implicit)


@dataclass(frozen=True)
class Document:
    """One parsed file: plain values plus the ruamel tree that knows the lines."""

    pad: str
    waarden: Any
    _boom: Any

    def line(self, pad: Pad) -> int:
        """Line (from 1) of the key or item at ``pad``, or of its nearest parent that exists."""
        node, regel = self._boom, 1
        for deel in pad:
            try:
                if isinstance(node, CommentedMap) and deel in node:
                    regel = node.lc.key(deel)[0] + 1
                elif isinstance(node, CommentedSeq) and isinstance(deel, int) and deel < len(node):
                    regel = node.lc.item(deel)[0] + 1
                else:
                    return regel
                node = node[deel]
            except (KeyError, IndexError, TypeError, AttributeError):
                return regel
        return regel


def _plain(node: Any) -> Any:
    if isinstance(node, CommentedMap):
        return {str(k): _plain(v) for k, v in node.items()}
    if isinstance(node, CommentedSeq):
        return [_plain(v) for v in node]
    return None if node is None else str(node)


def parse(text: str, pad: str) -> Tuple[Union[Document, None], List[Problem]]:
    """Parse one file. Returns (document, []) or (None, problems)."""
    if len(text) > MAX_BYTES:
        return None, [problem(pad, 1, "bestand-te-groot")]
    yaml = YAML(typ="rt", pure=True)
    yaml.Resolver = TextResolver
    yaml.allow_duplicate_keys = False
    try:
        boom = yaml.load(text)
    except DuplicateKeyError as fout:
        mark = fout.problem_mark
        regel = mark.line + 1 if mark else 1
        sleutel = re.search(r'duplicate key "([^"]*)"', str(fout.problem or ""))
        return None, [problem(pad, regel, "dubbele-sleutel", sleutel=sleutel[1] if sleutel else "?")]
    except MarkedYAMLError as fout:
        mark = fout.problem_mark or fout.context_mark
        return None, [problem(pad, mark.line + 1 if mark else 1, "yaml-niet-leesbaar")]
    except (YAMLError, ValueError, RecursionError, NotImplementedError, KeyError, AttributeError, TypeError):
        # ruamel raises bare errors on some malformed tags and anchors; a school never sees a traceback.
        return None, [problem(pad, 1, "yaml-niet-leesbaar")]
    if boom is None:
        return None, [problem(pad, 1, "bestand-leeg")]
    if not isinstance(boom, CommentedMap):
        return None, [problem(pad, 1, "geen-sleutels")]
    return Document(pad, _plain(boom), boom), []


def walk(waarden: Any, pad: Tuple[Union[str, int], ...] = ()) -> Iterator[Tuple[Tuple[Union[str, int], ...], str]]:
    """Every text in a document with its path."""
    if isinstance(waarden, dict):
        for sleutel, waarde in waarden.items():
            yield from walk(waarde, (*pad, sleutel))
    elif isinstance(waarden, list):
        for i, waarde in enumerate(waarden):
            yield from walk(waarde, (*pad, i))
    elif isinstance(waarden, str):
        yield pad, waarden


def as_mapping(document: Document) -> Dict[str, Any]:
    assert isinstance(document.waarden, dict)
    return document.waarden
