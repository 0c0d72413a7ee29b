"""Every Dutch text of ``loketwijzer nieuw`` and small ones of other commands: questions, hints, what it says back."""

from __future__ import annotations

from typing import Dict

BEGIN = "Tien vragen over uw school. Druk op Enter om het antwoord tussen [ ] te kiezen."
# Key → question, in the order in which they are asked.
VRAGEN: Dict[str, str] = {
    "naam": "Hoe heet uw school?",
    "plaats": "In welke plaats staat de school?",
    "regio": "In welke vakantieregio ligt de school? (noord, midden of zuid)",
    "website": "Wat is de website van de school?",
    "eigenaar": "Wie houdt dit bestand bij? Schrijf een naam of afdeling en een mailadres.",
    "open": "Wanneer is de school open?",
    "mentor": "Waar vindt een student de eigen mentor of coach?",
    "vertrouwenspersoon": "Hoe heet de vertrouwenspersoon? (leeg laten mag)",
    "vertrouwenspersoon_email": "Wat is het mailadres van de vertrouwenspersoon? (leeg laten mag)",
    "crisis_telefoon": "Welk nummer belt een docent bij een crisis op school? (leeg laten mag)",
}
STANDAARD: Dict[str, str] = {
    "regio": "midden",
    "open": "ma-vr 08:00-17:00",
    "mentor": "De naam staat in je rooster.",
}
# These may stay empty: the part of the file is then left as an example behind '#'.
MAG_LEEG = ("vertrouwenspersoon", "vertrouwenspersoon_email", "crisis_telefoon")
MENTOR_NAAM = "Je eigen {mentor}"
CRISIS_NAAM = "Crisisteam van {naam}"
SNEL_WEG = "https://www.wikipedia.org"

VRAAG = "{nummer}. {vraag}{standaard} "
STANDAARD_VORM = " [{standaard}]"
ANTWOORD_NODIG = "Op deze vraag is een antwoord nodig."
GEEN_ANTWOORD = "Er kwam geen antwoord op de vraag: {vraag} Er is niets bewaard."
NAAM_PAST_NIET = "De naam '{id}' past niet. Gebruik kleine letters, cijfers en '-', bijvoorbeeld mijn-school."
BESTAAT_AL = "Het bestand {pad} bestaat al. Er is niets veranderd. Kies een andere naam of pas dat bestand aan."
KLAAR = "Het bestand {pad} is klaar. Vul de regels met '#' aan en controleer het: loketwijzer controleer {pad}"
NIETS_BEWAARD = "Er is niets bewaard. Verbeter {pad} en probeer het opnieuw."
TABEL_KOP = "De eerste regel van de tabel past niet. Zo hoort hij te zijn: {kop}. Dit mag erbij: {erbij}."
TABEL_LEES = "De tabel {pad} is niet te lezen. Bewaar hem als CSV (UTF-8)."
WERKBLAD_LEES = "Het bestand {pad} is geen goed Excel-bestand. Open het in uw rekenprogramma en bewaar het opnieuw als .xlsx."
WERKBLAD_LEEG = "In {pad} staat geen blad met contacten. De eerste rij van dat blad hoort te zijn: {kop}."
WERKBLAD_GROOT = "Het bestand {pad} is te groot. Maak een nieuw met 'loketwijzer sjabloon' en zet er alleen tekst in."
TABEL_VRAAG = "De vraag '{vraag}' bestaat niet. Kies uit: {keuzes}."
DUBBEL = "Regel {regel} van de tabel geeft nog een antwoord op '{vraag}'. Haal er een weg."

# Behind '#' in the file: the lokets that have no contact yet.
LOKET_UITLEG = "  # {naam}: {wat}"
LOKET_VOORBEELD = """  # - loket: {loket}
  #   naam: {naam}
  #   telefoon: "030 123 45 67"
  #   email: naam@mijnschool.nl
  #   waar: Kamer 1.12
  #   open: ma-do 09:00-16:00
  #   gecontroleerd_op: {vandaag}"""
LOCATIES_VOORBEELD = """# locaties:
#   noord: {naam: Locatie Noord, adres: "Noordweg 1, Utrecht"}"""
CRISIS_VOORBEELD = '# crisis_contact: {naam: Crisisteam, telefoon: "030 123 45 67", open: "ma-vr 08:00-17:00"}'

# loketwijzer schema
GESCHREVEN = "{pad} is opnieuw gemaakt."
VEROUDERD = "{pad} is oud. Maak het opnieuw: loketwijzer schema"

# loketwijzer sjabloon
GEEN_MAP = "{pad} is geen map. Kies een andere plek met --map."
SJABLOON_KLAAR = """De tabel staat in {xlsx} (met keuzelijsten) en in {csv}. Vul er een in; de andere mag weg.
Maak er daarna het bestand van uw school mee: loketwijzer nieuw instelling {id} --uit {xlsx}"""
