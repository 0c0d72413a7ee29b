"""Every Dutch text of ``loketwijzer export`` and ``loketwijzer importeer``."""

from __future__ import annotations

ONBEKEND = "De instelling '{id}' bestaat niet. Kies uit: {keuzes}. Of geef een bestand."
MAP_VOL = "In de map {map} staan andere bestanden. Er is niets geschreven. Kies een lege map met --naar."
NIET_GESCHREVEN = "In {pad} kan niet worden geschreven. Kies een andere plek met --naar."
SITE_KLAAR = "{aantal} bestanden staan in {map}. Begin bij {begin}."
HSDS_KLAAR = "{pad} is klaar: {aantal} services volgens HSDS {versie}."
VERSLAG_ALLES = "Alles uit het bestand heeft een plaats in HSDS."
VERSLAG_KOP = "Dit staat niet in de export, want HSDS heeft er geen plaats voor of alleen docenten mogen het zien:"
VERSLAG_REGEL = "  {veld}: {waarde}"

# loketwijzer importeer
GEEN_JSON = "Het bestand {pad} is niet te lezen als JSON."
GEEN_HSDS = "In {pad} staan geen services volgens HSDS. Vraag om de services met alles erin (GET /services?full=true)."
ONTBREEKT = "Dit staat niet in {pad}: {velden}. Geef het mee, bijvoorbeeld: {voorbeeld}. Er is niets bewaard."
VUL_VORM = "'{tekst}' past niet. Schrijf --vul veld=waarde met een van deze velden: {velden}."
OVERGESLAGEN = "Bij deze services past geen loket. Ze zijn niet overgenomen: {namen}."
IMPORT_KLAAR = "Het bestand {pad} is klaar. Lees het na, pas het aan en controleer het: loketwijzer controleer {pad}"
KOP = """# Gemaakt uit {bron} op {vandaag}. U mag alles veranderen.
# Niet overgenomen, want HSDS heeft er geen plaats voor: gesloten, momenten, crisis_contact, kaart, geslacht en intern.
# De stappen bij 'crisis' en de site bij 'snel_weg' zijn voorbeelden. Pas ze aan.
# Nakijken: loketwijzer controleer {pad}

"""
