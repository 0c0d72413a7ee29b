"""What is counted: one feature, once per conversation, never around danger, never before the school is known."""

from __future__ import annotations

from itertools import product
from typing import Callable, List, Optional, Set, Tuple

import pytest

from bot.knowledge.gesprek.beurt import HANDLERS, beurt
from bot.knowledge.gesprek.stand import Begrip, Beurt, Kennis, Stand, Telling
from bot.knowledge.gesprek.tellen import GEVAAR, SOORTEN, feature
from bot.knowledge.gesprek.veilig import NIVEAUS
from bot.knowledge.routing import Vraag, route

SCHOOL = "voorbeeld-mbo"
Maak = Callable[[], Kennis]


def play(kennis: Kennis, *begrippen: Begrip, stand: Optional[Stand] = None) -> Tuple[List[Telling], Stand]:
    """All counts of a conversation, and how it ends."""
    stand = stand or Stand(instelling=SCHOOL, locatie="")
    tellingen: List[Telling] = []
    for begrip in begrippen:
        uit = beurt(begrip, stand, kennis)
        tellingen += uit.tellingen
        stand = uit.stand
    return tellingen, stand


def test_an_advice_counts_its_theme_and_its_loket(maak_kennis: Maak) -> None:
    tellingen, _ = play(maak_kennis(), Begrip("thema_geldzorgen"))
    assert tellingen == [Telling("thema", thema="geldzorgen"), Telling("loket", loket="mentor")]


def test_a_conversation_adds_at_most_one_to_any_count(maak_kennis: Maak) -> None:
    weer = [Begrip("thema_geldzorgen"), Begrip("thema_stress"), Begrip("al_geprobeerd"), Begrip("opnieuw")] * 3
    tellingen, _ = play(maak_kennis(), *weer)
    assert len(tellingen) == len(set(tellingen))
    assert Telling("thema", thema="stress") in tellingen


def test_after_wiping_nothing_is_left_of_what_was_counted(maak_kennis: Maak) -> None:
    _, stand = play(maak_kennis(), Begrip("thema_stress"), Begrip("wis_gesprek"))
    assert stand.geteld == ()


def test_counting_starts_when_the_school_is_known(maak_kennis: Maak) -> None:
    kennis = maak_kennis()
    eerst, stand = play(kennis, Begrip("thema_stress"), stand=Stand())
    assert eerst == []
    daarna, _ = play(kennis, Begrip("naam", tekst="Voorbeeld MBO"), stand=stand)
    assert Telling("thema", thema="stress") in daarna


@pytest.mark.parametrize("tekst, waarde", [("Ja, dit helpt", "ja"), ("Een beetje", "beetje"), ("Nee, nog niet", "nee")])
def test_helped_or_not_is_counted_without_theme_or_loket(maak_kennis: Maak, tekst: str, waarde: str) -> None:
    tellingen, _ = play(maak_kennis(), Begrip("thema_stress"), Begrip("kaartje"), Begrip("geholpen", tekst=tekst))
    assert Telling("kaartje") in tellingen
    assert [t for t in tellingen if t.soort == "geholpen"] == [Telling("geholpen", waarde=waarde)]


@pytest.mark.parametrize("begrippen, waarde", [
    ([Begrip("twijfel", themas=(("stress", 0.3), ("slaap", 0.2)))], "vraag_terug"),
    ([Begrip("twijfel")], "onderwerpen"),
    ([Begrip("twijfel", themas=(("stress", 0.3), ("slaap", 0.2))), Begrip("twijfel")], "onderwerpen"),
    ([Begrip("thema_stress"), Begrip("bedoel_ik_niet")], "verkeerd"),
    ([Begrip("thema_stress", themas=(("slaap", 0.3), ("angst", 0.2))), Begrip("bedoel_ik_niet")], "verkeerd"),
    ([Begrip("buiten_bereik")], "buiten_bereik"),
])
def test_each_way_of_not_understanding_is_counted(maak_kennis: Maak, begrippen: List[Begrip], waarde: str) -> None:
    tellingen, _ = play(maak_kennis(), *begrippen)
    assert Telling("niet_begrepen", waarde=waarde) in tellingen


def test_a_mentor_counts_as_a_route_and_not_as_a_student(maak_kennis: Maak) -> None:
    tellingen, _ = play(maak_kennis(), Begrip("thema_stress"), stand=Stand(instelling=SCHOOL, rol="mentor"))
    assert tellingen == [Telling("route", thema="stress")]


# ── gaps ──


def _walk(kennis: Kennis, school: str, thema: str, *barriere: str) -> List[Telling]:
    stand = Stand(instelling=school, locatie="")
    return play(kennis, Begrip(f"thema_{thema}"), *(Begrip(b) for b in barriere), *[Begrip("al_geprobeerd")] * 12,
                stand=stand)[0]


