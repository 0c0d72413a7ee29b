"""Whole conversations in a real browser: keyboard, touch, danger, failures, length, injection."""

from __future__ import annotations

import time
from typing import Any

import pytest

from . import antwoorden
from .conftest import PHONE
from .fake_server import FakeServer

pytestmark = pytest.mark.browser


def test_a_whole_conversation_by_keyboard_only(server: FakeServer, new_chat: Any) -> None:
    chat = new_chat()
    keys = chat.page.keyboard
    chat.page.goto(server.url + "/")
    chat.page.locator(".opener").wait_for()
    for _ in range(20):
        keys.press("Tab")
        if "opener" in chat.focused()["cls"]:
            break
    keys.press("Enter")
    chat.page.locator(".keuze").first.wait_for()
    assert chat.focused()["id"] == "titel"
    for title in ("Thuis, geld en leven", "Te weinig geld"):
        for _ in range(20):
            keys.press("Tab")
            if chat.focused()["tag"] == "BUTTON" and title in chat.focused()["text"]:
                break
        before = chat.turns()
        keys.press("Enter")
        chat.page.locator(".beurt").nth(before).wait_for()
        assert title in chat.focused()["text"], "focus stays on the chosen button"
    keys.press("Tab")
    assert chat.focused()["href"] == "https://wa.me/31850000001", "the next Tab is the first link of the new answer"
    keys.press("Escape")
    chat.page.locator("dialog").wait_for(state="hidden")
    assert "opener" in chat.focused()["cls"]
    keys.press("Enter")
    assert chat.focused()["id"] == "titel" and chat.turns() == 3
    assert [p["message"] for p in server.posts] == ["hoi", "Thuis, geld en leven", "Te weinig geld"]
    assert chat.errors == []


def test_a_whole_conversation_by_touch(server: FakeServer, new_chat: Any) -> None:
    chat = new_chat(**PHONE)
    page = chat.page
    page.goto(server.url + "/")
    page.locator(".opener").tap()
    for title in ("Thuis, geld en leven", "Te weinig geld", "Vertel meer"):
        page.locator(".keuze:not([aria-disabled])", has_text=title).tap()
        page.locator(".keuze.ik", has_text=title).wait_for()
    page.locator("summary", has_text="Meer weten").tap()
    assert page.get_by_text("Dit kost niets.").is_visible()
    page.locator(".kopknop", has_text="Sluit").tap()
    assert page.locator(".opener").inner_text() == "Verder met je gesprek"
    assert chat.errors == []


def test_a_new_answer_starts_in_view(server: FakeServer, new_chat: Any) -> None:
    chat = new_chat(**PHONE).open(server.url + "/")
    chat.say("geen geld")
    top = chat.page.locator(".beurt").last.bounding_box()["y"]
    assert 50 < top < 200


def test_danger_in_the_first_message(server: FakeServer, new_chat: Any) -> None:
    chat = new_chat(**PHONE).open(server.url + "/")
    chat.say("ik wil dood")
    call = chat.page.locator(".crisis a.groot").first
    assert call.get_attribute("href") == "tel:113" and chat.in_view(".crisis a.groot >> nth=0")
    assert call.bounding_box()["height"] >= 60
    assert chat.page.locator(".crisis a[href='https://www.113.nl/chat']").count() == 1
    assert chat.page.locator("#vak").is_enabled()


def test_order_is_text_card_buttons_and_nothing_twice(server: FakeServer, new_chat: Any) -> None:
    chat = new_chat().open(server.url + "/")
    chat.say("vertel meer")
    kinds = chat.page.locator(".beurt").last.evaluate(
        "b => [...b.querySelectorAll('p.bel, section.kaart, .knoppen')].map(e => e.className.split(' ')[0])"
    )
    assert kinds == ["bel", "kaart", "knoppen"]
    assert chat.page.locator(".beurt").last.locator("p.bel").inner_text() == "Je coach kent jou en je klas."
    chat.say("geen geld")
    assert chat.page.locator(".naam", has_text="Luisterlijn").count() == 1


