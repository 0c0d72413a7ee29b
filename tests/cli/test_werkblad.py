"""An Excel workbook: the template says what the CSV says, and what Excel made of a cell is read right or reported."""

from __future__ import annotations

import random
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, Dict, List, Sequence

import openpyxl
import pytest
import yaml

from bot.cli import werkboek
from bot.cli.main import main
from bot.cli.rijen import TabelFout, read_csv, restore_phone
from bot.cli.vragen_nl import VRAGEN
from bot.cli.werkblad import read_cell, read_xlsx
from tests.cli.conftest import DAG, WORTEL, Nieuw
from tests.cli.sjablonen import filled_in

SJABLOON = WORTEL / "knowledge" / "_sjablonen" / "instelling.xlsx"
KOP = ["loket", "naam", "telefoon", "email", "waar", "open", "locatie", "gecontroleerd_op"]
VRAGEN_INVOER = "\nUtrecht\n\n\nZorg, a@b.nl\n"


def workbook(pad: Path, rijen: Sequence[Sequence[Any]], kop: Sequence[str] = KOP, **bladen: List[List[Any]]) -> Path:
    boek = openpyxl.Workbook()
    boek.active.append(list(kop))
    for rij in rijen:
        boek.active.append(list(rij))
    for naam, inhoud in bladen.items():
        blad = boek.create_sheet(naam)
        for rij in inhoud:
            blad.append(rij)
    boek.save(pad)
    return pad


def school(kennis: Path, id_: str) -> Dict[str, Any]:
    uit: Dict[str, Any] = yaml.safe_load((kennis / "instellingen" / f"{id_}.yaml").read_text("utf-8"))
    return uit


# ── the template ──


def test_the_committed_template_says_what_the_csv_says() -> None:
    assert werkboek.refresh(WORTEL / "knowledge", schrijf=False) is None, "maak het opnieuw: loketwijzer schema"


@pytest.mark.parametrize(("oud", "nieuw"), [("Kamer 1.12", "Kamer 9.99"), ("085 000 00 99", "085 000 00 96"),
                                            ("Locatie Noord;", "Locatie Oost;")])
