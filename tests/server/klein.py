"""A small live server with only /api/v1/ and no model: ``python -m tests.server.klein PORT DATABASE`` (127.0.0.1)."""

from __future__ import annotations

import sys

from sanic import Sanic

from actions.omgeving import Omgeving
from bot.server.api import add_api
from bot.server.site import add_headers
from bot.settings import Settings
from tests.conftest import OPEN

SCHOOL, ANDERE = "voorbeeld-mbo", "voorbeeld-hogeschool"
SLEUTELS = {SCHOOL: "s" * 40, ANDERE: "a" * 40}


def main() -> None:
    app = Sanic("api-proef", configure_logging=False)
    app.config.FALLBACK_ERROR_FORMAT = "json"
    omgeving = Omgeving.make(Settings(database_url=f"sqlite:///{sys.argv[2]}"), klok=lambda: OPEN)
    add_api(app, omgeving, SLEUTELS)
    add_headers(app)
    app.run(host="127.0.0.1", port=int(sys.argv[1]), access_log=False, motd=False)


if __name__ == "__main__":
    main()
