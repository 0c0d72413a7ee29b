"""HTTP ↔ Rasa: one address for every REST client, checks before, a safety net behind.

Measured pitfalls of Rasa's own channel this replaces: an empty sender shares one conversation,
a typed slash triggers an intent, an error gives an empty answer (docs/besluiten/0005).
"""

from __future__ import annotations

import asyncio
import json
import logging
import re
import uuid
from pathlib import Path
from typing import Any, Awaitable, Callable, Dict, List, Mapping, Optional

from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.channels.rest import RestInput
from sanic import Blueprint, response
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.knowledge.spelling import clean

logger = logging.getLogger(__name__)
HOOFD, STAART, MAX_VELD = 1500, 500, 80
_SLASHES = re.compile(r"^[\s/@\\]+")
_SENDER = re.compile(r"[\w.:-]{1,80}")
_ID = re.compile(r"[A-Za-z0-9_-]+")
VELDEN = ("instelling", "locatie", "rol", "bericht")
NOODKAART = Path(__file__).resolve().parent.parent / "web" / "noodkaart.nl.json"
Bericht = Dict[str, Any]


def safe_text(waarde: Any) -> str:
    """Typed text that can never be an intent: no leading slash or @, no invisible signs, at most 2,000 signs."""
    tekst = clean(waarde if isinstance(waarde, str) else "")
    if len(tekst) > HOOFD + STAART:
        tekst = f"{tekst[:HOOFD]} {tekst[-STAART:]}"
    return _SLASHES.sub("", tekst)


def safe_metadata(waarde: Any) -> Dict[str, str]:
    """Only the fields we know, and only what looks like an id: never a name or a sentence, because it is stored."""
    velden = waarde if isinstance(waarde, dict) else {}
    kort = {k: velden[k][:MAX_VELD] for k in VELDEN if isinstance(velden.get(k), str)}
    return {k: v for k, v in kort.items() if _ID.fullmatch(v)}


def safe_sender(waarde: Any) -> str:
    """The sender when it can be one, else a new random one: nobody ever shares a conversation by accident."""
    if isinstance(waarde, str) and _SENDER.fullmatch(waarde) and waarde != "default":
        return waarde
    return uuid.uuid4().hex


class OneMessageOutput(CollectingOutputChannel):
    """Text, card and buttons of one response in one message, in that order."""

    @classmethod
    def name(cls) -> str:
        return "rest"

    async def send_response(self, recipient_id: str, message: Dict[str, Any]) -> None:
        uit: Bericht = {"recipient_id": recipient_id}
        for sleutel in ("text", "custom", "buttons"):
            if message.get(sleutel):
                uit[sleutel] = message[sleutel]
        if len(uit) > 1:
            self.messages.append(uit)


class Vangnet:
    """The help card as data. Read once at start, so that nothing that breaks later can take it away."""

    def __init__(self, pad: Path = NOODKAART) -> None:
        self._kaart = json.loads(pad.read_text("utf-8"))

    def answer(self, sender: str) -> List[Bericht]:
        return [{"recipient_id": sender, "text": self._kaart["tekst"], "custom": self._kaart["custom"]}]

    def too_fast(self, sender: str) -> List[Bericht]:
        """The same card with the text for who sends more than the server takes."""
        return [{"recipient_id": sender, "text": self._kaart["tekst_te_snel"], "custom": self._kaart["custom"]}]


class WebInput(RestInput):
    """POST /webhooks/rest/webhook {"sender", "message", "metadata"} → list of messages; never an empty list."""

    def __init__(self, vangnet: Optional[Vangnet] = None) -> None:
        self._vangnet = vangnet or Vangnet()

    @classmethod
    def name(cls) -> str:
        return "rest"

    @classmethod
    def from_credentials(cls, credentials: Optional[Mapping[str, Any]]) -> WebInput:
        return cls()

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        blauwdruk = Blueprint("loketwijzer_webhook")

        @blauwdruk.route("/", methods=["GET"])
        async def health(request: Request) -> HTTPResponse:
            return response.json({"status": "ok"})

        @blauwdruk.route("/webhook", methods=["POST"])
        async def receive(request: Request) -> HTTPResponse:
            try:
                inhoud = request.json
            except SanicException:
                inhoud = None
            if not isinstance(inhoud, dict):
                return response.json({"fout": "json"}, status=400)
            return response.json(await self.answer(inhoud, on_new_message), ensure_ascii=False)

        return blauwdruk

    async def answer(self, inhoud: Mapping[str, Any], handle: Callable[[UserMessage], Awaitable[Any]]) -> List[Bericht]:
        """One turn. Whatever breaks, the answer is never silence."""
        sender = safe_sender(inhoud.get("sender"))
        uitvoer = OneMessageOutput()
        bericht = UserMessage(
            safe_text(inhoud.get("message")), uitvoer, sender, input_channel=self.name(),
            metadata=safe_metadata(inhoud.get("metadata")),
        )
        try:
            await handle(bericht)
        except asyncio.CancelledError:
            logger.error("turn cancelled")
        except Exception as fout:  # no message text in a log, at any level
            logger.error("turn failed: %s", type(fout).__name__)
        berichten: List[Bericht] = uitvoer.messages
        if not any("custom" in b for b in berichten):
            berichten = [*berichten, *self._vangnet.answer(sender)]
        return berichten
