"""The running server over REST: the contract of every kind of answer, bad input, and what is open to the outside."""

from __future__ import annotations

import json
from typing import Any, Dict, Set

import pytest

from bot.knowledge.buttons import button_table
from bot.knowledge.catalog import load_catalog
from bot.knowledge.spelling import fold
from tests.server.bediening import CRISISZIN, SCHOLEN, WORTEL, Antwoord, Server

pytestmark = pytest.mark.rasa
op_elke_school = pytest.mark.parametrize("school", SCHOLEN)

# docs/contract.md
VELDEN: Dict[str, Set[str]] = {
    "verwijzing": {"thema", "stap", "loket", "loketnaam", "reden", "eerste_zin", "contacten", "ook_nu", "volgende"},
    "einde_route": {"thema", "contacten"}, "crisis": {"niveau", "contacten"}, "veiligheidsvraag": set(),
    "keuze": {"themas"}, "uitleg_loket": {"loket", "loketnaam", "contacten"},
    "kaartje": {"thema", "loket", "loketnaam", "contacten", "eerste_zin"}, "bereikbaar": {"contacten"},
    "route": {"thema", "naam", "stappen", "signalen", "vraag_eerst", "niet_doen", "delen", "hoger_als", "crisis"},
    "gesprek": set(), "buiten_bereik": set(), "gewist": set(),
}
WEGEN = {"telefoon", "email", "website", "chat", "whatsapp", "waar"}
GELD, STRESS, MEER = "Te weinig geld voor de maand", "Stress of een vol hoofd", "Vertel meer"
HELPT_NIET, KAARTJE, WIS = "Dit helpt niet", "Zet het op een kaartje", "Wis mijn gesprek"
MAX_STAPPEN = 15
KNOPPEN = button_table(load_catalog(WORTEL / "knowledge"))


def check(antwoord: Antwoord) -> Antwoord:
    """What holds for every answer: 200, at least one card, every card and button as the contract says."""
    assert antwoord.status == 200
    assert antwoord.kaarten, antwoord.berichten
    for bericht in antwoord.berichten:
        assert set(bericht) <= {"recipient_id", "text", "custom", "buttons"}
        assert "{" not in bericht.get("text", ""), f"niet ingevuld: {bericht['text']}"
    for kaart in antwoord.kaarten:
        assert kaart["v"] == 1 and VELDEN[kaart["soort"]] <= kaart.keys(), kaart
        for contact in kaart.get("contacten", []) + kaart.get("ook_nu", []):
            assert contact["naam"] and WEGEN & contact.keys(), contact
    for bericht in antwoord.berichten:
        vertaald = "taal" in bericht.get("custom", {}) and bericht["custom"]["soort"] == "veiligheidsvraag"
        for knop in bericht.get("buttons", []):
            assert knop["title"] and not knop["payload"].startswith("/")
            assert fold(knop["payload"]) in KNOPPEN if vertaald else knop["title"] == knop["payload"], knop
    return antwoord


# ── one conversation per kind ──


@op_elke_school
def test_a_referral_names_one_step_and_the_school_s_own_word(server: Server, school: str) -> None:
    antwoord = check(server.gesprek(school).zeg(STRESS))
    kaart = antwoord.kaart("verwijzing")
    assert kaart["thema"] == "stress" and kaart["contacten"] and kaart["reden"] and kaart["eerste_zin"]
    assert antwoord.soorten.count("verwijzing") == 1
    assert {MEER, HELPT_NIET, "Ik wil iets anders"} <= set(antwoord.knoppen)
    eigen = {"voorbeeld-mbo": "coach", "voorbeeld-vakschool": "klassendocent", "voorbeeld-hogeschool": "slb'er"}[school]
    geld = server.gesprek(school).zeg(GELD)
    assert geld.kaart("verwijzing")["loketnaam"] == eigen and eigen in geld.tekst


