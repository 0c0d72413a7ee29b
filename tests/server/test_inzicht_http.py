"""The report over HTTP: closed without the right token, and no small number in it with one."""

from __future__ import annotations

import csv
import io
import re
import shutil
import time
from pathlib import Path
from typing import Any, Dict, Iterator, Optional

import pytest
import requests
from sqlalchemy import text

from bot.cli.main import main
from bot.knowledge import inzicht_nl as zin
from bot.knowledge.gesprek.stand import Telling
from tests.server.inzicht_server import SCHOOL, SLEUTELS, InzichtServer, bewijs, shared

PAGINA, TABEL = f"/inzicht/{SCHOOL}", f"/inzicht/{SCHOOL}.csv"
NU = int(time.time())
FOUT = {
    "leeg": "", "geen-bearer": "Basic abc", "onzin": "Bearer x.y.z", "andere-sleutel": f"Bearer {bewijs('a' * 40)}",
    "verlopen": f"Bearer {bewijs(exp=NU - 1, iat=NU - 60)}", "te-lang": f"Bearer {bewijs(exp=NU + 40 * 3600)}",
    "andere-school": f"Bearer {bewijs(aud='voorbeeld-hogeschool')}",
}


@pytest.fixture(scope="module")
def filled() -> InzichtServer:
    server = shared()
    server.empty()
    server.fill()
    return server


@pytest.fixture
def server(filled: InzichtServer) -> InzichtServer:
    return filled


@pytest.fixture
def changed(filled: InzichtServer) -> Iterator[InzichtServer]:
    """For a test that changes the counts: afterwards they are as they were."""
    yield filled
    filled.empty()
    filled.fill()


def get(server: InzichtServer, pad: str, kop: Optional[str] = None) -> requests.Response:
    koppen: Dict[str, str] = {} if kop is None else {"Authorization": kop}
    return requests.get(server.url + pad, headers=koppen, timeout=20)


@pytest.mark.parametrize("pad", [PAGINA, TABEL, "/inzicht/voorbeeld-hogeschool"])
@pytest.mark.parametrize("kop", FOUT.values(), ids=FOUT)
def test_a_wrong_token_gives_401_and_nothing_else(server: InzichtServer, pad: str, kop: str) -> None:
    if pad.endswith("hogeschool") and kop == FOUT["andere-school"]:
        kop = f"Bearer {bewijs()}"
    antwoord = get(server, pad, kop)
    assert (antwoord.status_code, antwoord.text) == (401, "")


def test_without_a_token_the_page_is_401_and_the_same_for_every_name(server: InzichtServer) -> None:
    eigen, ander = get(server, PAGINA), get(server, "/inzicht/bestaat-niet")
    assert eigen.status_code == ander.status_code == 401
    assert eigen.text == ander.text and not re.search(r"\d", re.sub(r"<head>.*</head>|</?h1>", "", eigen.text, flags=re.S))
    assert get(server, TABEL).text == ""


def test_the_right_token_opens_page_and_table(server: InzichtServer) -> None:
    kop = f"Bearer {bewijs()}"
    pagina, tabel = get(server, PAGINA, kop), get(server, TABEL, kop)
    assert pagina.status_code == tabel.status_code == 200
    assert "Voorbeeld MBO" in pagina.text and "Stress" in pagina.text and "coach" in pagina.text
    assert tabel.headers["Content-Type"].startswith("text/csv") and tabel.content.startswith(b"\xef\xbb\xbf")
    for antwoord in (pagina, tabel):
        assert antwoord.headers["Cache-Control"] == "no-store"
        assert "script-src 'self'" in antwoord.headers["Content-Security-Policy"]


def test_the_page_keeps_to_the_strict_csp(server: InzichtServer) -> None:
    html = get(server, PAGINA, f"Bearer {bewijs()}").text
    assert not re.search(r"\sstyle=|<style|\son\w+=|<script(?! src=)|https?://", html)
    assert html.count("<table>") == html.count("<caption>") >= 5


def test_the_plot_names_its_axes_and_its_highest_week(server: InzichtServer) -> None:
    html = get(server, PAGINA, f"Bearer {bewijs()}").text
    plot, tabel = re.findall(r'<p class="as">.*?</p>\s*<svg.*?</svg>.*?</p>|<details>.*?</details>', html, re.S)
    hoogste = max(_numbers(tabel))
    assert f">{zin.AANTAL}</p>" in plot and f">{zin.WEEKNUMMER}</p>" in plot
    assert f'text-anchor="end">{hoogste}</text>' in plot and zin.GRAFIEK.format(titel="", hoogste=hoogste)[-60:] in html


def _numbers(html: str) -> set[int]:
    return {int(n) for n in re.findall(r'<td class="getal">(\d+)</td>', html)}