def test_metadata_sender_and_cleaned_text(server: FakeServer, new_chat: Any) -> None:
    server.pages["/portaal"] = (
        "<!doctype html><html lang=nl><title>P</title>"
        "<script src=/web/loketwijzer.js data-instelling=x data-locatie=noord"
        " data-rol=mentor data-start=open defer></script><main></main>"
    )
    chat = new_chat()
    chat.page.goto(server.url + "/portaal")
    chat.page.locator(".beurt").first.wait_for()
    chat.say("  //@/contact")
    post = server.posts[-1]
    assert post["message"] == "contact" and post["sender"] == server.senders[0]
    assert len(post["metadata"].pop("bericht")) == 36
    assert post["metadata"] == {"instelling": "x", "locatie": "noord", "rol": "mentor"} and set(post) == {
        "sender",
        "message",
        "metadata",
    }
    chat.page.locator("#vak").fill("a" * 900)
    chat.page.keyboard.press("Enter")
    chat.page.wait_for_timeout(300)
    assert len(server.posts[-1]["message"]) == 500


@pytest.mark.parametrize("mode", ["leeg", "fout", "stuk_json", "hangt"])
def test_a_failure_gives_an_alert_a_help_card_and_a_working_retry(server: FakeServer, new_chat: Any, mode: str) -> None:
    server.pages["/portaal"] = (
        "<!doctype html><html lang=nl><title>P</title>"
        "<script src=/web/loketwijzer.js data-instelling=x data-tijdslimiet=1500"
        " data-start=open defer></script><main></main>"
    )
    chat = new_chat()
    chat.page.goto(server.url + "/portaal")
    chat.page.locator(".beurt").first.wait_for()
    server.mode = mode
    chat.page.locator("#vak").fill("geen geld meer")
    chat.page.keyboard.press("Enter")
    chat.page.get_by_role("alert").wait_for()
    assert chat.page.locator(".bel.ik").inner_text().endswith("geen geld meer")
    numbers = chat.page.locator(".noodlijst a[href^='tel:']").evaluate_all("as => as.map(a => a.getAttribute('href'))")
    assert numbers == ["tel:112", "tel:113", "tel:08002000", "tel:08000188", "tel:08000432", "tel:0880767000"]
    server.mode = "goed"
    chat.page.get_by_role("button", name="Probeer opnieuw").click()
    chat.page.locator("section.kaart").first.wait_for()
    assert chat.page.get_by_role("alert").count() == 0 and chat.page.locator(".bel.ik").count() == 1
    assert server.posts[-1]["metadata"]["bericht"] == server.posts[-2]["metadata"]["bericht"], "opnieuw is hetzelfde bericht"


def test_too_many_messages_show_the_kind_text_and_the_numbers(server: FakeServer, new_chat: Any) -> None:
    chat = new_chat().open(server.url + "/")
    server.mode = "te_snel"
    chat.say("geen geld meer")
    laatste = chat.page.locator(".beurt").last
    assert "Wacht even" in laatste.inner_text() and laatste.locator("a[href='tel:113']").count() >= 1
    assert chat.page.get_by_role("alert").count() == 0


def test_the_server_dies_in_the_middle(new_chat: Any, dist: Any) -> None:
    first = FakeServer()
    chat = new_chat().open(first.url + "/")
    chat.say("geen geld")
    first.stop()
    chat.page.locator("#vak").fill("en nu")
    chat.page.keyboard.press("Enter")
    chat.page.get_by_role("alert").wait_for()
    assert chat.page.locator(".noodlijst a[href='tel:113']").is_visible()
    assert chat.page.locator("section.kaart").count() >= 2, "what was said stays"
    again = FakeServer(first.port)
    answers = chat.page.locator(".beurt:not(.vanmij)")
    before = answers.count()
    try:
        chat.page.get_by_role("button", name="Probeer opnieuw").click()
        chat.page.get_by_role("alert").wait_for(state="detached")
        answers.nth(before).wait_for()  # the alert goes at once, the message may still be under way
        assert again.posts[-1]["message"] == "en nu"
    finally:
        again.stop()


def test_the_server_is_away_from_the_start(new_chat: Any, dist: Any) -> None:
    server = FakeServer()
    server.mode = "fout"
    chat = new_chat()
    chat.page.goto(server.url + "/chat/voorbeeld-mbo")
    chat.page.get_by_role("alert").wait_for()
    assert chat.page.locator(".noodlijst a[href='tel:112']").is_visible()
    server.stop()


def test_fifty_turns_do_not_grow_slow(server: FakeServer, new_chat: Any) -> None:
    chat = new_chat(**PHONE).open(server.url + "/")
    times = []
    for i in range(50):
        start = time.perf_counter()
        chat.say(f"geen geld {i}")
        times.append(time.perf_counter() - start)
    early, late = sorted(times[2:12])[5], sorted(times[-10:])[5]
    assert late < early * 2.5 + 0.15, (early, late)
    assert chat.errors == []


