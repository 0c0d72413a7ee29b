"""Start the server: one process with Rasa, the actions and the pages. Run with ``python -m bot.server.main``."""

from __future__ import annotations

import asyncio
import logging
import sys
import time
from typing import Any, Dict, List, Optional

from bot.knowledge.catalog import KnowledgeError
from bot.server.lazy import import_lazily
from bot.settings import Settings, read_settings

logger = logging.getLogger("loketwijzer")
MAX_REQUEST_BYTES, KEEP_ALIVE_S, ONTVANGST_S = 300_000, 30, 15


class Staat:
    """What the health check tells; filled while starting."""

    def __init__(self) -> None:
        self.agent: Any = None
        self.fout = ""
        self.model = ""
        self.taal: Dict[str, str] = {}
        self.begin = time.monotonic()
        self.stopt = False

    def is_ready(self) -> bool:
        """The bot can answer, and the server is not on its way out."""
        return not self.stopt and self.agent is not None and bool(self.agent.is_ready())

    def als_dict(self, omgeving: Any) -> Dict[str, Any]:
        import rasa

        return {
            "klaar": self.agent is not None and bool(self.agent.is_ready()), "model": self.model, "fout": self.fout,
            "nederlands": self.taal, "versies": {"loketwijzer": "0.1.0", "rasa": rasa.__version__},
            "kennis": omgeving.versie[:12], "kennis_geweigerd": bool(omgeving.fout),
        }


def make_app(settings: Settings) -> Any:
    """The Sanic app. Raises KnowledgeError when the knowledge is broken: then nothing starts."""
    from rasa.core.channels import channel
    from sanic import Sanic

    from actions.omgeving import Omgeving, set_omgeving
    from bot.channel.web import WebInput
    from bot.server import bewaking, inzicht
    from bot.server.api import add_api
    from bot.server.bewijs import read_keys
    from bot.server.eerste_hulp import EersteHulp
    from bot.server.poort import Poort
    from bot.server.retention import keep_purging
    from bot.server.site import Site, add_headers, blueprint
    from bot.server.stand import status_blueprint

    staat, omgeving = Staat(), Omgeving.make(settings)
    set_omgeving(omgeving)
    omgeving.watch()
    keep_purging(settings)
    app = Sanic("loketwijzer", configure_logging=False)
    app.config.REQUEST_MAX_SIZE = MAX_REQUEST_BYTES
    app.config.KEEP_ALIVE_TIMEOUT = KEEP_ALIVE_S
    app.config.REQUEST_TIMEOUT = ONTVANGST_S  # a request that drips in is cut off
    app.config.FALLBACK_ERROR_FORMAT = "json"
    site = Site(omgeving, lambda: staat.als_dict(omgeving), lambda: staat.agent is not None)
    app.blueprint(blueprint(site))
    sleutels = read_keys(settings.portaal_sleutels)
    add_api(app, omgeving, sleutels)
    app.blueprint(inzicht.blueprint(omgeving, sleutels))
    app.blueprint(status_blueprint(omgeving))
    channel.register([WebInput()], app, route="/webhooks/")
    metingen = bewaking.Metingen(staat.is_ready)
    metingen.watch(app)
    app.blueprint(bewaking.blueprint(metingen, staat, settings.metingen_token))
    poort = Poort(settings, metingen.limited)
    poort.register(app)
    add_headers(app)

    async def load(app: Any, loop: Any) -> None:
        app.ctx.agent = load_agent(settings, staat)
        poort.eerste_hulp = EersteHulp.of(app.ctx.agent)

    async def stop(app: Any, loop: Any) -> None:
        staat.stopt = True  # a proxy that asks /gereed sends nobody here any more; Sanic finishes the turns in hand
        await asyncio.sleep(settings.uitloop_seconden)

    app.register_listener(load, "before_server_start")
    app.register_listener(stop, "before_server_stop")
    app.ctx.staat = staat
    return app


def load_agent(settings: Settings, staat: Staat) -> Any:
    """The agent with the newest model. Without one the pages still show the help card."""
    from rasa.core.agent import Agent

    from bot.begrip.archive import newest_archive
    from bot.server.conversations import make_store
    from bot.server.rasa_parts import make_agent

    try:
        model = newest_archive(settings.modellen)
    except FileNotFoundError:
        staat.fout = "geen model: make train"
        return Agent()
    try:
        staat.agent = make_agent(model, make_store(settings), make_locks(settings))
        staat.model, staat.taal = model.name, language_of(staat.agent)
    except Exception as fout:  # the help card must stay reachable, and say why
        staat.fout = f"{type(fout).__name__}: {fout}"[:400]
        logger.error("model %s kan niet draaien: %s", model.name, staat.fout)
        return Agent()
    return staat.agent


def make_locks(settings: Settings) -> Any:
    """Locks over all replicas with Redis; None: Rasa's own, in memory."""
    if not settings.redis_url:
        return None
    from bot.server.sloten import Sloten

    return Sloten(settings.redis_url)


def language_of(agent: Any) -> Dict[str, str]:
    """Which Dutch spaCy model is in use."""
    from bot.nlu.spacy_identity import identity

    schema = agent.processor.model_metadata.predict_schema
    for knoop in schema.nodes.values():
        if "spacy_model" in knoop.config:
            return identity(str(knoop.config["spacy_model"]))
    return {}


def main(argv: Optional[List[str]] = None) -> int:
    """Exit codes: 0 stopped in order, 1 the knowledge or the file with keys is broken."""
    import_lazily()
    from bot.server import logboek
    from bot.server.protocol import StrictProtocol

    settings = read_settings()
    logboek.set_up(settings)
    try:
        app = make_app(settings)
    except (KnowledgeError, ValueError, OSError) as fout:
        print(fout, file=sys.stderr)
        return 1

    async def ready(app: Any, loop: Any) -> None:
        staat = app.ctx.staat
        print(f"Nederlands: {staat.taal.get('name', 'onbekend')} {staat.taal.get('version', '')}", flush=True)
        if staat.fout:
            print(f"De bot kan nog niet antwoorden: {staat.fout}", flush=True)
        print(f"Klaar in {time.monotonic() - staat.begin:.1f} s. Open http://{settings.adres}:{settings.poort}/", flush=True)

    app.register_listener(ready, "after_server_start")
    app.run(host=settings.adres, port=settings.poort, access_log=False, motd=False, protocol=StrictProtocol)
    return 0


if __name__ == "__main__":
    sys.exit(main())
