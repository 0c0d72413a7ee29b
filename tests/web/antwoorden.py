"""Canned answers in the shape of docs/contract.md, one per soort. Words and numbers are examples."""

from __future__ import annotations

from typing import Any, Dict, List

Json = Dict[str, Any]

GROEPEN = [
    "Goed in je vel",
    "Als het zwaar voelt",
    "School en studie",
    "Samen en erbij horen",
    "Drank, drugs, gokken en gamen",
    "Je lijf",
    "Thuis, geld en leven",
]
NA_ADVIES = ["Vertel meer", "Dit helpt niet", "Ik wil iets anders", "Ik durf niet"]
WOORDEN = {"coach": "Je coach is je mentor op school. Je kunt met alles bij je coach komen."}

COACH: Json = {
    "naam": "Sam de Vries",
    "telefoon": "085 000 00 01",
    "email": "sam@voorbeeld-mbo.example",
    "whatsapp": "31850000001",
    "website": "https://www.voorbeeld-mbo.example/coach",
    "waar": "Kamer 1.12, naast de kantine",
    "kaart": "https://www.voorbeeld-mbo.example/kaart#k112",
    "open": "ma-do 09:00-16:00; vr 09:00-12:00",
    "nu_open": False,
    "weer_open": "maandag 09:00",
    "talen": ["Nederlands", "Arabisch"],
    "gecontroleerd_op": "2026-09-01",
}
LUISTERLIJN: Json = {
    "dienst": "luisterlijn",
    "naam": "Luisterlijn",
    "telefoon": "088 0767 000",
    "website": "https://www.deluisterlijn.nl",
    "open": "dag en nacht",
    "nu_open": True,
    "gecontroleerd_op": "2026-11-21",
}
HULP_113: Json = {
    "dienst": "hulp_113",
    "naam": "113 Zelfmoordpreventie",
    "telefoon": "113",
    "chat": "https://www.113.nl/chat",
    "website": "https://www.113.nl",
    "open": "dag en nacht",
    "nu_open": True,
}
NOOD_112: Json = {"dienst": "nood_112", "naam": "112", "telefoon": "112", "open": "dag en nacht", "nu_open": True}
ZIN = "Hoi, ik heb geen geld meer. Kun je met mij meedenken?"


def contact_line(c: Json) -> str:
    delen = [c.get(k) for k in ("naam", "waar", "telefoon", "email", "open")]
    if not (c.get("telefoon") or c.get("email") or c.get("waar")):
        delen.append(c.get("chat") or c.get("website"))
    return " · ".join(d for d in delen if d)


def knoppen(*titels: str) -> List[Json]:
    return [{"title": t, "payload": t} for t in titels]


def bericht(text: str, custom: Json, titels: List[str]) -> Json:
    return {"text": text, "custom": {"v": 1, **custom}, "buttons": knoppen(*titels)}


def groet() -> List[Json]:
    tekst = "Hoi. Ik help je zoeken bij wie je terechtkunt. Wat is er? Typ het, of kies hieronder."
    return [bericht(tekst, {"soort": "gesprek"}, GROEPEN)]


def verwijzing() -> List[Json]:
    custom = {
        "soort": "verwijzing",
        "thema": "geldzorgen",
        "stap": 1,
        "loket": "mentor",
        "loketnaam": "coach",
        "volgende": "smw",
        "reden": "Je coach kent de regelingen van school.",
        "eerste_zin": ZIN,
        "eerste_mail": ZIN,
        "contacten": [COACH],
        "ook_nu": [LUISTERLIJN],
        "wie": "ik",
    }
    tekst = (
        "Wat naar dat je geld op is. Ga naar je coach. Je coach kent de regelingen van school.\n\n"
        f"{contact_line(COACH)}\n\nZeg bijvoorbeeld: {ZIN}"
    )
    dicht = f"Dat is nu dicht. Open: maandag 09:00. Nu kun je hier terecht:\n{contact_line(LUISTERLIJN)}"
    return [
        {"text": tekst, "custom": {"v": 1, **custom}},
        {"text": dicht, "buttons": knoppen(*NA_ADVIES)},
    ]


