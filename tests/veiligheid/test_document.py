"""What docs/veiligheid.md publishes was measured on the test set as it is now, and names every miss."""

from __future__ import annotations

import re

from scripts.veiligheid import BEGIN, DOCUMENT, EINDE, WAT, Geval, missers, read_cases, rows


class _Stil:
    """A guard that never says anything."""

    niveau, vraag = None, False


def test_the_published_figures_are_of_this_test_set() -> None:
    deel = DOCUMENT.read_text("utf-8").split(BEGIN)[1].split(EINDE)[0]
    gevallen = read_cases(lambda tekst: _Stil())
    assert f"op {len(gevallen)} geschreven zinnen" in deel
    for naam, (_, aantal) in rows(gevallen).items():
        if naam != "juiste_kaart":  # depends on how many cards were given
            assert re.search(rf"\| {re.escape(WAT[naam])} \| [01]\.\d+ \| .* \| {aantal} \| .*\|", deel), naam


def test_every_miss_is_published() -> None:
    gevallen = [
        Geval("zin een", "impliciet", ("hulp_113",), "ik", "geen"), Geval("zin twee", "rouw", ("geen",), "ik", "hulp_113"),
        Geval("zin drie", "twijfel", ("vraag",), "ik", "geen"), Geval("zin vier", "thuis", ("veilig_thuis",), "ik", "nood_112"),
        Geval("zin vijf", "thuis", ("veilig_thuis",), "ik", "veilig_thuis"),
    ]
    regels = "\n".join(missers(gevallen))
    assert all(f"zin {n}" in regels for n in ("een", "twee", "drie", "vier")) and "zin vijf" not in regels
