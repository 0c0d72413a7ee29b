"""Delete conversations past the retention time, inside the server, every ten minutes."""

from __future__ import annotations

import logging
import threading
import time

from bot.settings import Settings
from bot.store.conversations import purge_conversations
from bot.store.engine import open_engine

logger = logging.getLogger(__name__)
ELKE_SECONDEN = 600.0


def purge_once(settings: Settings, nu: float) -> int:
    """Delete what is older than the retention time at ``nu`` (epoch seconds). Returns how many conversations."""
    return purge_conversations(open_engine(settings.gesprekken_url), nu - settings.bewaar_uren * 3600)


def keep_purging(settings: Settings, elke: float = ELKE_SECONDEN) -> threading.Thread:
    """Start the daemon thread. A database that is away is tried again the next time."""

    def lus() -> None:
        while True:
            try:
                purge_once(settings, time.time())
            except Exception as fout:
                logger.error("retention: %s", type(fout).__name__)
            time.sleep(elke)

    draad = threading.Thread(target=lus, name="bewaartijd", daemon=True)
    draad.start()
    return draad