LANG = "Mevrouw Anne-Fleur van de Wetering-Özdemir, schoolmaatschappelijk werker; ook voor ouders"


def zelf() -> List[Json]:
    """Something to do yourself, and who comes next: the contact of the next step stands on the card."""
    tekst = (
        "Dit kun je vandaag doen:\nZet je zorgen op papier.\nKies 1 ding dat je vandaag doet.\n\n"
        f"Helpt dat niet? Ga naar je coach.\n{contact_line({**COACH, 'naam': LANG})}"
    )
    custom = {"soort": "verwijzing", "thema": "stress", "stap": 0, "loket": "zelf", "loketnaam": "eigen stap",
              "contacten": [{**COACH, "naam": LANG}], "ook_nu": [], "wie": "ik"}
    return [bericht(tekst, custom, NA_ADVIES)]


def crisis() -> List[Json]:
    tekst = (
        "Wat goed dat je dit zegt. Je hoeft dit niet alleen te dragen. Bel gratis 113, dag en nacht. Chatten kan ook. "
        "Is er nu gevaar? Bel 112. Deze chat blijft open."
    )
    custom = {"soort": "crisis", "niveau": "hulp_113", "thema": "crisis_suicide", "contacten": [HULP_113, NOOD_112]}
    return [
        bericht(tekst, custom, []),
        {"text": "Ben je nu veilig?", "buttons": knoppen("Ja, ik ben nu veilig", "Nee, ik ben niet veilig")},
    ]


def veiligheidsvraag() -> List[Json]:
    tekst = "Wat je schrijft, klinkt zwaar. Ik vraag het even. Denk je aan de dood, of ben je in gevaar?"
    titels = ["Ik denk aan de dood", "Ik ben nu in gevaar", "Iemand doet mij pijn", "Nee, ik ben veilig"]
    return [bericht(tekst, {"soort": "veiligheidsvraag"}, titels)]


def lichte_twijfel() -> List[Json]:
    """The safety question in a lower voice, and the advice in the same turn, each with its own buttons (domain.yml)."""
    tekst = (
        "Eerst één vraag, voor de zekerheid. Denk je aan de dood, of ben je in gevaar? Bel dan gratis 113. "
        "Is er nu gevaar? Bel 112. Zo niet, lees dan gerust verder."
    )
    vraag = bericht(tekst, {"soort": "veiligheidsvraag"}, ["Ik denk aan de dood", "Ik ben nu in gevaar"])
    return [vraag, *verwijzing()]


def keuze() -> List[Json]:
    themas = ["geldzorgen", "schulden", "wonen", "thuis_zorgen"]
    titels = ["Te weinig geld", "Schulden", "Geen plek om te wonen", "Problemen thuis", "Iets anders"]
    return [bericht("Waar gaat het het meest over?", {"soort": "keuze", "themas": themas}, titels)]


def uitleg() -> List[Json]:
    velden = {
        "wat": "Je coach kent jou en je klas.",
        "wat_niet": "Je coach is geen psycholoog.",
        "kosten": "Dit kost niets.",
        "voor_wie": "Voor elke student.",
        "afspraak": "Loop langs of stuur een mail.",
        "geheim": "",
        "wat_gebeurt_er": "",
    }
    custom = {"soort": "uitleg_loket", "loket": "mentor", "loketnaam": "coach", "contacten": [COACH], "uitleg": velden}
    return [
        bericht(
            f"Je coach kent jou en je klas.\n\n{contact_line(COACH)}", custom, ["Wat kan ik zeggen?", "Dit helpt niet"]
        )
    ]


