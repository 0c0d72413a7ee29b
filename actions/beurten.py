"""The Rasa actions: slots in, one call, responses and slots out. What is decided stands in bot.knowledge.gesprek."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from typing import Any, Dict, List, Mapping, Optional, Tuple

from rasa_sdk import Action, Tracker
from rasa_sdk.events import AllSlotsReset, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.omgeving import get_omgeving
from bot.knowledge.gesprek.beurt import beurt
from bot.knowledge.gesprek.stand import Antwoord, Begrip, Beurt, Stand
from bot.knowledge.gesprek.veilig import doubt_was_heard
from bot.store.counts import key_of

MAX_ID = 80


def read_begrip(bericht: Mapping[str, Any]) -> Begrip:
    """What the pipeline understood of the latest message."""
    intent = bericht.get("intent") or {}
    rang = [r for r in bericht.get("intent_ranking") or [] if str(r.get("name", "")).startswith("thema_")]
    extra = json.loads(bericht.get("begrip") or "{}")
    themas: List[Tuple[str, float]] = []
    for r in rang:
        paar = (str(r["name"])[6:], float(r["confidence"]))
        if paar[0] not in [t for t, _ in themas]:
            themas.append(paar)
    return Begrip(
        intent=str(intent.get("name") or "twijfel"), tekst=str(bericht.get("text") or ""),
        zekerheid=float(intent.get("confidence") or 0.0), themas=tuple(themas),
        tweede=extra.get("tweede"), wie=extra.get("wie"), taal=extra.get("taal"),
        zacht=str(extra.get("zacht") or ""), naast=tuple(extra.get("naast") or ()), waar=extra.get("waar"),
    )


def read_stand(tracker: Tracker) -> Stand:
    """The state of the conversation, with what the page tells about school, place and role."""
    stand = Stand.uit_dict(tracker.get_slot("stand"))
    metadata = tracker.latest_message.get("metadata") or {}
    if not isinstance(metadata, dict):
        return stand
    scholen = get_omgeving().contacts.names()
    instelling, locatie, rol = (metadata.get(k) for k in ("instelling", "locatie", "rol"))
    if isinstance(instelling, str) and instelling[:MAX_ID] in scholen and instelling != stand.instelling:
        if stand.instelling is None or not stand.school_gevraagd:
            stand = stand.met(instelling=instelling[:MAX_ID])
    if stand.locatie is None and isinstance(locatie, str) and locatie in get_omgeving().places(stand.instelling):
        stand = stand.met(locatie=locatie)
    return stand.met(rol="mentor") if rol == "mentor" else stand


def message_key(tracker: Tracker) -> Optional[str]:
    """Under which key this message is counted; None when the client gave it no id."""
    metadata = tracker.latest_message.get("metadata") or {}
    bericht = metadata.get("bericht") if isinstance(metadata, dict) else None
    return key_of(tracker.sender_id, bericht) if isinstance(bericht, str) and bericht else None


def say(dispatcher: CollectingDispatcher, antwoord: Antwoord) -> None:
    knoppen = [{"title": k, "payload": k} for k in antwoord.knoppen]
    dispatcher.utter_message(
        response=antwoord.response, buttons=knoppen or None, json_message=dict(antwoord.custom) if antwoord.custom else None,
        **antwoord.waarden,
    )


class BeurtAction(Action, ABC):
    """One turn. The three actions differ in name only, so that each rule says which path it is."""

    @abstractmethod
    def name(self) -> str:
        """Abstract, so that rasa_sdk does not register this class itself."""

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Dict[str, Any]) -> List[Dict[str, Any]]:
        omgeving = get_omgeving()
        kennis = omgeving.kennis()
        stand = read_stand(tracker)
        uit = beurt(read_begrip(tracker.latest_message), stand, kennis)
        for antwoord in uit.antwoorden:
            say(dispatcher, antwoord)
        if uit.tellingen:
            omgeving.count(uit.stand.instelling, uit.tellingen, message_key(tracker))
        return _events(uit)


def _events(uit: Beurt) -> List[Dict[str, Any]]:
    events: List[Dict[str, Any]] = [AllSlotsReset()] if uit.wissen else []
    events.append(SlotSet("stand", uit.stand.als_dict()))
    events.append(SlotSet("wie", "mentor" if uit.stand.rol == "mentor" else uit.stand.wie))
    if uit.stand.crisis:
        events.append(SlotSet("crisis_keer", "weer"))
    events.append(SlotSet("vraag_keer", "weer" if doubt_was_heard(uit.stand) else "eerste"))
    return events


class ActionDoorverwijzen(BeurtAction):
    """A theme was named: the first step that fits."""

    def name(self) -> str:
        return "action_doorverwijzen"


class ActionGesprek(BeurtAction):
    """Everything else one says: up, down, explain, choose, greet."""

    def name(self) -> str:
        return "action_gesprek"


class ActionVeiligheid(BeurtAction):
    """After the static answer to danger: the school's own person and one question."""

    def name(self) -> str:
        return "action_veiligheid"
