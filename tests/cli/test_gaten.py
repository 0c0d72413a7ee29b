"""What a school misses, checked against the conversation itself: what the report promises is what a student gets."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Callable, Dict, List, Tuple

import pytest

from bot.cli.main import main
from bot.knowledge.catalog import Catalog
from bot.knowledge.gaten import Gaten, find_gaps, one_school
from bot.knowledge.gesprek.beurt import beurt
from bot.knowledge.gesprek.stand import Begrip, Kennis, Stand
from bot.knowledge.meldingen import split_text
from bot.knowledge.messages_nl import BERICHTEN
from bot.knowledge.problems import Problem, problem
from bot.knowledge.school import School
from tests.conftest import OPEN

WORTEL = Path(__file__).resolve().parents[2]
ONGELDIG = WORTEL / "tests" / "knowledge" / "ongeldig"
DAG = date(2026, 11, 24)
OP = ["--op", "2026-11-22"]
Maak = Callable[..., Kennis]


def gaps(catalog: Catalog, maak_kennis: Maak, school: School) -> Gaten:
    return find_gaps(catalog, maak_kennis().kalender, school, DAG)


def model(catalog: Catalog, id_: str = "voorbeeld-mbo") -> School:
    return School.from_model(id_, catalog.instellingen[id_], catalog.termijnen)


def without(school: School, *loketten: str) -> School:
    return replace(school, contacten=tuple(c for c in school.contacten if c.loket not in loketten))


@pytest.mark.parametrize("id_", ["voorbeeld-mbo", "voorbeeld-vakschool", "voorbeeld-hogeschool"])
def test_the_report_says_what_the_conversation_gives(id_: str, catalog: Catalog, maak_kennis: Maak) -> None:
    """For every theme: the first advice in the chat has an own contact, or the report names what comes instead."""
    school = model(catalog, id_)
    gevonden = {g.thema: g for g in gaps(catalog, maak_kennis, school).themas}
    kennis, nagekeken = one_school(catalog, maak_kennis().kalender, school, OPEN), 0
    for thema in catalog.themas:
        uit = beurt(Begrip(f"thema_{thema}"), Stand(instelling=id_, locatie=""), kennis)
        kaart = next((a.custom for a in uit.antwoorden if a.custom and a.custom["soort"] == "verwijzing"), None)
        if kaart is None or kaart["loket"] == "zelf":  # a crisis, or a small step of one's own first
            continue
        nagekeken += 1
        krijgt = gevonden[thema].krijgt if thema in gevonden else None
        if krijgt:
            assert kaart["loket"] == krijgt.loket and kaart["contacten"][0]["naam"] == krijgt.contact, thema
            assert krijgt.eigen == ("dienst" not in kaart["contacten"][0]), thema
        elif kaart["loket"] in catalog.loketten:
            assert "dienst" not in kaart["contacten"][0], thema
    assert nagekeken > 35


def test_a_full_school_has_no_gaps(catalog: Catalog, maak_kennis: Maak) -> None:
    uit = gaps(catalog, maak_kennis, model(catalog))
    assert (uit.loketten, uit.themas, uit.oud) == ((), (), ())
    assert (uit.loketten_totaal, uit.themas_totaal) == (22, 47)


def test_a_loket_that_goes_missing_is_named_with_what_comes_instead(catalog: Catalog, maak_kennis: Maak) -> None:
    uit = gaps(catalog, maak_kennis, without(model(catalog), "stagebegeleider"))
    (gat,) = uit.loketten
    assert (gat.loket, gat.naam, gat.waarom, gat.themas) == ("stagebegeleider", "bpv-docent", "ontbreekt", ("stage",))
    assert [(v.loketnaam, v.contact, v.eigen) for v in gat.krijgt] == [("coach", "Je eigen coach", True)]
    assert [(g.thema, g.mist, g.geen_enkel) for g in uit.themas] == [("stage", "stagebegeleider", False)]


def test_a_school_without_contacts_leaves_only_national_services(catalog: Catalog, maak_kennis: Maak) -> None:
    uit = gaps(catalog, maak_kennis, replace(model(catalog), contacten=()))
    assert len(uit.loketten) == 22 and len(uit.themas) > 35
    assert all(g.krijgt and not g.krijgt.eigen and g.geen_enkel for g in uit.themas)


def test_why_a_loket_has_no_contact(catalog: Catalog, maak_kennis: Maak) -> None:
    school = model(catalog)
    oud = tuple(replace(c, gecontroleerd_op=date(2025, 1, 1)) if c.loket == "smw" else
                replace(c, intern=True) if c.loket == "decaan" else c for c in school.contacten if c.loket != "balie")
    uit = gaps(catalog, maak_kennis, replace(school, contacten=oud))
    assert {g.loket: g.waarom for g in uit.loketten} == {"smw": "verlopen", "decaan": "alleen_intern", "balie": "ontbreekt"}
    assert {(o.loket, o.verborgen, o.maanden) for o in uit.oud} == {("smw", True, 22)}


def test_the_command_prints_every_school_one_school_or_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["gaten", *OP]) == 0
    alle = capsys.readouterr().out
    assert alle.count("Wat nog mist: ") == 3
    assert main(["gaten", "voorbeeld-vakschool", *OP]) == 0
    een = capsys.readouterr().out
    assert een in alle and "Stage (stagebegeleider) → klassendocent: Je eigen klassendocent (van school)" in een
    assert "decaan, Balie van de Vakschool: 7 maanden niet nagekeken" in een
    assert main(["gaten", str(ONGELDIG / "geldig-1.yaml"), *OP]) == 0
    assert "Geen enkele stap van dit thema heeft een eigen contact." in capsys.readouterr().out


def test_a_name_that_does_not_exist_or_a_broken_file_gives_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["gaten", "nergens"]) == 1
    assert "Kies uit: voorbeeld-hogeschool" in capsys.readouterr().err
    assert main(["gaten", str(ONGELDIG / "email-1.yaml")]) == 1
    assert "[email]" in capsys.readouterr().err


def test_json_has_problems_and_gaps_only_when_asked(capsys: pytest.CaptureFixture[str]) -> None:
    bestand = str(ONGELDIG / "contact-oud-1.yaml")
    main(["controleer", *OP, "--formaat", "json", bestand])
    assert isinstance(json.loads(capsys.readouterr().out), list)
    main(["controleer", *OP, "--formaat", "json", "--gaten", bestand])
    uit = json.loads(capsys.readouterr().out)
    assert [p["code"] for p in uit["problemen"]] == ["contact-oud"]
    assert uit["gaten"][0]["school"] == "contact-oud-1" and uit["gaten"][0]["loketten"]
    main(["gaten", "voorbeeld-mbo", *OP, "--formaat", "json"])
    assert json.loads(capsys.readouterr().out)[0]["loketten"] == []


# ── the page ──


class Lezer(HTMLParser):
    """Headings, texts, and everything that could ask something of another host."""

    def __init__(self, tekst: str) -> None:
        super().__init__()
        self.stapel: List[str] = []
        self.koppen: List[Tuple[str, str]] = []
        self.kenmerken: List[Tuple[str, Dict[str, str]]] = []
        self.tekst = ""
        self.feed(tekst)

    def handle_starttag(self, tag: str, attrs: List[Tuple[str, str | None]]) -> None:
        self.kenmerken.append((tag, {k: v or "" for k, v in attrs}))
        if tag not in ("meta", "link", "br"):
            self.stapel.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.stapel.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.stapel and self.stapel[-1] in ("h1", "h2", "h3"):
            self.koppen.append((self.stapel[-1], data))
        self.tekst += data


def html(capsys: pytest.CaptureFixture[str], *argumenten: str) -> Tuple[int, str, Lezer]:
    code = main(["controleer", *OP, "--formaat", "html", *argumenten])
    uit = capsys.readouterr().out
    return code, uit, Lezer(uit)


def test_the_page_shows_each_problem_with_its_line_and_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    code, uit, lezer = html(capsys, str(ONGELDIG / "email-1.yaml"), str(ONGELDIG / "geldig-1.yaml"))
    assert code == 1
    assert lezer.koppen[:3] == [("h1", "Controle van uw bestanden"), ("h2", "Bestanden"), ("h2", "email-1.yaml")]
    assert ("h3", "Fout op regel 25") in lezer.koppen
    regel = (ONGELDIG / "email-1.yaml").read_text("utf-8").splitlines()[24]
    assert f"25  {regel}" in lezer.tekst
    assert "Wat u doet: Schrijf 1 adres, zoals naam@school.nl." in lezer.tekst
    assert "Dit bestand klopt." in lezer.tekst and "1 fout en 0 waarschuwingen" in lezer.tekst
    assert "Wat nog mist: Voorbeeld MBO" in lezer.tekst and not lezer.stapel


def test_the_page_asks_nothing_of_anyone(capsys: pytest.CaptureFixture[str]) -> None:
    _, uit, lezer = html(capsys, str(ONGELDIG / "meer-fouten-1.yaml"))
    tags = {tag for tag, _ in lezer.kenmerken}
    assert not tags & {"script", "img", "link", "iframe", "form", "object", "base"}
    assert all(not k.startswith("on") and k not in ("src", "style") for _, v in lezer.kenmerken for k in v)
    assert all(v["href"].startswith("#") for _, v in lezer.kenmerken if "href" in v)
    assert "@import" not in uit and "url(" not in uit
    policy = next(v["content"] for t, v in lezer.kenmerken if v.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'; style-src 'sha256-")


def test_what_a_school_wrote_is_text_and_never_markup(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pad = tmp_path / "school.yaml"
    goed = (ONGELDIG / "geldig-1.yaml").read_text("utf-8")
    pad.write_text(goed.replace("onderwijs: mbo", "onderwijs: '<script>alert(1)</script>\x07'"), "utf-8")
    _, uit, lezer = html(capsys, str(pad))
    assert "<script" not in uit and "<script>alert(1)" in lezer.tekst and "\x07" not in uit


def test_the_page_of_everything_is_right_and_complete(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, lezer = html(capsys)
    assert code == 0
    assert [k for k in lezer.koppen if k[1].startswith("Wat nog mist")].__len__() == 3
    assert any(v.get("lang") == "nl" for t, v in lezer.kenmerken if t == "html")


@pytest.mark.parametrize("code", sorted(BERICHTEN))
def test_a_message_is_split_in_what_is_wrong_and_what_to_do(code: str) -> None:
    delen = dict.fromkeys(re.findall(r"(?<!\{)\{(\w+)\}", BERICHTEN[code]), "dr. A. de Boer")
    delen.update({"bedoelt": " Bedoelt u 'dr. B'?"} if "bedoelt" in delen else {})
    wat, doen = split_text(problem("x", 1, code, **delen))
    assert wat.endswith(".") and doen and f"{wat} {doen}" == problem("x", 1, code, **delen).tekst
    assert split_text(Problem("x", 1, code, "Iets anders.")) == ("Iets anders.", "")


def test_the_page_of_one_school_names_it_once_and_says_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["gaten", "voorbeeld-vakschool", "--formaat", "html", "--op", "2026-11-22"]) == 0
    html = capsys.readouterr().out
    assert html.count(">Wat nog mist: Voorbeeld Vakschool</h") == 1
    assert "Heeft uw school het niet? Dan hoeft u niets te doen." in html


def test_a_stand_in_for_the_same_loket_is_not_told_twice(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["gaten", "voorbeeld-vakschool", "--op", "2026-11-22"]) == 0
    uit = capsys.readouterr().out
    assert "wijkteam (staat niet in het bestand) → MIND Hulplijn (landelijk)\n" in uit
    assert "zorgcoördinator (staat niet in het bestand) → huisarts: Huisarts en spoedpost (landelijk)" in uit
