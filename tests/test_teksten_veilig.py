"""No text of the bot says what it may never say: no diagnosis, score, promise of secrecy, blame or empty comfort."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Iterator, List, Tuple

import pytest

from bot.knowledge.reading import walk
from bot.knowledge.wordlists import read_values

WORTEL = Path(__file__).resolve().parent.parent
# knowledge/veiligheid holds what people in danger write, not what the bot says.
GEEN_TEKSTEN = {"veiligheid", "_sjablonen", "_schema"}  # what people in danger write; templates are no YAML yet
# `niet_doen` tells a mentor what not to say; sources are titles of others.
GEEN_VELDEN = {"niet_doen", "bronnen", "bron", "andere_namen"}
# A line of the docs that tells a writer what not to write.
VERBIEDT = re.compile(r"[\s*-]*(?:Schrijf|Zeg|Beloof|Gebruik) (?:niet|nooit|geen)\b")

_ZIEKTE = (r"(?:depressie\w*|depressief|\w*stoornis|verslav\w+|verslaafd|adhd|autis\w+|burn-?out|ptss|trauma|anorexia|"
           r"boulimia|psychose|psychotisch|borderline|bipolair|suïcidaal|een ziekte)")
VERBODEN = {
    "diagnose": [
        rf"\b(?:je|jij|u|die persoon|de student) (?:hebt|heeft|bent|is|lijdt)(?: \w+){{0,3}} {_ZIEKTE}\b",
        rf"\b(?:dit|dat) (?:is|klinkt als|lijkt op|wijst op)(?: \w+){{0,2}} {_ZIEKTE}\b",
        r"\bklinkt alsof je (?:\w+ ){0,2}" + _ZIEKTE + r"\b",
    ],
    "score": [
        r"\b(?:je|jouw|uw) (?:score|uitslag|testuitslag)\b", r"\bje scoort\b", r"\b\d+ (?:van de|op de) \d+ punten\b",
        r"\b(?:je|jouw) (?:risico|kans) is\b",
    ],
    "belofte van geheim": [
        r"\bblijft? (?:hier |altijd |echt )?(?:geheim|onder ons|tussen ons|privé)\b",
        r"\b(?:houdt?|houden) (?:het|dit|alles)(?: \w+)? geheim\b", r"\bgeheim (?:houdt|houden|houd ik|blijft)\b",
        r"\bniemand (?:hoort|weet|ziet|leest|komt)(?: \w+)? (?:dit|het|hiervan|ervan|iets|wat)\b",
        r"\bniemand (?:hoort|weet|ziet|leest) er\b", r"\b(?:dit|het) hoort niemand\b",
        r"\bvertel(?:t|len)? (?:het|dit|niets)(?: \w+)? (?:nooit|aan niemand)\b",
        r"\b(?:volledig|helemaal|honderd procent|100 ?%) (?:anoniem|geheim|veilig)\b", r"\bbeloofd?\b(?! geen| niet)",
    ],
    "schuld geven": [
        r"\b(?:je|jouw) eigen (?:schuld|fout)\b", r"\beigen schuld\b", r"(?<!niet )(?<!nooit )\bjouw (?:schuld|fout)\b(?!en)",
        r"\bhad je (?:maar|beter|niet|toch)\b", r"\bje had (?:maar|beter|niet|toch|moeten)\b",
        r"\bwaarom (?:heb|ging|deed|zei|bleef) je (?:dan |toch )?niet\b", r"\bstel je niet\b",
    ],
    "je bent toch niet": [r"\b(?:je|jij) bent (?:toch|zeker|hopelijk) (?:niet|geen)\b", r"\bje wilt toch niet\b",
                          r"\bje denkt toch niet\b", r"\bdenk je toch niet\b"],
    "lege troost": [
        r"\bkomt (?:allemaal |alles |vanzelf |zeker |vast |wel |weer |heus )*goed\b", r"\bgaat (?:vanzelf|wel|zo) over\b",
        r"\bvalt (?:vast |best )?(?:wel )?mee\b", r"\bmaak je geen zorgen\b", r"\bniets aan de hand\b",
        r"\biedereen (?:heeft|voelt) (?:dat|zich) wel ?eens\b", r"\bkop op\b",
    ],
}
FOUT = {
    "diagnose": ["Je hebt een depressie.", "Je bent misschien wel verslaafd.", "Dit klinkt als een burn-out.",
                 "Het klinkt alsof je autisme hebt.", "De student heeft een eetstoornis."],
    "score": ["Jouw score is 8.", "Je scoort hoog.", "12 van de 20 punten.", "Je risico is groot."],
    "belofte van geheim": ["Het blijft geheim.", "Niemand hoort dit.", "Ik houd het altijd geheim.", "Dit blijft onder ons.",
                           "Je bent volledig anoniem.", "Wij vertellen het aan niemand.", "Dat beloof ik."],
    "schuld geven": ["Het is jouw schuld.", "Had je maar eerder gebeld.", "Waarom ging je niet weg?", "Eigen schuld."],
    "je bent toch niet": ["Je bent toch niet van plan om te gaan?", "Je denkt toch niet aan de dood?"],
    "lege troost": ["Alles komt goed.", "Het komt vanzelf wel goed.", "Het gaat wel over.", "Het valt best wel mee."],
}
GOED = [
    "Het is niet jouw schuld.", "Beloof geen geheimhouding.", "Heb je vragen over autisme?", "Is er nu gevaar? Bel 112.",
    "Ook als je ziek bent of dyslexie hebt.", "Bel op een plek waar niemand je hoort.", "Denk je aan de dood?",
    "Deze persoon deelt niet zomaar wat jij vertelt.", "Waar gaat het over?", "Hier praat je over jouw schulden.",
    "Het klinkt alsof je vragen hebt over ADHD of autisme.", "Is je vader verslaafd?",
]


def breaches(tekst: str, soort: str) -> List[str]:
    return [m[0] for patroon in VERBODEN[soort] if (m := re.search(patroon, " ".join(tekst.split()), re.I))]


def all_texts() -> Iterator[Tuple[str, str]]:
    """(where, text) of every text in domain.yml, knowledge/, the page and docs/."""
    for naam, tekst in walk(read_values(WORTEL / "domain.yml")["responses"]):
        yield f"domain.yml {naam}", tekst
    for pad in sorted((WORTEL / "knowledge").rglob("*.y*ml")):
        if GEEN_TEKSTEN & set(pad.relative_to(WORTEL).parts):
            continue
        for sleutel, tekst in walk(read_values(pad)):
            if not GEEN_VELDEN & set(sleutel):
                yield f"{pad.relative_to(WORTEL)} {sleutel}", tekst
    for pad in (WORTEL / "bot" / "web").glob("*.nl.json"):
        for sleutel, tekst in walk(json.loads(pad.read_text("utf-8"))):
            yield f"{pad.name} {sleutel}", tekst
    for pad in sorted((WORTEL / "docs").rglob("*.md")):
        for nummer, regel in enumerate(pad.read_text("utf-8").splitlines(), 1):
            if not VERBIEDT.match(regel):
                yield f"{pad.relative_to(WORTEL)}:{nummer}", regel


TEKSTEN = list(all_texts())


def test_there_is_something_to_read() -> None:
    assert len(TEKSTEN) > 3000


@pytest.mark.parametrize("soort", VERBODEN)
def test_no_text_says_it(soort: str) -> None:
    assert [(waar, fout) for waar, tekst in TEKSTEN for fout in breaches(tekst, soort)] == []


@pytest.mark.parametrize(("soort", "tekst"), [(s, t) for s, teksten in FOUT.items() for t in teksten])
def test_the_scan_finds_a_planted_text(soort: str, tekst: str) -> None:
    assert breaches(tekst, soort)


@pytest.mark.parametrize("tekst", GOED)
def test_the_scan_leaves_a_good_text(tekst: str) -> None:
    assert [s for s in VERBODEN if breaches(tekst, s)] == []
