"""Delete conversations and totals past their retention time, inside the server, every ten minutes."""

from __future__ import annotations

import logging
import threading
import time
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.settings import Settings
from bot.store.conversations import purge_conversations
from bot.store.counts import purge_counts, purge_keys
from bot.store.engine import open_engine

logger = logging.getLogger(__name__)
ELKE_SECONDEN = 600.0


def purge_once(settings: Settings, nu: float) -> int:
    """Delete what is older than the retention time at ``nu`` (epoch seconds). Returns how many conversations."""
    voor = nu - settings.bewaar_uren * 3600
    purge_keys(open_engine(settings.database_url), date.fromtimestamp(voor))
    return purge_conversations(open_engine(settings.gesprekken_url), voor)


def purge_old_counts(settings: Settings, vandaag: date) -> int:
    """Delete totals of school years that are past. Returns how many rows."""
    return purge_counts(open_engine(settings.database_url), vandaag, settings.bewaar_schooljaren)


def keep_purging(settings: Settings, elke: float = ELKE_SECONDEN) -> threading.Thread:
    """Start the daemon thread. A database that is away is tried again the next time."""

    def lus() -> None:
        while True:
            try:
                purge_once(settings, time.time())
                purge_old_counts(settings, datetime.now(ZoneInfo(settings.tijdzone)).date())
            except Exception as fout:
                logger.error("retention: %s", type(fout).__name__)
            time.sleep(elke)

    draad = threading.Thread(target=lus, name="bewaartijd", daemon=True)
    draad.start()
    return draad