@op_elke_school
@pytest.mark.parametrize("zin, niveau, nummer", [
    (CRISISZIN, "hulp_113", "113"), ("Ik ben nu in gevaar", "nood_112", "112"),
    ("Iemand doet mij pijn", "veilig_thuis", "0800-2000"), ("ik ben verkracht", "centrum_seksueel_geweld", "0800-0188"),
])
def test_danger_gets_its_own_card_first(server: Server, school: str, zin: str, niveau: str, nummer: str) -> None:
    antwoord = check(server.gesprek(school).zeg(zin))
    kaart = antwoord.berichten[0]["custom"]
    assert (kaart["soort"], kaart["niveau"]) == ("crisis", niveau)
    assert kaart["contacten"][0]["telefoon"] == nummer
    assert "112" in {c.get("telefoon") for c in kaart["contacten"]} and "112" in antwoord.berichten[0]["text"]
    assert antwoord.knoppen, "na de kaart volgt één vraag met knoppen"


@op_elke_school
def test_in_doubt_one_safety_question(server: Server, school: str) -> None:
    gesprek = server.gesprek(school)
    vraag = check(gesprek.zeg("ik trek het niet meer"))
    vraag.kaart("veiligheidsvraag")
    assert "Nee, ik ben veilig" in vraag.knoppen
    assert check(gesprek.zeg("Ik denk aan de dood")).has_crisis_numbers()
    ander = server.gesprek(school)
    ander.zeg("ik trek het niet meer")
    assert "crisis" not in check(ander.zeg("Nee, ik ben veilig")).soorten


@op_elke_school
def test_a_choice_by_groups(server: Server, school: str) -> None:
    gesprek = server.gesprek(school)
    groepen = check(gesprek.zeg("Alle onderwerpen"))
    assert groepen.kaart("keuze")["groepen"] == [1, 2, 3, 4, 5, 6, 7] and len(groepen.knoppen) == 7
    themas = check(gesprek.zeg("Thuis, geld en leven"))
    assert "geldzorgen" in themas.kaart("keuze")["themas"] and GELD in themas.knoppen


@op_elke_school
def test_an_explanation_of_a_loket(server: Server, school: str) -> None:
    kaart = check(server.gesprek(school).zeg("wat is een vertrouwenspersoon?")).kaart("uitleg_loket")
    assert kaart["loket"] == "vertrouwenspersoon" and kaart["contacten"] and kaart["uitleg"]["wat"]


@op_elke_school
def test_the_whole_route_for_a_mentor(server: Server, school: str) -> None:
    antwoord = check(server.gesprek(school).zeg("Schulden of brieven over geld", rol="mentor"))
    kaart = antwoord.kaart("route")
    assert kaart["thema"] == "schulden" and len(kaart["stappen"]) >= 2
    assert all(s["loket"] and s["loketnaam"] and "contacten" in s for s in kaart["stappen"])
    http = server.get(f"/api/v1/route/{school}/schulden")
    assert http.status_code == 200 and [s["loket"] for s in http.json()["stappen"]] == [s["loket"] for s in kaart["stappen"]]


@op_elke_school
@pytest.mark.parametrize("zin, soort", [("hoi", "gesprek"), ("bedankt", "gesprek"), ("wie ben jij?", "gesprek"),
                                        ("wat voor weer wordt het morgen?", "buiten_bereik")])
def test_talk_and_what_is_not_our_field(server: Server, school: str, zin: str, soort: str) -> None:
    assert check(server.gesprek(school).zeg(zin)).soorten == [soort]


@op_elke_school
def test_a_card_to_keep_and_a_wiped_conversation(server: Server, school: str) -> None:
    gesprek = server.gesprek(school)
    eerste = gesprek.zeg(GELD).kaart("verwijzing")
    kaart = check(gesprek.zeg(KAARTJE)).kaart("kaartje")
    assert (kaart["thema"], kaart["loket"], kaart["contacten"]) == ("geldzorgen", eerste["loket"], eerste["contacten"])
    assert check(gesprek.zeg(WIS)).soorten == ["gewist"]
    assert "kaartje" not in check(gesprek.zeg(KAARTJE)).soorten, "na het wissen weet de bot niets meer"


