"""Is every text a student or mentor can see plain enough? Prints each breach; exit 1 when there is one.

What is measured, for whom and how strictly: knowledge/taalregels.yaml. Explained words: knowledge/woorden.yaml.
``.venv/bin/python scripts/taal.py`` as `make taal` calls it.
"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path
from statistics import mean
from typing import Any, Dict, Iterator, List, Mapping, Sequence, Tuple

import pyphen  # noqa: F401  without it the figures would leave out the reading ease
from wordfreq import zipf_frequency

from bot.knowledge.catalog import KnowledgeError, read_document
from bot.knowledge.reading import Document
from bot.knowledge.taalmaat import MENTOR, STUDENT, Fout, Maat, Tekst, sentences, syllables, texts_of, words
from bot.knowledge.wordlists import load_words, read_values

WORTEL = Path(__file__).resolve().parent.parent


def _responses(doc: Document, regels: Mapping[str, Any]) -> Iterator[Tekst]:
    """The Dutch variants of every response in domain.yml, and the button texts on them."""
    for naam, varianten in doc.waarden["responses"].items():
        for i, variant in enumerate(varianten):
            bij = {c["name"]: c["value"] for c in variant.get("condition") or []}
            if bij.get("taal", "nl") != "nl" or naam in regels["andere_taal"]:
                continue
            lezer = MENTOR if bij.get("wie") == "mentor" or naam in regels["mentor_antwoorden"] else STUDENT
            pad = ("responses", naam, i)
            yield Tekst(doc.pad, doc.line((*pad, "text")), variant["text"], lezer)
            for j, knop in enumerate(variant.get("buttons") or []):
                yield Tekst(doc.pad, doc.line((*pad, "buttons", j)), knop["title"], lezer)


def read(pad: Path, wortel: Path) -> Document:
    doc, problems = read_document(pad, wortel)
    if doc is None:
        raise KnowledgeError(problems)
    return doc


def all_texts(wortel: Path, regels: Mapping[str, Any]) -> Iterator[Tekst]:
    """Every text of the repository that a student or a mentor can see."""
    yield from _responses(read(wortel / "domain.yml", wortel), regels)
    per_bestand: Dict[str, List[Mapping[str, Any]]] = {}
    for soort in regels["teksten"]:
        per_bestand.setdefault(soort["bestand"], []).append(soort)
    for patroon, soorten in per_bestand.items():
        for pad in sorted(wortel.glob(patroon)):
            yield from texts_of(read(pad, wortel), soorten)


def names(wortel: Path) -> List[str]:
    """Names of roles, services and the schools' own names for roles, and every explained word."""
    kennis, uit = wortel / "knowledge", list(load_words(wortel / "knowledge"))
    for plek in (*read_values(kennis / "loketten.yaml").values(), *read_values(kennis / "diensten.yaml").values()):
        uit += [plek["naam"], *plek.get("naam_per_onderwijs", {}).values()]
    for pad in sorted((kennis / "instellingen").glob("*.yaml")):
        uit += read_values(pad).get("loketnamen", {}).values()
    return uit


@cache
def frequency(woord: str) -> float:
    """How common a Dutch word is (Zipf: log10 of times per billion words); wordfreq 3, many kinds of text."""
    return float(zipf_frequency(woord, "nl"))


def figures(teksten: Sequence[Tekst], maat: Maat) -> List[str]:
    """The figures of both readers, one line each."""
    uit = []
    for lezer in (STUDENT, MENTOR):
        gevuld = [maat.fill(t.tekst) for t in teksten if t.lezer == lezer]
        lengtes = [len(words(z)) for tekst in gevuld for z in sentences(tekst)]
        gemak = [maat.ease(tekst) for tekst in gevuld if len(sentences(tekst)) >= 2]
        if lengtes and gemak:
            uit.append(f"{lezer}: {len(gevuld)} teksten, {len(lengtes)} zinnen, {mean(lengtes):.1f} woorden per zin "
                       f"(langste {max(lengtes)}), leesgemak {mean(gemak):.0f} (laagste {min(gemak):.0f})")
    return uit


def measure(wortel: Path) -> Tuple[List[Fout], List[str]]:
    """All breaches of a repository, sorted, and its figures."""
    regels = read_values(wortel / "knowledge" / "taalregels.yaml")
    maat = Maat(regels, names(wortel), frequency)
    teksten = list(all_texts(wortel, regels))
    return sorted({f for t in teksten for f in maat.check(t)}), figures(teksten, maat)


__all__ = ["MENTOR", "STUDENT", "Fout", "Maat", "Tekst", "all_texts", "measure", "names", "sentences", "syllables", "words"]


def main() -> int:
    fouten, cijfers = measure(WORTEL)
    for fout in fouten:
        print(fout)
    print("\n".join(cijfers))
    print(f"taal: {len(fouten)} fouten" if fouten else "taal: geen fouten")
    return 1 if fouten else 0


if __name__ == "__main__":
    sys.exit(main())
