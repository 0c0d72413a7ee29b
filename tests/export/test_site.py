"""The static site of each example school: complete, every link works, right numbers, nothing that is not for everybody."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any, Callable, Dict, List, Set, Tuple

import pytest

from bot.export.site import make_site
from bot.export.woorden import hours, tel
from bot.knowledge.catalog import HULP_113, NOOD, Catalog
from bot.knowledge.gesprek.stand import Kennis
from bot.knowledge.school import School
from tests.conftest import OPEN
from tests.export.conftest import Sites

SCHOLEN = ("voorbeeld-mbo", "voorbeeld-hogeschool", "voorbeeld-vakschool")
# What would fetch or run something; a page needs none of it.
VERBODEN = {"script", "iframe", "img", "object", "embed", "form", "style", "base", "video", "audio"}


class Pagina(HTMLParser):
    """Tags, links, ids and plain text of one page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.links: List[str] = []
        self.ids: List[str] = []
        self.attributen: Set[str] = set()
        self.tekst = ""
        self.titel = ""
        self._in_titel = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: List[Tuple[str, Any]]) -> None:
        self.tags[tag] += 1
        self._in_titel = tag == "title"
        for naam, waarde in attrs:
            self.attributen.add(naam)
            if naam == "href":
                self.links.append(str(waarde))
            if naam == "id":
                self.ids.append(str(waarde))

    def handle_endtag(self, tag: str) -> None:
        self._in_titel = False

    def handle_data(self, data: str) -> None:
        self.tekst += data
        if self._in_titel:
            self.titel += data


Paginas = Dict[str, Pagina]


