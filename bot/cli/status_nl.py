"""Every Dutch text of ``loketwijzer status`` and ``loketwijzer haal``, and of the page /stand."""

from __future__ import annotations

from typing import Dict

TITEL = "Stand van de scholen"
UITLEG = "Per school ziet u waar het bestand vandaan komt, welke versie geldt en waarom een nieuwere versie niet is overgenomen."
KOLOMMEN = ("School", "Waar het bestand staat", "Versie", "Geldt sinds", "Nieuwere versie geweigerd")
SOORT: Dict[str, str] = {
    "kennis": "in de map met kennis: {bron}",
    "map": "in een eigen map: {bron}",
    "bronnen": "volgens bronnen.yaml: {bron}",
    "haal": "met de hand opgehaald: {bron}",
}
NOG_NIETS = "nog geen"
EERDER = "de laatste goede versie"
NIET_BEKEND = "zie de pagina /stand van de server"
NIETS_GEWEIGERD = "nee"
GEWEIGERD = "ja, {versie} op {moment}"
GEWEIGERD_KAAL = "ja"
GEWEIGERD_ANDER = "ja, {versie}: een ander bestand in de map met kennis heeft een fout"
REDEN = "regel {regel}: {wat} [{code}]"
ALGEMEEN = "Dit klopt niet buiten het bestand van een school:"
PROBLEEM = "{pad}, regel {regel}: {wat} [{code}]"

HAAL_NAAM = "De naam '{id}' past niet. Gebruik kleine letters, cijfers en '-'."
HAAL_SOM = "De controlesom past niet. Het zijn 64 tekens: cijfers en de letters a tot en met f."
HAAL_GOED = "De school '{id}' heeft nu versie {versie}. Een draaiende server neemt die binnen enkele seconden over."
HAAL_NIET = "Het bestand is niet overgenomen. De versie die gold, blijft gelden."
HAAL_STAAT_AL = "De school '{id}' heeft al een bestand in de map met kennis. Haal dat eerst weg."