@op_elke_school
def test_walking_up_never_repeats_and_ends_warmly(server: Server, school: str) -> None:
    gesprek = server.gesprek(school)
    kaart = check(gesprek.zeg(GELD)).kaart("verwijzing")
    gezien, verwacht = [kaart["loket"]], kaart["volgende"]
    for _ in range(MAX_STAPPEN):
        antwoord = check(gesprek.zeg(HELPT_NIET))
        if "einde_route" in antwoord.soorten:
            break
        kaart = antwoord.kaart("verwijzing")
        assert kaart["loket"] not in gezien and kaart["loket"] == verwacht
        gezien.append(kaart["loket"])
        verwacht = kaart["volgende"]
    else:
        pytest.fail(f"geen einde na {gezien}")
    assert verwacht is None and antwoord.kaart("einde_route")["contacten"]
    assert "112" in antwoord.tekst and "113" in antwoord.tekst and antwoord.knoppen


@op_elke_school
def test_who_can_be_reached_now(server: Server, school: str) -> None:
    assert check(server.gesprek(school).zeg("Wie kan ik nu bellen?")).kaart("bereikbaar")["contacten"]


# ── which school, which sender ──


@pytest.mark.parametrize("instelling", [None, "bestaat-niet", "../../etc/passwd", "x" * 5000])
def test_an_unknown_school_gets_a_national_way_and_is_asked_once(server: Server, instelling: Any) -> None:
    gesprek = server.gesprek(instelling)
    antwoord = check(gesprek.zeg(GELD))
    kaart = antwoord.kaart("verwijzing")
    assert kaart["thema"] == "geldzorgen"
    assert "Voorbeeld MBO" in antwoord.knoppen and "Mijn school staat er niet bij" in antwoord.knoppen
    assert check(gesprek.zeg("voorbeeld mbo")).kaart("verwijzing")["loketnaam"] == "coach"
    assert "Voorbeeld Vakschool" not in check(gesprek.zeg(STRESS)).knoppen


@pytest.mark.parametrize("sender", [None, "default", "", 7])
def test_without_a_sender_nobody_shares_a_conversation(server: Server, sender: Any) -> None:
    velden = {"metadata": {"instelling": "voorbeeld-mbo"}} if sender is None else {
        "sender": sender, "metadata": {"instelling": "voorbeeld-mbo"}}
    een, twee = (check(server.post({**velden, "message": GELD})) for _ in range(2))
    ontvangers = {a.berichten[0]["recipient_id"] for a in (een, twee)}
    assert len(ontvangers) == 2 and "default" not in ontvangers
    assert "kaartje" not in check(server.post({**velden, "message": KAARTJE})).soorten


def test_two_senders_never_mix(server: Server) -> None:
    anna, bilal = server.gesprek("voorbeeld-mbo"), server.gesprek("voorbeeld-hogeschool")
    anna.zeg(GELD)
    bilal.zeg(STRESS)
    anna.zeg(HELPT_NIET)
    van_anna, van_bilal = check(anna.zeg(KAARTJE)), check(bilal.zeg(KAARTJE))
    assert van_anna.kaart("kaartje")["thema"] == "geldzorgen" and van_bilal.kaart("kaartje")["thema"] == "stress"
    assert {b["recipient_id"] for b in van_anna.berichten} == {anna.sender}
    assert {b["recipient_id"] for b in van_bilal.berichten} == {bilal.sender}


# ── bad input ──

_BREDE_TEKST = "ik heb stress en ik slaap slecht " * 3200
SLECHT = {
    "leeg": "", "spaties": "   \n\t ", "100 kB": _BREDE_TEKST, "100 kB zonder spatie": "a" * 100_000,
    "stuurtekens": "\x00\x01\x1b[31mhoi\x07", "onzichtbaar": "\u200b\u200d\ufeff", "emoji": "😭😭😭", "cijfers": "000",
    "html": "<script>alert(1)</script><img src=x onerror=alert(2)>", "sql": "'; DROP TABLE contact; --",
    "accolades": "{contact} {0} %s ${x}", "rechts naar links": "\u202eneveL", "halve emoji": "hoi \ud83d",
    "getal": 12, "lijst": ["/restart"], "object": {"text": "hoi"}, "niets": None, "waar": True,
}


