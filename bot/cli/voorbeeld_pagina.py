"""The pages of the preview: what a student gets first at every theme, the mentor's sheet, problems and gaps."""

from __future__ import annotations

from typing import Any, Dict, Iterable, List, Mapping
from xml.etree.ElementTree import Element

from bot.cli import pagina_nl as zin
from bot.cli.gaten import as_section
from bot.cli.html import Kind, as_html, el, head
from bot.cli.rapport import problem_card
from bot.cli.voorbeeld_beeld import Beeld, say
from bot.knowledge.gesprek.kaart import contact_facts
from bot.knowledge.gesprek.stand import Antwoord

# Asks every second and a half whether the file or the chat changed, and then loads the page again at the same place.
SCRIPT = """'use strict';
let eerst = null;
async function kijk() {
  try {
    const nu = await (await fetch('/stand')).text();
    if (eerst !== null && nu !== eerst) location.reload();
    eerst = nu;
  } catch { /* the command was stopped: the page stays as it is */ }
}
kijk();
setInterval(kijk, 1500);
"""


def _page(titel: str, *inhoud: Kind) -> str:
    kop = head(titel, el("link", rel="stylesheet", href="/voorbeeld.css"), el("script", src="/voorbeeld.js", defer="defer"))
    return as_html(el("html", kop, el("body", el("main", *inhoud)), lang="nl"))


def not_found() -> str:
    return _page(zin.NIET_GEVONDEN, el("h1", zin.NIET_GEVONDEN), el("p", el("a", zin.TERUG, href="/")))


def index_page(beeld: Beeld, chat: str, adres: str) -> str:
    """Problems first, then what the last good version looks like."""
    titel = zin.TITEL_VOORBEELD.format(naam=beeld.school.naam if beeld.school else beeld.bestand.name)
    delen: List[Kind] = [el("h1", titel), el("p", zin.VOORBEELD_UITLEG), *_problems(beeld)]
    if beeld.school is None:
        return _page(titel, *delen)
    delen += [_contents(beeld), _chat(chat, adres)]
    delen.append(el("div", as_section(beeld.school.naam, beeld.gaps()), id="gaten"))
    delen.append(el("h2", zin.EERSTE_ADVIES))
    for nummer, groep in sorted(beeld.catalog.groepen.items()):
        delen.append(el("h3", groep.naam, id=f"g-{nummer}"))
        delen += [_theme(beeld, id_) for id_, t in beeld.catalog.themas.items() if t.groep == nummer]
    return _page(titel, *delen)


def _contents(beeld: Beeld) -> Element:
    """Links to the parts: the page is long."""
    groepen = ((groep.naam, f"g-{nummer}") for nummer, groep in sorted(beeld.catalog.groepen.items()))
    delen = [(zin.CHAT, "chat"), (zin.GATEN_KORT, "gaten"), *groepen]
    lijst = el("ul", *(el("li", el("a", naam, href=f"#{anker}")) for naam, anker in delen))
    return el("nav", el("h2", zin.INHOUD), lijst, aria_label=zin.INHOUD)


def _problems(beeld: Beeld) -> List[Element]:
    if not beeld.problems:
        return []
    stuk = any(p.niveau == "fout" for p in beeld.problems)
    vooraf = (zin.VOORBEELD_STUK if beeld.school else zin.VOORBEELD_LEEG) if stuk else zin.VOORBEELD_LET_OP
    kaarten = [problem_card(p, beeld.regels) for p in beeld.problems]
    return [el("section", el("h2", zin.UW_BESTAND), el("p", el("strong", vooraf)), *kaarten, id="fouten")]


def _chat(stand: str, adres: str) -> Element:
    delen: List[Kind] = [el("h2", zin.CHAT, id="chat"), el("p", zin.CHAT_TEKST[stand])]
    if adres:
        delen.append(el("p", el("a", zin.CHAT_OPEN, href=adres, target="_blank", rel="noopener")))
    return el("section", *delen)


def _theme(beeld: Beeld, thema: str) -> Element:
    naam = beeld.catalog.themas[thema].naam
    berichten = [d for a in beeld.first_advice(thema) for d in message(a, beeld.zinnen)]
    link = el("a", f"{zin.NAAR_MENTORBLAD}: {naam}", href=f"/mentor/{thema}")
    return el("article", el("h4", naam), *berichten, el("p", link, class_="klein"), id=f"t-{thema}")


def message(antwoord: Antwoord, zinnen: Mapping[str, str]) -> List[Element]:
    """One answer of the bot: its text, its contacts, its buttons."""
    delen = [el("p", regel) for regel in say(antwoord, zinnen).split("\n") if regel.strip()]
    kaarten = (antwoord.custom or {}).get("contacten") or []
    if kaarten:
        delen += [el("p", zin.KAARTJES, class_="klein"), _contacts(kaarten)]
    if antwoord.knoppen:
        delen.append(el("p", zin.KNOPPEN.format(knoppen=" · ".join(antwoord.knoppen)), class_="klein"))
    return delen


def _contacts(kaarten: Iterable[Dict[str, Any]]) -> Element:
    return el("ul", *(_card(*contact_facts(k)) for k in kaarten), class_="kaartjes")


def _card(naam: str, *feiten: str) -> Element:
    return el("li", el("strong", naam), *(el("span", f) for f in feiten))


def mentor_page(beeld: Beeld, thema: str) -> str:
    """The sheet of one theme as a mentor sees it."""
    blad = beeld.mentor(thema)
    titel = zin.MENTORBLAD.format(naam=blad["naam"])
    stappen: Any = blad["stappen"]
    delen: List[Kind] = [el("p", el("a", zin.TERUG, href="/")), el("h1", titel), el("h2", zin.STAPPEN),
                         el("ol", *(_step(s) for s in stappen))]
    for kop, sleutel in ((zin.SIGNALEN, "signalen"), (zin.VRAAG_EERST, "vraag_eerst"), (zin.NIET_DOEN, "niet_doen"),
                         (zin.DELEN, "delen"), (zin.HOGER_ALS, "hoger_als"), (zin.CRISIS, "crisis")):
        waarde: Any = blad[sleutel]
        if waarde:
            delen += [el("h2", kop), el("p", waarde) if isinstance(waarde, str) else el("ul", *(el("li", w) for w in waarde))]
    crisis_contact: Any = blad.get("crisis_contact")
    if crisis_contact:
        delen += [el("h2", zin.CRISIS_CONTACT), _contacts([crisis_contact])]
    return _page(titel, *delen)


def _step(stap: Mapping[str, Any]) -> Element:
    """Reason and sign are written for the student, so a mentor gets them as a quotation."""
    delen: List[Kind] = [el("strong", stap["loketnaam"]), el("p", zin.STUDENT_LEEST, el("q", stap["reden"]))]
    if stap["contacten"]:
        delen.append(_contacts(stap["contacten"]))
    if stap["hoger_als"]:
        delen.append(el("p", zin.STUDENT_VERDER, el("q", stap["hoger_als"]), class_="klein"))
    return el("li", *delen)
