"""The static site of one school: every theme, route, contact, the crisis card, sheets for mentors and a word list.

Pure: knowledge in, {path: page} out. Plain HTML and one style sheet, links are relative, so it works from a folder.
``index.html`` is the school's route page. What is advised comes from bot.knowledge; the sentences from woorden.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Dict, List, Mapping, Sequence

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.export import woorden
from bot.knowledge.catalog import HULP_113, NOOD
from bot.knowledge.gesprek.kaart import Custom, contacts_for, loketnaam, service_card
from bot.knowledge.gesprek.mentor import ladder, whole_route
from bot.knowledge.gesprek.stand import Kennis, Stand
from bot.knowledge.overzicht import contacts_by_loket, themes_by_group
from bot.knowledge.routing import ALTIJD_LUISTEREND
from bot.knowledge.schema import Loket
from bot.knowledge.school import School

MAP = Path(__file__).resolve().parent
BEELD = MAP.parent / "web" / "favicon.svg"
# Questions about a loket, in the order in which the page answers them; the key is the field and the page text.
VRAGEN = {
    "wat_gebeurt_er": "loket.wat_gebeurt_er", "wat_niet": "kaart.wat_niet", "voor_wie": "kaart.voor_wie",
    "geheim": "loket.geheim", "ouders": "loket.ouders", "afspraak": "kaart.afspraak", "kosten": "kaart.kosten",
    "papieren": "loket.papieren",
}

# What a card may hold; the templates are strict, so a field that is absent is filled with None.
VELDEN = ("naam", "telefoon", "email", "whatsapp", "website", "chat", "waar", "kaart", "open", "chat_open", "kosten", "talen",
          "locaties", "dienst", "gecontroleerd_op")


def _full(kaarten: Sequence[Custom]) -> List[Custom]:
    return [{**dict.fromkeys(VELDEN), **kaart} for kaart in kaarten]


@dataclass(frozen=True)
class Site:
    """One school at one moment. ``moeilijk``: hard word → explanation."""

    kennis: Kennis
    school: School
    moeilijk: Mapping[str, str]

    @cached_property
    def stand(self) -> Stand:
        return Stand(instelling=self.school.id)

    @cached_property
    def eigen(self) -> Dict[str, List[Custom]]:
        return {id_: _full(kaarten) for id_, kaarten in contacts_by_loket(self.school, self.kennis).items()}

    @cached_property
    def routes(self) -> Dict[str, List[Custom]]:
        """Theme → its steps, each with the school's own contacts or who stands in."""
        return {thema: [self._step(s) for s in ladder(thema, self.stand, self.kennis)] for thema in self.kennis.catalog.themas}

    def _step(self, stap: Custom) -> Custom:
        contacten = self.eigen.get(stap["loket"]) or _full(stap["contacten"])
        return {**stap, "contacten": contacten, "pagina": self.page_of(stap["loket"])}

    def page_of(self, loket: str) -> str:
        """Where a loket or service is explained, from the top folder; '' for a step one takes oneself."""
        plek = self.kennis.catalog.plek(loket)
        if not isinstance(plek, Loket):
            return f"hulplijnen.html#{loket}"
        return "" if plek.plek == "zelf" else f"loketten/{loket}.html"

    @cached_property
    def loketten(self) -> List[str]:
        """Lokets with a page: the school has a contact, or a route comes along."""
        in_route = {stap["loket"] for route in self.routes.values() for stap in route}
        nodig = in_route | set(self.eigen)
        return [id_ for id_, m in self.kennis.catalog.loketten.items() if m.plek != "zelf" and id_ in nodig]

    def services(self, ids: List[str]) -> List[Custom]:
        """Cards of the services among these that may be shown."""
        diensten = self.kennis.catalog.diensten
        return _full([service_card(id_, self.kennis) for id_ in dict.fromkeys(ids) if id_ in diensten and diensten[id_].tonen])

    def name(self, loket: str) -> str:
        return woorden.capital(loketnaam(loket, self.kennis, self.stand))


