"""Sanic's HTTP reader with two holes closed: odd headers gave a 500 (Sanic 21.12.2; tested in tests/server/test_poort.py)."""

from __future__ import annotations

from sanic.exceptions import InvalidUsage
from sanic.http import Http
from sanic.server import HttpProtocol


class StrictHttp(Http):
    """A request whose head cannot be read is the sender's mistake."""

    async def http1_request_header(self) -> None:
        try:
            await super().http1_request_header()
        except (ValueError, KeyError):  # a length that is no number, half a sign in the address
            raise InvalidUsage("Bad Request") from None
        if self.request_bytes_left is not None and self.request_bytes_left < 0:
            raise InvalidUsage("Bad Request")


class StrictProtocol(HttpProtocol):
    """Given to ``app.run``."""

    def _setup_connection(self) -> None:
        super()._setup_connection()
        self._http = StrictHttp(self)
