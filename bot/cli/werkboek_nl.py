"""Every Dutch text in knowledge/_sjablonen/instelling.xlsx: the sheets, the column hints and the page with explanation."""

from __future__ import annotations

from typing import Dict, Tuple

UITLEG, VRAGEN, LOCATIES, CONTACTEN, LIJSTEN = "Uitleg", "Vragen", "Locaties", "Contacten", "Lijsten"

UITLEG_REGELS: Tuple[str, ...] = (
    "Zo vult u dit bestand in",
    "1. Blad 'Vragen': schrijf uw antwoord in de kolom 'antwoord'. De antwoorden die er staan zijn een voorbeeld.",
    "2. Blad 'Locaties': zet hier de gebouwen van uw school. Heeft u 1 gebouw? Maak dit blad dan leeg, op de eerste rij na.",
    "3. Blad 'Contacten': zet op elke rij 1 mens of 1 balie. Kies het loket uit de lijst. Haal de voorbeelden weg.",
    "4. Verander de eerste rij van een blad niet. Daaraan herkent Loketwijzer de kolommen.",
    "5. Een telefoonnummer en tijden typt u als tekst. De cellen staan daar al goed voor.",
    "6. Bewaar het bestand als .xlsx en typ: loketwijzer nieuw instelling mijn-school --uit bestand.xlsx",
    "Loketwijzer noemt elke fout met het blad en de rij. Er wordt pas iets bewaard als alles klopt.",
    "Zet geen gegevens van studenten in dit bestand. Vraag elk mens of de naam en het nummer hier mogen staan.",
)
LOKETTEN_KOP = ("loket", "zo heet het", "wat een student er kan")
# Column → hint that appears when someone stands on a cell of it.
HINTS: Dict[str, str] = {
    "loket": "Kies het soort loket uit de lijst. Op het blad 'Uitleg' staat wat elk loket is.",
    "naam": "De naam van de persoon of de balie.",
    "telefoon": "1 nummer, als tekst. Bijvoorbeeld 030 123 45 67.",
    "email": "1 mailadres.",
    "waar": "Waar de student dit contact vindt, in korte en makkelijke zinnen.",
    "open": "Bijvoorbeeld ma-do 09:00-16:00; vr 09:00-12:00, of: dag en nacht.",
    "locatie": "Kies een gebouw van het blad 'Locaties'. Leeg: het contact werkt overal. Meer gebouwen: typ een komma ertussen.",
    "gecontroleerd_op": "De dag waarop u dit contact hebt nagekeken. Leeg laten: vandaag.",
    "antwoord": "Schrijf hier uw antwoord. Een voorbeeld staat er al.",
    "adres": "Straat, nummer en plaats.",
}
KIES_UIT_LIJST = "Kies een waarde uit de lijst."
