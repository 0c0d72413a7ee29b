"""Damaged school files: never an exception, only Problems on lines that exist. 3,000 in every run, 10,000 with ``make fuzz``."""

from __future__ import annotations

import os
import random
from datetime import date
from pathlib import Path
from typing import Callable, List

import pytest

from bot.cli.controleer import check_document
from bot.knowledge.catalog import read_catalog
from bot.knowledge.checks.taal import Schooltaal
from bot.knowledge.problems import Problem, als_github, als_json, als_tekst
from bot.knowledge.reading import parse

KENNIS = Path(__file__).resolve().parents[2] / "knowledge"
SCHOLEN = sorted((KENNIS / "instellingen").glob("voorbeeld-*.yaml"))
AANTAL, ZAAD = int(os.environ.get("FUZZ_AANTAL", "3000")), 20261122
TEKENS = list("\"':-#&*!%@`|>[]{},?\t \n\\=<~0123456789aZé\x00\x07\x85\xa0\u200b\u2028\ufeff😀")
BROKKEN = ["---\n", "...\n", "<<: *a\n", "- ", "  ", "\t", ": ", "&a ", "*a ", "!!python/object:os.system ", "? ", "[[[[",
           "{{{{", "\r\n", "%YAML 1.1\n", "!!binary ", "&a [*a]", "null", "~", "2026-13-45", "'", '"', "null: null\n"]
Mutatie = Callable[[random.Random, List[str]], None]


def _weg(r: random.Random, regels: List[str]) -> None:
    del regels[r.randrange(len(regels))]


def _dubbel(r: random.Random, regels: List[str]) -> None:
    i = r.randrange(len(regels))
    regels.insert(r.randrange(len(regels)), regels[i])


def _wissel(r: random.Random, regels: List[str]) -> None:
    i, j = r.randrange(len(regels)), r.randrange(len(regels))
    regels[i], regels[j] = regels[j], regels[i]


def _teken(r: random.Random, regels: List[str]) -> None:
    i = r.randrange(len(regels))
    for _ in range(r.randint(1, 4)):
        plek = r.randint(0, len(regels[i]))
        regels[i] = regels[i][:plek] + r.choice(TEKENS) + regels[i][plek:]


def _brok(r: random.Random, regels: List[str]) -> None:
    i = r.randrange(len(regels))
    plek = r.randint(0, len(regels[i]))
    regels[i] = regels[i][:plek] + r.choice(BROKKEN) + regels[i][plek:]


def _wis_teken(r: random.Random, regels: List[str]) -> None:
    i = r.randrange(len(regels))
    plek = r.randint(0, len(regels[i]))
    regels[i] = regels[i][:plek] + regels[i][plek + 1 :]


def _inspringen(r: random.Random, regels: List[str]) -> None:
    i = r.randrange(len(regels))
    regels[i] = " " * r.randint(0, 7) + regels[i].lstrip()


def _waarde(r: random.Random, regels: List[str]) -> None:
    i = r.randrange(len(regels))
    sleutel, punt, _ = regels[i].partition(":")
    nieuw = r.choice(["", " []", " {}", " [a, b]", " {a: b}", " 12", " true", ' ""', " [[a], {b: c}]", " |", " 9" * 500])
    regels[i] = sleutel + punt + nieuw + "\n"


def _knip(r: random.Random, regels: List[str]) -> None:
    i = r.randrange(len(regels))
    regels[i] = regels[i][: r.randint(0, len(regels[i]))]
    del regels[i + 1 :]


def test_a_smaller_school_is_still_right() -> None:
    catalog, _ = read_catalog(KENNIS)
    for nummer, pad in enumerate(SCHOLEN * 5):
        doc, problems = parse(shrink(pad.read_text("utf-8"), random.Random(nummer)), "school.yaml")
        assert doc is not None and not problems
        problems = check_document(doc, "school", catalog, KENNIS, date(2026, 11, 22))
        assert not [p for p in problems if p.niveau == "fout"]


MUTATIES: List[Mutatie] = [_weg, _dubbel, _wissel, _teken, _brok, _wis_teken, _inspringen, _waarde, _knip]


def shrink(tekst: str, r: random.Random) -> str:
    """The school with at most two of its contacts (one in two hundred keeps all): still right, and quick to read."""
    if r.random() < 0.005:
        return tekst
    kop, *contacten = tekst.split("  - loket: ")
    laatste, crisis, rest = contacten[-1].partition("\ncrisis:")
    gekozen = r.sample([*contacten[:-1], laatste + "\n"], min(2, len(contacten)))
    return kop + "".join(f"  - loket: {c}" for c in gekozen) + crisis + rest


def damage(tekst: str, r: random.Random) -> str:
    """The text with one to five mistakes."""
    regels = tekst.splitlines(keepends=True)
    for _ in range(r.choice((1, 1, 1, 2, 3, 5))):
        if regels:
            r.choice(MUTATIES)(r, regels)
    return "".join(regels)


@pytest.mark.parametrize("deel", range(6))
def test_a_damaged_file_gives_problems_and_never_an_exception(deel: int) -> None:
    catalog, problems = read_catalog(KENNIS)
    assert not problems
    taal = Schooltaal(catalog, KENNIS)
    teksten, gemeld = [p.read_text("utf-8") for p in SCHOLEN], 0
    assert len(teksten) == 3
    for nummer in range(deel, AANTAL, 6):
        r = random.Random(ZAAD + nummer)
        tekst = damage(shrink(teksten[nummer % 3], r), r)
        doc, uit = parse(tekst, "school.yaml")
        if doc is not None:
            uit = check_document(doc, "school", catalog, KENNIS, date(2026, 11, 22), taal)
        regels = max(1, tekst.count("\n") + tekst.count("\r") + tekst.count("\x85") + tekst.count("\u2028") + 1)
        assert all(isinstance(p, Problem) and 1 <= p.regel <= regels and p.tekst for p in uit), f"nummer {nummer}"
        assert "\n" not in "".join(p.tekst for p in uit), f"nummer {nummer}"
        als_tekst(uit), als_json(uit), als_github(uit)
        gemeld += bool(uit)
    assert gemeld > AANTAL // 6 * 0.6  # most damage is noticed
