"""The reviewed files of ``knowledge/veiligheid`` → ``Regels``; and back from the copy inside the model folder.

``parse_rules`` reads YAML text with line numbers, so that every reason carries ``file:line``. The compiled form is
plain JSON: the model folder keeps it, so that an unreadable knowledge folder cannot silence the guard.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Dict, Iterator, List, Mapping, Tuple

from bot.knowledge.reading import Document, parse
from bot.knowledge.veiligheid_patronen import BEGIN, EIND, GATEN, Regel, expand

NIVEAUS = ("nood_112", "centrum_seksueel_geweld", "hulp_113", "veilig_thuis")
BESTANDEN = ("patronen", "omschrijvingen", "talen", "uitzonderingen", "ontkenning", "wie", "verborgen")
VRAAG, UITZONDERING, ONTKENNING, WIE, CONTEXT = "vraag", "uitzondering", "ontkenning", "wie", "context"


@dataclass(frozen=True)
class Verborgen:
    """A word that is recognised by its hash and never written; counts only near one of the contexts."""

    hash: str
    stam: bool
    samen_met: Tuple[str, ...]
    niveau: str
    reden: str
    bron: str


@dataclass(frozen=True)
class Regels:
    """Everything the transparent part knows."""

    regels: Tuple[Regel, ...]
    verborgen: Tuple[Verborgen, ...]
    groepen: Mapping[str, Tuple[str, ...]]
    woordlijsten: Mapping[str, Tuple[str, ...]]

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))


def rules_from_json(tekst: str) -> Regels:
    """The copy in the model folder. Raises ValueError, KeyError or TypeError when it is broken."""
    d = json.loads(tekst)
    verborgen = tuple(Verborgen(**{**v, "samen_met": tuple(v["samen_met"])}) for v in d["verborgen"])
    return Regels(tuple(Regel(**r) for r in d["regels"]), verborgen,
                  {k: tuple(v) for k, v in d["groepen"].items()}, {k: tuple(v) for k, v in d["woordlijsten"].items()})


def read_rules(map_kennis: Path) -> Regels:
    """Read ``<map_kennis>/veiligheid/*.yaml``. Raises OSError or ValueError: broken knowledge never trains."""
    teksten = {n: (map_kennis / "veiligheid" / f"{n}.yaml").read_text(encoding="utf-8") for n in BESTANDEN}
    return parse_rules(teksten)


def parse_rules(teksten: Mapping[str, str]) -> Regels:
    """YAML text per file name (without .yaml) → ``Regels``. Raises ValueError naming file and line."""
    docs = {naam: _document(tekst, f"knowledge/veiligheid/{naam}.yaml") for naam, tekst in teksten.items()}
    groepen: Dict[str, Tuple[str, ...]] = {}
    for doc in docs.values():
        groepen.update({k: _forms(v) for k, v in (doc.waarden.get("groepen") or {}).items()})
    regels: List[Regel] = []
    verborgen: List[Verborgen] = []
    lijsten: Dict[str, Tuple[str, ...]] = {}
    for doc in docs.values():
        regels += _entries(doc, groepen)
        verborgen += _hidden(doc)
        lijsten.update({k: _forms(v) for k, v in (doc.waarden.get("woordlijsten") or {}).items()})
    return Regels(tuple(regels), tuple(verborgen), groepen, lijsten)


def _document(tekst: str, pad: str) -> Document:
    doc, fouten = parse(tekst, pad)
    if doc is None:
        raise ValueError("\n".join(str(f) for f in fouten))
    return doc


def _forms(waarde: Any) -> Tuple[str, ...]:
    """``a | b`` or a list → the forms; a space inside a form becomes the sign that glues words."""
    stukken = waarde.split("|") if isinstance(waarde, str) else waarde
    return tuple("_".join(s.split()) for s in stukken if s.strip())


def _entries(doc: Document, groepen: Mapping[str, Tuple[str, ...]]) -> Iterator[Regel]:
    """The entries under ``patronen`` (each names its niveau) and under the sections that are one kind."""
    for sectie, soort in (("patronen", ""), ("uitzonderingen", UITZONDERING), ("ontkenningen", ONTKENNING),
                          ("wie", WIE), ("contexten", CONTEXT)):
        for i, item in enumerate(doc.waarden.get(sectie) or ()):
            for j, woorden in enumerate(item["woorden"]):
                bron = f"{doc.pad}:{doc.line((sectie, i, 'woorden', j))}"
                try:
                    rij = expand(woorden, groepen)
                    rij = _literal(rij) if doc.waarden.get("letterlijk") == "ja" else rij
                    yield _rule(item, soort or item["niveau"], rij, j, bron)
                except (KeyError, TypeError) as fout:
                    raise ValueError(f"{bron}: {fout!r}") from fout


def _literal(woorden: str) -> str:
    """Another language: Dutch sounds would mislead, so every word counts as it is written."""
    return " ".join(
        d if d in GATEN or d in (BEGIN, EIND) else "|".join(v if v == EIND else f"!{v.lstrip('!')}" for v in d.split("|"))
        for d in woorden.split()
    )


def _rule(item: Mapping[str, Any], soort: str, woorden: str, j: int, bron: str) -> Regel:
    if soort not in (*NIVEAUS, VRAAG, UITZONDERING, ONTKENNING, WIE, CONTEXT):
        raise KeyError(soort)
    return Regel(f"{item['id']}-{j + 1}", soort, woorden, item["reden"], bron, item.get("zeker") == "ja",
                 item.get("bereik", "woorden"), item.get("wie", ""))


def _hidden(doc: Document) -> Iterator[Verborgen]:
    for i, item in enumerate(doc.waarden.get("verborgen") or ()):
        yield Verborgen(item["hash"], item.get("stam") == "ja", tuple(item["samen_met"]), item["niveau"],
                        item["reden"], f"{doc.pad}:{doc.line(('verborgen', i, 'hash'))}")
