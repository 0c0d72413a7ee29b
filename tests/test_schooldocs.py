"""The documents for schools: plain for who reads them, and their claims equal to what the code does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.knowledge.catalog import load_catalog
from bot.knowledge.gesprek.tellen import GEVAAR
from bot.knowledge.inzicht import MINSTENS
from bot.knowledge.wordlists import read_values
from bot.settings import Settings
from scripts.taal import MENTOR, STUDENT, Maat, Tekst, names

WORTEL = Path(__file__).resolve().parent.parent
DOCS = WORTEL / "docs"
REGELS = read_values(WORTEL / "knowledge" / "taalregels.yaml")


def between(naam: str, lezer: str) -> str:
    """The text for this reader, without the signs of Markdown, each point of a list as a line."""
    delen = re.findall(rf"<!-- {lezer}: begin -->\n(.*?)<!-- {lezer}: eind -->", (DOCS / naam).read_text("utf-8"), re.S)
    assert delen, f"{naam} heeft geen tekst voor {lezer}"
    tekst = re.sub(r"\n(?![\n\-#|\d])", " ", "\n".join(delen))
    return re.sub(r"[*`#\[\]]|^\s*(?:-|\d+\.)\s", "", tekst, flags=re.M)


@pytest.mark.parametrize("naam, lezer", [
    ("privacy-uitleg.md", STUDENT), ("privacy-uitleg.md", MENTOR), ("voor-mentoren.md", MENTOR)])
def test_what_a_student_or_mentor_reads_is_plain(naam: str, lezer: str) -> None:
    maat = Maat(REGELS, names(WORTEL))
    alineas = [a for a in between(naam, lezer).split("\n") if a.strip()]
    assert len(alineas) >= (3 if naam == "privacy-uitleg.md" and lezer == STUDENT else 1)
    assert [str(f) for a in alineas for f in maat.check(Tekst(naam, 1, a, lezer))] == []


@pytest.mark.parametrize("naam", ["handleiding.md", "jaarkalender.md", "privacy-uitleg.md", "voor-mentoren.md", "ci/README.md"])
def test_no_word_or_sign_that_we_avoid(naam: str) -> None:
    tekst = (DOCS / naam).read_text("utf-8")
    assert not re.search(r"welzijn|welbevinden|—|\w!(\s|$)", re.sub(r"<!--.*?-->", "", tekst), re.I)


def test_the_retention_times_are_those_of_the_code() -> None:
    tekst, gewoon = (DOCS / "privacy-uitleg.md").read_text("utf-8"), Settings()
    assert gewoon.bewaar_uren == 24 and "24 uur na het laatste bericht" in tekst and "Typ je 1 dag niets?" in tekst
    assert gewoon.bewaar_schooljaren == 2 and "dit schooljaar en de 2 daarvoor" in tekst
    minuten = re.search(r"MAX_LEEFTIJD = (\d+) \* 60e3", (WORTEL / "bot/web/src/opslag.js").read_text("utf-8"))
    assert minuten and tekst.count(f"{minuten[1]} minuten") >= 3
    assert MINSTENS == 5 and "aantallen van 5 of meer" in tekst
    maanden = load_catalog(DOCS.parent / "knowledge").termijnen.verberg_na_maanden
    for naam in ("privacy-uitleg.md", "jaarkalender.md"):
        assert f"na {maanden} maanden" in (DOCS / naam).read_text("utf-8")


def test_the_number_of_themes_is_the_real_one() -> None:
    aantal = len(list((WORTEL / "knowledge" / "themas").glob("*.yaml")))
    assert f"Voor {aantal} onderwerpen" in (DOCS / "voor-mentoren.md").read_text("utf-8")


def test_every_place_in_the_code_that_the_fg_is_sent_to_exists() -> None:
    tekst = (DOCS / "privacy-uitleg.md").read_text("utf-8")
    paden = set(re.findall(r"`((?:bot|knowledge)/[\w./-]+)`", tekst))
    assert len(paden) >= 6 and [p for p in paden if not (WORTEL / p).exists()] == []
    assert "def slots_to_keep" in (WORTEL / "bot/server/conversations.py").read_text("utf-8")


def test_privacy_names_every_danger_that_is_not_counted() -> None:
    tekst = (DOCS / "privacy.md").read_text("utf-8")
    namen = {"hulp_113": "113", "nood_112": "112", "veilig_thuis": "Veilig Thuis",
             "centrum_seksueel_geweld": "Centrum Seksueel Geweld"}
    assert [g for g in GEVAAR if namen.get(g, f"`{g}`") not in tekst] == []
