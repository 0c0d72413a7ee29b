"""The language measure finds each kind of breach in planted texts, and none in the texts of this repository."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path
from typing import Callable, List

import pytest

from bot.knowledge.gesprek.beurt import beurt
from bot.knowledge.gesprek.stand import Begrip, Kennis, Stand
from bot.knowledge.wordlists import load_words, read_values
from scripts.taal import MENTOR, STUDENT, Maat, Tekst, all_texts, frequency, measure, names, sentences, syllables, words
from tests.conftest import NACHT

WORTEL = Path(__file__).resolve().parent.parent
REGELS = read_values(WORTEL / "knowledge" / "taalregels.yaml")


def codes(tekst: str, lezer: str = STUDENT, vrij: List[str] | None = None) -> List[str]:
    maat = Maat(REGELS, vrij or [])
    return [f.code for f in maat.check(Tekst("proef.yaml", 3, tekst, lezer))]


def test_a_rare_word_is_found_unless_it_is_explained_or_known() -> None:
    def rare(tekst: str, vrij: List[str]) -> List[str]:
        maat = Maat(REGELS, vrij, lambda w: {"transitie": 2.1, "vapen": 1.1}.get(w, 5.0))
        return [f.code for f in maat.check(Tekst("proef.yaml", 3, tekst, STUDENT))]

    assert rare("Praat over je transitie.", []) == ["zeldzaam-woord"]
    assert rare("Praat over je transitie.", ["transitie"]) == []
    assert rare("Praat over vapen.", []) == []


def test_frequencies_come_from_the_word_list() -> None:
    assert frequency("de") > 7 > frequency("huisarts") > 3 > frequency("multidisciplinair") > frequency("onbestaandwoord") == 0


LANG = "Je kunt vandaag naar je mentor op school gaan en dan vertel je wat er is en wat je wilt."


@pytest.mark.parametrize(("tekst", "code"), [
    (LANG, "lange-zin"),
    ("Je kunt vandaag op school naar je mentor gaan als je dat wilt doen.", "gemiddeld"),
    ("Deze functionaris adviseert studerenden. Financieringsmogelijkheden inventariseren behoort tot de taken.", "leesgemak"),
    ("De brief wordt morgen naar je huis gestuurd.", "lijdend"),
    ("Je ouders worden door school gebeld.", "lijdend"),
    ("Werd de afspraak afgezegd door je mentor?", "lijdend"),
    ("Dit helpt je welzijn.", "verboden-woord"),
    ("Hier krijg je een begeleidingsplan.", "verboden-woord"),
    ("Je kunt gewoon bellen.", "verboden-woord"),
    ("Bel uw mentor.", "verboden-woord"),
    ("Wacht drie dagen.", "getal"),
    ("Twintig mensen bellen elke dag.", "getal"),
    ("Bel nu \u2014 het kan.", "teken"),
    ("Bel nu 112!", "teken"),
])
def test_a_planted_breach_is_found(tekst: str, code: str) -> None:
    assert code in codes(tekst)


@pytest.mark.parametrize("tekst", [
    "Bel nu 112. Zeg waar je bent en wat er gebeurt.",
    "Ga naar {naar}. {reden}\n\n{contact}",
    "Je wordt 18. Dan kies jij wat je ouders horen.",
    "Worden de gesprekken te zwaar? Zeg dat dan.",
    "Gepest worden",
    "Bel gratis Veilig Thuis: 0800-2000, dag en nacht.",
    "Elke dag kun je even bellen. Iets eten helpt ook.",
])
def test_a_plain_text_passes(tekst: str) -> None:
    assert codes(tekst) == []


def test_a_breach_names_file_line_rule_and_hint() -> None:
    fout = next(iter(Maat(REGELS).check(Tekst("knowledge/proef.yaml", 7, "Wacht drie dagen."))))
    assert str(fout) == "knowledge/proef.yaml:7: [getal] drie: Wacht drie dagen., schrijf het cijfer 3"


def test_a_mentor_may_read_longer_sentences() -> None:
    assert codes(LANG, MENTOR) == ["gemiddeld"]
    assert codes(LANG + " Ga mee.", MENTOR) == []
    assert "lange-zin" in codes(LANG + " Ga mee.", STUDENT)


def test_names_and_explained_words_do_not_count_as_hard() -> None:
    tekst = "De vertrouwenspersoon luistert. De schoolmaatschappelijk werker ook."
    assert "leesgemak" in codes(tekst)
    assert codes(tekst, vrij=["vertrouwenspersoon", "schoolmaatschappelijk werker"]) == []


def test_words_and_sentences_are_counted_as_a_reader_does() -> None:
    assert sentences("Bel 113. Of chat op 113.nl.\nKun je niet praten? Typ dan.") == [
        "Bel 113.", "Of chat op 113.nl.", "Kun je niet praten?", "Typ dan."]
    assert words("Bel 088 0767 000 · of app, samen.") == ["Bel", "088", "0767", "000", "of", "app,", "samen."]


@pytest.mark.parametrize(("woord", "aantal"), [
    ("school", 1), ("open", 2), ("avond", 2), ("idee", 2), ("vertrouwenspersoon", 5), ("mail", 1), ("coach", 1),
    ("huisarts", 2), ("ruzie", 2), ("sociaal", 3), ("financiën", 4), ("reageren", 4), ("eten", 2), ("nieuw", 1),
])
def test_syllables(woord: str, aantal: int) -> None:
    assert syllables(woord) == aantal


def test_every_text_of_the_repository_is_plain() -> None:
    fouten, cijfers = measure(WORTEL)
    assert [str(f) for f in fouten] == []
    assert len(cijfers) == 2


def test_the_measure_reads_every_kind_of_text() -> None:
    teksten = list(all_texts(WORTEL, REGELS))
    assert len(teksten) > 2000
    gezien = {t.pad for t in teksten}
    for pad in ("domain.yml", "knowledge/loketten.yaml", "knowledge/diensten.yaml", "knowledge/groepen.yaml",
                "knowledge/stappen.yaml", "knowledge/knoppen.yaml", "knowledge/woorden.yaml",
                "knowledge/instellingen/voorbeeld-mbo.yaml", "bot/web/teksten.nl.json", "bot/web/noodkaart.nl.json"):
        assert pad in gezien, pad
    assert {p.relative_to(WORTEL).as_posix() for p in (WORTEL / "knowledge" / "themas").glob("*.yaml")} <= gezien
    domein = [t for t in teksten if t.pad == "domain.yml"]
    assert not [t for t in domein if "Danger now?" in t.tekst or "Gefahr" in t.tekst]
    assert [t for t in domein if t.lezer == MENTOR and "meldcode" in t.tekst]


def test_each_explained_word_has_a_short_explanation() -> None:
    uitleg = load_words(WORTEL / "knowledge")
    assert len(uitleg) >= 60
    for woord, tekst in uitleg.items():
        assert 1 <= len(sentences(tekst)) <= 2, woord
        assert tekst.endswith("."), woord


def test_what_the_bot_says_is_plain_with_real_names_filled_in(maak_kennis: Callable[..., Kennis]) -> None:
    """The first advice and the step after it, of every theme, at every school, for oneself and for another."""
    kennis, maat = maak_kennis(NACHT), Maat(REGELS, names(WORTEL))
    varianten = read_values(WORTEL / "domain.yml")["responses"]
    fouten = set()
    for thema, school, wie in product(kennis.catalog.themas, (*kennis.scholen, None), ("ik", "ander")):
        uit = beurt(Begrip(f"thema_{thema}"), Stand(instelling=school, locatie="", wie=wie), kennis)
        daarna = beurt(Begrip("al_geprobeerd"), uit.stand.met(vraag=None), kennis)
        for antwoord in (*uit.antwoorden, *daarna.antwoorden):
            tekst = next(v["text"] for v in varianten[antwoord.response] if not v.get("condition"))
            tekst = re.sub(r"\{(\w+)\}", lambda m, a=antwoord: str(a.waarden[m[1]]), tekst)  # type: ignore[misc]
            zinnen = "\n".join(r for r in tekst.splitlines() if " · " not in r)  # a contact line is no sentence
            fouten |= {str(f) for f in maat.check(Tekst(antwoord.response, 0, zinnen))}
    assert fouten == set()