def test_a_school_role_that_is_missing_is_a_gap_when_a_national_service_stands_in(maak_kennis: Maak) -> None:
    """The small school has nobody for step 3 and knows no huisarts; the middle one lacks the ggz; the large one has them all."""
    gaten = [{t.loket for t in _walk(maak_kennis(), school, "somberheid") if t.soort == "gat"}
             for school in ("voorbeeld-vakschool", "voorbeeld-hogeschool", "voorbeeld-mbo")]
    assert gaten == [{"smw", "huisarts", "ggz"}, {"ggz"}, set()]


def test_a_role_that_is_skipped_for_another_at_school_is_no_gap(maak_kennis: Maak) -> None:
    kennis = maak_kennis()
    school = kennis.school_van("voorbeeld-vakschool")
    verwijzing = route(Vraag("geldzorgen", richting="omhoog", huidig="zelf"), kennis.catalog, school, kennis.nu)
    assert verwijzing.loket == "mentor" and verwijzing.gemist == ()


def test_a_gap_is_never_a_role_with_an_own_contact(maak_kennis: Maak) -> None:
    kennis, gaten = maak_kennis(), 0
    for school, thema in product(kennis.scholen, kennis.catalog.themas):
        eigen = {c.loket for c in kennis.school_van(school).contacten if not c.intern}  # type: ignore[union-attr]
        for telling in _walk(kennis, school, thema):
            if telling.soort == "gat":
                gaten += 1
                assert telling.loket not in eigen, (school, thema)
                assert telling.loket in kennis.catalog.loketten
    assert gaten > 20


def test_who_asks_for_help_outside_school_is_no_gap(maak_kennis: Maak) -> None:
    tellingen, _ = play(maak_kennis(), Begrip("thema_somberheid"), Begrip("buiten_school"),
                        stand=Stand(instelling="voorbeeld-vakschool", locatie=""))
    assert [t.loket for t in tellingen if t.soort == "gat"] == ["huisarts"], "stap 3 is op school, en die wilde de student niet"


# ── danger ──


@pytest.mark.parametrize("niveau", NIVEAUS)
def test_nothing_is_counted_from_the_moment_of_danger(maak_kennis: Maak, niveau: str) -> None:
    kennis = maak_kennis()
    _, stand = play(kennis, Begrip("thema_stress"))
    na = [Begrip(f"crisis_{niveau}"), Begrip("bevestig"), Begrip("thema_slaap"), Begrip("kaartje"), Begrip("opnieuw"),
          Begrip("geholpen", tekst="ja"), Begrip("buiten_bereik"), Begrip("twijfel")]
    assert play(kennis, *na, stand=stand)[0] == []


def test_the_safety_question_is_not_counted_and_yes_neither(maak_kennis: Maak) -> None:
    assert play(maak_kennis(), Begrip("veiligheidsvraag"), Begrip("bevestig"), Begrip("thema_slaap"))[0] == []
    assert play(maak_kennis(), Begrip("veiligheidsvraag"))[0] == []


def _all_turns(kennis: Kennis) -> List[Tuple[Stand, Beurt]]:
    """Every intent after every theme at every school, for a student and a mentor, and the walk up."""
    uit: List[Tuple[Stand, Beurt]] = []
    for thema, school, rol in product(kennis.catalog.themas, (*kennis.scholen, None), ("student", "mentor")):
        begin = Stand(instelling=school, school_gevraagd=True, locatie="", rol=rol)
        eerste = beurt(Begrip(f"thema_{thema}"), begin, kennis)
        uit.append((begin, eerste))
        for intent in (*HANDLERS, *[f"crisis_{n}" for n in NIVEAUS]):
            uit.append((eerste.stand, beurt(Begrip(intent, tekst="ja"), eerste.stand, kennis)))
        stand = eerste.stand
        for _ in range(12):
            hoger = beurt(Begrip("al_geprobeerd"), stand, kennis)
            uit.append((stand, hoger))
            stand = hoger.stand
    return uit


def test_over_all_paths_a_count_has_one_feature_and_no_danger(maak_kennis: Maak) -> None:
    soorten: Set[str] = set()
    for voor, na in _all_turns(maak_kennis()):
        for telling in na.tellingen:
            assert feature(telling) is not None, telling
            assert not GEVAAR & {telling.thema, telling.loket, telling.waarde}
            assert not voor.crisis and not na.stand.crisis
            assert na.stand.thema not in GEVAAR and na.stand.loket not in GEVAAR
            soorten.add(telling.soort)
    assert soorten == set(SOORTEN), "een soort die nooit wordt geteld, of een nieuwe"


@pytest.mark.parametrize("fout", [
    Telling("thema", thema="stress", loket="mentor"), Telling("geholpen", loket="mentor", waarde="ja"), Telling("thema"),
    Telling("kaartje", thema="stress"), Telling("iets", thema="stress"), Telling("thema", thema="crisis_suicide"),
    Telling("loket", loket="hulp_113"), Telling("loket", waarde="mentor"),
])
def test_other_shapes_are_no_count(fout: Telling) -> None:
    assert feature(fout) is None
