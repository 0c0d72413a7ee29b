"""``loketwijzer nieuw instelling``: questions or a spreadsheet become a file that the check accepts."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cli import plekken
from bot.cli.main import main
from bot.cli.vragen_nl import VRAGEN
from bot.knowledge.catalog import read_model
from bot.knowledge.schema import Instelling
from tests.cli.conftest import DAG, Nieuw
from tests.cli.sjablonen import filled_in

KOP = "loket;naam;telefoon;email;waar;open\n"
# One answer per question; empty takes the default.
ANTWOORDEN = ["School: de Brug #1", "Utrecht", "", "", "Zorgteam, zorg@brug.nl", "", "", "Fatima", "f@brug.nl", "030 123 45 67"]


def school(kennis: Path, id_: str) -> Instelling:
    model, _, problems = read_model(kennis / "instellingen" / f"{id_}.yaml", kennis.parent, Instelling)
    assert not problems
    assert isinstance(model, Instelling)
    return model


@pytest.mark.parametrize("soort", ["mbo", "hbo", "wo"])
def test_ten_answers_make_a_file_that_the_check_accepts(soort: str, nieuw: Nieuw, kennis: Path) -> None:
    assert len(VRAGEN) == len(ANTWOORDEN) == 10
    code, uit = nieuw("de-brug", "--soort", soort, invoer="\n".join(ANTWOORDEN) + "\n")
    assert code == 0 and "de-brug.yaml is klaar" in uit
    assert main(["controleer", "--streng", *DAG, str(kennis / "instellingen" / "de-brug.yaml")]) == 0
    model = school(kennis, "de-brug")
    assert (model.naam, model.onderwijs, model.regio) == ("School: de Brug #1", soort, "midden")
    assert {c.loket for c in model.contacten} == {"mentor", "vertrouwenspersoon"}
    assert model.crisis_contact and model.crisis_contact.telefoon == "030 123 45 67"
    namen = {"mbo": "Je eigen mentor", "hbo": "Je eigen studieloopbaanbegeleider", "wo": "Je eigen studieadviseur"}
    assert model.contacten[0].naam == namen[soort]


def test_the_file_explains_itself_and_shows_every_loket_that_is_missing(nieuw: Nieuw, kennis: Path) -> None:
    nieuw("de-brug", invoer="\n".join(ANTWOORDEN) + "\n")
    tekst = (kennis / "instellingen" / "de-brug.yaml").read_text("utf-8")
    assert tekst.count("#") > 40 and "$" not in tekst
    for loket in ("decaan", "smw", "zorgcoordinator", "schoolpsycholoog"):
        assert f"  # - loket: {loket}\n" in tekst
    assert "# - loket: mentor" not in tekst


def test_the_examples_behind_the_hash_are_right_too(nieuw: Nieuw, kennis: Path) -> None:
    nieuw("de-brug", invoer="\n".join([*ANTWOORDEN[:9], ""]) + "\n")
    pad = kennis / "instellingen" / "de-brug.yaml"
    regels = pad.read_text("utf-8").splitlines()
    vanaf = next(i for i, r in enumerate(regels) if r == "contacten:")
    vormen = ("  # - ", "  #   ", "# crisis_contact", "# momenten", "#   - ")
    for i in (i for i, r in enumerate(regels) if i > vanaf and r.startswith(vormen)):
        regels[i] = regels[i].replace("# ", "", 1) if not regels[i].startswith("#   ") else regels[i][2:]
    pad.write_text("\n".join(regels) + "\n", "utf-8")
    assert main(["controleer", *DAG, str(pad)]) == 0
    assert len(school(kennis, "de-brug").contacten) > 10


def test_a_wrong_answer_is_explained_and_asked_again(nieuw: Nieuw, kennis: Path) -> None:
    invoer = ["", "1234", "", "Utrecht", "oost", "noord", "www.brug.nl", "https://www.brug.nl", "VUL IN", "Zorg, a@b.nl",
              "9-5", "", "", "", "fout", "", "0900-0113", "12", ""]
    code, uit = nieuw("de-brug", invoer="\n".join(invoer) + "\n")
    assert code == 0
    for stuk in ("dat is geen naam", "Op deze vraag is een antwoord nodig.", "Kies uit: noord, midden, zuid.",
                 "Begin met https://", "nog een voorbeeldtekst", "tijden '9-5'", "mailadres 'fout'",
                 "oud nummer van 113", "telefoonnummer '12'"):
        assert stuk in uit
    model = school(kennis, "de-brug")
    assert (model.naam, model.regio, model.crisis_contact) == ("De Brug", "noord", None)


def test_input_that_ends_early_saves_nothing(nieuw: Nieuw, kennis: Path) -> None:
    code, uit = nieuw("de-brug", invoer="De Brug\n")
    assert code == 1 and "In welke plaats staat de school? Er is niets bewaard." in uit
    assert not (kennis / "instellingen" / "de-brug.yaml").exists()


def test_a_file_is_never_overwritten(nieuw: Nieuw, kennis: Path) -> None:
    pad = kennis / "instellingen" / "voorbeeld-mbo.yaml"
    vooraf = pad.read_bytes()
    code, uit = nieuw("voorbeeld-mbo", invoer="\n".join(ANTWOORDEN))
    assert code == 1 and "bestaat al" in uit and pad.read_bytes() == vooraf


@pytest.mark.parametrize("id_", ["Mijn School", "../weg", "a_b", "-a", "école", ""])
def test_a_name_that_does_not_fit_is_wrong_use(id_: str, nieuw: Nieuw) -> None:
    assert nieuw("--", id_)[0] == 2 if id_.startswith("-") else nieuw(id_)[0] == 2


def test_the_example_table_makes_a_file_without_questions(nieuw: Nieuw, kennis: Path, tmp_path: Path) -> None:
    code, uit = nieuw("college", "--uit", str(filled_in(kennis / "_sjablonen" / "instelling.csv", tmp_path)))
    assert code == 0, uit
    model = school(kennis, "college")
    assert [c.loket for c in model.contacten] == ["mentor", "vertrouwenspersoon", "decaan"]
    assert model.naam == "De Linde" and model.contacten[2].open == "ma-vr 09:00-15:00"


@pytest.mark.parametrize("codering", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("scheiding", [";", ","])
def test_a_table_from_excel_is_read(codering: str, scheiding: str, nieuw: Nieuw, kennis: Path, tmp_path: Path) -> None:
    rij = KOP + "decaan;Zoë Müller;301234567;z@b.nl;Kamer 2;ma-vr 09:00-15:00\nmentor;Je coach;;;Zie rooster;\n"
    pad = tmp_path / "tabel.csv"
    pad.write_bytes(rij.replace(";", scheiding).replace("\n", "\r\n").encode(codering))
    code, uit = nieuw("de-brug", "--uit", str(pad), invoer="\nUtrecht\n\n\nZorg, a@b.nl\n")
    assert code == 0, uit
    model = school(kennis, "de-brug")
    assert [(c.loket, c.naam, c.telefoon) for c in model.contacten] == [
        ("decaan", "Zoë Müller", "0301234567"), ("mentor", "Je coach", None)]


def test_every_mistake_in_a_table_names_its_row(nieuw: Nieuw, kennis: Path, tmp_path: Path) -> None:
    pad = tmp_path / "tabel.csv"
    pad.write_text(
        KOP + "vraag;plaats;12;;;\ndekaan;Jan;12;;;\n\nsmw;;030 123 45 67;fout;;9-5\n"
        "decaan;Piet;0900-0113;;;\nmentor;Coach;;;;\n",
        "utf-8",
    )
    code, uit = nieuw("de-brug", "--uit", str(pad))
    assert code == 1 and not (kennis / "instellingen" / "de-brug.yaml").exists()
    for stuk in ("tabel.csv:2: fout [geen-woorden]", "tabel.csv:3: fout [telefoon]", "tabel.csv:3: fout [onbekend-loket]",
                 "Bedoelt u 'decaan'?", "tabel.csv:5: fout [ontbreekt]", "tabel.csv:5: fout [email]",
                 "tabel.csv:5: fout [tijden]", "tabel.csv:6: fout [fout-nummer]", "tabel.csv:7: fout [contact-zonder-weg]"):
        assert stuk in uit, stuk


@pytest.mark.parametrize(
    ("inhoud", "stuk"),
    [
        (b"", "Zo hoort hij te zijn: loket, naam"),
        (b"naam;telefoon\n", "Zo hoort hij te zijn: loket, naam"),
        (KOP.encode() + b"vraag;kleur;rood;;;\n", "De vraag 'kleur' bestaat niet"),
        (KOP.encode() + b"vraag;plaats;A;;;\nvraag;plaats;B;;;\n", "nog een antwoord op 'plaats'"),
        (b"\x81\x8d\xff\x00", "niet te lezen"),
    ],
)
def test_a_table_that_cannot_be_used_says_why(inhoud: bytes, stuk: str, nieuw: Nieuw, tmp_path: Path) -> None:
    pad = tmp_path / "tabel.csv"
    pad.write_bytes(inhoud)
    code, uit = nieuw("de-brug", "--uit", str(pad))
    assert code == 1 and stuk in uit
    assert nieuw("de-brug", "--uit", str(tmp_path / "weg.csv"))[0] == 1


# ── where the file is put ──

INVOER = "\n".join(ANTWOORDEN) + "\n"


def test_a_school_chooses_its_own_folder(nieuw: Nieuw, kennis: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    code, uit = nieuw("de-brug", "--map", "ons/archief", invoer=INVOER)
    assert code == 0 and "loketwijzer controleer ons/archief/de-brug.yaml" in uit
    assert (tmp_path / "ons" / "archief" / "de-brug.yaml").exists()
    assert not (kennis / "instellingen" / "de-brug.yaml").exists()
    assert nieuw("de-brug", "--map", "ons/archief", invoer=INVOER)[0] == 1


def test_an_installed_package_is_never_written_in(
    nieuw: Nieuw, kennis: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file beside the program's own is not found again, and the next version takes it away."""
    leeg = tmp_path / "school"
    leeg.mkdir()
    monkeypatch.chdir(leeg)
    monkeypatch.setattr(plekken, "INGEPAKT", kennis)
    code, uit = nieuw("de-brug", invoer=INVOER)
    assert code == 0 and uit.endswith("loketwijzer controleer instellingen/de-brug.yaml\n")
    assert (leeg / "instellingen" / "de-brug.yaml").exists()
    assert main(["controleer", "--streng", *DAG, "instellingen/de-brug.yaml"]) == 0


def test_the_place_is_shown_from_where_one_stands(nieuw: Nieuw, kennis: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(kennis.parent)
    assert "Het bestand knowledge/instellingen/de-brug.yaml is klaar" in nieuw("de-brug", invoer=INVOER)[1]
