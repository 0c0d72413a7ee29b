"""Wrong and confused numbers never get in, and a national number needs a source that counts."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Dict, Iterator, List, Tuple

from bot.knowledge.catalog import Catalog, read_small
from bot.knowledge.problems import Problem, problem
from bot.knowledge.validation import did_you_mean

NUMMERS = "nummers.yaml"
# What these kinds of source say about a number is not enough to show it (fact sheet, leeswijzer).
ZWAK = frozenset({"geheugen", "openbare_code"})
_CIJFERS = re.compile(r"(?<![\w/])\+?\d[\d\s-]{5,}\d(?![\w/])")


def _kaal(nummer: str) -> str:
    return re.sub(r"[\s-]", "", nummer)


def _lijsten(map_: Path) -> Tuple[Dict[str, str], Dict[str, Tuple[str, str]]]:
    doc, _ = read_small(map_, NUMMERS)
    if doc is None:
        return {}, {}
    waarden = doc.waarden
    fout = {_kaal(r["nummer"]): r["waarom"] for r in waarden.get("fout", [])}
    verwisseld = {_kaal(r["nummer"]): (r["is"], r.get("dienst", "")) for r in waarden.get("verwisseld", [])}
    return fout, verwisseld


def check_numbers(catalog: Catalog, map_: Path) -> Iterator[Problem]:
    """No wrong number in any text; a number that is often confused stands only at its own service."""
    fout, verwisseld = _lijsten(map_)
    for bestand, doc in catalog.documenten.items():
        for pad, tekst in doc.teksten:
            nummers = _numbers_in(tekst) if bestand != NUMMERS else []
            if not nummers or "bron" in pad or "toelichting" in pad:
                continue
            for nummer in nummers:
                if nummer in fout:
                    yield problem(doc.pad, doc.line(pad), "fout-nummer", nummer=nummer, waarom=fout[nummer])
                elif nummer in verwisseld and not (bestand == "diensten.yaml" and pad[0] == verwisseld[nummer][1]):
                    yield problem(
                        doc.pad, doc.line(pad), "verwisseld-nummer", nummer=nummer, is_van=verwisseld[nummer][0]
                    )


def _numbers_in(tekst: str) -> List[str]:
    return [_kaal(m) for m in _CIJFERS.findall(tekst)]


def check_number_sources(catalog: Catalog, map_: Path) -> Iterator[Problem]:
    """A national number is shown only when it is confirmed by more than memory or public code."""
    doc = catalog.documenten["diensten.yaml"]
    for id_, dienst in catalog.diensten.items():
        if not dienst.telefoon:
            continue
        steun = {b.soort for b in dienst.bronnen if "telefoon" in b.steunt} - ZWAK
        if dienst.zekerheid != "bevestigd" or not steun:
            yield problem(doc.pad, doc.line((id_, "telefoon")), "nummer-zonder-bron", dienst=id_)


def check_confused_services(catalog: Catalog, map_: Path) -> Iterator[Problem]:
    """The service that a confused number belongs to must exist, or the number is refused there too."""
    doc, _ = read_small(map_, NUMMERS)
    if doc is None:
        return
    for i, rij in enumerate(doc.waarden["verwisseld"]):
        if rij.get("dienst", "") not in {"", *catalog.diensten}:
            bedoelt = did_you_mean(rij["dienst"], catalog.diensten)
            yield problem(doc.pad, doc.line(("verwisseld", i)), "onbekende-dienst", dienst=rij["dienst"], bedoelt=bedoelt)