def kaartje() -> List[Json]:
    custom = {
        "soort": "kaartje",
        "thema": "geldzorgen",
        "loket": "mentor",
        "loketnaam": "coach",
        "contacten": [COACH],
        "eerste_zin": ZIN,
    }
    return [bericht(f"Jouw kaartje\nWie: je coach\n{contact_line(COACH)}\nZeg: {ZIN}", custom, ["Alle onderwerpen"])]


INTERN: Json = {"naam": "Zorgteam voor docenten", "telefoon": "085 000 00 12", "intern": True, "gecontroleerd_op": "2026-09-01"}


def route(thema: str, staff: bool = False) -> Json:
    stappen = [
        {
            "stap": 1,
            "loket": "mentor",
            "loketnaam": "coach",
            "reden": "De coach kent de student en de regelingen van school.",
            "hoger_als": "Er zijn schulden of de huur is niet betaald.",
            "contacten": [COACH],
        },
        {
            "stap": 3,
            "loket": "smw",
            "loketnaam": "schoolmaatschappelijk werk",
            "reden": "SMW helpt met formulieren en rust in huis.",
            "hoger_als": "De student kan de schulden niet meer zelf overzien.",
            "contacten": [dict(COACH, naam="Noor Yilmaz", waar="Kamer 2.04"), *([INTERN] if staff else [])],
        },
        {
            "stap": 4,
            "loket": "gemeente_schuldhulp",
            "loketnaam": "schuldhulp van de gemeente",
            "reden": "De gemeente regelt schuldhulp, ook voor jongeren.",
            "hoger_als": "",
            "contacten": [LUISTERLIJN],
        },
        {
            "stap": 4,
            "loket": "studentenfonds",
            "loketnaam": "studentenfonds",
            "reden": "Het fonds kan schoolkosten betalen.",
            "hoger_als": "",
            "contacten": [],
        },
    ]
    return {
        "v": 1,
        "soort": "route",
        "thema": thema,
        "naam": "Te weinig geld",
        "stappen": stappen,
        "signalen": ["Komt zonder eten naar school.", "Koopt boeken of gereedschap niet."],
        "vraag_eerst": ["Hoe kom je deze maand rond?", "Wie weet dit al?"],
        "niet_doen": ["Leen zelf geen geld uit."],
        "delen": "Deel alleen wat nodig is, met toestemming van de student.",
        "hoger_als": "Ga verder als er schulden zijn of de student geen eten heeft.",
        "crisis": ["Blijf bij de student of houd contact.", "Bel 112 bij direct gevaar.", "Meld het bij het zorgteam."],
    }


def route_bericht() -> List[Json]:
    custom = route("geldzorgen")
    stappen = "1. coach: Sam de Vries\n2. schoolmaatschappelijk werk"
    tekst = f"De route bij Te weinig geld:\n{stappen}\n\nVraag de student eerst: Hoe kom je rond?"
    return [{"text": tekst, "custom": custom, "buttons": knoppen("Alle onderwerpen")}]


def injectie() -> List[Json]:
    slecht = {
        "naam": "<b>Piet</b>",
        "telefoon": "javascript:alert(1)",
        "email": "x@y.nl?bcc=z@z.nl",
        "website": "javascript:alert(1)",
        "chat": "data:text/html,<script>alert(1)</script>",
        "whatsapp": "06-evil",
        "kaart": "http://onveilig.example",
    }
    custom = {
        "soort": "verwijzing",
        "loket": "mentor",
        "loketnaam": "<i>coach</i>",
        "eerste_zin": "<u>x</u>",
        "contacten": [slecht],
    }
    return [bericht('Kijk: <img src=x onerror="window.gehackt=1">', custom, ["<b>Ja</b>"])]


def kapot() -> List[Json]:
    custom = {
        "soort": "verwijzing",
        "loket": "mentor",
        "loketnaam": "coach",
        "contacten": [{"naam": "Sam", "telefoon": 112, "open": 7}],
    }
    return [bericht("De tekst blijft. Bel 113.", custom, ["Terug"])]