@pytest.mark.parametrize("bericht", SLECHT.values(), ids=SLECHT.keys())
def test_bad_input_gets_a_kind_answer(server: Server, bericht: Any) -> None:
    antwoord = check(server.gesprek().zeg(bericht))
    assert antwoord.tekst.strip()
    assert "<script" not in antwoord.tekst
    assert not any(k.get("niveau") and "werkt nu even niet" in antwoord.tekst for k in antwoord.kaarten), "het vangnet"


@pytest.mark.parametrize("commando", [
    "/restart", "/session_start", "/thema_stress", '/crisis_hulp_113{"a":1}', "/veiligheidsvraag", "  /wis_gesprek",
    "@/restart", "/back", '/thema_stress{"taal":"en"}', "/action_listen",
])
def test_a_typed_command_is_read_as_the_plain_words_in_it(server: Server, commando: str) -> None:
    """A slash triggers nothing: with or without it the answer is the same."""
    met, zonder = server.gesprek(), server.gesprek()
    antwoorden = []
    for gesprek, tekst in ((met, commando), (zonder, commando.lstrip(" @/"))):
        gesprek.zeg(GELD)
        antwoord = check(gesprek.zeg(tekst))
        antwoorden.append((antwoord.soorten, antwoord.tekst, antwoord.knoppen))
    assert antwoorden[0] == antwoorden[1]


def test_danger_at_the_end_of_a_very_long_text_is_heard(server: Server) -> None:
    assert check(server.gesprek().zeg(_BREDE_TEKST + CRISISZIN)).has_crisis_numbers()


@pytest.mark.parametrize("metadata", ["voorbeeld-mbo", 3, None, ["instelling"], {"instelling": 5, "rol": None}])
def test_odd_metadata_is_no_error(server: Server, metadata: Any) -> None:
    check(server.post({"sender": "vreemde-metadata", "message": STRESS, "metadata": metadata}))


@pytest.mark.parametrize("inhoud", [b"", b"{", b"[]", b'"hoi"', b"null", b"\xff\xfe", b'{"message": }', b"[" * 5000])
def test_invalid_json_is_the_sender_s_mistake(server: Server, inhoud: bytes) -> None:
    assert server.post_raw(inhoud).status_code == 400


def test_too_large_is_refused_and_the_server_lives(server: Server) -> None:
    groot = json.dumps({"sender": "groot", "message": "a" * 400_000}).encode()
    assert server.post_raw(groot).status_code == 413
    check(server.gesprek().zeg("hoi"))


def test_an_empty_object_gets_an_answer(server: Server) -> None:
    check(server.post({}))


# ── pages and addresses ──


def test_health_tells_model_knowledge_and_versions(server: Server) -> None:
    http = server.get("/gezond")
    staat = http.json()
    assert http.status_code == 200 and staat["klaar"] is True and staat["fout"] == ""
    assert staat["model"].endswith(".tar.gz") and staat["versies"]["rasa"] == "3.6.21" and len(staat["kennis"]) == 12
    assert staat["kennis_geweigerd"] is False and {"name", "version", "content"} <= staat["nederlands"].keys()
    assert staat["nederlands"]["name"] in ("nl_core_news_sm", "nl_loketwijzer_lookup_sm")


@pytest.mark.parametrize("pad", ["/", "/chat/voorbeeld-mbo", "/mentor/voorbeeld-mbo", "/chat/bestaat-niet"])
def test_pages_show_and_bring_their_own_security_headers(server: Server, pad: str) -> None:
    http = server.get(pad)
    assert http.status_code == 200 and http.headers["Content-Type"].startswith("text/html")
    assert "112" in http.text and "113" in http.text
    _secure(http.headers)
    assert server.get(pad).headers["ETag"] == http.headers["ETag"]


