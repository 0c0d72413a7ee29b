"""What the back-up commands say."""

from __future__ import annotations

GEMAAKT = "Reservekopie gemaakt: {bestand} ({kb} kB). De gesprekken zitten er niet in: die bewaart Loketwijzer niet langer dan beloofd."
TERUG = "Teruggezet: de kopie van {gemaakt_op}. Contacten zijn daarna opnieuw gelezen uit {kennis}."
FOUTEN = {
    "andere-database": "Deze opdracht is voor de ingebouwde database. Gebruik voor {wat} de reservekopie van de database zelf, zie docs/beheer.md.",
    "geen-database": "Er is nog geen database: {wat}. Start de server één keer.",
    "geen-kopie": "In {wat} staat geen reservekopie van Loketwijzer.",
    "kapotte-kopie": "Deze kopie is niet heel: {wat}. Er is niets veranderd. Neem een oudere kopie.",
    "nieuwere-kopie": "De kopie in {wat} is van een nieuwere versie van Loketwijzer. Er is niets veranderd.",
    "kennis-fout": "De kopie is terug, maar de kennis in {wat} heeft fouten. Draai 'loketwijzer controleer'.",
}
