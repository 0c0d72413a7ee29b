"""What can be checked without a browser: size, texts, forbidden code."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

from .fake_server import WEB

MAX_GZIP = 20_000
SOURCES = sorted((WEB / "src").rglob("*.js"))
TEKSTEN = json.loads((WEB / "teksten.nl.json").read_text(encoding="utf-8"))
NOODKAART = json.loads((WEB / "noodkaart.nl.json").read_text(encoding="utf-8"))


def test_the_bundle_stays_small(dist: Path) -> None:
    size = len(gzip.compress((dist / "loketwijzer.js").read_bytes(), 9))
    assert size <= MAX_GZIP, f"{size} bytes gzip"


def test_modules_stay_readable() -> None:
    assert {p.name: n for p in SOURCES if (n := len(p.read_text(encoding="utf-8").splitlines())) > 300} == {}


def test_no_html_from_text_and_no_foreign_storage() -> None:
    forbidden = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|localStorage|document\.cookie|\sstyle="
    )
    assert [p.name for p in SOURCES if forbidden.search(p.read_text(encoding="utf-8"))] == []
    pages = list(WEB.glob("*.html"))
    assert len(pages) == 4 and not [
        p.name for p in pages if re.search(r"\sstyle=|<style|\son\w+=|<script>", p.read_text(encoding="utf-8"))
    ]


def test_every_text_is_used_and_every_used_text_exists() -> None:
    code = "".join(p.read_text(encoding="utf-8") for p in SOURCES)
    used = set(re.findall(r"[\"`]([a-z]+\.[a-z0-9_]+)[\"`]", code))
    built = {f"kaart.{v}" for v in ("wat_niet", "voor_wie", "afspraak", "kosten")} | {
        f"hulp.{n}" for n in ("112", "113", "112_lang", "113_lang")
    }
    built |= {f"dagen.{d}" for d in TEKSTEN["dagen"]} | {
        f"mentor.{n}" for n in re.findall(r'naam="(\w+)" inhoud', code)
    }
    all_keys = {f"{groep}.{naam}" for groep, namen in TEKSTEN.items() for naam in namen}
    assert all_keys - used - built == set()
    assert {u for u in used if u.split(".")[0] in TEKSTEN} - all_keys == set()


def test_the_help_card_as_data() -> None:
    sentences = [s for s in re.split(r"(?<=[.?!])\s+", NOODKAART["tekst"]) if s]
    assert len(sentences) <= 5 and all(len(s.split()) <= 12 for s in sentences)
    custom = NOODKAART["custom"]
    assert (custom["v"], custom["soort"], custom["niveau"]) == (1, "crisis", "hulp_113")
    numbers = {c["naam"]: c["telefoon"] for c in custom["contacten"]}
    assert numbers == {
        "112": "112",
        "113 Zelfmoordpreventie": "113",
        "Veilig Thuis": "0800-2000",
        "Centrum Seksueel Geweld": "0800-0188",
        "Kindertelefoon": "0800-0432",
        "Luisterlijn": "088 0767 000",
    }
