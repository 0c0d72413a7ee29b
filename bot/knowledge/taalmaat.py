"""How plain a Dutch text is, by the rules in knowledge/taalregels.yaml. Used by scripts/taal.py and checks/taal.py.

Pure. The reading ease needs pyphen, which breaks words in syllables; where it is not installed that one rule is left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fnmatch import translate
from functools import cache, lru_cache
from statistics import mean
from typing import Any, Callable, Iterator, List, Mapping, Optional, Sequence, Tuple

from bot.knowledge.reading import Document

STUDENT, MENTOR = "student", "mentor"
VRIJ = "§"  # stands for a name or an explained word: a word in the sentence, no syllables
_ZIN = re.compile(r"(?<=[.?!…])[\"')]*\s+|\n+")
_WOORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_INVUL = re.compile(r"\{(\w+)\}")
_KLANK = re.compile(
    r"aai|ooi|oei|eeu|ieu|aa|ee|oo|uu|ie|oe|ui|ij|ei|eu|au|ou|ai|ea|oa|oy|[aeiouyáéíóúàèäëïöüêô]", re.I)


@dataclass(frozen=True)
class Tekst:
    """One text as it stands in a file, and who reads it."""

    pad: str
    regel: int
    tekst: str
    lezer: str = STUDENT
    veld: str = ""


@dataclass(frozen=True, order=True)
class Fout:
    """One breach: where, which rule, the words, what to do."""

    pad: str
    regel: int
    code: str
    tekst: str
    hint: str

    def __str__(self) -> str:
        return f"{self.pad}:{self.regel}: [{self.code}] {self.tekst}, {self.hint}"


@cache
def _breaker() -> Any:
    """Breaks a word in syllables; None without the library. Made when the first text needs it: that takes a while."""
    try:
        from pyphen import Pyphen
    except ImportError:  # a school that only checks its file
        return None
    return Pyphen(lang="nl_NL", left=1, right=1)


@lru_cache(maxsize=20_000)
def syllables(woord: str) -> int:
    """Syllables of one Dutch word: pyphen (which must be there) breaks it, the vowel sounds of each piece count."""
    delen = _breaker().inserted(woord.lower(), " ").split()
    return sum(max(1, len(_KLANK.findall(deel))) for deel in delen)


def sentences(tekst: str) -> List[str]:
    """The sentences of a text; a new line ends one too. What holds no word is no sentence."""
    return [z for z in _ZIN.split(tekst) if words(z)]


def words(zin: str) -> List[str]:
    """What a reader counts as words: a number, a name and an address are one each."""
    return [w for w in zin.split() if VRIJ in w or any(c.isalnum() for c in w)]


class Maat:
    """The rules of one taalregels.yaml, ready to use."""

    def __init__(self, regels: Mapping[str, Any], vrij: Sequence[str] = (),
                 frequentie: Optional[Callable[[str], float]] = None) -> None:
        """``vrij``: names and explained words. ``frequentie``: a word's Zipf frequency; None leaves that rule out."""
        self.regels, self._frequentie = regels, frequentie
        self._bekend = {w.lower() for w in regels.get("bekend", ())}
        self.grenzen = {k: {n: float(v) for n, v in g.items()} for k, g in regels["grenzen"].items()}
        self._vrij = _alternatives(sorted(vrij, key=len, reverse=True), uitgang=r"(?:'?s|en|n)?")
        self._eigen = {k: int(v) for k, v in regels.get("lettergrepen", {}).items()}
        lijdend = regels["lijdend"]
        voor = "|".join(lijdend["voorvoegsels"])
        self._hulp = re.compile(rf"\b(?:{'|'.join(lijdend['hulpwerkwoorden'])})\b", re.I)
        self._deelwoord = re.compile(rf"\b(?:(?:{voor})?ge|be|ver|ont|her|er)\w{{2,}}(?:d|t|en)\b", re.I)
        self._geen_deelwoord = {w.lower() for w in lijdend["geen_deelwoord"]}

    def fill(self, tekst: str) -> str:
        """The text with every {placeholder} filled in."""
        vullen: Mapping[str, str] = self.regels["invullen"]
        return _INVUL.sub(lambda m: vullen.get(m[1], "het"), tekst)

    def exempt(self, tekst: str) -> str:
        """The text with names and explained words taken out of the syllable count."""
        return self._vrij.sub(lambda m: " ".join(VRIJ for _ in m[0].split()), tekst) if self._vrij else tekst

    def ease(self, tekst: str) -> float:
        """Flesch-Douma: 206.84 − 77 × syllables per word − 0.93 × words per sentence. Higher is easier."""
        zinnen = sentences(tekst)
        per_zin = mean(len(words(z)) for z in zinnen)
        telbaar = self.countable(tekst)
        if not telbaar:
            return 120.0
        klanken = [self._eigen.get(w.lower(), 0) or syllables(w) for w in telbaar]
        return 206.84 - 77 * sum(klanken) / len(telbaar) - 0.93 * per_zin

    def countable(self, tekst: str) -> List[str]:
        """The words that must be easy: no names, no explained words, no addresses."""
        return _WOORD.findall(re.sub(r"\S+[@.]\w+\S*|https?://\S+", "", self.exempt(tekst)))

    def rare(self, tekst: str, grens: float) -> List[str]:
        """The words that are rarer than ``grens`` (Zipf: 3 is once in a million words)."""
        if self._frequentie is None:
            return []
        woorden = dict.fromkeys(w.lower() for w in self.countable(tekst))
        return [w for w in woorden if w not in self._bekend and self._frequentie(w) < grens]

    def passive(self, zin: str) -> Optional[str]:
        """The words of a passive in this sentence, or None."""
        if len(words(zin)) < 3:
            return None  # a heading such as "Gepest worden"
        hulp = self._hulp.search(zin)
        deel = next((m[0] for m in self._deelwoord.finditer(zin) if m[0].lower() not in self._geen_deelwoord), None)
        return f"{hulp[0]} … {deel}" if hulp and deel else None

    def check(self, t: Tekst) -> Iterator[Fout]:
        """Every breach in one text."""
        gevuld, grens = self.fill(t.tekst), self.grenzen[t.lezer]
        zinnen = sentences(gevuld)
        if not zinnen:
            return

        def fout(code: str, tekst: str, hint: str) -> Fout:
            return Fout(t.pad, t.regel, code, tekst, hint)

        lengtes = [len(words(z)) for z in zinnen]
        for zin, lengte in zip(zinnen, lengtes):
            if lengte > grens["woorden_per_zin"]:
                yield fout("lange-zin", f"{lengte} woorden: {zin}",
                           f"maak er 2 zinnen van (hoogstens {grens['woorden_per_zin']:.0f} woorden)")
            if lijdend := self.passive(zin):
                yield fout("lijdend", f"{lijdend}: {zin}", "zeg wie het doet: iemand doet iets")
        gemiddeld = sum(lengtes) / len(lengtes)
        if gemiddeld > grens["gemiddeld"]:
            yield fout("gemiddeld", f"{gemiddeld:.1f} woorden per zin: {_short(gevuld)}",
                       f"maak kortere zinnen (gemiddeld {grens['gemiddeld']:.0f})")
        if len(zinnen) >= 2 and _breaker() and (gemak := self.ease(gevuld)) < grens["leesgemak"]:
            yield fout("leesgemak", f"{gemak:.0f}: {_short(gevuld)}",
                       f"kies kortere woorden (minstens {grens['leesgemak']:.0f}), of leg een woord uit in woorden.yaml")
        yield from self._words(t, gevuld, fout)

    def _words(self, t: Tekst, gevuld: str, fout: Any) -> Iterator[Fout]:
        verboden = {**self.regels["verboden"], **(self.regels["verboden_student"] if t.lezer == STUDENT else {})}
        if _any_forbidden(tuple(verboden)).search(gevuld):  # one look says that most texts hold none
            for woord, hint in verboden.items():
                if gevonden := _forbidden(woord).search(gevuld):
                    yield fout("verboden-woord", f"{gevonden[0]}: {_short(gevuld)}", hint)
        for woord in self.rare(gevuld, self.grenzen[t.lezer].get("zeldzaam", 0.0)):
            yield fout("zeldzaam-woord", f"{woord}: {_short(gevuld)}", "kies een gewoner woord, of leg het uit in woorden.yaml")
        for woord, cijfer in self.regels["getallen"].items():
            if _number_word(woord).search(gevuld):
                yield fout("getal", f"{woord}: {_short(gevuld)}", f"schrijf het cijfer {cijfer}")
        for teken, hint in self.regels["tekens"].items():
            if teken in gevuld:
                yield fout("teken", f"{teken}: {_short(gevuld)}", hint)


