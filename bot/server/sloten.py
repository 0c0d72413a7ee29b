"""One turn at a time per conversation, over all replicas: Redis holds the lock, memory when Redis is away.

Rasa's own Redis lock reads, changes and writes in three steps, so two replicas can hold the same ticket, and a lock of a
killed replica stays. This uses the lock of redis-py, which is taken and released in one step and ends by itself.
"""

from __future__ import annotations

import hashlib
import logging
import time
from contextlib import asynccontextmanager
from typing import Any, AsyncGenerator, Optional

from rasa.core.lock_store import InMemoryLockStore
from redis.asyncio import Redis
from redis.asyncio.lock import Lock
from redis.exceptions import LockError, RedisError

logger = logging.getLogger(__name__)
# A turn takes well under a second. What a killed replica held is free again after LEVEN_S; the page waits 20 seconds.
LEVEN_S, WACHT_S, KIJK_S, VERBIND_S, RUST_S = 10.0, 12.0, 0.02, 0.5, 3.0
VOORVOEGSEL = "loketwijzer:slot:"


class Sloten(InMemoryLockStore):
    """Given to Rasa as its lock store. A turn is never refused: without a lock it goes on alone."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self._redis: Any = Redis.from_url(url, socket_timeout=VERBIND_S, socket_connect_timeout=VERBIND_S)
        self._weg_tot = 0.0

    @asynccontextmanager
    async def lock(self, conversation_id: str, *tijden: Any, **rest: Any) -> AsyncGenerator[Any, None]:
        async with super().lock(conversation_id, *tijden, **rest) as eigen:
            slot = await self._take(conversation_id)
            try:
                yield eigen
            finally:
                await self._give_back(slot)

    async def _take(self, conversation_id: str) -> Optional[Lock]:
        """None when Redis is away or the other replica does not let go."""
        if time.monotonic() < self._weg_tot:
            return None
        merk = hashlib.sha256(conversation_id.encode()).hexdigest()[:32]
        slot = self._redis.lock(VOORVOEGSEL + merk, timeout=LEVEN_S, sleep=KIJK_S, blocking_timeout=WACHT_S)
        try:
            if await slot.acquire():
                return slot
            logger.error("lock: not free within %s s", WACHT_S)
        except (RedisError, OSError) as fout:
            self._away(fout)
        return None

    async def _give_back(self, slot: Optional[Lock]) -> None:
        if slot is None:
            return
        try:
            await slot.release()
        except LockError:
            logger.warning("lock: ended before the turn did")
        except (RedisError, OSError) as fout:
            self._away(fout)

    def _away(self, fout: Exception) -> None:
        """Do not wait for Redis again in every turn; look after a few seconds."""
        self._weg_tot = time.monotonic() + RUST_S
        logger.error("lock store: %s", type(fout).__name__)
