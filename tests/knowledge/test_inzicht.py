"""The report: right names and sums, and no number under 5 that can be found, not even by subtracting."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date
from itertools import product
from typing import Dict, List, Tuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.knowledge.catalog import Catalog
from bot.knowledge.gesprek.tellen import GEVAAR
from bot.knowledge.inzicht import MINSTENS, ONDERDELEN, Rapport, Rij, make_report, publish
from bot.knowledge.inzicht_nl import TITELS, TOELICHTING
from bot.knowledge.inzicht_uitvoer import as_csv, as_text
from bot.knowledge.school import School
from bot.knowledge.weken import first_week, last_closed_week, school_year, week_of

DAG = date(2026, 11, 24)  # in week 48
WEKEN = [f"2026-W{n}" for n in range(44, 48)]


def rij(week: str, aantal: int, soort: str = "thema", kenmerk: str = "stress") -> Rij:
    return Rij(week, soort, kenmerk, aantal)


@pytest.fixture
def school(catalog: Catalog) -> School:
    return School.from_model("voorbeeld-mbo", catalog.instellingen["voorbeeld-mbo"])


# ── which figures are shown ──


def test_a_figure_is_a_multiple_of_five_and_the_rest_goes_on_to_the_next_week() -> None:
    ruw = [rij("2026-W44", 4), rij("2026-W45", 7), rij("2026-W46", 3), rij("2026-W47", 1)]
    assert publish(ruw, "2026-W47") == (rij("2026-W45", 10), rij("2026-W47", 5))


def test_the_week_that_is_going_on_is_left_out() -> None:
    assert last_closed_week(DAG) == "2026-W47"
    assert publish([rij("2026-W47", 5), rij("2026-W48", 50)], "2026-W47") == (rij("2026-W47", 5),)


def test_a_new_school_year_starts_at_nought() -> None:
    assert [school_year(w) for w in ("2026-W30", "2026-W31", "2026-W53", "2027-W01")] == [2025, 2026, 2026, 2026]
    assert publish([rij("2026-W30", 4), rij("2026-W31", 4)], "2026-W47") == ()


def test_danger_and_unknown_kinds_are_never_shown_even_when_a_row_has_them() -> None:
    ruw = [rij("2026-W44", 50, "loket", g) for g in sorted(GEVAAR)] + [rij("2026-W44", 50, "verwijzing")]
    assert publish(ruw, "2026-W47") == ()


# ── nothing small can be found ──

Cellen = Dict[str, List[int]]
CELLEN = st.dictionaries(st.sampled_from(["stress", "slaap", "wonen"]),
                         st.lists(st.integers(0, 14), min_size=4, max_size=4), max_size=3)


def _rows(cellen: Cellen) -> List[Rij]:
    return [rij(w, n, "thema", k) for k, weken in cellen.items() for w, n in zip(WEKEN, weken) if n]


def _shown(cellen: Cellen) -> Tuple[Rij, ...]:
    return publish(_rows(cellen), "2026-W47")


@settings(max_examples=300, deadline=None)
@given(CELLEN)
def test_every_figure_hides_the_last_five(cellen: Cellen) -> None:
    """Each shown total stands for at least five true ones: take the true one, and any rest from 0 to 4 gives the same report."""
    toon = _shown(cellen)
    for kenmerk, weken in cellen.items():
        waar, getoond = sum(weken), sum(r.aantal for r in toon if r.kenmerk == kenmerk)
        assert getoond == waar - waar % MINSTENS
        for rest in range(MINSTENS):
            # All that is shown, moved to the very weeks in which it is shown; the rest in the first week.
            per_week = {r.week: r.aantal for r in toon if r.kenmerk == kenmerk}
            anders = {**cellen, kenmerk: [per_week.get(w, 0) + (rest if w == WEKEN[-1] else 0) for w in WEKEN]}
            assert _shown(anders) == toon


@settings(max_examples=100, deadline=None)
@given(CELLEN)
def test_every_week_below_five_can_have_been_any_number_below_five(cellen: Cellen) -> None:
    """A week without a figure: 0, 1, 2, 3 and 4 all give the same report, for some numbers in the other weeks."""
    toon = _shown(cellen)
    for kenmerk in cellen:
        per_week = {r.week: r.aantal for r in toon if r.kenmerk == kenmerk}
        for i, week in enumerate(WEKEN):
            if week in per_week:
                continue
            later = next((w for w in WEKEN[i:] if w in per_week), None)
            for n in range(MINSTENS):
                anders = [per_week.get(w, 0) for w in WEKEN]
                anders[i] = n
                if later:
                    anders[WEKEN.index(later)] -= n
                assert _shown({**cellen, kenmerk: anders}) == toon


def test_totals_and_parts_together_give_no_small_number_away() -> None:
    """Brute force: over all small schools, no report leaves one value below five for a cell, a sum of cells, or a rest."""
    mogelijk: Dict[Tuple[Rij, ...], List[Tuple[int, int, int]]] = {}
    for a, b, c in product(range(12), repeat=3):
        # Nested on purpose: c is part of b, b is part of a, as a route that ends is part of a theme.
        ruw = [rij("2026-W44", a + b + c, "thema"), rij("2026-W44", b + c, "einde_route"), rij("2026-W44", c, "route")]
        mogelijk.setdefault(publish([r for r in ruw if r.aantal], "2026-W47"), []).append((a, b, c))
    heel = {t: s for t, s in mogelijk.items() if max(max(school) for school in s) < 11}  # not at the edge of the range
    assert len(heel) >= 4
    for toon, scholen in heel.items():
        for maak in (lambda s: s[0], lambda s: s[1], lambda s: s[2], lambda s: s[0] + s[1], lambda s: s[1] + s[2]):
            waarden = {maak(s) for s in scholen}
            assert len(waarden) >= MINSTENS or min(waarden) >= MINSTENS, (toon, waarden)


def test_an_older_report_stays_true_so_two_reports_cannot_be_compared() -> None:
    ruw = [rij(f"2026-W{n}", (n * 7) % 6 + 1) for n in range(31, 48)]
    for tot in range(32, 48):
        eerder, nu = publish(ruw, f"2026-W{tot - 1}"), publish(ruw, f"2026-W{tot}")
        assert nu[: len(eerder)] == eerder


# ── the report ──


def _report(catalog: Catalog, school: School, ruw: List[Rij]) -> Rapport:
    return make_report(ruw, catalog, school, DAG)


def test_names_are_the_schools_own_and_the_largest_comes_first(catalog: Catalog, school: School) -> None:
    ruw = [rij("2026-W44", 6, "loket", "smw"), rij("2026-W44", 21, "loket", "mentor"), rij("2026-W45", 9, "thema", "stress")]
    delen = {d.soort: d.regels for d in _report(catalog, school, ruw).onderdelen}
    assert [(r.naam, r.aantal) for r in delen["loket"]] == [("coach", 20), (catalog.loketten["smw"].naam, 5)]
    assert [(r.naam, r.aantal) for r in delen["thema"]] == [(catalog.themas["stress"].naam, 5)]


def test_a_step_is_the_sum_of_the_shown_lokets_and_adds_no_knowledge(catalog: Catalog, school: School) -> None:
    """Two lokets of one step with 4 each: 8 in truth, but neither is shown, so the step is not either."""
    stap = catalog.loketten["smw"].stap
    zelfde = [id_ for id_, loket in catalog.loketten.items() if loket.stap == stap][:2]
    weinig = _report(catalog, school, [rij("2026-W44", 4, "loket", k) for k in zelfde])
    assert all(not d.regels for d in weinig.onderdelen)
    veel = _report(catalog, school, [rij("2026-W44", 9, "loket", k) for k in zelfde])
    (regel,) = next(d.regels for d in veel.onderdelen if d.soort == "stap")
    assert regel.aantal == 10 and regel.naam == f"{stap}. {catalog.stappen[stap].naam}"


def test_helped_keeps_the_order_of_the_three_faces(catalog: Catalog, school: School) -> None:
    ruw = [rij("2026-W44", n, "geholpen", w) for w, n in (("nee", 15), ("ja", 5), ("beetje", 10))]
    regels = next(d.regels for d in _report(catalog, school, ruw).onderdelen if d.soort == "geholpen")
    assert [(r.naam, r.aantal) for r in regels] == [("Ja", 5), ("Een beetje", 10), ("Nee, nog niet", 15)]


def test_a_theme_or_loket_that_is_gone_keeps_its_id(catalog: Catalog, school: School) -> None:
    ruw = [rij("2026-W44", 5, "thema", "oud_thema"), rij("2026-W44", 5, "loket", "oud_loket")]
    tekst = as_text(_report(catalog, school, ruw))
    assert "oud_thema" in tekst and "oud_loket" in tekst


def test_the_latest_year_is_shown_and_an_older_one_on_request(catalog: Catalog, school: School) -> None:
    ruw = [rij("2025-W40", 10), rij("2026-W40", 5)]
    assert _report(catalog, school, ruw).per_week == {"2026-W40": 5}
    oud = make_report(ruw, catalog, school, DAG, schooljaar=2025)
    assert oud.per_week == {"2025-W40": 10} and oud.schooljaren == (2026, 2025)


def test_the_table_file_holds_only_multiples_of_five_and_no_formula(catalog: Catalog, school: School) -> None:
    eng = replace(school, loketnamen={"mentor": "=1+1"})
    ruw = [rij(w, 8, s, k) for w in WEKEN for s, k in (("loket", "mentor"), ("thema", "stress"), ("kaartje", ""))]
    regels = list(csv.DictReader(io.StringIO(as_csv(_report(catalog, eng, ruw))), delimiter=";"))
    assert {r["onderdeel"] for r in regels} == {"loket", "thema", "kaartje", "stap"}
    assert all(int(r["gesprekken"]) % 5 == 0 and int(r["gesprekken"]) > 0 for r in regels)
    assert {r["naam"] for r in regels if r["kenmerk"] == "mentor"} == {"'=1+1"}
    assert {r["week"] for r in regels} <= set(WEKEN) and {r["schooljaar"] for r in regels} == {"2026-2027"}


def test_every_part_has_a_title_and_an_explanation() -> None:
    assert set(TITELS) == set(TOELICHTING) == set(ONDERDELEN)
    assert first_week(2026) == week_of(date(2026, 7, 31))
