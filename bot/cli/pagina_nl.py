"""Every Dutch text of the pages and reports of the command line: the check as a page, the gaps, and the preview."""

from __future__ import annotations

from typing import Dict

# ── controleer --formaat html ──
TITEL_CONTROLE = "Controle van uw bestanden"
ALLES_KLOPT = "Alles klopt. Er zijn geen fouten en geen waarschuwingen."
TELLING = "{fouten} en {waarschuwingen}, gemeten op {dag}."
FOUT, FOUTEN, WAARSCHUWING, WAARSCHUWINGEN = "1 fout", "{aantal} fouten", "1 waarschuwing", "{aantal} waarschuwingen"
UITLEG_SOORTEN = (
    "Een fout moet u verbeteren. Tot dan blijft de vorige goede versie in gebruik. Een waarschuwing houdt niets tegen."
)
NIVEAU: Dict[str, str] = {"fout": "Fout", "waarschuwing": "Waarschuwing"}
REGEL = "{niveau} op regel {regel}"
DOEN = "Wat u doet: "
CODE = "Code: {code}"
LEGE_REGEL = "(deze regel is leeg)"
BESTAND_KLOPT = "Dit bestand klopt."
BESTANDEN = "Bestanden"

# ── gaten ──
GATEN = "Wat nog mist: {naam}"
LOKETTEN_KOP = "Loketten zonder eigen contact: {aantal} van {totaal}"
THEMAS_KOP = "Thema's waarbij het eerste loket geen eigen contact heeft: {aantal} van {totaal}"
OUD_KOP = "Contacten om na te kijken: {aantal}"
GATEN_KORT = "Wat nog mist"
GATEN_UITLEG = (
    "Een loket is iemand die een student helpt, zoals een decaan. Staat een loket niet in uw bestand, dan noemt de bot wat "
    "hieronder bij 'Een student krijgt' staat: een ander contact van uw school of een landelijke dienst. Heeft uw school dit "
    "loket? Zet het in uw bestand. Heeft uw school het niet? Dan hoeft u niets te doen."
)
GEEN_GATEN = "Elk loket en elk thema heeft een eigen contact, en elk contact is op tijd nagekeken."
KOLOM_LOKET, KOLOM_WAAROM, KOLOM_KRIJGT, KOLOM_THEMA, KOLOM_MIST = "Loket", "Waarom", "Een student krijgt", "Thema", "Begint bij"
KOLOM_CONTACT, KOLOM_HOE_OUD = "Contact", "Hoe oud"
WAAROM: Dict[str, str] = {
    "ontbreekt": "staat niet in het bestand",
    "verlopen": "te lang niet nagekeken, dus verborgen",
    "alleen_intern": "alleen voor medewerkers",
}
KRIJGT_EIGEN = "{loket}: {contact} (van school)"
KRIJGT_LANDELIJK = "{loket}: {contact} (landelijk)"
KRIJGT_DIENST = "{loket} (landelijk)"
KRIJGT_KAAL = "{loket}"
KRIJGT_EINDE = "wie altijd luistert (landelijk)"
EN_MEER = "en nog {aantal} anders"
GEEN_ROUTE = "niets anders, en dat hoeft niet: geen enkel advies begint bij dit loket"
GEEN_ENKEL = "Geen enkele stap van dit thema heeft een eigen contact."
MAANDEN = "{maanden} maanden niet nagekeken"
MAANDEN_VERBORGEN = "{maanden} maanden niet nagekeken, een student ziet dit contact niet meer"
INSTELLING_ONBEKEND = "De instelling '{id}' bestaat niet. Kies uit: {keuzes}. Of geef een bestand."

# ── voorbeeld ──
TITEL_VOORBEELD = "Voorbeeld: {naam}"
VOORBEELD_UITLEG = (
    "Zo ziet een student uw school op dit moment. Is een loket nu dicht, dan staat dat erbij. "
    "Deze pagina staat alleen op uw computer. Bewaart u het bestand, dan ziet u dat hier meteen."
)
VOORBEELD_STUK = "In uw bestand zit een fout. U ziet hieronder nog de vorige goede versie. Verbeter dit en bewaar opnieuw:"
VOORBEELD_LEEG = "In uw bestand zit een fout. Verbeter dit en bewaar opnieuw. Daarna ziet u hier het voorbeeld."
VOORBEELD_LET_OP = "Uw bestand werkt. Let hier nog op:"
UW_BESTAND = "Uw bestand"
CHAT = "De chat"
CHAT_TEKST: Dict[str, str] = {
    "klaar": "De chat werkt. Hij gebruikt een eigen, tijdelijke opslag en raakt niets van uw echte gegevens.",
    "start": "De chat start. Dat duurt ongeveer een halve minuut.",
    "gestopt": "De chat is gestopt. Start deze opdracht opnieuw.",
    "geen_rasa": "De chat is er niet bij: Rasa is niet geïnstalleerd. Al het andere werkt wel.",
    "geen_model": "De chat is er niet bij: er is nog geen model. Maak het met: make train",
    "zonder": "De chat is niet gestart, omdat u daarom vroeg.",
}
CHAT_OPEN = "Open de chat in een nieuw venster"
EERSTE_ADVIES = "Het eerste advies bij elk thema"
MENTORBLAD = "Blad voor de mentor: {naam}"
NAAR_MENTORBLAD = "Blad voor de mentor"
TERUG = "Terug naar het overzicht"
KNOPPEN = "Knoppen: {knoppen}"
KAARTJES = "Daarbij staan deze kaartjes, met knoppen om te bellen of te schrijven:"
STAPPEN, SIGNALEN, VRAAG_EERST, NIET_DOEN = "Stappen", "Wat u kunt zien", "Vraag eerst", "Niet doen"
STUDENT_LEEST, STUDENT_VERDER = "De student leest: ", "Verder als: "
DELEN, HOGER_ALS, CRISIS, CRISIS_CONTACT = "Wat u mag delen", "Een stap hoger als", "Bij gevaar", "Crisiscontact van uw school"
NIET_GEVONDEN = "Deze pagina bestaat niet."
INHOUD = "Op deze pagina"
# What the command says in the terminal.
VOORBEELD_KLAAR = "Open {adres} in uw browser. Stoppen doet u met Ctrl+C."
VOORBEELD_KENNIS_STUK = "De kennis van Loketwijzer zelf klopt niet. Daarom is er geen voorbeeld:"