def _secure(koppen: Any) -> None:
    csp = koppen["Content-Security-Policy"]
    assert "default-src 'none'" in csp and "script-src 'self'" in csp and "unsafe" not in csp and "http" not in csp
    assert koppen["X-Content-Type-Options"] == "nosniff" and koppen["Referrer-Policy"] == "no-referrer"


def test_an_answer_is_secure_and_never_cached(server: Server) -> None:
    antwoord = server.gesprek().zeg("hoi")
    _secure(antwoord.koppen)
    assert antwoord.koppen["Cache-Control"] == "no-store"
    assert "Access-Control-Allow-Origin" not in antwoord.koppen


def test_the_built_script_and_nothing_else_of_the_folder(server: Server) -> None:
    if not (WORTEL / "bot" / "web" / "dist" / "loketwijzer.js").exists():
        pytest.skip("bot/web/dist is niet gebouwd: make run bouwt het")
    http = server.get("/web/loketwijzer.js")
    assert http.status_code == 200 and http.headers["Content-Type"].startswith("text/javascript")
    for pad in ("package.json", "build.mjs", "..%2Fsettings.py", "%2e%2e%2fsettings.py", "src", "klaar.txt", "index.html"):
        assert server.get(f"/web/{pad}").status_code == 404, pad


def test_a_browser_finds_the_picture_of_the_tab(server: Server) -> None:
    for pad in ("/favicon.ico", "/web/favicon.svg"):
        http = server.get(pad)
        assert (http.status_code, http.headers["Content-Type"]) == (200, "image/svg+xml")
        _secure(http.headers)


def test_small_addresses(server: Server) -> None:
    senders = {server.get("/chat/sender").json()["sender"] for _ in range(3)}
    assert len(senders) == 3
    assert server.get("/chat/instelling/voorbeeld-mbo").json()["naam"] == "Voorbeeld MBO"
    assert server.get("/chat/instelling/bestaat-niet").status_code == 404
    assert len(server.get("/api/v1/themas").json()["groepen"]) == 7
    assert server.get("/api/v1/route/voorbeeld-mbo/bestaat-niet").status_code == 404


@pytest.mark.parametrize("pad", [
    "/conversations/x/tracker", "/conversations/x/story", "/model", "/status", "/version", "/domain", "/model/parse",
    "/webhooks/rest/webhook/stream", "/socket.io/", "/docs",
])
def test_rasa_s_own_api_is_closed(server: Server, pad: str) -> None:
    assert server.get(pad).status_code == 404
    assert server.get(pad + "?token=").status_code == 404


# ── what is kept ──


def test_no_message_is_ever_in_the_log(server: Server) -> None:
    gesprek = server.gesprek()
    for zin in ("mijn hond heet Bolletje en ik heb stress", f"{CRISISZIN}, ik woon in Bolletjesdorp"):
        check(gesprek.zeg(zin))
    assert "Bolletje" not in server.log_text() and gesprek.sender not in server.log_text()


def test_no_words_are_stored_and_a_wiped_conversation_leaves_no_bytes(server: Server) -> None:
    gesprek, ander = server.gesprek(), server.gesprek()
    ander.zeg("mijn kat heet Sokkie en ik heb stress")
    for zin in ("mijn hond heet Wollebol en ik heb stress", MEER, "wollebol is mijn beste vriend", HELPT_NIET):
        gesprek.zeg(zin)
    bewaard = server.raw_conversations()
    assert gesprek.sender.encode() in bewaard, "de stand van het gesprek wordt wel bewaard"
    assert b"ollebol" not in bewaard and b"Sokkie" not in bewaard
    assert gesprek.zeg(WIS).soorten == ["gewist"]
    over = server.raw_conversations()
    assert gesprek.sender.encode() not in over
    assert ander.sender.encode() in over, "het gesprek van een ander moet blijven"
    gesprek.zeg(KAARTJE)
    assert gesprek.sender.encode() in server.raw_conversations(), "na het wissen begint een nieuw gesprek"