@pytest.fixture(params=SCHOLEN)
def id_(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def paginas(id_: str, sites: Sites) -> Paginas:
    return {pad: Pagina(tekst) for pad, tekst in sites[id_].items() if pad.endswith(".html")}


# ── complete ──


def test_every_theme_and_every_contact_has_its_pages(id_: str, paginas: Paginas, catalog: Catalog) -> None:
    model = catalog.instellingen[id_]
    for thema, t in catalog.themas.items():
        assert t.naam in paginas[f"themas/{thema}.html"].tekst and t.naam in paginas[f"mentor/{thema}.html"].tekst
        for map_ in ("themas", "mentor"):
            index = "index.html" if map_ == "themas" else "mentor/index.html"
            assert f"{thema}.html" in {posixpath.basename(k) for k in paginas[index].links if map_ in posixpath.normpath(
                posixpath.join(posixpath.dirname(index), k))}
    for c in model.contacten:
        for pad in ("contacten.html", f"loketten/{c.loket}.html"):
            assert (c.naam in paginas[pad].tekst) is not c.intern
            if c.telefoon and not c.intern:
                assert tel(c.telefoon) in paginas[pad].links
            if c.open and not c.intern:
                assert "; ".join(hours(c.open)) in paginas[pad].tekst


def test_a_theme_page_shows_the_route_of_the_conversation(
    id_: str, paginas: Paginas, catalog: Catalog, maak_kennis: Callable[..., Kennis]
) -> None:
    from bot.knowledge.gesprek.mentor import ladder
    from bot.knowledge.gesprek.stand import Stand

    for thema in catalog.themas:
        tekst = paginas[f"themas/{thema}.html"].tekst
        plaatsen = [tekst.index(f"Stap {i}: {s['loketnaam']}")
                    for i, s in enumerate(ladder(thema, Stand(instelling=id_), maak_kennis()), 1)]
        assert plaatsen and plaatsen == sorted(plaatsen)


def test_no_route_is_a_dead_end(paginas: Paginas) -> None:
    """Somebody to call, mail or chat with on every theme page, beside 112 and 113."""
    for pad, pagina in paginas.items():
        if pad.startswith("themas/"):
            wegen = [k for k in pagina.links if k.startswith(("tel:", "mailto:", "https:"))]
            assert len(set(wegen) - {"tel:112", "tel:113"}) >= 3, pad


# ── links ──


def test_every_link_inside_the_site_leads_somewhere(id_: str, paginas: Paginas, sites: Sites) -> None:
    gezien = 0
    for pad, pagina in paginas.items():
        for link in pagina.links:
            if re.match(r"(tel|mailto|https):", link):
                continue
            doel, _, deel = link.partition("#")
            doel = posixpath.normpath(posixpath.join(posixpath.dirname(pad), doel)) if doel else pad
            assert doel in sites[id_], (pad, link)
            assert not deel or deel in paginas[doel].ids, (pad, link)
            gezien += 1
    assert gezien > 1000


def test_every_page_can_be_reached_from_the_start(paginas: Paginas) -> None:
    bereikt, rij = {"index.html"}, ["index.html"]
    while rij:
        pad = rij.pop()
        for link in paginas[pad].links:
            doel = posixpath.normpath(posixpath.join(posixpath.dirname(pad), link.partition("#")[0]))
            if doel in paginas and doel not in bereikt:
                bereikt.add(doel)
                rij.append(doel)
    assert bereikt == set(paginas)


# ── numbers ──


def test_every_page_has_112_and_113(paginas: Paginas, catalog: Catalog) -> None:
    nood, hulp = catalog.diensten[NOOD], catalog.diensten[HULP_113]
    for pad, pagina in paginas.items():
        assert {tel(nood.telefoon[0]), tel(hulp.telefoon[0]), hulp.chat} <= set(pagina.links), pad
        assert "112" in pagina.tekst and "113" in pagina.tekst


def test_every_number_is_of_a_service_or_of_the_school(id_: str, paginas: Paginas, catalog: Catalog) -> None:
    model = catalog.instellingen[id_]
    landelijk = {tel(n) for d in catalog.diensten.values() if d.tonen for n in d.telefoon[:1]}
    eigen = {tel(c.telefoon) for c in model.contacten if c.telefoon and not c.intern}
    crisis = {tel(model.crisis_contact.telefoon)} if model.crisis_contact else set()
    for pad, pagina in paginas.items():
        nummers = {k for k in pagina.links if k.startswith("tel:")}
        assert nummers <= landelijk | eigen | (crisis if pad.startswith("mentor/") else set()), pad


def test_the_page_with_help_lines_has_every_service_with_its_number(paginas: Paginas, catalog: Catalog) -> None:
    pagina = paginas["hulplijnen.html"]
    for id_, dienst in catalog.diensten.items():
        assert (id_ in pagina.ids) is dienst.tonen
        if dienst.tonen and dienst.telefoon:
            assert tel(dienst.telefoon[0]) in pagina.links and f"Bel {dienst.telefoon[0]}" in pagina.tekst


# ── not for everybody ──


def test_nothing_of_staff_and_nothing_old_is_on_a_page(catalog: Catalog, maak_kennis: Callable[..., Kennis]) -> None:
    kennis = maak_kennis(OPEN.replace(year=2027, month=9, day=20))  # what was reviewed before 20 September 2026 is too old
    model = catalog.instellingen["voorbeeld-mbo"]
    paginas = make_site(kennis, School.from_model("voorbeeld-mbo", model), {})
    alles = "\n".join(paginas.values())
    oud = [c for c in model.contacten if c.gecontroleerd_op.isoformat() <= "2026-09-20"]
    nieuw = [c for c in model.contacten if c.gecontroleerd_op.isoformat() > "2026-09-20" and not c.intern]
    assert oud and nieuw
    assert [c.naam for c in oud if c.telefoon and tel(c.telefoon) in alles] == []
    assert [c.naam for c in nieuw if c.telefoon and tel(c.telefoon) not in alles] == []


def test_the_staff_only_contact_is_on_no_page(sites: Sites, catalog: Catalog) -> None:
    intern = [c for c in catalog.instellingen["voorbeeld-mbo"].contacten if c.intern]
    assert intern
    for pad, tekst in sites["voorbeeld-mbo"].items():
        assert [c.naam for c in intern if c.naam in tekst or tel(c.telefoon or "") + '"' in tekst] == [], pad


# ── plain and accessible HTML ──


def test_pages_fetch_and_run_nothing(paginas: Paginas) -> None:
    for pad, pagina in paginas.items():
        assert not VERBODEN & set(pagina.tags), pad
        assert not {a for a in pagina.attributen if a.startswith("on") or a in ("style", "src")}, pad
        assert pagina.tags["link"] == 2, "the style sheet and the picture of the tab"


def test_each_page_has_one_heading_one_main_and_its_own_title(paginas: Paginas) -> None:
    for pad, pagina in paginas.items():
        assert (pagina.tags["h1"], pagina.tags["main"], pagina.tags["nav"]) == (1, 1, 1), pad
        assert len(pagina.ids) == len(set(pagina.ids)), pad
    for map_ in ("themas/", "mentor/", "loketten/"):
        titels = [p.titel for pad, p in paginas.items() if pad.startswith(map_)]
        assert len(titels) == len(set(titels))


def test_a_name_with_signs_stays_text(catalog: Catalog, maak_kennis: Callable[..., Kennis]) -> None:
    gemeen = '<script>alert("x")</script>'
    school = School.from_model("voorbeeld-mbo", catalog.instellingen["voorbeeld-mbo"])
    contacten = tuple(replace(c, naam=gemeen, waar=gemeen) for c in school.contacten)
    paginas = make_site(maak_kennis(), replace(school, naam=gemeen, contacten=contacten), {gemeen: gemeen})
    assert [pad for pad, tekst in paginas.items() if "<script" in tekst] == []
    assert "&lt;script&gt;" in paginas["contacten.html"]


@pytest.mark.parametrize(("open_", "leesbaar"), [
    ("ma-do 09:00-16:00; vr 09:00-12:00", ["maandag t/m donderdag 09:00-16:00", "vrijdag 09:00-12:00"]),
    ("ma,wo 09:00-12:00, 13:00-16:00", ["maandag en woensdag 09:00-12:00, 13:00-16:00"]),
    ("dag en nacht", ["Dag en nacht"]),
])
def test_hours_are_written_out(open_: str, leesbaar: List[str]) -> None:
    assert hours(open_) == leesbaar