def test_no_shown_number_is_under_five_or_tells_the_last_one_to_four(server: InzichtServer) -> None:
    kop = f"Bearer {bewijs()}"
    getallen = _numbers(get(server, PAGINA, kop).text)
    assert getallen and all(n >= 5 and n % 5 == 0 for n in getallen)
    rijen = list(csv.DictReader(io.StringIO(get(server, TABEL, kop).content.decode("utf-8-sig")), delimiter=";"))
    assert len(rijen) > 20 and all(int(r["gesprekken"]) % 5 == 0 for r in rijen)


def test_one_more_small_count_changes_nothing_that_can_be_seen(changed: InzichtServer) -> None:
    kop = f"Bearer {bewijs()}"
    voor = [get(changed, p, kop).text for p in (PAGINA, TABEL)]
    changed.tel((Telling("thema", thema="eten"), 4), (Telling("loket", loket="balie"), 4), (Telling("kaartje"), 1))
    assert [get(changed, p, kop).text for p in (PAGINA, TABEL)] == voor
    changed.tel((Telling("thema", thema="eten"), 1))
    assert get(changed, PAGINA, kop).text != voor[0]


def test_an_older_school_year_is_asked_by_its_first_year(server: InzichtServer) -> None:
    kop = f"Bearer {bewijs()}"
    oud = get(server, f"{PAGINA}?schooljaar=2025", kop).text
    assert "Schooljaar 2025-2026." in oud and _numbers(oud) == {10}
    for raar in ("niks", "9999", "-1", "٢٠٢٥"):
        assert "Schooljaar 2026-2027." in get(server, f"{PAGINA}?schooljaar={raar}", kop).text


def test_a_school_that_is_gone_is_404_only_for_who_may_know(server: InzichtServer) -> None:
    SLEUTELS["weg-school"] = "w" * 40
    try:
        kop = f"Bearer {bewijs('w' * 40, aud='weg-school')}"
        assert get(server, "/inzicht/weg-school", kop).status_code == 404
    finally:
        del SLEUTELS["weg-school"]


def test_without_a_database_it_says_503_and_not_a_trace(changed: InzichtServer) -> None:
    with changed.omgeving.engine.begin() as verbinding:
        verbinding.execute(text("DROP TABLE telling"))
    antwoord = get(changed, PAGINA, f"Bearer {bewijs()}")
    assert (antwoord.status_code, antwoord.text) == (503, "")


# ── the command line ──


def _cli(server: InzichtServer, monkeypatch: pytest.MonkeyPatch, *argv: str) -> int:
    monkeypatch.setenv("LOKETWIJZER_DATABASE", server.settings.database_url)
    monkeypatch.setenv("LOKETWIJZER_KENNIS", str(server.settings.kennis))
    return main(["inzicht", *argv])


def test_the_command_shows_the_same_table_as_the_page(
    server: InzichtServer, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    assert _cli(server, monkeypatch, SCHOOL, "--op", "2026-11-24", "--csv") == 0
    web = get(server, TABEL, f"Bearer {bewijs()}").content.decode("utf-8-sig")
    assert capsys.readouterr().out.splitlines() == web.splitlines()


def test_the_command_in_words(server: InzichtServer, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    assert _cli(server, monkeypatch, SCHOOL, "--op", "2026-11-24") == 0
    tekst = capsys.readouterr().out
    assert "Schooljaar 2026-2027" in tekst and "█" in tekst and zin.NIETS in tekst
    assert _cli(server, monkeypatch, "bestaat-niet") == 1
    assert "Kies uit: voorbeeld-hogeschool" in capsys.readouterr().err


def test_the_command_knows_a_school_whose_file_stands_elsewhere(
    server: InzichtServer, monkeypatch: pytest.MonkeyPatch, capsys: Any, tmp_path: Path
) -> None:
    server.omgeving.kennis()  # puts the schools in the database, as a server does with files from elsewhere
    shutil.copytree(server.settings.kennis, tmp_path / "kennis")
    (tmp_path / "kennis" / "instellingen" / f"{SCHOOL}.yaml").unlink()
    monkeypatch.setenv("LOKETWIJZER_DATABASE", server.settings.database_url)
    monkeypatch.setenv("LOKETWIJZER_KENNIS", str(tmp_path / "kennis"))
    assert main(["inzicht", SCHOOL, "--op", "2026-11-24"]) == 0
    assert "Voorbeeld MBO" in capsys.readouterr().out


def test_the_command_without_a_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    monkeypatch.setenv("LOKETWIJZER_DATABASE", f"sqlite:///{tmp_path / 'leeg.db'}")
    assert main(["inzicht", SCHOOL]) == 1
    assert zin.GEEN_DATABASE in capsys.readouterr().err
