"""The transparent part of the guard as tables: idioms, negation, who, hidden words by hash; harmless wording only."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Optional

import pytest

from bot.begrip.veiligheid import Drempels, Guard, Kansen
from bot.knowledge.veiligheid import Patronen
from bot.knowledge.veiligheid_patronen import Matcher, Regel, words
from bot.knowledge.veiligheid_regels import NIVEAUS, Regels, Verborgen, parse_rules, read_rules, rules_from_json
from bot.knowledge.veiligheid_tekst import fold, hash_of, klank

ROOT = Path(__file__).resolve().parents[2]
KENNIS = ROOT / "knowledge"


@pytest.fixture(scope="module")
def patronen() -> Patronen:
    return Patronen(read_rules(KENNIS))


@pytest.mark.parametrize("tekst, niveau", [
    ("ik wil dood", "hulp_113"),
    ("dood wil ik", "hulp_113"),
    ("ik wil niet meer leven", "hulp_113"),
    ("iedereen is beter af zonder mij", "hulp_113"),
    ("ik doe mezelf pijn en niemand weet het", "hulp_113"),
    ("zelvmoord", "hulp_113"),
    ("ja ik ben suicidaal, nee ik praat met niemand", "hulp_113"),
    ("ja ik denk aan zelfmoord, nee ik heb met niemand gepraat", "hulp_113"),
    ("aan de stagebegeleider zei ze dat het leven voor haar niet meer hoeft", "hulp_113"),
    ("mijn vader slaat me", "veilig_thuis"),
    ("mijn man heeft mijn paspoort afgepakt", "veilig_thuis"),
    ("ik mag van ze het huis niet uit omdat ik op vrouwen val", "veilig_thuis"),
    ("mag van mijn ouders het huis niet uit sinds ik zei dat ik homo ben", "veilig_thuis"),
    ("betaal nu of ik deel alles met je volgers, dat appt hij", "centrum_seksueel_geweld"),
    ("ze wil nog een foto anders stuurt ze deze naar mijn familie", "centrum_seksueel_geweld"),
    ("pay me or i leak your nudes, dat zei ze net", "centrum_seksueel_geweld"),
    ("ik ben verkragt", "centrum_seksueel_geweld"),
    ("hij ging door terwijl ik nee zei", "centrum_seksueel_geweld"),
    ("hij staat voor mijn deur met een wapen", "nood_112"),
    ("kan nu niet praten kom snel", "nood_112"),
    ("mijn vriendin ligt op de grond en reageert niet", "nood_112"),
    ("i want to die", "hulp_113"),
    ("artık yaşamak istemiyorum", "hulp_113"),
    ("nie chcę już żyć", "hulp_113"),
    ("бьет меня отец", "veilig_thuis"),
])
def test_danger_gets_the_right_card(patronen: Patronen, tekst: str, niveau: str) -> None:
    assert patronen.look(tekst).niveau == niveau


@pytest.mark.parametrize("tekst", ["ik trek het niet meer", "ik kan niet meer", "ik hoor stemmen", "alles is zinloos"])
def test_doubt_gets_the_question(patronen: Patronen, tekst: str) -> None:
    oordeel = patronen.look(tekst)
    assert oordeel.niveau is None and oordeel.vraag


@pytest.mark.parametrize("tekst", [
    "ik lach me dood", "ik ben dood moe", "doodsaai die les", "mijn telefoon is dood", "ik ga kapot van het lachen",
    "ik wil wel dood van schaamte", "die toets was moordend", "in die film gaat iedereen dood",
    "ik maak een presentatie over zelfmoord onder jongeren", "mijn oma is vorige week overleden",
    "hoe snij ik een ui voor mijn examen", "ik hang de was op", "de trein heeft vertraging", "boksles was zwaar, blauw oog",
    "mag van mijn ouders niet mee op vakantie", "stuur je foto voor de pas of ik stuur hem zelf naar school",
])
def test_idioms_and_contexts_stay_quiet(patronen: Patronen, tekst: str) -> None:
    oordeel = patronen.look(tekst)
    assert oordeel.niveau is None and not oordeel.vraag


@pytest.mark.parametrize("tekst", [
    "ik wil niet dood hoor", "dood wil ik niet", "hij slaat me niet", "ik heb geen zelfmoordgedachten",
    "ik doe mezelf niks aan", "ik word nergens toe gedwongen",
])
def test_negation_takes_danger_away(patronen: Patronen, tekst: str) -> None:
    assert patronen.look(tekst).niveau is None


@pytest.mark.parametrize("tekst", [
    "ik lach me dood om die les maar ik wil niet meer leven",
    "mijn scriptie gaat over zelfmoord en ik wil zelf dood",
    "hij slaat me niet elke dag. gisteren heeft mijn vader me geslagen",
    "ik ben dood moe, ik wil dood",
])
def test_an_exception_never_outweighs_an_explicit_statement(patronen: Patronen, tekst: str) -> None:
    assert patronen.look(tekst).niveau is not None


@pytest.mark.parametrize("tekst, rol, wie", [
    ("ik wil dood", "student", "ik"),
    ("mijn vriendin wil dood", "student", "ander"),
    ("een student van mij wil niet meer leven", "student", "mentor"),
    ("hij wil niet meer leven", "mentor", "mentor"),
])
def test_who_it_is_about(patronen: Patronen, tekst: str, rol: str, wie: str) -> None:
    assert patronen.look(tekst, rol).wie == wie


@pytest.mark.parametrize("tekst, niveau", [
    ("ik wil mezelf fluitketelen", "hulp_113"),
    ("ik wil een fluitketel kopen", None),
    ("fluitketelen is leuk", None),
    ("ik wil mezelf trakteren. de fluitketel is stuk", None),
])
def test_a_hidden_word_counts_only_in_its_context(tekst: str, niveau: Optional[str]) -> None:
    context = Regel("c-1", "context", "mezelf", "gericht op zichzelf", "t:1", bereik="mezelf")
    verborgen = Verborgen(hash_of("fluitketel"), True, ("mezelf",), "hulp_113", "proef", "t:2")
    assert Patronen(Regels((context,), (verborgen,), {}, {})).look(tekst).niveau == niveau


@pytest.mark.parametrize("tekst, niveau", [
    ("ik heb de fluitketel gepakt", "hulp_113"),
    ("ik heb de fluitkettel gepakt", "hulp_113"),
    ("ik heb twee fluitketels gepakt", "hulp_113"),
    ("ik heb de ketel gepakt", None),
    ("de fluitketel staat op tafel", None),
    ("ik heb geen fluitketel gepakt", None),
])
def test_a_pattern_can_have_words_that_stand_there_as_a_hash(tekst: str, niveau: Optional[str]) -> None:
    regel = Regel("v-1", "hulp_113", f"ik heb .. ~{hash_of(klank('fluitketel'))}* .. gepakt", "proef", "t:1", zeker=True)
    assert regel.verborgen
    assert Patronen(Regels((regel,), (), {}, {"ontkenners": ("geen",)})).look(tekst).niveau == niveau


def test_the_trained_part_has_no_say_about_words_it_never_saw() -> None:
    """No line has them, so it sees nothing; an ordinary pattern then becomes the question, this one stays the card."""
    woorden = f"ik heb .. ~{hash_of(klank('fluitketel'))} + gepakt"
    zeker, vraag = (Regel("v-1", s, woorden, "proef", "t:1", zeker=s != "vraag") for s in ("hulp_113", "vraag"))
    ziet_niets = Kansen(dict.fromkeys(NIVEAUS, 0.0), 0.0, 0.0)
    for regel, verwacht in ((zeker, ("hulp_113", False)), (vraag, (None, True))):
        wacht = Guard(Regels((regel,), (), {}, {}), Drempels(0.9, 0.3, 0.3, 0.3, 0.1), None)
        oordeel = wacht.join(wacht.patronen.find("ik heb een fluitketel gepakt"), ziet_niets, "student")
        assert (oordeel.niveau, oordeel.vraag) == verwacht and not oordeel.licht


def test_no_pattern_of_a_hidden_word_shows_that_word() -> None:
    doc = (KENNIS / "veiligheid" / "verborgen.yaml").read_text("utf-8")
    groepen = [r for r in doc.splitlines() if r.strip().startswith("manier_")]
    assert len(groepen) > 10
    assert all(re.fullmatch(r"~[0-9a-f]{16}\*?", w) for r in groepen for w in r.split(": ", 1)[1].split("|"))


def test_every_reason_carries_file_and_line(patronen: Patronen) -> None:
    redenen = patronen.look("ik wil dood").redenen
    assert redenen and all(re.fullmatch(r"knowledge/veiligheid/\w+\.yaml:\d+", r.bron) for r in redenen)


def test_rules_survive_the_copy_in_the_model_folder(patronen: Patronen) -> None:
    kopie = Patronen(rules_from_json(patronen.regels.to_json()))
    assert kopie.look("ik wil dood") == patronen.look("ik wil dood")


def test_every_entry_has_a_reason(patronen: Patronen) -> None:
    assert all(r.reden.strip() for r in patronen.regels.regels)
    assert all(v.reden.strip() and v.samen_met for v in patronen.regels.verborgen)


def test_a_broken_file_is_refused_with_its_name() -> None:
    with pytest.raises(ValueError, match="patronen.yaml"):
        parse_rules({"patronen": "patronen:\n- {id: a, niveau: hulp_113, reden: b, woorden: ['{bestaat_niet}']}\n"})


@pytest.mark.parametrize("pad", sorted((KENNIS / "veiligheid").glob("*.yaml")), ids=lambda p: str(p.name))
def test_pattern_files_contain_no_hidden_word(patronen: Patronen, pad: Path) -> None:
    """Recognised, never written; everyday words too, so that nobody has to guess which ones."""
    regels = pad.read_text(encoding="utf-8").replace("_", " ").splitlines()
    gevonden = {w for regel in regels for w in words(regel) if patronen._hidden_of(w)}
    assert not gevonden, f"{len(gevonden)} verborgen woord(en) in {pad.name}"


def test_no_line_names_a_method_in_its_context(patronen: Patronen) -> None:
    """Trains and kitchens may be named in data and texts; a method, that is the word in its context, may not."""
    bestanden = [*(ROOT / "data").rglob("*.yml"), *KENNIS.rglob("*.yaml"), ROOT / "domain.yml"]
    raak = [f"{pad.name}:{i}" for pad in bestanden if pad.exists()
            for i, regel in enumerate(pad.read_text(encoding="utf-8").splitlines(), 1)
            if any(h.regel.id.startswith("verborgen-") for h in patronen.find(regel).gevaar)]
    assert not raak


@pytest.mark.parametrize("tekst, gevouwen", [("Dóódmoe!!!", "doodmoe!!!"), ("m'n", "mn"), ("heeeeel", "heel")])
def test_fold(tekst: str, gevouwen: str) -> None:
    assert fold(tekst) == gevouwen


@pytest.mark.parametrize("een, twee", [("dood", "dooot"), ("zelfmoord", "selvmoort"), ("verkracht", "verkragt")])
def test_words_that_sound_alike(een: str, twee: str) -> None:
    assert klank(een) == klank(fold(twee))


@pytest.mark.parametrize("tekst", ["a" * 500, "ik " * 170, "\u0000\u202e☠️" * 120, "d o o d " * 60, "niet " * 100, "." * 500])
def test_odd_input_is_quick(patronen: Patronen, tekst: str) -> None:
    patronen.look(tekst)
    begin = time.perf_counter()
    for _ in range(5):
        patronen.look(tekst)
    assert (time.perf_counter() - begin) / 5 < 0.02


def test_gaps_never_cross_a_sentence_or_a_negation() -> None:
    matcher = Matcher([Regel("a-1", "hulp_113", "groen .. blauw", "proef", "t:1")], ["niet"])
    assert matcher.hits(words("groen en dan blauw"))
    assert not matcher.hits(words("groen. en blauw"))
    assert not matcher.hits(words("groen en niet blauw"))
