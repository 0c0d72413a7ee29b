"""Per field of a school's file: what it is for, an example, and the words people use instead.

The JSON Schema (editors), the messages (missing and unknown keys) and the docs all read from here.
"""

from __future__ import annotations

from typing import Dict

# Model.field → what a school fills in. Every field of Instelling and its parts has one (tested).
VELDEN: Dict[str, str] = {
    "Instelling.naam": "De naam van de school, zoals studenten die kennen.",
    "Instelling.fictief": "true als de school verzonnen is. Een echte school laat deze regel weg.",
    "Instelling.onderwijs": "Het soort onderwijs: mbo, hbo of wo.",
    "Instelling.regio": "De vakantieregio: noord, midden of zuid. In een schoolvakantie is er op school niemand.",
    "Instelling.plaats": "De plaats waar de school staat.",
    "Instelling.website": "De website van de school. Begint met https://.",
    "Instelling.snel_weg": "De pagina waar de knop 'Snel weg' heen gaat. Kies iets heel gewoons, zoals het nieuws.",
    "Instelling.eigenaar": "Wie dit bestand bijhoudt: een afdeling of naam, met een mailadres.",
    "Instelling.gecontroleerd_op": "De dag waarop iemand dit bestand helemaal heeft nagekeken.",
    "Instelling.loketnamen": "Hoe de loketten op uw school heten. Alleen nodig als de naam anders is.",
    "Instelling.locaties": "De gebouwen van de school. Alleen nodig bij meer dan 1 gebouw.",
    "Instelling.open": "Wanneer de school open is.",
    "Instelling.gesloten": "Dagen waarop de school dicht is, buiten de schoolvakanties.",
    "Instelling.contacten": "De mensen en loketten waar een student terechtkan.",
    "Instelling.crisis": "Wat een docent doet als een student in gevaar is. 1 stap per regel.",
    "Instelling.crisis_contact": "Wie een docent belt bij een crisis.",
    "Instelling.momenten": "Drukke of moeilijke weken, met een korte tekst die dan in beeld komt.",
    "Contact.loket": "Het soort loket, uit knowledge/loketten.yaml.",
    "Contact.naam": "De naam van de persoon of het loket.",
    "Contact.locaties": "De gebouwen waar dit contact werkt. Weglaten: overal.",
    "Contact.telefoon": "Het telefoonnummer, 1 nummer.",
    "Contact.email": "Het mailadres, 1 adres.",
    "Contact.whatsapp": "Het WhatsApp-nummer: alleen cijfers, met het landnummer vooraan.",
    "Contact.website": "De pagina over dit contact. Begint met https://.",
    "Contact.waar": "Waar de student dit contact vindt, in gewone woorden.",
    "Contact.kaart": "Een kaart of plattegrond. Begint met https://.",
    "Contact.open": "Wanneer dit contact er is.",
    "Contact.talen": "De talen die dit contact spreekt.",
    "Contact.geslacht": "vrouw of man. Sommige studenten kiezen liever zelf.",
    "Contact.intern": "true als alleen docenten en mentoren dit contact zien.",
    "Contact.gecontroleerd_op": "De dag waarop iemand dit contact heeft nagekeken. Is dat te lang geleden, dan zien studenten het niet meer.",
    "Locatie.naam": "De naam van het gebouw.",
    "Locatie.adres": "Straat, nummer en plaats.",
    "Sluiting.van": "De eerste dag dat de school dicht is.",
    "Sluiting.tot": "De laatste dag dat de school dicht is.",
    "Sluiting.reden": "Waarom de school dicht is.",
    "CrisisContact.naam": "De naam van het team of de persoon.",
    "CrisisContact.telefoon": "Het nummer dat altijd wordt opgenomen in die tijden.",
    "CrisisContact.open": "Wanneer dit nummer wordt opgenomen.",
    "Moment.van": "De eerste dag waarop de tekst in beeld komt.",
    "Moment.tot": "De laatste dag waarop de tekst in beeld komt.",
    "Moment.themas": "Bij welke thema's de tekst hoort. De bestandsnamen in knowledge/themas/, zonder .yaml.",
    "Moment.tekst": "De tekst zelf, in korte zinnen.",
}

