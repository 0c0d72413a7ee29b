"""Every Dutch text of the school's report: page, table file and command line. Read by school staff (B1, "u")."""

from __future__ import annotations

from typing import Dict, Mapping

TITEL = "Inzicht: waar vragen studenten naar?"
SCHOOLJAAR = "Schooljaar {van}-{tot}"
TOT = "Cijfers tot en met week {week} van {jaar}. De week die nu loopt, telt nog niet mee."
UITLEG = (
    "Elk getal is een aantal gesprekken. Een gesprek telt bij elke regel hoogstens 1 keer mee. Bij een stap is het de som van de loketten.",
    "Elk getal is naar beneden afgerond op een vijftal. Wat overblijft, telt mee in een volgende week. Minder dan 5 ziet u niet.",
    "Gesprekken over gevaar tellen nooit mee. Er staat geen naam, geen bericht en geen tijdstip bij.",
)
ALTIJD = "Zegt een student nu dat er gevaar is? Bel 112. Gaat het over zelfmoord? Bel 113."
PER_WEEK = "Thema's in gesprekken, per week"
PER_WEEK_UITLEG = "Een gesprek met twee thema's telt hier twee keer mee. Een week zonder staaf kan gesprekken hebben die later meetellen."
PER_WEEK_TABEL = "Dezelfde cijfers als tabel"
GRAFIEK = "Staafgrafiek: {titel}. De hoogste week heeft {hoogste} gesprekken. Alle cijfers staan in de tabel eronder."
WEEKNUMMER = "Weeknummer"
WEEK = "Week"
AANTAL = "Gesprekken"
NIETS = "Nog geen 5 gesprekken."
ANDER_JAAR = "Andere schooljaren"
CSV_LINK = "Bewaar als tabel (CSV)"
WACHT = "Het overzicht komt eraan."
NIET_OP_TE_HALEN = "Het overzicht is nu niet op te halen. Probeer het later opnieuw."
GEEN_TOEGANG = "Deze link is niet (meer) geldig. Open het overzicht opnieuw via het portaal van uw school."
ZONDER_SCRIPT = "Deze pagina werkt alleen met JavaScript. De beheerder kan het overzicht ook zonder browser maken."
STAP = "{nummer}. {naam}"

# Part → title and what the figure means, in the order of inzicht.ONDERDELEN.
TITELS: Dict[str, str] = {
    "thema": "Thema's",
    "stap": "Stappen van de route",
    "loket": "Loketten die de bot noemde",
    "geholpen": "Heeft het geholpen?",
    "niet_begrepen": "Niet begrepen",
    "gat": "Loketten die op uw school ontbreken",
    "einde_route": "Route helemaal doorlopen",
    "kaartje": "Kaartje gemaakt",
    "route": "Routes die mentoren bekeken",
}
TOELICHTING: Dict[str, str] = {
    "thema": "Waar studenten mee kwamen.",
    "stap": "Hoe licht of zwaar het advies was: de som van de loketten hieronder.",
    "loket": "Naar wie de bot verwees.",
    "geholpen": "De bot vraagt dit bij een kaartje. Niet iedereen geeft antwoord.",
    "niet_begrepen": "Wat de bot niet snapte. Is dit veel, meld het dan bij het project.",
    "gat": "De bot noemde een landelijke dienst, omdat uw school dit loket niet heeft ingevuld.",
    "einde_route": "De student heeft elke stap gehad. Kijk of er een loket bij moet.",
    "kaartje": "De student vroeg om een kaartje met naam, plek en tijden.",
    "route": "Per thema, in de chat. De mentorpagina telt niet mee.",
}
WAARDEN: Mapping[str, Mapping[str, str]] = {
    "geholpen": {"ja": "Ja", "beetje": "Een beetje", "nee": "Nee, nog niet"},
    "niet_begrepen": {
        "vraag_terug": "De bot vroeg wat de student bedoelde",
        "onderwerpen": "De bot liet alle onderwerpen zien",
        "verkeerd": "De student zei: dat bedoel ik niet",
        "buiten_bereik": "De vraag hoort niet bij de bot",
    },
    "kaartje": {"": "Kaartjes"},
}

CSV_KOP = ("schooljaar", "week", "onderdeel", "kenmerk", "naam", "gesprekken")
ONBEKENDE_SCHOOL = "De instelling '{id}' bestaat niet. Kies uit: {keuzes}"
GEEN_DATABASE = "Er staat nog niets in de database. Start de server een keer: make run"

# Part → the head of its first column.
REGEL: Dict[str, str] = {
    "thema": "Thema", "stap": "Stap", "loket": "Loket", "geholpen": "Antwoord", "niet_begrepen": "Wat er gebeurde", "gat": "Loket",
    "einde_route": "Thema", "kaartje": "Wat", "route": "Thema",
}
