"""Every code of messages_nl.py can be reached: by a broken file, and here by a mistake in the real catalogue."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path
from typing import Dict, List, Tuple

import pytest
from pydantic import BaseModel, validator

from bot.cli.controleer import check_all
from bot.knowledge.catalog import KnowledgeError, load_catalog
from bot.knowledge.meldingen import split_message
from bot.knowledge.messages_nl import BERICHTEN, WAARSCHUWINGEN
from bot.knowledge.problems import als_github, problem
from bot.knowledge.reading import parse
from bot.knowledge.schema import Instelling
from bot.knowledge.validation import did_you_mean, validate
from bot.knowledge.veldteksten_nl import ANDERE_WOORDEN, VELDEN, VOORBEELDEN
from tests.knowledge.test_kapotte_kennis import shown_codes

KENNIS = Path(__file__).resolve().parents[2] / "knowledge"
ONGELDIG = Path(__file__).parent / "ongeldig"
# code → file, what to find (a pattern), what to put there
KAPOT: Dict[str, Tuple[str, str, str]] = {
    "onbekende-groep": ("groepen.yaml", r"(?ms)^7:.*", ""),
    "onbekende-stap": ("stappen.yaml", r"(?ms)^1:.*?(?=^2:)", ""),
    "onbekende-dienst": ("loketten.yaml", r"(?m)^  landelijk: \[", "  landelijk: [bestaat_niet, "),
    "dubbele-keuze": ("themas/stress.yaml", r"(?m)^keuze: .*", ""),
    "nummer-zonder-bron": ("diensten.yaml", r"zekerheid: bevestigd", "zekerheid: onbevestigd"),
    "dienst-verborgen": ("diensten.yaml", r"tonen: true", "tonen: false"),
    "geen-uitweg": ("diensten.yaml", r"(?ms)(^nood_112:.*?)^  telefoon: \[[^\]]*\]\n", r"\1"),
    "geen-getal": ("themas/stress.yaml", r"(?m)^groep: \d+", "groep: veel"),
    "getal-te-laag": ("themas/stress.yaml", r"(?m)^groep: \d+", "groep: 0"),
    "getal-te-hoog": ("themas/stress.yaml", r"(?m)^groep: \d+", "groep: 12"),
    "te-veel-letters": ("themas/stress.yaml", r"(?m)^keuze: .*", "keuze: " + "heel lang " * 9),
    "te-lang": ("themas/stress.yaml", r"(?m)^zelf:\n", "zelf:\n  - Een.\n  - Twee.\n  - Drie.\n"),
    "termijn": ("nakijken.yaml", r"verberg_na_maanden: \d+", "verberg_na_maanden: 6"),
    "brondatum": ("themas/stress.yaml", r"(?s)datum: [^\n,}]*", "datum: vorig jaar"),
}


def broken(tmp_path: Path, bestand: str, patroon: str, nieuw: str) -> List[str]:
    map_ = tmp_path / "knowledge"
    shutil.copytree(KENNIS, map_)
    pad = map_ / bestand
    tekst, aantal = re.subn(patroon, nieuw, pad.read_text("utf-8"))
    assert aantal, f"{bestand}: {patroon}"
    pad.write_text(tekst, "utf-8")
    return [p.code for p in check_all(map_, date(2026, 11, 22))]


@pytest.mark.parametrize("code", sorted(set(KAPOT) - {"dubbele-keuze"}))
def test_a_mistake_in_the_catalogue_has_its_own_code(code: str, tmp_path: Path) -> None:
    assert code in broken(tmp_path, *KAPOT[code])


def test_two_themes_never_share_a_button_text(tmp_path: Path) -> None:
    keuze = re.search(r"(?m)^keuze: .*", (KENNIS / "themas" / "rouw.yaml").read_text("utf-8"))
    assert keuze and "dubbele-keuze" in broken(tmp_path, "themas/stress.yaml", r"(?m)^keuze: .*", keuze[0])


def test_a_role_that_leads_nowhere_is_a_dead_end(tmp_path: Path) -> None:
    verborgen = r"(?m)^  landelijk: \[.*\]"
    codes = broken(tmp_path, "loketten.yaml", verborgen, "  landelijk: [bestaat_niet]")
    assert {"dood-spoor", "onbekende-dienst"} <= set(codes)


def test_a_file_name_with_capitals_is_a_mistake(tmp_path: Path) -> None:
    map_ = tmp_path / "knowledge"
    shutil.copytree(KENNIS, map_)
    shutil.copy(map_ / "instellingen" / "voorbeeld-mbo.yaml", map_ / "instellingen" / "Mijn School.yaml")
    assert "bestandsnaam" in [p.code for p in check_all(map_, date(2026, 11, 22))]
    with pytest.raises(KnowledgeError, match="bestandsnaam"):
        load_catalog(map_)


def test_an_error_of_the_library_that_we_do_not_know_gets_a_general_message() -> None:
    class Vreemd(BaseModel):
        naam: str

        @validator("naam")
        def _nooit(cls, waarde: str) -> str:
            raise ValueError("some English text")

    doc, _ = parse("naam: x\n", "x.yaml")
    assert doc
    (fout,) = validate(Vreemd, doc)[1]
    assert fout.code == "ongeldig" and "English" not in fout.tekst
    assert validate(Vreemd, doc, ("bestaat niet",))[1][0].code == "geen-blok"


# The only codes that no broken file shows.
ZONDER_BESTAND = {
    "ongeldig",  # above: the net under an error of the library that has no text of its own
    "bestand-te-groot",  # test_ongeldig.py writes it: a file of more than 1 MB does not belong in the repository
}


def test_every_code_is_shown_by_a_broken_file_or_reached_by_another_test() -> None:
    assert set(BERICHTEN) - shown_codes() == ZONDER_BESTAND
    assert set(WAARSCHUWINGEN) == shown_codes("waarschuwing")


@pytest.mark.parametrize("code", sorted(BERICHTEN))
def test_a_message_says_what_is_wrong_and_what_to_do_in_plain_dutch(code: str) -> None:
    wat, doen = split_message(code)
    assert wat.endswith(".") and doen.endswith((".", "›", ".yaml")), (wat, doen)
    assert not re.search(r"\b(invalid|error|key|value|string|list|mapping|object|None|YAML|je|jouw)\b", wat + doen)


def test_every_field_of_a_school_file_has_a_text_and_every_word_leads_to_a_field() -> None:
    modellen = {"Instelling": Instelling}
    for veld in Instelling.__fields__.values():
        if isinstance(veld.type_, type) and issubclass(veld.type_, BaseModel):
            modellen[veld.type_.__name__] = veld.type_  # type: ignore[assignment]
    velden = {f"{naam}.{veld}" for naam, model in modellen.items() for veld in model.__fields__}
    assert set(VELDEN) == velden
    kaal = {v.split(".")[1] for v in velden}
    assert {v.split(".")[-1] for v in VOORBEELDEN} <= kaal
    assert set(ANDERE_WOORDEN.values()) <= kaal | {"mbo", "hbo", "wo", "vrouw", "man"}


def test_a_suggestion_prefers_the_exact_name() -> None:
    assert did_you_mean("kamer", ["kaart", "waar"], ANDERE_WOORDEN) == " Bedoelt u 'waar'?"
    assert did_you_mean("decan", ["decaan", "mentor"]) == " Bedoelt u 'decaan'?"
    assert did_you_mean("xyz", ["decaan"]) == ""


def test_an_annotation_for_github_stays_one_line() -> None:
    fout = problem("a,b:c.yaml", 3, "telefoon", waarde="100%\nzeker")
    assert als_github([fout]) == (
        "::error file=a%2Cb%3Ac.yaml,line=3,title=telefoon::Het telefoonnummer '100%25 zeker' klopt niet. "
        "Schrijf 1 nummer, zonder woorden, bijvoorbeeld 030 123 45 67."
    )
