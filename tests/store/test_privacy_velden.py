"""docs/privacy.md names every field that is kept: compared with the tables themselves."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Dict, Set

import pytest

from bot.knowledge.gesprek.stand import Stand
from bot.store.conversations import metadata as gesprekken
from bot.store.tables import metadata

DOCS = (Path(__file__).resolve().parent.parent.parent / "docs" / "privacy.md").read_text("utf-8")


def fields_in_docs() -> Dict[str, Set[str]]:
    """Table → fields: from a heading ``### Tabel `naam` `` to the next heading, the first column of its table."""
    uit: Dict[str, Set[str]] = {}
    for deel in re.split(r"^#+ ", DOCS, flags=re.M):
        kop = re.match(r"Tabel `(\w+)`", deel)
        if kop:
            uit[kop[1]] = {v for rij in re.findall(r"^\| ((?:`\w+`(?:, )?)+) \|", deel, re.M) for v in re.findall(r"\w+", rij)}
    return uit


@pytest.mark.parametrize("tabel", [*metadata.sorted_tables, *gesprekken.sorted_tables], ids=lambda t: t.name)
def test_every_field_is_named_and_no_other(tabel: object) -> None:
    velden = fields_in_docs().get(tabel.name)  # type: ignore[attr-defined]
    assert velden is not None, f"docs/privacy.md heeft geen '### Tabel `{tabel.name}`'"  # type: ignore[attr-defined]
    assert velden == {k.name for k in tabel.columns}  # type: ignore[attr-defined]


def test_what_the_conversation_remembers_is_named() -> None:
    deel = DOCS.split("### De stand van het gesprek")[1].split("\n#")[0]
    genoemd = {v for rij in re.findall(r"^\| ((?:`\w+`(?:, )?)+) \|", deel, re.M) for v in re.findall(r"\w+", rij)}
    assert genoemd == set(Stand.__dataclass_fields__)
