"""The documents tell the truth: every path, command and kind of answer they name exists, every example is valid."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import Dict, List, Set, Tuple

import pytest
from pydantic import BaseModel

from bot.cli.main import make_parser
from bot.knowledge.kleine_bestanden import MODELLEN as KLEINE_MODELLEN
from bot.knowledge.kleine_bestanden import check_small
from bot.knowledge.reading import Document, parse
from bot.knowledge.schema import Dienst, Groep, Instelling, KnopTekst, Loket, Stap, Thema
from bot.knowledge.validation import validate
from bot.knowledge.veiligheid_regels import BESTANDEN, parse_rules

WORTEL = Path(__file__).resolve().parent.parent
PAGINAS = [WORTEL / "README.md", *sorted((WORTEL / "docs" / "taken").glob("*.md"))]
ALLE = sorted([*WORTEL.glob("*.md"), *(WORTEL / "docs").rglob("*.md"), WORTEL / "knowledge" / "README.md"])
# Made by `make run`, so not in a clean clone.
GEMAAKT = (".venv/", "var/", "models/")
_BLOK = re.compile(r"^```(\w*)\n(.*?)^```", re.M | re.S)
_CODE = re.compile(r"`([^`\n]+)`")
_PAD = re.compile(r"^[\w.<>-]+(/[\w.<>-]*)*$")
_EXTENSIES = (".md", ".py", ".yml", ".yaml", ".json", ".txt", ".lock", ".toml", ".sh", ".html", ".css", ".js")
_MODELLEN: Dict[str, type[BaseModel]] = {
    "stappen": Stap, "groepen": Groep, "loketten": Loket, "diensten": Dienst, "knoppen": KnopTekst,
}


def _code(pad: Path) -> List[str]:
    """What stands in backticks, and the lines of code blocks that are commands."""
    tekst = pad.read_text("utf-8")
    regels = [r for soort, blok in _BLOK.findall(tekst) if soort == "" for r in blok.splitlines()]
    return [*_CODE.findall(_BLOK.sub("", tekst)), *regels]


def _is_path(woord: str) -> bool:
    if not _PAD.match(woord) or woord.startswith(GEMAAKT) or "://" in woord:
        return False
    return "/" in woord or woord.endswith(_EXTENSIES) or woord == "LICENSE"


def _exists(woord: str) -> bool:
    """``<thema>`` stands for any name: then at least one file must fit."""
    patroon = re.sub(r"<[^>]*>", "*", woord.rstrip("/"))
    return any(WORTEL.glob(patroon)) if "*" in patroon else (WORTEL / patroon).exists()


@pytest.mark.parametrize("pad", PAGINAS, ids=lambda p: p.name)
def test_every_path_in_backticks_exists(pad: Path) -> None:
    paden = [w for w in _CODE.findall(_BLOK.sub("", pad.read_text("utf-8"))) if _is_path(w)]
    assert paden
    assert [p for p in paden if not _exists(p) and p not in _EIGEN_NAMEN] == []


# Names that a reader makes up, as the text around them says.
_EIGEN_NAMEN = {"mijn-school.yaml"}


@pytest.mark.parametrize("pad", ALLE, ids=lambda p: str(p.relative_to(WORTEL)))
def test_every_link_to_a_file_exists(pad: Path) -> None:
    links = re.findall(r"(?<!!)\[[^\]]*\]\(([^)#]+)[^)]*\)", pad.read_text("utf-8"))
    assert [k for k in links if "://" not in k and not (pad.parent / k).exists()] == []


@pytest.mark.parametrize("pad", ALLE, ids=lambda p: str(p.relative_to(WORTEL)))
def test_every_make_target_exists(pad: Path) -> None:
    doelen = set(re.findall(r"^([a-z]+):", (WORTEL / "Makefile").read_text("utf-8"), re.M))
    genoemd = {d for c in _code(pad) for d in re.findall(r"(?:^|[\s`])make ([a-z]+)", c)}
    assert genoemd - doelen == set()


def _commands() -> Set[str]:
    for actie in make_parser()._actions:
        if isinstance(actie, argparse._SubParsersAction):
            return set(actie.choices)
    return set()


@pytest.mark.parametrize("pad", ALLE, ids=lambda p: str(p.relative_to(WORTEL)))
def test_every_loketwijzer_command_exists(pad: Path) -> None:
    genoemd = {d for c in _code(pad) for d in re.findall(r"(?:^|[\s/])loketwijzer ([a-z][a-z-]*)", c)}
    assert genoemd - _commands() == set()


def test_every_kind_of_answer_is_in_the_contract() -> None:
    contract = (WORTEL / "docs" / "contract.md").read_text("utf-8")
    code = [p.read_text("utf-8") for p in (WORTEL / "bot" / "knowledge" / "gesprek").glob("*.py")]
    soorten = {s for tekst in code for s in re.findall(r'plain\(\s*"(\w+)"', tekst)}
    soorten |= set(re.findall(r"soort: (\w+)", (WORTEL / "domain.yml").read_text("utf-8")))
    assert {"verwijzing", "crisis", "keuze", "veiligheidsvraag"} <= soorten
    assert [s for s in sorted(soorten) if f"### `{s}`" not in contract] == []


def _examples() -> Dict[str, Tuple[str, Document]]:
    """File name → (text, document) of each example in knowledge/README.md."""
    uit: Dict[str, Tuple[str, Document]] = {}
    for soort, blok in _BLOK.findall((WORTEL / "knowledge" / "README.md").read_text("utf-8")):
        if soort == "yaml":
            naam = blok.splitlines()[0].removeprefix("# knowledge/").removesuffix(".yaml")
            doc, problems = parse(blok, naam)
            assert doc is not None and not problems, problems
            uit[naam] = (blok, doc)
    return uit


def test_every_knowledge_file_is_explained() -> None:
    """Each file by its name, and each one that a school edits with an example."""
    kennis, tekst = WORTEL / "knowledge", (WORTEL / "knowledge" / "README.md").read_text("utf-8")
    los = {p.stem for p in kennis.glob("*.yaml")}
    assert los - set(_examples()) == set()
    assert [p.name for p in (kennis / "veiligheid").glob("*.yaml") if f"`{p.name}`" not in tekst] == []


def test_examples_fit_the_format() -> None:
    voorbeelden = _examples()
    for naam, model in _MODELLEN.items():
        doc = voorbeelden[naam][1]
        for sleutel in doc.waarden:
            assert validate(model, doc, (sleutel,))[1] == [], naam
    assert validate(Thema, voorbeelden["themas/voorbeeld"][1])[1] == []
    assert validate(Instelling, voorbeelden["instellingen/voorbeeld"][1])[1] == []
    for bestand, (klein, _) in KLEINE_MODELLEN.items():
        if bestand != "taalregels.yaml":  # its example shows a part: the whole is a hundred lines
            assert check_small(voorbeelden[bestand.removesuffix(".yaml")][1], klein) == [], bestand
    wacht = {b: voorbeelden[f"veiligheid/{b}"][0] for b in BESTANDEN if f"veiligheid/{b}" in voorbeelden}
    regels = parse_rules(wacht)
    assert regels.regels and regels.verborgen
