"""domain.yml against the rest: every response exists, every number equals the knowledge, every intent has a rule."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path
from typing import Any, Dict, Iterator, Tuple

import pytest

from bot.begrip.taal import VERTAALD
from bot.knowledge.buttons import button_table
from bot.knowledge.catalog import Catalog
from bot.knowledge.gesprek.na_gevaar import BLIJFT, WEER
from bot.knowledge.gesprek.veilig import NIVEAUS
from bot.knowledge.spelling import fold
from bot.knowledge.wordlists import load_examples, read_values

WORTEL = Path(__file__).resolve().parent.parent
DOMEIN = read_values(WORTEL / "domain.yml")
RESPONSES: Dict[str, Any] = DOMEIN["responses"]
NUMMER = re.compile(r"(?<![\d.])(?:0800-\d{4}|0900-\d{4}|112|113|0\d{2} \d{3} \d{2} \d{2}|088 \d{4} \d{3})(?![\d.])")
TALEN = ("nl", "en", "tr", "ar", "pl", "uk", "ru", "fr", "es", "de")


def _variants(naam: str) -> Iterator[Tuple[Dict[str, str], Dict[str, Any]]]:
    for variant in RESPONSES[naam]:
        yield {c["name"]: c["value"] for c in variant.get("condition", [])}, variant


@pytest.mark.parametrize("niveau", NIVEAUS)
def test_every_first_answer_to_danger_is_complete_in_every_language(niveau: str, catalog: Catalog) -> None:
    gezien = set()
    for voorwaarde, variant in _variants(f"utter_crisis_{niveau}"):
        gezien.add((voorwaarde.get("taal", "nl"), voorwaarde.get("wie", "ik")))
        kaart = variant["custom"]
        assert kaart["soort"] == "crisis" and kaart["niveau"] == niveau
        assert "112" in variant["text"], voorwaarde
        for contact in kaart["contacten"]:
            dienst = catalog.diensten[contact["dienst"]]
            assert contact.get("telefoon", dienst.telefoon[0]) in dienst.telefoon, contact
            assert contact.get("website", dienst.website) == dienst.website, contact
        zinnen = [z for z in re.split(r"[.!?؟]\s", variant["text"]) if z.strip()]
        # Six short sentences in Dutch; a translation may split a question from its answer.
        assert len(zinnen) <= (6 if voorwaarde.get("taal", "nl") == "nl" else 8), (niveau, voorwaarde, len(zinnen))
    assert {t for t, _ in gezien} == set(TALEN)
    assert {("nl", "ander"), ("nl", "mentor")} <= gezien


def test_doubt_that_was_heard_before_gets_a_complete_answer_and_no_question(catalog: Catalog) -> None:
    gezien = set()
    for voorwaarde, variant in _variants("utter_veiligheidsvraag"):
        if voorwaarde.get("vraag_keer") != "weer":
            continue
        gezien.add((voorwaarde["taal"], voorwaarde.get("wie"), voorwaarde.get("crisis_keer")))
        assert "113" in variant["text"] and "112" in variant["text"], voorwaarde
        assert variant["custom"]["soort"] == "crisis" and "buttons" not in variant
        assert {c["telefoon"] for c in variant["custom"]["contacten"]} == {"113", "112", "0800-2000"}
        assert all(c["telefoon"] in catalog.diensten[c["dienst"]].telefoon for c in variant["custom"]["contacten"])
        if voorwaarde["taal"] == "nl":
            assert len([z for z in re.split(r"[.!?]\s", variant["text"]) if z.strip()]) <= 6, voorwaarde
    nl = {("nl", wie, keer) for wie in ("ik", "ander", "mentor") for keer in ("eerste", "weer")}
    assert gezien == nl | {(t, None, None) for t in VERTAALD}


def test_every_number_in_a_sentence_is_a_number_of_a_service_that_may_be_shown(catalog: Catalog) -> None:
    bekend = {n for d in catalog.diensten.values() for n in d.telefoon}
    for naam, varianten in RESPONSES.items():
        for variant in varianten:
            for nummer in NUMMER.findall(variant.get("text", "")):
                assert nummer in bekend, (naam, nummer)


def test_the_help_card_of_the_page_has_the_same_numbers(catalog: Catalog) -> None:
    import json

    kaart = json.loads((WORTEL / "bot" / "web" / "noodkaart.nl.json").read_text("utf-8"))
    bekend = {n for d in catalog.diensten.values() for n in d.telefoon}
    assert {c["telefoon"] for c in kaart["custom"]["contacten"]} <= bekend
    tekst = (WORTEL / "bot" / "web" / "noodkaart.html").read_text("utf-8")
    for nummer in re.findall(r'href="tel:([\d]+)"', tekst):
        assert nummer in {re.sub(r"\D", "", n) for n in bekend}, nummer


def test_every_response_that_the_conversation_uses_exists() -> None:
    code = "".join(p.read_text("utf-8") for p in (WORTEL / "bot").rglob("*.py"))
    for naam in set(re.findall(r'"(utter_[a-z_0-9]+)"', code)):
        if not naam.endswith("_"):
            assert naam in RESPONSES, naam


def test_every_intent_has_one_rule_and_every_theme_an_intent(catalog: Catalog) -> None:
    regels = read_values(WORTEL / "data" / "stories" / "regels.yml")["rules"]
    met_regel = [s["intent"] for r in regels for s in r["steps"] if "intent" in s]
    assert sorted(met_regel) == sorted(DOMEIN["intents"])
    assert {f"thema_{t}" for t in catalog.themas} <= set(DOMEIN["intents"])
    assert all(k.intent in DOMEIN["intents"] for k in catalog.knoppen.values())


def test_every_theme_has_training_data_in_every_style_and_its_border(catalog: Catalog) -> None:
    stijlen = {"spelling", "nieuwkomer", "straattaal", "kort", "verhaal", "indirect", "netjes", "mentor"}
    per: Dict[str, Dict[str, int]] = {}
    for _, intent, stijl in load_examples(WORTEL / "data" / "nlu"):
        per.setdefault(intent, {})[stijl] = per.setdefault(intent, {}).get(stijl, 0) + 1
    for thema in catalog.themas:
        telling = per[f"thema_{thema}"]
        assert sum(telling.values()) >= 150, thema
        assert all(telling.get(s, 0) >= 20 for s in stijlen), (thema, telling)
        assert telling.get("ander", 0) >= 10 and telling.get("grens", 0) >= 10, (thema, telling)
        pad = WORTEL / "data" / "nlu" / "themas" / f"{thema}.yml"
        assert pad.read_text("utf-8").startswith("# grens:"), thema


def test_no_test_line_is_in_the_training_data() -> None:
    leer = {t.casefold().strip() for t, _, _ in load_examples(WORTEL / "data" / "nlu")}
    toets = [b["tekst"] for p in (WORTEL / "tests" / "begrip").glob("*.yml") for b in read_values(p)["berichten"]]
    # One- and two-word messages are bound to coincide.
    assert not [t for t in toets if len(t.split()) > 2 and t.casefold().strip() in leer]


def test_a_number_in_a_text_from_right_to_left_is_not_turned_round() -> None:
    """Behind Arabic letters a screen shows 0800-2000 as 2000-0800, and 113.nl as nl.113. A left-to-right mark before it
    (U+200E; Unicode Bidirectional Algorithm, rules W2 and W4) keeps its order."""
    gezien = 0
    for naam in RESPONSES:
        for _, variant in _variants(naam):
            tekst = variant.get("text", "") if re.search("[\u0600-\u06ff]", variant.get("text", "")) else ""
            for stuk in re.finditer(r"\d+-\d+|\{lijn\}|[a-z0-9]+\.nl", tekst):
                assert tekst[stuk.start() - 1] == "\u200e", (naam, stuk[0])
                gezien += 1
    assert gezien >= 10


@pytest.mark.parametrize("naam", sorted({*BLIJFT.values(), WEER, "utter_crisis_weet_niet_ander", "utter_crisis_niet_veilig",
                                         "utter_crisis_niet_veilig_ander"}))
def test_while_the_question_about_safety_is_open_nothing_else_is_asked(naam: str) -> None:
    """A "yes" after "Voelt het gevaarlijk?" would be read as "yes, I am safe"."""
    assert not [v["text"] for _, v in _variants(naam) if set("?؟") & set(v["text"])]


@pytest.mark.parametrize("naam", ["vraag_veilig", "vraag_samen", "niet_veilig", "weet_niet", "samen", "alleen"])
@pytest.mark.parametrize("over", ["ik", "ander"])
def test_the_talk_after_danger_goes_on_in_the_language_of_the_first_answer(naam: str, over: str) -> None:
    naam = {"ik": naam, "ander": "vraag_ander" if naam == "vraag_veilig" else f"{naam}_ander"}[over]
    eigen = [v.get("taal", "nl") for v, _ in _variants(f"utter_crisis_{naam}") if v.get("wie") != "mentor"]
    assert sorted(eigen) == sorted(TALEN) == sorted({"nl", *VERTAALD})


def test_no_two_wordings_fit_at_the_same_moment() -> None:
    """Rasa draws lots among the wordings whose conditions hold, and takes the one without a condition when none does."""
    for naam in RESPONSES:
        eisen = [v for v, _ in _variants(naam)]
        waarden = {n: {v.get(n, "anders") for v in eisen} for n in set().union(*eisen)}
        for slots in (dict(zip(waarden, keus)) for keus in product(*waarden.values())):
            past = [v for v in eisen if all(slots[n] == w for n, w in v.items())]
            assert len([v for v in past if v]) <= 1 and len([v for v in past if not v]) <= 1, (naam, slots)


def test_every_button_in_a_fixed_answer_sends_a_text_that_is_known_for_sure(catalog: Catalog) -> None:
    """In another language the title is in that language; what it sends is Dutch."""
    tabel, talen = button_table(catalog), set()
    for naam in RESPONSES:
        for voorwaarde, variant in _variants(naam):
            knoppen = variant.get("buttons", [])
            assert all(fold(k["payload"]) in tabel and k["title"] for k in knoppen), (naam, voorwaarde)
            if "taal" in voorwaarde and knoppen:
                talen.add(voorwaarde["taal"])
                assert (voorwaarde["taal"] == "nl") == all(k["title"] == k["payload"] for k in knoppen), (naam, voorwaarde)
    assert talen == set(TALEN)


def test_the_words_that_explain_a_button_in_another_language_work_as_that_button(catalog: Catalog) -> None:
    """"Ja = evet" stands under the question, so people type "evet"."""
    tabel, gezien = button_table(catalog), 0
    for naam in ("vraag_veilig", "vraag_ander", "vraag_samen", "vraag_samen_ander"):
        for _, variant in _variants(f"utter_crisis_{naam}"):
            for knop, woord in re.findall(r"(Ja|Nee|Weet ik niet) = ([^.]+)\.", variant["text"]):
                assert tabel[fold(woord)].tekst == knop, woord
                gezien += 1
    assert gezien == 9 * (3 + 3 + 2 + 2)
