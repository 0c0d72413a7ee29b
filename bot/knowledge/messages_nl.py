"""The Dutch sentence for each problem code: what is wrong, and what to do now.

Read by people who see YAML for the first time. No English, no class names, no blame. The first sentence
says what is wrong, the rest what to do: docs/meldingen.md is made from this split (see meldingen.py).
"""

from __future__ import annotations

from typing import Dict

BERICHTEN: Dict[str, str] = {
    # Het bestand zelf
    "bestand-leeg": "Dit bestand is leeg. Zet de inhoud terug, of maak een bestand voor uw school met 'loketwijzer nieuw instelling mijn-school'.",
    "bestand-te-groot": "Dit bestand is te groot. Een bestand mag hoogstens 1 MB zijn. Haal weg wat er niet hoort.",
    "bestand-niet-gevonden": "Dit bestand is er niet. Controleer de naam en de map.",
    "bestand-geen-tekst": "Dit bestand is geen gewone tekst. Bewaar het opnieuw en kies daarbij 'UTF-8'.",
    "geen-sleutels": "Dit bestand heeft geen regels zoals 'naam: Mijn school'. Schrijf op elke regel eerst een woord, dan een ':' en dan de waarde.",
    # De vorm van een regel
    "onzichtbaar-teken": "Op deze regel staat een teken dat u niet ziet. Wis de regel en typ hem opnieuw.",
    "tab": "Deze regel heeft een tab. Gebruik spaties in plaats van de Tab-toets.",
    "inspringen": "Deze regel begint niet op de goede plek. Zet er evenveel spaties voor als bij de regels van hetzelfde blok.",
    "streepje": "Na het streepje ontbreekt een spatie. Schrijf '- ' en dan de tekst.",
    "geen-dubbele-punt": "Op deze regel ontbreekt een dubbele punt. Schrijf 'naam: waarde', met een spatie na de ':'.",
    "geen-spatie": "Na de ':' ontbreekt een spatie. Schrijf 'naam: waarde'.",
    "dubbele-punt": "In de tekst op deze regel staat een ':' te veel. Zet de hele tekst tussen dubbele aanhalingstekens.",
    "aanhalingsteken": "Deze tekst begint met een aanhalingsteken en heeft er geen aan het eind. Zet het erbij of haal het eerste weg.",
    "tekst-na-aanhaling": "Na het laatste aanhalingsteken staat nog tekst. Zet de hele tekst tussen de aanhalingstekens.",
    "schuine-streep": "In deze tekst staat een '\\'. Gebruik '/' of haal de aanhalingstekens weg.",
    "haakje": "Een '[' of '{{' heeft geen haakje aan het eind, of er staat een komma te veel. Zet ']' of '}}' erbij en kijk de komma's na.",
    "begin-teken": "Deze tekst begint met '{teken}', en dat teken heeft een eigen betekenis. Zet de tekst tussen dubbele aanhalingstekens.",
    "twee-documenten": "Op deze regel begint een tweede bestand. Haal de regel met '---' of '...' weg.",
    "sleutel-geen-woord": "Voor de ':' staat geen gewoon woord. Haal de haakjes of het vraagteken weg.",
    "yaml-niet-leesbaar": "Deze regel is niet te lezen. Let op de spaties aan het begin, op ':' en op aanhalingstekens.",
    # Een cel van een rekenblad
    "cel-datum": "Van uw tekst bij '{sleutel}' heeft het rekenblad een datum gemaakt: {waarde}. Maak de cel op als tekst en typ het opnieuw.",
    "cel-getal": "Van uw tekst bij '{sleutel}' heeft het rekenblad een getal gemaakt: {waarde}. Maak de cel op als tekst en typ het opnieuw.",
    # De sleutels en waarden
    "dubbele-sleutel": "De sleutel '{sleutel}' staat er twee keer, ook al op regel {eerste}. Haal er een weg.",
    "ontbreekt": "Hier ontbreekt '{sleutel}'. Voeg een regel toe, zoals: {voorbeeld}",
    "onbekende-sleutel": "De sleutel '{sleutel}' hoort hier niet.{bedoelt} Haal de regel weg of verbeter de naam.",
    "leeg": "Bij '{sleutel}' staat niets. Vul iets in of haal de regel weg.",
    "geen-tekst": "Bij '{sleutel}' hoort gewone tekst. Zet de waarde op dezelfde regel, zonder '-' of haakjes.",
    "geen-woorden": "Bij '{sleutel}' staat '{waarde}', en dat is geen naam. Schrijf hier woorden en zet een nummer bij 'telefoon'.",
    "geen-lijst": "Bij '{sleutel}' hoort een lijst. Zet elke waarde op een eigen regel, met '- ' ervoor.",
    "geen-blok": "Bij '{sleutel}' horen regels zoals 'naam: waarde'. Zet ze eronder, met 2 spaties ervoor.",
    "geen-getal": "Bij '{sleutel}' hoort een heel getal. Schrijf alleen cijfers.",
    "getal-te-laag": "Het getal bij '{sleutel}' is te laag. Het moet minstens {aantal} zijn.",
    "getal-te-hoog": "Het getal bij '{sleutel}' is te hoog. Het mag hoogstens {aantal} zijn.",
    "geen-kommagetal": "Bij '{sleutel}' hoort een getal. Schrijf cijfers, met een punt voor een deel, zoals 2.5.",
    "geen-kans": "Bij '{sleutel}' staat '{waarde}', en daar hoort een getal van 0 tot 1. Schrijf het met een punt, zoals 0.35.",
    "geen-ja-nee": "Bij '{sleutel}' staat '{waarde}', en dat past niet. Schrijf true (ja) of false (nee).",
    "geen-datum": "Bij '{sleutel}' staat geen goede datum. Schrijf jaar-maand-dag, bijvoorbeeld 2026-09-01.",
    "onbekende-keuze": "De waarde '{waarde}' past niet bij '{sleutel}'.{bedoelt} Kies uit: {keuzes}.",
    "te-kort": "Bij '{sleutel}' staat te weinig. Zet er minstens {aantal} neer.",
    "te-lang": "Bij '{sleutel}' staan te veel regels. Er mogen er hoogstens {aantal} zijn.",
    "te-veel-letters": "Bij '{sleutel}' staat te veel tekst. Gebruik hoogstens {aantal} letters.",
    "telefoon": "Het telefoonnummer '{waarde}' klopt niet. Schrijf 1 nummer, zonder woorden, bijvoorbeeld 030 123 45 67.",
    "email": "Het mailadres '{waarde}' klopt niet. Schrijf 1 adres, zoals naam@school.nl.",
    "webadres": "Het webadres '{waarde}' klopt niet. Begin met https:// en gebruik geen spaties.",
    "whatsapp": "Het WhatsApp-nummer '{waarde}' klopt niet. Schrijf alleen cijfers met 31 vooraan, bijvoorbeeld 31612345678.",
    "tijden": "De tijden '{waarde}' zijn niet te lezen. Schrijf bijvoorbeeld: ma-do 09:00-16:00; vr 09:00-12:00.",
    "tijden-dag": "De dagen in '{waarde}' kloppen niet. Schrijf ma, di, wo, do, vr, za of zo, en begin met de eerste dag van de week.",
    "tijden-omgedraaid": "In '{waarde}' ligt een eindtijd voor de begintijd. Draai de tijden om.",
    "periode": "De einddatum ligt voor de begindatum. Draai ze om of verbeter het jaar.",
    "termijn": "Een contact moet eerst waarschuwen en pas later verdwijnen. Maak 'verberg_na_maanden' hoger dan 'waarschuw_na_maanden'.",
    "brondatum": "De datum '{waarde}' bij de bron is niet te lezen. Schrijf een jaar of jaar-maand-dag.",
    "ongeldig": "De waarde bij '{sleutel}' past niet. Vergelijk de regel met knowledge/_sjablonen/instelling.yaml.",
    # Wat bij elkaar hoort
    "bestandsnaam": "De bestandsnaam '{naam}' past niet. Gebruik kleine letters, cijfers en '{teken}'.",
    "onbekend-loket": "Het loket '{loket}' bestaat niet.{bedoelt} Alle loketten staan in knowledge/loketten.yaml.",
    "onbekende-dienst": "De dienst '{dienst}' bestaat niet.{bedoelt} Alle diensten staan in knowledge/diensten.yaml.",
    "onbekend-thema": "Het thema '{thema}' bestaat niet.{bedoelt} Alle thema's staan in knowledge/themas/.",
    "onbekende-groep": "De groep '{groep}' bestaat niet. Kies een ander getal. Alle groepen staan in knowledge/groepen.yaml.",
    "onbekende-locatie": "De locatie '{locatie}' staat niet bij 'locaties'.{bedoelt} Zet de locatie daar eerst bij.",
    "onbekende-stap": "De stap '{stap}' bestaat niet. Alle stappen staan in knowledge/stappen.yaml.",
    "onbekende-woordgroep": "De groep woorden '{groep}' bestaat niet.{bedoelt} De groepen staan bij 'groepen' in knowledge/veiligheid/patronen.yaml.",
    "onbekende-context": "Bij 'samen_met' staat '{context}', en die is er niet.{bedoelt} De namen staan bij 'bereik' onder 'contexten', in dit bestand.",
    "knop-ontbreekt": "De knop '{knop}' ontbreekt, en het gesprek gebruikt hem. Zet de regel terug, zoals: {voorbeeld}",
    "vakanties-voorbij": "Alle vakanties van regio '{regio}' zijn voorbij. Vul de datums van het nieuwe schooljaar in.",
    "dubbele-keuze": "De knoptekst '{keuze}' staat ook bij '{ander}'. Kies een andere tekst.",
    "contact-zonder-weg": "Bij dit contact kan niemand bellen, mailen of langsgaan. Vul telefoon, email, whatsapp, website of waar in.",
    "fout-nummer": "Het nummer '{nummer}' mag hier niet staan. Haal het weg of verbeter het: {waarom}.",
    "verwisseld-nummer": "Het nummer '{nummer}' hoort bij {is_van}. Haal het hier weg en zet het eigen nummer van dit contact erin.",
    "nummer-zonder-bron": "Het nummer van '{dienst}' heeft geen goede bron. Haal het nummer weg of voeg een bron toe.",
    "dienst-verborgen": "De dienst '{dienst}' staat op 'tonen: false', maar {waar} gebruikt hem. Kies een andere dienst of zet 'tonen' op true.",
    "datum-in-toekomst": "De datum bij '{sleutel}' ligt in de toekomst. Vul de dag van uw laatste controle in.",
    "contact-oud": "Dit contact is {maanden} maanden niet gecontroleerd. Bel of mail om het na te vragen en pas 'gecontroleerd_op' aan.",
    "contact-verlopen": "Dit contact is {maanden} maanden niet gecontroleerd en studenten zien het niet meer. Controleer het en pas 'gecontroleerd_op' aan.",
    "geen-mentor": "Er is geen contact voor 'mentor'. Voeg er een toe, want bijna elke route begint daar.",
    "moment-voorbij": "Dit moment is voorbij. Haal het weg of vul nieuwe datums in.",
    "dood-spoor": "De route van '{thema}' loopt vast bij stap {stap}: '{loket}' is nergens te bereiken. Zet er een loket bij dat een school of een landelijke dienst heeft.",
    "geen-uitweg": "Bij '{thema}' is 113 of 112 niet te bereiken. Controleer knowledge/diensten.yaml.",
    "moeilijke-tekst": "De tekst bij '{sleutel}' is moeilijk te lezen. Doe dit: {tip}. Het gaat om: '{tekst}'.",
    "webadres-stil": "Het webadres '{waarde}' geeft geen pagina ({waarom}). Open het in een browser en verbeter het.",
    # Een bestand van een andere plek
    "haal-stil": "Het bestand is niet op te halen ({waarom}). Controleer het adres en of de website werkt.",
    "haal-som": "De controlesom klopt niet, dus dit is niet het bestand dat is afgesproken. Vul de nieuwe som in of zet het goede bestand terug.",
    "haal-adres": "Dit adres mag niet. Gebruik een adres dat met https:// begint.",
    "herkomst": "Bij '{school}' is niet duidelijk waar het bestand staat. Vul een map in, of een adres met een controlesom.",
    "school-dubbel": "De school '{school}' heeft al een bestand op een andere plek. Haal er een weg.",
    "sjabloontekst": "Hier staat nog een voorbeeldtekst: '{waarde}'. Vul de gegevens van uw school in.",
}