def test_html_stays_text_and_bad_links_are_no_links(server: FakeServer, new_chat: Any) -> None:
    chat = new_chat().open(server.url + "/")
    chat.say("injectie")
    turn = chat.page.locator(".beurt").last
    assert '<img src=x onerror="window.gehackt=1">' in turn.inner_text() and "<b>Piet</b>" in turn.inner_text()
    assert turn.locator("a").count() == 0 and turn.locator("img").count() == 0
    assert chat.page.evaluate("() => window.gehackt") is None
    assert chat.errors == []


def test_an_unknown_soort_shows_its_text(server: FakeServer, new_chat: Any) -> None:
    chat = new_chat().open(server.url + "/")
    chat.say("nieuwe soort")
    assert "Deze tekst blijft staan." in chat.page.locator(".beurt").last.inner_text()
    assert chat.page.locator(".beurt").last.locator("section.kaart").count() == 0


def test_a_card_that_cannot_be_drawn_never_breaks_the_conversation(server: FakeServer, new_chat: Any) -> None:
    chat = new_chat().open(server.url + "/")
    chat.say("kapot")
    assert "De tekst blijft. Bel 113." in chat.page.locator(".beurt").last.inner_text()
    chat.say("ik wil dood")
    assert chat.page.locator(".crisis a[href='tel:113']").count() == 1


def test_save_files_and_copy(server: FakeServer, new_chat: Any) -> None:
    chat = new_chat(permissions=["clipboard-read", "clipboard-write"]).open(server.url + "/")
    chat.say("geen geld")
    page = chat.page
    page.locator("summary", has_text="Meer of bewaren").click()
    with page.expect_download() as vcf:
        page.get_by_role("button", name="Bewaar contact").click()
    assert "FN:Sam de Vries" in vcf.value.path().read_text() and vcf.value.suggested_filename == "contact.vcf"
    with page.expect_download() as ics:
        page.get_by_role("button", name="Zet in agenda").click()
    text = ics.value.path().read_text()
    assert "BEGIN:VALARM" in text and "SUMMARY:Even bellen of mailen" in text
    page.get_by_role("button", name="Kopieer").first.click()
    page.get_by_text("Gekopieerd").wait_for()
    assert (
        page.evaluate("() => navigator.clipboard.readText()") == "Hoi, ik heb geen geld meer. Kun je met mij meedenken?"
    )
    assert chat.errors == []


def test_saved_files_can_be_read_by_every_phone(server: FakeServer, new_chat: Any) -> None:
    """RFC 5545 and 2426: lines of at most 75 bytes, ended by CRLF; what is longer goes on after a space."""
    chat = new_chat().open(server.url + "/")
    chat.say("vol hoofd")
    chat.page.locator("summary", has_text="Meer of bewaren").click()
    for knop, soort in (("Bewaar contact", "VCARD"), ("Zet in agenda", "VCALENDAR")):
        with chat.page.expect_download() as bestand:
            chat.page.get_by_role("button", name=knop).click()
        inhoud = bestand.value.path().read_bytes()
        regels = inhoud.split(b"\r\n")
        assert b"\n" not in inhoud.replace(b"\r\n", b"") and regels[-1] == b""
        assert max(map(len, regels)) <= 75 and any(r.startswith(b" ") for r in regels)
        heel = inhoud.replace(b"\r\n ", b"").decode()
        assert heel.startswith(f"BEGIN:{soort}\r\n") and heel.endswith(f"END:{soort}\r\n")
        assert antwoorden.LANG.replace(",", "\\,").replace(";", "\\;") in heel
        assert heel.count("BEGIN:") == heel.count("END:")


def test_a_step_of_your_own_is_a_list_and_the_card_is_of_the_person(server: FakeServer, new_chat: Any) -> None:
    chat = new_chat().open(server.url + "/")
    chat.say("vol hoofd")
    turn = chat.page.locator(".beurt").last
    assert turn.locator(".bel").first.inner_text() == (
        "Dit kun je vandaag doen:\n• Zet je zorgen op papier.\n• Kies 1 ding dat je vandaag doet.")
    assert turn.locator("h3").count() == 0 and turn.locator(".trede").count() == 0
    assert turn.locator(".kaart .naam").first.inner_text() == antwoorden.LANG