def arabisch() -> List[Json]:
    """Numbers in a text from right to left: one in a line, one where the line ends on a phone."""
    rest = "هذا ليس ذنبك يا صديقي. اتصل 088 0767 000. " * 3
    return [bericht("اتصل بالرقم \u200e0800-2000، ليلا ونهارا. " + rest, {"soort": "gesprek"}, [])]


def simple(tekst: str, custom: Json, *titels: str) -> List[Json]:
    return [bericht(tekst, custom, list(titels))]


def antwoord(message: str, sender: str) -> List[Json]:
    m = message.lower()
    vast = {
        "thuis, geld en leven": keuze,
        "te weinig geld": verwijzing,
        "vertel meer": uitleg,
        "zet het op een kaartje": kaartje,
        "hoi": groet,
        "alle onderwerpen": groet,
    }
    if m in vast:
        return [dict(d, recipient_id=sender) for d in vast[m]()]
    woorden = {
        "عنف": arabisch,
        "dood": crisis,
        "zwaar": veiligheidsvraag,
        "niet meer aan": lichte_twijfel,
        "vol hoofd": zelf,
        "geld": verwijzing,
        "kaartje": kaartje,
        "route": route_bericht,
        "injectie": injectie,
        "kapot": kapot,
    }
    for woord, maak in woorden.items():
        if woord in m:
            return maak()
    if "wis mijn gesprek" in m:
        return simple(
            "Je gesprek is gewist. Ik weet niets meer van wat je schreef.", {"soort": "gewist"}, "Alle onderwerpen"
        )
    if "nu bellen" in m:
        return simple(
            f"Deze mensen zijn er nu:\n{contact_line(LUISTERLIJN)}",
            {"soort": "bereikbaar", "contacten": [LUISTERLIJN]},
            "Terug",
        )
    if "chattijden" in m:
        chat = {"chat": "https://www.deluisterlijn.nl", "chat_open": "ma-vr 15:00-17:00", "chat_nu_open": False}
        dienst = {**LUISTERLIJN, "open": "ma-zo 09:00-22:00", **chat, "chat_weer_open": "vandaag 15:00"}
        return simple("Deze dienst kan helpen.", {"soort": "bereikbaar", "contacten": [dienst]}, "Terug")
    if "einde" in m:
        return simple(
            f"Je hebt al veel gedaan.\n{contact_line(LUISTERLIJN)}",
            {"soort": "einde_route", "contacten": [LUISTERLIJN]},
            "Terug",
        )
    if "nieuwe soort" in m:
        return simple("Deze tekst blijft staan.", {"soort": "bestaat_nog_niet", "contacten": [COACH]}, "Terug")
    return simple("Daar weet ik niets van. Gaat het over een van deze?", {"soort": "buiten_bereik"}, *GROEPEN)


THEMAS: Json = {
    "groepen": [
        {"nummer": i, "naam": naam, "themas": themas}
        for i, (naam, themas) in enumerate(
            [
                (GROEPEN[0], [{"id": "stress", "naam": "Stress"}, {"id": "zelfbeeld", "naam": "Onzeker over jezelf"}]),
                (
                    GROEPEN[1],
                    [{"id": "somberheid", "naam": "Somber of verdrietig"}, {"id": "angst", "naam": "Bang of paniek"}],
                ),
                (GROEPEN[2], [{"id": "faalangst", "naam": "Bang voor toetsen"}, {"id": "stage", "naam": "Stage"}]),
                (GROEPEN[3], [{"id": "pesten", "naam": "Gepest worden"}]),
                (GROEPEN[4], [{"id": "gokken", "naam": "Gokken"}]),
                (GROEPEN[5], [{"id": "slaap", "naam": "Slecht slapen"}]),
                (GROEPEN[6], [{"id": "geldzorgen", "naam": "Te weinig geld"}, {"id": "schulden", "naam": "Schulden"}]),
            ],
            1,
        )
    ]
}