# Why a web address gives nothing: part of a message above.
WEB_STATUS = "de website antwoordt met {status}"
WEB_TRAAG = "geen antwoord binnen {seconden} seconden"
WEB_STIL = "de website is niet te bereiken"

# These do not stop the bot; all others do.
WAARSCHUWINGEN = ("contact-oud", "contact-verlopen", "geen-mentor", "moment-voorbij", "vakanties-voorbij", "moeilijke-tekst", "webadres-stil")

MELDINGEN_KOP = """# Meldingen van de controle

Zo controleert u het bestand van uw school: `loketwijzer controleer mijn-school.yaml`. Elke melding heeft deze vorm:

```
mijn-school.yaml:24: fout [telefoon] Het telefoonnummer '085 000' klopt niet. Schrijf 1 nummer, …
```

Eerst staat er het bestand en de regel, dan de code tussen [ ], en dan wat er mis is en wat u kunt doen.
Een *fout* moet u verbeteren: tot dan blijft de vorige goede versie in gebruik. Een *waarschuwing* houdt niets tegen.
Tussen ‹ › staat wat elke keer anders is. Bij een foute waarde staat soms ook een voorstel: "Bedoelt u …?".

Deze pagina komt uit `bot/knowledge/messages_nl.py`. Maak haar opnieuw met `loketwijzer schema`.

| Code | Soort | Wat er mis is | Wat u doet | Voorbeeld |
|---|---|---|---|---|"""
