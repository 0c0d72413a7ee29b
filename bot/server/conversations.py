"""Where conversations are kept: Rasa's SQL store, with memory behind it when the database is gone."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from rasa.core.tracker_store import AwaitableTrackerStore, FailSafeTrackerStore, InMemoryTrackerStore, SQLTrackerStore
from rasa.shared.core.domain import Domain
from sqlalchemy.engine import make_url

from bot.settings import Settings

logger = logging.getLogger(__name__)


def make_store(settings: Settings) -> Any:
    """A tracker store that never fails a turn: without its database it goes on in memory."""
    domein = Domain.empty()
    try:
        adres = make_url(settings.gesprekken_url)
        if adres.get_backend_name() == "sqlite" and adres.database:
            Path(adres.database).parent.mkdir(parents=True, exist_ok=True)
        opslag = SQLTrackerStore(
            domein, dialect=adres.get_backend_name(), host=adres.host, port=adres.port, db=adres.database or "",
            username=adres.username, password=adres.password,
        )
    except Exception as fout:
        logger.error("conversations stay in memory: %s", type(fout).__name__)
        return AwaitableTrackerStore(InMemoryTrackerStore(domein))
    return FailSafeTrackerStore(AwaitableTrackerStore(opslag), _log)


def _log(fout: Exception) -> None:
    logger.error("conversation store: %s", type(fout).__name__)