# Model.field, or the field alone for every model → one good value, as written in the file.
VOORBEELDEN: Dict[str, str] = {
    "naam": "Fatima El Amrani",
    "Instelling.naam": "Voorbeeld MBO",
    "Locatie.naam": "Locatie Noord",
    "CrisisContact.naam": "Crisisteam",
    "onderwijs": "mbo",
    "regio": "midden",
    "plaats": "Utrecht",
    "website": "https://www.mijnschool.nl",
    "snel_weg": "https://www.wikipedia.org",
    "eigenaar": "Zorgcoördinatie, zorg@mijnschool.nl",
    "gecontroleerd_op": "2026-09-01",
    "open": "ma-do 09:00-16:00; vr 09:00-12:00",
    "contacten": "contacten:, met daaronder '- loket: mentor'",
    "crisis": "crisis:, met daaronder '- Bel 112 als er nu gevaar is.'",
    "loket": "vertrouwenspersoon",
    "telefoon": "030 123 45 67",
    "email": "naam@mijnschool.nl",
    "whatsapp": "31612345678",
    "kaart": "https://www.mijnschool.nl/kaart",
    "waar": "Kamer 1.12, naast de kantine",
    "talen": "[Nederlands, Engels]",
    "adres": "Noordweg 1, Utrecht",
    "van": "2026-12-21",
    "tot": "2027-01-01",
    "reden": "studiedag",
    "themas": "[stress, faalangst]",
    "tekst": "Het is toetsweek.",
}

# The same for the files that are not a school's; ``*`` is every field of that model.
KENNISVOORBEELDEN: Dict[str, str] = {
    "Stap.naam": "Dichtbij",
    "Groep.naam": "School en studie",
    "Loket.naam": "vertrouwenspersoon",
    "Dienst.naam": "Luisterlijn",
    "Thema.naam": "Heimwee",
    "KnopTekst.tekst": "Vertel meer",
    "KnopTekst.intent": "vertel_meer",
    "KnopTekst.ook": "[\"yes\", evet, tak]",
    "RouteStap.reden": "Je {loketnaam} kent de groep en denkt mee.",
    "Schoolvakanties.bron": "Rijksoverheid, schoolvakanties 2026-2027",
    "Schoolvakanties.datum": "2026-11-22",
    "Schoolvakanties.noord": "noord:, met daaronder '- {van: 2026-12-19, tot: 2027-01-03}'",
    "Schoolvakanties.midden": "midden:, met daaronder '- {van: 2026-12-19, tot: 2027-01-03}'",
    "Schoolvakanties.zuid": "zuid:, met daaronder '- {van: 2026-12-19, tot: 2027-01-03}'",
    "Drempelbestand.gezet_op": "2026-11-22",
    "Drempelgetallen.*": "0.35",
    "Wachtdrempels.gekozen_op": "2026-11-22",
    "Wachtdrempels.*": "0.35",
    "FoutNummer.nummer": '"0900-0113"',
    "FoutNummer.waarom": "dit is een oud nummer van 113",
    "VerwisseldNummer.nummer": '"0900-1995"',
    "VerwisseldNummer.is": "Drugs Infolijn",
    "Patroon.reden": "zegt dat het thuis niet veilig is",
    "Uitzondering.reden": "een uitdrukking voor heel moe",
    "Wie.reden": "het gaat over een vriend",
    "Context.reden": "een wens in de ik-vorm",
    "VerborgenWoord.reden": "een woord dat hier niet leesbaar staat",
}

# A word people write → the key it stands for. Used for "Bedoelt u …?".
ANDERE_WOORDEN: Dict[str, str] = {
    "tel": "telefoon", "mobiel": "telefoon", "nummer": "telefoon", "telefoonnummer": "telefoon", "phone": "telefoon",
    "mail": "email", "e-mail": "email", "emailadres": "email", "mailadres": "email",
    "app": "whatsapp", "url": "website", "site": "website", "link": "website", "webadres": "website",
    "openingstijden": "open", "tijden": "open", "uren": "open", "spreekuur": "open", "beschikbaar": "open",
    "kamer": "waar", "lokaal": "waar", "plek": "waar", "ruimte": "waar", "gebouw": "locaties",
    "locatie": "locaties", "vestiging": "locaties", "vestigingen": "locaties", "plattegrond": "kaart",
    "taal": "talen", "functie": "loket", "rol": "loket", "school": "naam", "voornaam": "naam",
    "schoolnaam": "naam", "stad": "plaats", "woonplaats": "plaats", "niveau": "onderwijs", "soort": "onderwijs",
    "beheerder": "eigenaar", "contactpersoon": "eigenaar", "controle": "gecontroleerd_op",
    "datum": "gecontroleerd_op", "gecheckt": "gecontroleerd_op", "bijgewerkt": "gecontroleerd_op",
    "contact": "contacten", "contactpersonen": "contacten", "personen": "contacten", "vakanties": "gesloten",
    "sluitingsdagen": "gesloten", "start": "van", "begin": "van", "vanaf": "van", "einde": "tot", "eind": "tot",
    "sekse": "geslacht", "thema": "themas", "straat": "adres", "m/v": "geslacht",
    "universiteit": "wo", "hogeschool": "hbo", "roc": "mbo", "mevrouw": "vrouw", "meneer": "man",
}


