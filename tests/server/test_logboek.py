"""The log holds kinds of errors and places, never a text of somebody, at any level."""

from __future__ import annotations

import io
import json
import logging
import sys
import threading
from typing import Iterator

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import SQLAlchemyError

from bot.server import logboek
from bot.settings import Settings, read_settings

GEHEIM = "mijn hond heet Bolletje"


@pytest.fixture
def uit(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """What goes to stderr while the log is set up for debug lines as JSON."""
    scherm, wortel = io.StringIO(), logging.getLogger()
    oud, hooks, handlers = wortel.level, (sys.excepthook, threading.excepthook), wortel.handlers[:]
    niveaus = {n: logging.getLogger(n).level for n in (*logboek.EIGEN, "rasa")}
    monkeypatch.setattr(sys, "stderr", scherm)
    logboek.set_up(Settings(log_niveau="debug", log_vorm="json"))
    yield scherm
    sys.excepthook, threading.excepthook = hooks
    wortel.handlers[:] = handlers
    wortel.setLevel(oud)
    for naam, niveau in niveaus.items():
        logging.getLogger(naam).setLevel(niveau)
    logging.raiseExceptions = True


def test_our_own_lines_are_json_with_their_text(uit: io.StringIO) -> None:
    logging.getLogger("bot.channel.web").debug("turn failed: %s", "ValueError")
    regel = json.loads(uit.getvalue())
    assert regel.pop("tijd").endswith("+00:00")
    assert regel == {"niveau": "DEBUG", "bron": "bot.channel.web", "tekst": "turn failed: ValueError"}


def test_a_library_shows_only_where_and_which_kind_of_error(uit: io.StringIO) -> None:
    engine = create_engine("sqlite://")
    try:
        with engine.connect() as verbinding:
            verbinding.execute(text("select * from weg where a = :a"), {"a": GEHEIM})
    except SQLAlchemyError as fout:
        assert "Bolletje" in str(fout), "de tekst van deze fout zou lekken"
        logging.getLogger("sanic.error").exception("Exception: %s", fout)
    regel = json.loads(uit.getvalue())
    assert regel["fout"] == "OperationalError" and regel["tekst"].startswith("test_logboek:")
    assert "Bolletje" not in uit.getvalue()


@pytest.mark.parametrize("naam", ["rasa.core.processor", "rasa", "sqlalchemy.engine", "asyncio", "sanic.root", "botocore"])
@pytest.mark.parametrize("niveau", [logging.DEBUG, logging.INFO, logging.WARNING, logging.ERROR])
def test_no_library_can_print_a_message(uit: io.StringIO, naam: str, niveau: int) -> None:
    logging.getLogger(naam).log(niveau, f"received {GEHEIM}")
    logging.getLogger(naam).log(niveau, "received %s", GEHEIM)
    assert "Bolletje" not in uit.getvalue()


def test_rasa_s_structured_log_is_silent(uit: io.StringIO, capsys: pytest.CaptureFixture[str]) -> None:
    import structlog

    structlog.get_logger().error("processor.message.parse", text=GEHEIM)
    assert "Bolletje" not in uit.getvalue() + capsys.readouterr().out


def test_an_error_nobody_caught_is_told_without_its_text(uit: io.StringIO) -> None:
    def breekt() -> None:
        raise ValueError(GEHEIM)

    draad = threading.Thread(target=breekt)
    draad.start()
    draad.join()
    assert "not caught: ValueError at test_logboek.py:" in uit.getvalue() and "Bolletje" not in uit.getvalue()


def test_a_line_that_does_not_fit_its_values_is_not_printed_with_them(uit: io.StringIO) -> None:
    logging.getLogger("bot").error("%d", GEHEIM)
    assert "Bolletje" not in uit.getvalue()


def test_the_level_and_the_form_are_settings() -> None:
    s = read_settings({"LOKETWIJZER_LOG": "debug", "LOKETWIJZER_LOG_VORM": "json"})
    assert (s.log_niveau, s.log_vorm) == ("debug", "json")
    for fout in (Settings(log_niveau="alles"), Settings(log_vorm="xml")):
        with pytest.raises(ValueError, match="LOKETWIJZER_LOG"):
            logboek.set_up(fout)
