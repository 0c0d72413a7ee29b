"""Our shorter turn against Rasa's own: the same action for every rule, the same slots, the same output of the graph."""

from __future__ import annotations

from typing import Any, Dict, List, Tuple

import pytest
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.processor import MessageProcessor
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, FollowupAction, UserUttered
from ruamel.yaml import YAML

from bot.server.conversations import Conversations
from bot.server.graph import DirectRunner
from bot.server.rasa_parts import LocalAction, LocalAgent, make_agent
from bot.server.turn import LeanProcessor, entity_slots, situation
from tests.server import bediening
from tests.server.bediening import WORTEL, run_apart

pytestmark = pytest.mark.rasa
ENTITEITEN = [{"entity": "taal", "value": "en", "start": 0, "end": 0}, {"entity": "wie", "value": "ander", "start": 0, "end": 0}]


@pytest.fixture(scope="module")
def agent() -> LocalAgent:
    bediening.need_model()
    return make_agent(bediening.newest_model(), Conversations(Domain.empty(), None, 3600.0))


@pytest.fixture
def processor(agent: LocalAgent) -> LeanProcessor:
    agent.processor._situaties.clear()
    return agent.processor


def tracker_with(agent: LocalAgent, intent: str, entiteiten: List[Dict[str, Any]], *acties: str) -> Any:
    tracker = run_apart(agent.tracker_store.get_or_create_tracker("proef"))
    tracker.update(UserUttered("x", {"name": intent, "confidence": 1.0}, entiteiten, {"text": "x", "intent": {"name": intent}}))
    for actie in acties:
        tracker.update(ActionExecuted(actie))
    return tracker


def rules() -> List[Tuple[str, List[str]]]:
    """(intent, actions) of every rule in data/stories/regels.yml."""
    regels = YAML(typ="safe", pure=True).load((WORTEL / "data" / "stories" / "regels.yml").read_text("utf-8"))["rules"]
    return [(r["steps"][0]["intent"], [s["action"] for s in r["steps"][1:]]) for r in regels]


def test_every_rule_is_followed_to_its_end_twice(agent: LocalAgent, processor: LeanProcessor) -> None:
    """The second time everything comes from memory, and Rasa's policy is asked nothing."""
    for _ in range(2):
        for intent, acties in rules():
            for n, verwacht in enumerate([*acties, "action_listen"]):
                tracker = tracker_with(agent, intent, [ENTITEITEN[0]], *acties[:n])
                actie, _voorspelling = processor.predict_next_with_tracker_if_should(tracker)
                assert actie.name() == verwacht, (intent, n)
                assert (type(actie) is LocalAction) == verwacht.startswith(("action_d", "action_g", "action_v"))
    assert len(processor._situaties) == sum(len(acties) + 1 for _, acties in rules())


def test_a_prediction_from_memory_is_rasa_s_own(agent: LocalAgent, processor: LeanProcessor) -> None:
    for intent in agent.domain.intents:
        for entiteiten in ([], ENTITEITEN[:1], ENTITEITEN):
            tracker = tracker_with(agent, intent, entiteiten)
            rasa = MessageProcessor._predict_next_with_tracker(processor, tracker)
            for _ in range(2):
                assert processor._predict_next_with_tracker(tracker) == rasa


def test_a_prediction_from_memory_shares_no_events(agent: LocalAgent, processor: LeanProcessor) -> None:
    een, twee = (processor._predict_next_with_tracker(tracker_with(agent, "groet", [])) for _ in range(2))
    assert een.events and een.events == twee.events and een.events[0] is not twee.events[0]


def test_what_is_unusual_is_asked_of_rasa(agent: LocalAgent, processor: LeanProcessor) -> None:
    gewoon = tracker_with(agent, "groet", [])
    assert situation(gewoon) == ("groet", (), ())
    for event in (FollowupAction("action_gesprek"), ActiveLoop("formulier")):
        anders = tracker_with(agent, "groet", [])
        anders.update(event)
        assert situation(anders) is None
    twee_berichten = tracker_with(agent, "groet", [], "action_gesprek", "action_listen")
    twee_berichten.update(UserUttered("y", {"name": "bedankt"}))
    assert situation(twee_berichten) is None
    assert situation(gewoon.copy()) is None, "een tracker die niet uit onze opslag komt"


def test_the_same_slots_as_rasa_s_own_action(agent: LocalAgent, processor: LeanProcessor) -> None:
    for entiteiten in ([], ENTITEITEN[:1], ENTITEITEN, [*ENTITEITEN, {"entity": "taal", "value": "tr"}]):
        snel, gewoon = tracker_with(agent, "groet", entiteiten), tracker_with(agent, "groet", entiteiten)
        run_apart(processor.run_action_extract_slots(CollectingOutputChannel(), snel))
        run_apart(MessageProcessor.run_action_extract_slots(processor, CollectingOutputChannel(), gewoon))
        assert snel.current_slot_values() == gewoon.current_slot_values()


@pytest.mark.parametrize("mapping", ["{type: from_text}", "{type: from_entity, entity: taal, role: a}",
                                     "{type: from_entity, entity: taal, not_intent: groet}", "{type: custom, action: action_x}"])
def test_a_slot_that_asks_more_than_an_entity_is_left_to_rasa(mapping: str) -> None:
    yml = f"version: '3.1'\nentities: [taal]\nactions: [action_x]\nslots: {{taal: {{type: text, mappings: [{mapping}]}}}}"
    assert entity_slots(Domain.from_yaml(yml)) is None
    goed = yml.replace(mapping, "{type: from_entity, entity: taal}")
    assert entity_slots(Domain.from_yaml(goed)) == [("taal", "taal")]


@pytest.mark.parametrize("tekst", ["ik heb stress", "ik wil niet meer leven", "i need help with money", "Vertel meer", "", "😭"])
def test_the_graph_gives_what_it_gives_in_dask(agent: LocalAgent, processor: LeanProcessor, tekst: str) -> None:
    runner = processor.graph_runner
    assert type(runner) is DirectRunner
    tracker = tracker_with(agent, "groet", [])
    bericht = UserMessage(tekst, sender_id="proef", metadata={"instelling": "voorbeeld-mbo"})
    doelen = [processor.model_metadata.nlu_target]
    eigen = runner.run({"__message__": [bericht], "__tracker__": tracker}, doelen)
    dask = DaskGraphRunner.run(runner, {"__message__": [bericht], "__tracker__": tracker}, doelen)
    velden = [{**m.as_dict(only_output_properties=True), "message_id": ""} for u in (eigen, dask) for m in u[doelen[0]]]
    assert velden[0] == velden[1] and velden[0]["intent"]["name"]