def example_line(model: str, veld: str) -> str:
    """A whole line to copy for a missing key, such as ``plaats: Utrecht``."""
    eigen = (t.get(s) for s in (f"{model}.{veld}", f"{model}.*") for t in (VOORBEELDEN, KENNISVOORBEELDEN))
    voorbeeld = next(filter(None, eigen), "") or VOORBEELDEN.get(veld, "…")
    return voorbeeld if voorbeeld.startswith(f"{veld}:") else f"{veld}: {voorbeeld}"


TITEL = "Bestand van een instelling"
UITLEG = "De gegevens van 1 school voor Loketwijzer: waar een student terechtkan."

# ── docs/velden.md (see veldenpagina.py) ──

VELDEN_KOP = """# Wat hoort in welk veld?

Alle velden van het bestand van uw school. Links staat het woord dat u in het bestand schrijft, vóór de dubbele punt. Rechts een
voorbeeld dat u kunt overnemen. Alle voorbeelden zijn verzonnen. Hoe u een bestand maakt, staat in [handleiding.md](handleiding.md).

Deze pagina komt uit de code. Maak haar opnieuw met `loketwijzer schema`."""
VELDEN_TABEL = """| Veld | Nodig? | Wat u invult | Vorm | Voorbeeld |
|---|---|---|---|---|"""
LOKETTEN_TABEL = """| Loket | Naam | Waar | Wat het doet |
|---|---|---|---|"""
# Model → title and introduction of its part of the page, in this order.
DELEN: Dict[str, str] = {
    "Instelling": "## De school\n\nDeze velden staan vooraan in het bestand, zonder spaties ervoor.",
    "Contact": "## Een contact\n\nStaat onder `contacten:`. Elk contact begint met `- loket:`. Zet de andere velden recht onder het woord `loket`.",
    "Locatie": "## Een locatie\n\nStaat onder `locaties:`, achter een korte naam die u zelf kiest.",
    "Sluiting": "## Dagen dat de school dicht is\n\nStaat onder `gesloten:`.",
    "CrisisContact": "## Het crisiscontact\n\nStaat onder `crisis_contact:`. De bot noemt dit bij gevaar aan wie zegt dat hij of zij mentor is. Het staat ook op de bladen voor mentoren.",
    "Moment": "## Een moeilijk moment\n\nStaat onder `momenten:`.",
}
LOKETTEN_KOP = """## De loketten

Deze woorden vult u in bij `loket`. U hoeft ze niet allemaal te hebben: mist er een, dan noemt de bot een ander loket of een landelijke dienst.
Loketten in de regio zijn niet van uw school. Vul ze alleen in als u er een vast contact hebt."""
JA, NEE = "ja", "nee"
VORMEN: Dict[str, str] = {
    "boolean": "true of false", "datum": "jaar-maand-dag", "lijst": "lijst", "blok": "regels eronder", "tekst": "tekst",
    "telefoon": "1 nummer", "email": "1 adres", "webadres": "adres met https://", "whatsapp": "cijfers, met 31 vooraan",
    "tijden": "dagen en tijden", "keuze": "{keuzes}", "loket": "een loket van hieronder",
}
PLEKKEN: Dict[str, str] = {"school": "school", "regio": "regio"}
# Fields whose value is more than one word on the same line.
BLOKKEN: Dict[str, str] = {
    "Instelling.fictief": "fictief: true",
    "Instelling.loketnamen": "loketnamen: {mentor: coach}",
    "Instelling.locaties": 'locaties: {noord: {naam: Locatie Noord, adres: "Noordweg 1, Utrecht"}}',
    "Instelling.gesloten": "gesloten: [{van: 2026-12-04, tot: 2026-12-04, reden: studiedag}]",
    "Instelling.contacten": "contacten: [{loket: mentor, naam: Je eigen mentor, waar: De naam staat in je rooster., gecontroleerd_op: 2026-09-01}]",
    "Instelling.crisis": "crisis: [Bel 112 als er nu gevaar is.]",
    "Instelling.crisis_contact": 'crisis_contact: {naam: Crisisteam, telefoon: "030 123 45 67", open: "ma-vr 08:00-17:00"}',
    "Instelling.momenten": "momenten: [{van: 2027-01-18, tot: 2027-01-29, themas: [stress], tekst: Het is toetsweek.}]",
    "Contact.locaties": "locaties: [noord]",
    "Contact.geslacht": "geslacht: vrouw",
    "Contact.intern": "intern: true",
}
