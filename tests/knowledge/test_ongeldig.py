"""Each broken file gives exactly the message beside it: ``ongeldig/<code>-<nr>.yaml`` and ``.txt``.

After a change of wording: ``SCHRIJF_OPNIEUW=1 pytest tests/knowledge/test_ongeldig.py``, and read the diff.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import List, Tuple

import pytest

from bot.cli import controleer
from bot.cli.main import main
from bot.knowledge.catalog import Catalog, read_catalog
from bot.knowledge.messages_nl import BERICHTEN

MAP = Path(__file__).parent / "ongeldig"
KENNIS = Path(__file__).resolve().parents[2] / "knowledge"
BESTANDEN = sorted(MAP.glob("*.yaml"))
OP = ["controleer", "--op", "2026-11-22"]
ZONDER_CODE = ("geldig", "meer-fouten")


@pytest.fixture(scope="module")
def gelezen() -> Tuple[Catalog, List[object]]:
    return read_catalog(KENNIS)  # type: ignore[return-value]


@pytest.fixture(autouse=True)
def _snel(gelezen: Tuple[Catalog, List[object]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(controleer, "read_catalog", lambda map_: gelezen)


def controle(pad: Path, capsys: pytest.CaptureFixture[str]) -> Tuple[int, str]:
    code = main([*OP, str(pad)])
    uit = capsys.readouterr()
    return code, uit.out or uit.err


@pytest.mark.parametrize("bestand", BESTANDEN, ids=lambda p: p.stem)
def test_a_broken_file_gives_exactly_this_message(bestand: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, uit = controle(bestand, capsys)
    gouden = bestand.with_suffix(".txt")
    if os.environ.get("SCHRIJF_OPNIEUW"):
        gouden.write_text(uit, "utf-8")
    assert uit == gouden.read_text("utf-8")
    assert code == (1 if ": fout [" in uit else 0)
    soort = re.sub(r"-\d+$", "", bestand.stem)
    assert soort in ZONDER_CODE or f"[{soort}]" in uit


@pytest.mark.parametrize("bestand", BESTANDEN, ids=lambda p: p.stem)
def test_a_message_points_at_a_line_that_exists(bestand: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, uit = controle(bestand, capsys)
    aantal = max(1, len(bestand.read_text("utf-8", "replace").splitlines()))
    for regel in re.findall(r"\.yaml:(\d+): ", uit):
        assert 1 <= int(regel) <= aantal


def test_there_are_enough_broken_files_and_no_loose_ones() -> None:
    assert len(BESTANDEN) >= 60
    assert {p.stem for p in MAP.glob("*.txt")} == {p.stem for p in BESTANDEN}
    soorten = {re.sub(r"-\d+$", "", p.stem) for p in BESTANDEN}
    assert soorten - set(ZONDER_CODE) <= set(BERICHTEN)


@pytest.mark.parametrize(
    ("inhoud", "code"),
    [
        (b"naam: Caf\xe9 School\n", "bestand-geen-tekst"),
        ("naam: School\n".encode("utf-16"), "bestand-geen-tekst"),
        (b"# " + b"x" * 1_000_001, "bestand-te-groot"),
        (b"\x00\x01\x02", "onzichtbaar-teken"),
        (b"a: " + b"[" * 5000, "yaml-niet-leesbaar"),
        (b"a: " + b"{a: " * 5000, "yaml-niet-leesbaar"),
    ],
)
def test_a_file_that_is_no_plain_text_gets_a_message(
    inhoud: bytes, code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pad = tmp_path / "school.yaml"
    pad.write_bytes(inhoud)
    resultaat, uit = controle(pad, capsys)
    assert resultaat == 1
    assert f"[{code}] {BERICHTEN[code].split('{')[0]}" in uit


def test_a_file_that_is_not_there_gets_a_message(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert controle(tmp_path / "weg.yaml", capsys)[1] == (
        "weg.yaml:1: fout [bestand-niet-gevonden] Dit bestand is er niet. Controleer de naam en de map.\n"
    )
    assert "[bestand-geen-tekst]" in controle(tmp_path, capsys)[1]


def test_an_editor_that_adds_a_mark_or_windows_lines_is_fine(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    goed = (MAP / "geldig-1.yaml").read_text("utf-8")
    pad = tmp_path / "school.yaml"
    for inhoud in (b"\xef\xbb\xbf" + goed.encode(), goed.replace("\n", "\r\n").encode()):
        pad.write_bytes(inhoud)
        assert controle(pad, capsys) == (0, "Alles klopt.\n")
