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
GEEN_ROUTE = "niets anders: geen route begint met dit loket"
GEEN_ENKEL = "Geen enkele stap van dit thema heeft een eigen contact."
MAANDEN = "{maanden} maanden niet nagekeken"
MAANDEN_VERBORGEN = "{maanden} maanden niet nagekeken, een student ziet dit contact niet meer"
INSTELLING_ONBEKEND = "De instelling '{id}' bestaat niet. Kies uit: {keuzes}. Of geef een bestand."