def make_site(kennis: Kennis, school: School, moeilijk: Mapping[str, str]) -> Dict[str, str]:
    """Path → text of every file of the site."""
    site, env = Site(kennis, school, moeilijk), _environment()
    vandaag = kennis.nu.date()
    vast = {
        "school": school, "vandaag": vandaag, "nood": service_card(NOOD, kennis), "hulp": service_card(HULP_113, kennis),
        "themas": kennis.catalog.themas, "groepen": kennis.catalog.groepen, "diensten": kennis.catalog.diensten,
    }
    uit = {pad.name: pad.read_text("utf-8") for pad in (MAP / "stijl.css", BEELD)}
    for pad, (sjabloon, waarden) in _pages(site, vandaag).items():
        top = "../" * pad.count("/")
        uit[pad] = env.get_template(sjabloon).render(**vast, **waarden, pad=pad, top=top)
    return uit


def _pages(site: Site, vandaag: date) -> Dict[str, Any]:
    """Path → (template, values)."""
    kennis, school = site.kennis, site.school
    groepen = themes_by_group(kennis)
    dicht = [(van, tot, reden) for van, tot, reden in _closed(site) if tot >= vandaag]
    uit: Dict[str, Any] = {
        "index.html": ("index.html", {"per_groep": groepen, "dicht": dicht}),
        "contacten.html": ("contacten.html", {"loketten": [(id_, site.name(id_), site.eigen[id_]) for id_ in site.eigen]}),
        "hulplijnen.html": ("hulplijnen.html", {"diensten_alle": _all_services(site)}),
        "woorden.html": ("woorden.html", {"woorden": sorted(site.moeilijk.items(), key=lambda w: w[0].lower())}),
        "mentor/index.html": ("mentor_index.html", {"per_groep": groepen}),
    }
    for thema, model in kennis.catalog.themas.items():
        extra = site.services([*model.buiten_schooltijd, *ALTIJD_LUISTEREND])
        momenten = [m for m in school.momenten if thema in m.themas and m.tot >= vandaag]
        waarden = {"thema": model, "stappen": site.routes[thema], "ook": extra, "momenten": momenten}
        uit[f"themas/{thema}.html"] = ("thema.html", waarden)
        uit[f"mentor/{thema}.html"] = ("mentor.html", {"route": _sheet(site, thema)})
    for loket in site.loketten:
        uit[f"loketten/{loket}.html"] = ("loket.html", _loket(site, loket))
    return uit


def _closed(site: Site) -> List[Any]:
    model = site.kennis.catalog.instellingen[site.school.id]
    return [(s.van, s.tot, s.reden) for s in model.gesloten]


def _all_services(site: Site) -> List[Any]:
    """(id, model, card), those for danger first."""
    diensten = {id_: d for id_, d in site.kennis.catalog.diensten.items() if d.tonen}
    volgorde = sorted(diensten, key=lambda id_: -diensten[id_].stap)
    return [(id_, diensten[id_], _full([service_card(id_, site.kennis)])[0]) for id_ in volgorde]


def _loket(site: Site, loket: str) -> Dict[str, Any]:
    model = site.kennis.catalog.loketten[loket]
    themas = [t for t, route in site.routes.items() if any(s["loket"] == loket for s in route)]
    return {
        "loket": model, "naam": site.name(loket), "eigen": site.eigen.get(loket, []),
        "anders": [] if loket in site.eigen else _full(contacts_for(loket, site.kennis, site.stand)),
        "vragen": [(woorden.text(sleutel), getattr(model, veld)) for veld, sleutel in VRAGEN.items()], "hier": themas,
    }


def _sheet(site: Site, thema: str) -> Custom:
    """The mentor's route, with the places of the contacts."""
    route = dict(whole_route(site.stand.met(rol="mentor"), site.kennis, thema).antwoorden[0].custom or {})
    return {**route, "stappen": site.routes[thema]}


def _environment() -> Environment:
    env = Environment(loader=FileSystemLoader(MAP / "sjablonen"), autoescape=True, undefined=StrictUndefined,
                      trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True)
    env.globals.update(t=woorden.text)
    env.filters.update(uren=woorden.hours, datum=woorden.long_date, tel=woorden.tel, groot=woorden.capital)
    return env
