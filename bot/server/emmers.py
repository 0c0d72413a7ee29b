"""Token buckets: how many messages one key may send. In memory only, gone when the process ends."""

from __future__ import annotations

import hashlib
import secrets
from collections import OrderedDict
from typing import Tuple

MAX_SLEUTELS = 50_000


class Emmers:
    """A bucket per key that holds ``per_minuut`` tokens and fills at that rate. 0 per minute: no limit.

    A key is kept as a digest with a random salt of this process, so that a memory dump names no address and no
    conversation. The buckets that were used longest ago go first when there are too many.
    """

    def __init__(self, per_minuut: int, maximum: int = MAX_SLEUTELS) -> None:
        self.per_minuut, self._maximum = per_minuut, maximum
        self._zout = secrets.token_bytes(16)
        self._emmers: OrderedDict[bytes, Tuple[float, float]] = OrderedDict()

    def take(self, sleutel: str, nu: float) -> bool:
        """Take one token at ``nu`` (seconds of a clock that never goes back). False: the bucket is empty."""
        if self.per_minuut <= 0:
            return True
        merk = hashlib.blake2b(sleutel.encode("utf-8", "replace"), key=self._zout, digest_size=16).digest()
        over, toen = self._emmers.pop(merk, (float(self.per_minuut), nu))
        over = min(float(self.per_minuut), over + (nu - toen) * self.per_minuut / 60)
        mag = over >= 1
        self._emmers[merk] = (over - 1 if mag else over, nu)
        if len(self._emmers) > self._maximum:
            self._emmers.popitem(last=False)
        return mag

    def wait(self) -> int:
        """Seconds until an empty bucket holds a token again, at least 1."""
        return max(1, round(60 / self.per_minuut)) if self.per_minuut > 0 else 1

    def __len__(self) -> int:
        return len(self._emmers)
