"""Files of schools from elsewhere: folders and addresses. A bad new version never replaces a good one, and one can see why."""

from __future__ import annotations

import hashlib
import os
import shutil
import socket
import threading
import time
from dataclasses import replace
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Dict, Iterator, List
from zoneinfo import ZoneInfo

import pytest

from actions.omgeving import Omgeving
from bot.cli.main import main
from bot.cli.standpagina import as_page
from bot.knowledge.catalog import Catalog
from bot.settings import Settings, read_settings
from bot.store.bronnen import Bronnen, read_places
from bot.store.ophalen import HaalFout, check_address, fetch, fetch_checked, fetch_sum, shown
from bot.store.schoolstand import all_schools
from tests.cli.test_gaten import Lezer

WORTEL = Path(__file__).resolve().parents[2]
GOED = (WORTEL / "tests" / "knowledge" / "ongeldig" / "geldig-1.yaml").read_text("utf-8")
NIEUW = GOED.replace("Fatima El Amrani", "Noor de Wit")
STUK = GOED.replace("f.elamrani@voorbeeld-mbo.example", "geheim-adres")
NU = datetime(2026, 11, 24, 10, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
INHOUD: Dict[str, bytes] = {}
VERZOEKEN: List[str] = []


def som(tekst: str) -> str:
    return hashlib.sha256(tekst.encode()).hexdigest()


class Web(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        VERZOEKEN.append(self.path)
        if self.path.startswith("/door"):
            self.send_response(302)
            self.send_header("Location", "http://example.org/x" if self.path == "/door-weg" else "/school.yaml")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        if self.path not in INHOUD:
            self.send_error(404)
            return
        self.send_response(200)
        self.end_headers()
        for deel in (INHOUD[self.path],) if self.path != "/druppel" else [b"x"] * 50:
            self.wfile.write(deel)
            self.wfile.flush()
            time.sleep(0.1 if self.path == "/druppel" else 0)

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def web() -> Iterator[str]:
    INHOUD.clear()
    VERZOEKEN.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Web)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    shutil.copytree(WORTEL / "knowledge", tmp_path / "knowledge")
    (tmp_path / "scholen").mkdir()
    return replace(Settings(), kennis=tmp_path / "knowledge", database_url=f"sqlite:///{tmp_path / 'x.db'}",
                   opgehaald=tmp_path / "opgehaald", instellingen=(tmp_path / "scholen",))


def put(settings: Settings, naam: str, tekst: str) -> Path:
    pad = settings.instellingen[0] / f"{naam}.yaml"
    pad.write_text(tekst, "utf-8")
    return pad


def names(omgeving: Omgeving) -> List[str]:
    return sorted(omgeving.kennis().scholen)


def step(omgeving: Omgeving) -> None:
    """What the two threads of the server do."""
    omgeving._look_elsewhere()
    omgeving.refresh()


# ── getting one file ──


@pytest.mark.parametrize("adres", ["http://example.org/x", "ftp://a.nl/x", "file:///etc/passwd", "https://", "x", "http://[",
                                   "http://127.0.0.1.example.org/x", "http://localhost/x"])
def test_only_https_is_an_address(adres: str) -> None:
    with pytest.raises(HaalFout) as fout:
        check_address(adres)
    assert fout.value.code == "haal-adres"


def test_what_may_be_secret_in_an_address_is_never_shown() -> None:
    assert shown("https://jan:geheim@school.nl:8443/x.yaml?token=abc#d") == "https://school.nl:8443/x.yaml"


def test_a_file_is_fetched_only_with_the_right_sum(web: str) -> None:
    INHOUD["/school.yaml"] = GOED.encode()
    assert fetch_checked(f"{web}/school.yaml", som(GOED).upper()) == GOED.encode()
    assert fetch(f"{web}/door") == GOED.encode()
    with pytest.raises(HaalFout, match="haal-som"):
        fetch_checked(f"{web}/school.yaml", som(NIEUW))


def test_a_sum_is_read_alone_or_as_the_tool_writes_it(web: str) -> None:
    INHOUD.update({"/a": som(GOED).encode(), "/b": f"{som(GOED).upper()}  school.yaml\n".encode(), "/c": b"niets"})
    assert fetch_sum(f"{web}/a") == fetch_sum(f"{web}/b") == som(GOED)
    with pytest.raises(HaalFout, match="haal-som"):
        fetch_sum(f"{web}/c")


@pytest.mark.parametrize(("pad", "code"), [("/weg", "haal-stil"), ("/groot", "bestand-te-groot"), ("/druppel", "haal-stil"),
                                           ("/door-weg", "haal-adres")])
def test_a_fetch_is_limited(pad: str, code: str, web: str) -> None:
    INHOUD.update({"/groot": b"x" * 1_000_001, "/druppel": b""})
    begin = time.monotonic()
    with pytest.raises(HaalFout, match=code):
        fetch(web + pad, wacht=1.0)
    assert time.monotonic() - begin < 4


def test_a_host_that_never_answers_is_given_up() -> None:
    with socket.socket() as stil:
        stil.bind(("127.0.0.1", 0))
        stil.listen()
        with pytest.raises(HaalFout, match="haal-stil"):
            fetch(f"http://127.0.0.1:{stil.getsockname()[1]}/", wacht=0.5)


# ── bronnen.yaml ──


def test_an_entry_that_is_not_clear_is_told_and_the_others_count(tmp_path: Path) -> None:
    pad = tmp_path / "bronnen.yaml"
    pad.write_text(f"""a: {{map: /srv/a}}
b: {{adres: "https://b.nl/b.yaml", sha256: {som('x')}}}
c: {{adres: "https://c.nl/c.yaml", sha256_adres: "https://c.nl/c.sha256"}}
d: {{adres: "https://d.nl/d.yaml"}}
e: {{map: /srv/e, adres: "https://e.nl/e.yaml"}}
f: {{plek: x}}
G_H: {{map: /srv/g}}
""", "utf-8")
    plekken, problems = read_places(pad)
    assert sorted(plekken) == ["a", "b", "c"]
    assert sorted((p.regel, p.code) for p in problems) == [
        (4, "herkomst"), (5, "herkomst"), (6, "onbekende-sleutel"), (7, "herkomst")]
    assert read_places(tmp_path / "weg.yaml")[1][0].code == "bestand-niet-gevonden"


# ── in the server ──


def test_a_school_in_an_extra_folder_comes_changes_and_goes(settings: Settings) -> None:
    omgeving = Omgeving.make(settings, lambda: NU)
    pad = put(settings, "mijn-school", GOED)
    step(omgeving)
    assert "mijn-school" in names(omgeving) and "voorbeeld-mbo" in names(omgeving)
    put(settings, "mijn-school", NIEUW)
    step(omgeving)
    school = omgeving.kennis().school_van("mijn-school")
    assert school and "Noor de Wit" in [c.naam for c in school.contacten]
    pad.unlink()
    step(omgeving)
    assert "mijn-school" not in names(omgeving)


def test_a_bad_version_keeps_the_good_one_also_after_a_restart_and_says_why(settings: Settings) -> None:
    omgeving = Omgeving.make(settings, lambda: NU)
    put(settings, "mijn-school", GOED)
    put(settings, "andere-school", STUK)
    step(omgeving)
    for kapot in (STUK, "naam: [", "\x00", ""):
        put(settings, "mijn-school", kapot)
        step(omgeving)
        assert "mijn-school" in names(omgeving) and "andere-school" not in names(omgeving)
    put(settings, "mijn-school", STUK)
    opnieuw = Omgeving.make(settings, lambda: NU)
    step(opnieuw)
    assert "mijn-school" in names(opnieuw) and not opnieuw.fout
    stand = {s.school: s for s in all_schools(settings, opnieuw.catalog.instellingen, opnieuw.geladen, ())}
    mijn = stand["mijn-school"]
    assert (mijn.versie, mijn.geweigerd, mijn.redenen) == (som(GOED)[:12], som(STUK)[:12], ((25, "email"),))
    assert stand["andere-school"].versie == "" and stand["voorbeeld-mbo"].soort == "kennis"
    put(settings, "mijn-school", NIEUW)
    step(opnieuw)
    stand = {s.school: s for s in all_schools(settings, opnieuw.catalog.instellingen, opnieuw.geladen, ())}
    assert stand["mijn-school"].versie == som(NIEUW)[:12] and not stand["mijn-school"].redenen


def test_the_old_version_that_comes_back_clears_the_refusal(settings: Settings) -> None:
    omgeving = Omgeving.make(settings, lambda: NU)
    for tekst in (GOED, STUK, GOED):
        put(settings, "mijn-school", tekst)
        step(omgeving)
    (stand,) = [s for s in all_schools(settings, (), {}, ()) if s.school == "mijn-school"]
    assert (stand.geweigerd, stand.redenen) == ("", ())


def test_neither_page_nor_notes_hold_a_word_of_a_file(settings: Settings) -> None:
    omgeving = Omgeving.make(settings, lambda: NU)
    put(settings, "mijn-school", GOED)
    step(omgeving)
    put(settings, "mijn-school", STUK)
    step(omgeving)
    stand = all_schools(settings, omgeving.catalog.instellingen, omgeving.geladen, ())
    pagina = as_page(stand, omgeving.bronnen.problems if omgeving.bronnen else [])
    notities = "".join(p.read_text("utf-8") for p in settings.opgehaald.glob("*.json"))
    for woord in ("geheim-adres", "Fatima", "085 000", "Zorgteam"):
        assert woord not in pagina and woord not in notities
    assert str(settings.instellingen[0]) not in pagina
    lezer = Lezer(pagina)
    assert lezer.stapel == [] and "regel 25: Het mailadres '‹waarde›' klopt niet. [email]" in lezer.tekst
    assert "in een eigen map: mijn-school.yaml" in lezer.tekst and som(GOED)[:12] in lezer.tekst


def test_a_school_never_takes_the_place_of_another(settings: Settings, tmp_path: Path) -> None:
    ander = tmp_path / "scholen-2"
    ander.mkdir()
    settings = replace(settings, instellingen=(*settings.instellingen, ander))
    put(settings, "voorbeeld-mbo", NIEUW)
    put(settings, "mijn-school", GOED)
    (ander / "mijn-school.yaml").write_text(NIEUW, "utf-8")
    (ander / "Mijn School.yaml").write_text(NIEUW, "utf-8")
    omgeving = Omgeving.make(settings, lambda: NU)
    step(omgeving)
    mbo, mijn = omgeving.kennis().school_van("voorbeeld-mbo"), omgeving.kennis().school_van("mijn-school")
    assert mbo and mijn
    assert "Noor de Wit" not in [c.naam for c in (*mbo.contacten, *mijn.contacten)]
    assert omgeving.bronnen
    assert sorted(p.code for p in omgeving.bronnen.problems) == ["bestandsnaam", "school-dubbel", "school-dubbel"]


def test_a_folder_that_is_away_keeps_its_schools(settings: Settings) -> None:
    omgeving = Omgeving.make(settings, lambda: NU)
    put(settings, "mijn-school", GOED)
    step(omgeving)
    os.rename(settings.instellingen[0], settings.instellingen[0].with_name("los"))
    step(omgeving)
    assert "mijn-school" in names(omgeving)


def test_a_file_that_no_longer_fits_the_knowledge_stops_nobody_else(settings: Settings) -> None:
    omgeving = Omgeving.make(settings, lambda: NU)
    put(settings, "mijn-school", GOED.replace("loket: vertrouwenspersoon", "loket: balie"))
    step(omgeving)
    assert "mijn-school" in names(omgeving)
    loketten = settings.kennis / "loketten.yaml"
    tekst = loketten.read_text("utf-8").replace("\nbalie:\n", "\nservicepunt:\n")
    loketten.write_text(tekst, "utf-8")
    for pad in (settings.kennis / "instellingen").glob("*.yaml"):
        school = pad.read_text("utf-8").replace("loket: balie", "loket: servicepunt").replace("  balie:", "  servicepunt:")
        pad.write_text(school, "utf-8")
    assert omgeving.refresh(), omgeving.fout
    assert "mijn-school" not in names(omgeving) and "voorbeeld-mbo" in names(omgeving)
    (stand,) = [s for s in all_schools(settings, (), {}, ()) if s.school == "mijn-school"]
    assert "onbekend-loket" in [c for _, c in stand.redenen]


def test_addresses_are_fetched_when_it_is_time_and_bad_ones_change_nothing(
    settings: Settings, web: str, tmp_path: Path, catalog: Catalog
) -> None:
    INHOUD.update({"/een.yaml": GOED.encode(), "/een.sha256": som(GOED).encode(), "/twee.yaml": GOED.encode()})
    bestand = tmp_path / "bronnen.yaml"
    bestand.write_text(f"""een: {{adres: "{web}/een.yaml", sha256_adres: "{web}/een.sha256"}}
twee: {{adres: "{web}/twee.yaml", sha256: {som(GOED)}}}
drie: {{map: {tmp_path / 'scholen'}}}
""", "utf-8")
    (tmp_path / "scholen" / "drie.yaml").write_text(GOED, "utf-8")
    settings = replace(settings, bronnen=bestand, instellingen=())
    bronnen = Bronnen(settings)
    bronnen.refresh(catalog, NU)
    assert [h.versie for h in bronnen.opgehaald.all()] == [som(GOED)[:12]] * 3
    aantal = len(VERZOEKEN)
    bronnen.refresh(catalog, NU + timedelta(minutes=9))
    assert len(VERZOEKEN) == aantal
    INHOUD.update({"/een.yaml": NIEUW.encode(), "/een.sha256": som(NIEUW).encode(), "/twee.yaml": NIEUW.encode()})
    bronnen.refresh(catalog, NU + timedelta(minutes=11))
    stand = {h.school: h for h in bronnen.opgehaald.all()}
    assert stand["een"].versie == som(NIEUW)[:12]
    assert (stand["twee"].versie, stand["twee"].redenen) == (som(GOED)[:12], ((1, "haal-som"),))
    INHOUD.clear()
    bronnen.refresh(catalog, NU + timedelta(minutes=25))
    stand = {h.school: h for h in bronnen.opgehaald.all()}
    assert stand["een"].versie == som(NIEUW)[:12] and stand["een"].redenen == ((1, "haal-stil"),)
    bestand.write_text("een: [", "utf-8")
    bronnen.refresh(catalog, NU + timedelta(minutes=26))
    assert len(bronnen.opgehaald.all()) == 3 and bronnen.problems
    bestand.write_text(f"drie: {{map: {tmp_path / 'scholen'}}}\n", "utf-8")
    bronnen.refresh(catalog, NU + timedelta(minutes=27))
    assert [h.school for h in bronnen.opgehaald.all()] == ["drie"]


# ── the commands ──


def test_haal_takes_a_good_file_and_refuses_the_rest(
    settings: Settings, web: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for naam, waarde in (("KENNIS", settings.kennis), ("OPGEHAALD", settings.opgehaald), ("DATABASE", settings.database_url)):
        monkeypatch.setenv(f"LOKETWIJZER_{naam}", str(waarde))
    INHOUD.update({"/goed.yaml": GOED.encode(), "/stuk.yaml": STUK.encode()})

    def haal(pad: str, tekst: str, id_: str = "mijn-school") -> int:
        return main(["haal", web + pad, "--sha256", som(tekst), "--instelling", id_])

    assert haal("/goed.yaml", NIEUW) == 1 and "controlesom klopt niet" in capsys.readouterr().err
    assert haal("/stuk.yaml", STUK) == 1 and "mijn-school.yaml:25: fout [email]" in capsys.readouterr().err
    assert haal("/goed.yaml", GOED) == 0 and som(GOED)[:12] in capsys.readouterr().out
    assert haal("/stuk.yaml", STUK) == 1
    assert haal("/goed.yaml", GOED, "voorbeeld-mbo") == 1
    assert haal("/goed.yaml", GOED, "../weg") == 2
    assert main(["haal", web, "--sha256", "kort", "--instelling", "x"]) == 2
    assert main(["haal", "http://example.org/", "--sha256", som("x"), "--instelling", "x"]) == 1
    omgeving = Omgeving.make(read_settings(), lambda: NU)
    assert "mijn-school" in names(omgeving)
    omgeving._look_elsewhere()
    assert [h.school for h in Bronnen(settings).opgehaald.all()] == ["mijn-school"], "met de hand opgehaald blijft"
    capsys.readouterr()
    assert main(["status"]) == 1
    uit = capsys.readouterr().out
    assert "mijn-school: " + som(GOED)[:12] in uit and "met de hand opgehaald" in uit and "[email]" in uit
    assert "voorbeeld-mbo: " in uit and "gelijk aan de bestanden" in uit and "geheim-adres" not in uit


def test_settings_read_folders_with_the_separator_of_the_system(tmp_path: Path) -> None:
    assert read_settings({"LOKETWIJZER_INSTELLINGEN": os.pathsep.join(["/a", "/b", ""])}).instellingen == (Path("/a"), Path("/b"))
    assert read_settings({}).instellingen == () and read_settings({}).bronnen is None