def test_a_csv_that_drifts_from_the_template_is_told_and_mended(
    oud: str, nieuw: str, kennis: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    csv = kennis / "_sjablonen" / "instelling.csv"
    assert main(["schema", "--controleer"]) == 0
    csv.write_text(csv.read_text("utf-8").replace(oud, nieuw, 1), "utf-8")
    assert main(["schema", "--controleer"]) == 1
    assert "instelling.xlsx is oud" in capsys.readouterr().err
    assert main(["schema"]) == 0
    assert main(["schema", "--controleer"]) == 0


def test_a_workbook_changed_by_hand_is_drift_too(kennis: Path) -> None:
    pad = kennis / "_sjablonen" / "instelling.xlsx"
    boek = openpyxl.load_workbook(pad)
    boek["Contacten"].data_validations.dataValidation = []
    boek.save(pad)
    assert werkboek.refresh(kennis, schrijf=False) == pad


def test_the_template_has_lists_for_role_place_and_region_and_a_hint_in_every_column() -> None:
    boek = openpyxl.load_workbook(SJABLOON)
    regels = {str(v.sqref): v for v in boek["Contacten"].data_validations.dataValidation}
    assert regels["A2:A300"].formula1 == "Lijsten!$A$2:$A$200" and regels["A2:A300"].type == "list"
    assert regels["G2:G300"].formula1 == "Locaties!$A$2:$A$100"
    assert len(regels) == len(KOP) and all(len(v.prompt) <= 255 for v in regels.values())
    keuzes = [c.value for c in boek["Lijsten"]["A"]][1:]
    assert {"mentor", "vertrouwenspersoon", "smw", "gemeente_wijkteam"} <= set(keuzes) and "zelf" not in keuzes
    regio = [v for v in boek["Vragen"].data_validations.dataValidation if v.type == "list"]
    assert [v.formula1 for v in regio] == ['"noord,midden,zuid"']
    assert [c.value for c in boek["Vragen"]["A"]][1:11] == list(VRAGEN)


def test_what_one_types_in_the_template_stays_text() -> None:
    boek = openpyxl.load_workbook(SJABLOON)
    for blad, kolommen in (("Contacten", "ABCDEFG"), ("Vragen", "C"), ("Locaties", "AB")):
        assert {boek[blad][f"{k}{n}"].number_format for k in kolommen for n in (2, 20, 300)} == {"@"}


def test_template_and_csv_make_the_same_file_without_a_question(nieuw: Nieuw, kennis: Path, tmp_path: Path) -> None:
    code, uit = nieuw("school-een", "--uit", str(filled_in(SJABLOON, tmp_path)))
    assert code == 0 and "1." not in uit, uit
    assert nieuw("school-twee", "--uit", str(filled_in(SJABLOON.with_suffix(".csv"), tmp_path)))[0] == 0
    assert school(kennis, "school-een") == school(kennis, "school-twee")
    assert school(kennis, "school-een")["contacten"][2]["locaties"] == ["locatie-noord", "locatie-zuid"]
    assert main(["controleer", "--streng", *DAG, str(kennis / "instellingen" / "school-een.yaml")]) == 0


@pytest.mark.parametrize("vorm", [".xlsx", ".csv"])
def test_an_example_that_nobody_replaced_never_becomes_a_contact(vorm: str, nieuw: Nieuw, kennis: Path) -> None:
    code, uit = nieuw("school-een", "--uit", str(SJABLOON.with_suffix(vorm)))
    assert code == 1 and not (kennis / "instellingen" / "school-een.yaml").exists()
    for waarde in ("Voorbeeld College", "085 000 00 97", "085 000 00 98", "085 000 00 99", "decaan@voorbeeld-college.example"):
        assert f"[sjabloontekst] Hier staat nog een voorbeeldtekst: '{waarde}'" in uit, waarde


# ── what Excel makes of a cell ──


@pytest.mark.parametrize(("cijfers", "nummer"), [
    ("612345678", "0612345678"), ("301234567", "0301234567"), ("31612345678", "+31612345678"), ("8002000", "08002000"),
    ("113", "113"), ("112", "112"), ("0301234567", "0301234567"), ("12345", "12345"), ("030 123 45 67", "030 123 45 67"),
])
def test_a_number_without_its_first_sign_gets_it_back(cijfers: str, nummer: str) -> None:
    assert restore_phone(cijfers) == nummer


@pytest.mark.parametrize(("kolom", "waarde", "uit"), [
    ("telefoon", 612345678, ("612345678", None)), ("telefoon", 612345678.0, ("612345678", None)),
    ("telefoon", 6.12, ("6.12", "cel-getal")), ("waar", 1.2, ("1.2", "cel-getal")), ("waar", 12, ("12", None)),
    ("open", datetime(2026, 12, 9), ("2026-12-09", "cel-datum")), ("open", time(9, 0), ("09:00", None)),
    ("gecontroleerd_op", datetime(2026, 9, 1), ("2026-09-01", None)),
    ("gecontroleerd_op", date(2026, 9, 1), ("2026-09-01", None)), ("naam", None, ("", None)),
    ("naam", "  Ruben \n Martina ", ("Ruben Martina", None)), ("waar", float("inf"), ("inf", "cel-getal")),
])
def test_a_cell_is_read_as_it_was_typed_or_reported(kolom: str, waarde: Any, uit: Any) -> None:
    assert read_cell(kolom, waarde) == uit


def test_numbers_and_dates_of_excel_become_the_right_file(nieuw: Nieuw, kennis: Path, tmp_path: Path) -> None:
    pad = workbook(tmp_path / "school.xlsx", [
        ["decaan", "Zoë Müller", 612345678, None, "Kamer 2", "ma-vr 09:00-15:00", "Gebouw A", datetime(2026, 9, 1)],
        ["mentor", "Je coach", None, None, "Zie rooster", None, None, None],
        ["smw", "Team", 31301234567.0, "t@b.nl", None, None, "Gebouw A / Gebouw B", "2026-10-01"],
    ], Locaties=[["locatie", "adres"], ["Gebouw A", "Weg 1"], ["Gebouw B", "Weg 2"]])
    code, uit = nieuw("de-brug", "--uit", str(pad), invoer=VRAGEN_INVOER)
    assert code == 0, uit
    model = school(kennis, "de-brug")
    assert [(c["telefoon"], str(c["gecontroleerd_op"]), c["locaties"]) for c in model["contacten"] if "telefoon" in c] == [
        ("0612345678", "2026-09-01", ["gebouw-a"]), ("+31301234567", "2026-10-01", ["gebouw-a", "gebouw-b"])]
    assert str(model["contacten"][1]["gecontroleerd_op"]) == "2026-11-22"
    assert model["locaties"]["gebouw-b"] == {"naam": "Gebouw B", "adres": "Weg 2"}


def test_every_mistake_in_a_workbook_names_its_sheet_and_row(nieuw: Nieuw, kennis: Path, tmp_path: Path) -> None:
    pad = workbook(tmp_path / "tabel.xlsx", [
        ["dekaan", "Jan", 12, None, None, None, None, None],
        [None] * 8,
        ["smw", "Team", "030 123 45 67", "fout", 1.2, datetime(2026, 12, 9), "Gebouw C", 46266],
        ["mentor", "Coach", None, None, None, None, None, None],
    ], Vragen=[["vraag", "uitleg", "antwoord"], ["plaats", "", 12], ["crisis_telefoon", "", datetime(2026, 1, 2)]],
        Locaties=[["locatie", "adres"], ["Gebouw A", None]])
    code, uit = nieuw("de-brug", "--uit", str(pad))
    assert code == 1 and not (kennis / "instellingen" / "de-brug.yaml").exists()
    for stuk in ("tabel.xlsx (Sheet):2: fout [telefoon]", "tabel.xlsx (Sheet):2: fout [onbekend-loket]", "Bedoelt u 'decaan'?",
                 "tabel.xlsx (Sheet):4: fout [email]", "tabel.xlsx (Sheet):4: fout [cel-getal] Van uw tekst bij 'waar'",
                 "tabel.xlsx (Sheet):4: fout [cel-datum] Van uw tekst bij 'open'", "(Sheet):4: fout [onbekende-locatie]",
                 "tabel.xlsx (Sheet):4: fout [geen-datum]", "tabel.xlsx (Sheet):5: fout [contact-zonder-weg]",
                 "tabel.xlsx (Vragen):2: fout [geen-woorden]", "tabel.xlsx (Vragen):3: fout [cel-datum]",
                 "tabel.xlsx (Locaties):2: fout [ontbreekt]"):
        assert stuk in uit, f"{stuk}\n{uit}"


@pytest.mark.parametrize(("kop", "stuk"), [
    (["naam", "telefoon"], "geen blad met contacten"),
    (["loket", "naam", "kleur"], "De eerste regel van de tabel past niet"),
    ([*KOP[:6], "kleur"], "De eerste regel van de tabel past niet"),
])
def test_a_workbook_with_other_columns_says_how_it_should_be(
    kop: List[str], stuk: str, nieuw: Nieuw, tmp_path: Path
) -> None:
    code, uit = nieuw("de-brug", "--uit", str(workbook(tmp_path / "x.xlsx", [], kop=kop)))
    assert code == 1 and stuk in uit and "loket, naam, telefoon" in uit


def test_a_file_that_is_no_workbook_says_so(nieuw: Nieuw, tmp_path: Path) -> None:
    pad = tmp_path / "x.xlsx"
    for inhoud in (b"", b"loket;naam\n", b"PK\x03\x04" + b"\0" * 50):
        pad.write_bytes(inhoud)
        code, uit = nieuw("de-brug", "--uit", str(pad))
        assert code == 1 and "geen goed Excel-bestand" in uit
    assert nieuw("de-brug", "--uit", str(tmp_path / "weg.xlsx"))[0] == 1
    pad.write_bytes(b"x" * 2_000_001)
    assert "te groot" in nieuw("de-brug", "--uit", str(pad))[1]


def test_a_damaged_workbook_never_gives_a_traceback(tmp_path: Path) -> None:
    heel, pad, gelezen = SJABLOON.read_bytes(), tmp_path / "x.xlsx", 0
    for nummer in range(150):
        r = random.Random(nummer)
        stuk = bytearray(heel)
        for _ in range(r.choice((1, 3, 20))):
            stuk[r.randrange(len(stuk))] = r.randrange(256)
        pad.write_bytes(bytes(stuk[: r.choice((len(stuk), r.randrange(len(stuk))))]))
        try:
            gelezen += len(list(read_xlsx(pad)))
        except TabelFout as fout:
            assert str(pad) in str(fout)
    assert gelezen


def test_the_csv_template_has_the_same_columns() -> None:
    assert set(next(read_csv(SJABLOON.with_suffix(".csv"))).waarden) == set(KOP)