def test_text_size_and_erasing_from_the_menu(server: FakeServer, new_chat: Any) -> None:
    chat = new_chat().open(server.url + "/")
    chat.say("geen geld")
    size = (
        "() => parseFloat(getComputedStyle("
        "document.querySelector('loketwijzer-chat').shadowRoot.querySelector('.bel')).fontSize)"
    )
    before = chat.page.evaluate(size)
    chat.page.locator(".kopknop", has_text="Menu").click()
    chat.page.get_by_role("button", name="Letters groter").click()
    assert chat.page.evaluate(size) > before >= 17
    chat.page.get_by_role("button", name="Wis mijn gesprek").click()
    chat.page.get_by_text("Je gesprek is gewist.").wait_for()
    assert chat.turns() == 1 and server.posts[-1]["message"] == "Wis mijn gesprek"
    chat.say("geen geld")
    assert server.posts[-1]["sender"] != server.posts[0]["sender"]


def test_who_is_closed_is_written_to_first_and_who_is_open_is_called(server: FakeServer, new_chat: Any) -> None:
    """A big button for a phone that nobody answers is a dead end."""
    chat = new_chat().open(server.url + "/")
    chat.say("geen geld")
    names = chat.page.locator(".contact").first.locator("a.actie").all_inner_texts()
    assert [n.splitlines()[0] for n in names[:3]] == ["WhatsApp", "Mail", "Bel 085 000 00 01"]
    open_now = chat.page.locator(".contact", has_text="Luisterlijn").first.locator("a.actie").first
    assert open_now.get_attribute("href") == "tel:0880767000"


def test_opening_hours_are_a_table_in_words(server: FakeServer, new_chat: Any) -> None:
    chat = new_chat().open(server.url + "/")
    chat.say("geen geld")
    card = chat.page.locator(".contact").first
    assert card.locator(".chip").inner_text() == "Nu dicht" and "Open: maandag 09:00" in card.inner_text()
    rows = [row.inner_text() for row in card.locator(".week tr").all()]
    assert rows == ["maandag t/m donderdag\t09:00-16:00", "vrijdag\t09:00-12:00"]


def test_the_chat_of_a_service_has_its_own_hours(server: FakeServer, new_chat: Any) -> None:
    chat = new_chat().open(server.url + "/")
    chat.say("chattijden")
    card = chat.page.locator(".contact").last
    assert card.locator(".soort").all_inner_texts() == ["Bellen", "Chatten"]
    assert card.locator(".chip").all_inner_texts() == ["Nu open", "Nu dicht"]
    assert "Open: vandaag 15:00" in card.inner_text()
    assert "ma" not in card.locator(".week").last.inner_text().split() and "maandag t/m vrijdag" in card.inner_text()


def test_printing_shows_only_the_card(server: FakeServer, new_chat: Any) -> None:
    chat = new_chat()
    chat.page.add_init_script("window.print = () => { window.geprint = true }")
    chat.open(server.url + "/")
    chat.say("geen geld")
    chat.say("kaartje")
    chat.page.get_by_role("button", name="Print").click()
    chat.page.wait_for_function("() => window.geprint")
    chat.page.emulate_media(media="print")
    assert chat.page.locator("section.kaartje").is_visible()
    other = "section.kaart:not(.kaartje) >> nth=0"
    for hidden in (".kop", ".invoer", ".bel >> nth=0", other, "body > header", ".kaartje button >> nth=0"):
        assert not chat.page.locator(hidden).is_visible(), hidden
    chat.page.emulate_media(media="screen")
    chat.page.evaluate("() => window.dispatchEvent(new Event('afterprint'))")
    assert chat.page.locator("body > header").is_visible() and chat.page.locator(".kop").is_visible()
    assert chat.errors == []


@pytest.mark.parametrize("breed", [280, 320, 390])
def test_a_number_stays_whole_and_reads_from_left_to_right_in_arabic(server: FakeServer, new_chat: Any, breed: int) -> None:
    chat = new_chat(**{**PHONE, "viewport": {"width": breed, "height": 700}})
    chat.open(server.url + "/").say("عنف")
    nummers = chat.page.locator(".bel .heel")
    assert nummers.all_inner_texts() == ["0800-2000", *["088 0767 000"] * 3]
    for nummer in nummers.all():
        assert len(nummer.evaluate("e => [...e.getClientRects()]")) == 1, "on one line"
        plek = "(e, van, tot) => { const r = new Range(); r.setStart(e.firstChild, van); r.setEnd(e.firstChild, tot); return r; }"
        links = nummer.evaluate(f"e => ({plek})(e, 0, 1).getBoundingClientRect().x")
        rechts = nummer.evaluate(f"e => ({plek})(e, 8, 9).getBoundingClientRect().x")
        assert links < rechts
    assert chat.errors == []
