"""Rasa's graph for serving: without the part for training, and the nodes one after the other in an order worked out once.

Dask plans every run anew; for ten nodes that answer in microseconds the plan costs more than the work (docs/besluiten/0012).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Dict, List, Optional, Tuple

from rasa.engine.exceptions import GraphRunError
from rasa.engine.graph import GraphSchema
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.storage.local_model_storage import MODEL_ARCHIVE_METADATA_FILE, LocalModelStorage
from rasa.engine.storage.storage import ModelMetadata


class ServingStorage(LocalModelStorage):
    """Reads a model without its training graph: naming that graph's classes imports DIET, TED and TensorFlow."""

    @staticmethod
    def _load_metadata(directory: Path) -> ModelMetadata:
        inhoud = json.loads((directory / MODEL_ARCHIVE_METADATA_FILE).read_text("utf-8"))
        return ModelMetadata.from_dict({**inhoud, "train_schema": GraphSchema({}).as_dict()})


def running_order(schema: GraphSchema) -> List[str]:
    """Names of the nodes, each after all nodes whose output it needs."""
    volgorde: Dict[str, None] = {}

    def visit(naam: str) -> None:
        if naam in volgorde or naam not in schema.nodes:
            return
        for nodig in schema.nodes[naam].needs.values():
            visit(nodig)
        volgorde[naam] = None

    for naam in schema.nodes:
        visit(naam)
    return list(volgorde)


class DirectRunner(DaskGraphRunner):
    """Loads nodes as Rasa does; runs them itself."""

    def __init__(self, *delen: Any, **opties: Any) -> None:
        super().__init__(*delen, **opties)
        self._plannen: Dict[Tuple[str, ...], List[Tuple[str, Tuple[str, ...]]]] = {}

    def run(self, inputs: Optional[Dict[str, Any]] = None, targets: Optional[List[str]] = None) -> Dict[str, Any]:
        """Output per target. Raises GraphRunError for an input that has the name of a node."""
        doelen = tuple(targets or self._graph_schema.target_names)
        if doelen not in self._plannen:
            self._plannen[doelen] = self._plan(doelen)
        klaar: Dict[str, Any] = {}
        for naam, waarde in (inputs or {}).items():
            if naam in self._instantiated_nodes:
                raise GraphRunError(f"Input '{naam}' has the name of a node.")
            klaar[naam] = (naam, waarde)
        for naam, nodig in self._plannen[doelen]:
            klaar[naam] = self._instantiated_nodes[naam](*[klaar[n] for n in nodig])
        return {naam: klaar[naam][1] for naam in doelen}

    def _plan(self, doelen: Tuple[str, ...]) -> List[Tuple[str, Tuple[str, ...]]]:
        schema = self._graph_schema.minimal_graph_schema(list(doelen))
        return [(naam, tuple(schema.nodes[naam].needs.values())) for naam in running_order(schema)]