def _short(tekst: str) -> str:
    kort = " ".join(tekst.split())
    return kort if len(kort) <= 90 else kort[:87] + "..."


def _alternatives(woorden: Sequence[str], uitgang: str = "") -> Optional[re.Pattern[str]]:
    delen = "|".join(re.escape(w) for w in woorden if w)
    return re.compile(rf"(?<!\w)(?:{delen}){uitgang}(?!\w)", re.I) if delen else None


@cache
def _forbidden(woord: str) -> re.Pattern[str]:
    """A word of the list; * stands for any ending."""
    return _any_forbidden((woord,))


@cache
def _any_forbidden(woorden: Tuple[str, ...]) -> re.Pattern[str]:
    delen = "|".join(re.escape(w).replace(r"\*", r"\w*") for w in woorden) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{delen})(?!\w)", re.I)


@cache
def _number_word(woord: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w']){woord}(?!\w)", re.I)


@cache
def _one_of(velden: Tuple[str, ...]) -> re.Pattern[str]:
    """Matches a key that fits one of these patterns with * and ?."""
    return re.compile("|".join(translate(v) for v in velden) or "(?!)")


def texts_of(doc: Document, soorten: Sequence[Mapping[str, Any]]) -> Iterator[Tekst]:
    """The texts of a document that ``soorten`` (knowledge/taalregels.yaml, ``teksten``) names, with who reads them."""
    patronen = [(soort, _one_of(tuple(soort["velden"]))) for soort in soorten]
    for pad, tekst in doc.teksten:
        sleutel = ".".join(map(str, pad))
        for soort, patroon in patronen:
            if patroon.match(sleutel):
                veld = next((p for p in reversed(pad) if isinstance(p, str)), "")
                yield Tekst(doc.pad, doc.line(pad), tekst, soort["lezer"], veld)
                break
