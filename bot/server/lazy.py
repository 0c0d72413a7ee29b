"""Modules that Rasa imports at its top but that serving never uses: read from disk only when something touches them.

Python's own ``importlib.util.LazyLoader`` does it: the real module, at its first use. Nothing is replaced or left out, so
a model that does need TensorFlow still works. Why and what it saves: docs/besluiten/0013.
"""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from importlib.util import LazyLoader
from typing import Any, Dict, Optional

# Imported by Rasa as `import x.y`, never `from x.y import z`: that would touch it at once (tests/server/test_lazy.py).
UITGESTELD = frozenset({
    "rasa.utils.train_utils",  # TensorFlow and Keras
    "rasa.core.test",  # matplotlib
    "rasa.core.jobs",  # apscheduler, for reminders
    "rasa.cli.utils",  # the command line
})


class LazyFinder(MetaPathFinder):
    """Finds the modules of UITGESTELD where they are, and puts off running them."""

    def find_spec(self, fullname: str, path: Any, target: Any = None) -> Optional[ModuleSpec]:
        if fullname not in UITGESTELD:
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is not None and spec.loader is not None:
            spec.loader = LazyLoader(spec.loader)
        return spec


def import_lazily() -> None:
    """To be called before the first import of Rasa; a second call does nothing."""
    if not any(isinstance(finder, LazyFinder) for finder in sys.meta_path):
        sys.meta_path.insert(0, LazyFinder())
        import_without("spacy", "tensorflow", "h5py")


def import_without(naam: str, *mag_ontbreken: str) -> None:
    """Import ``naam`` while ``mag_ontbreken`` cannot be found; afterwards they can.

    spaCy uses TensorFlow and h5py when they are there and does without when not; our pipeline never asks it to.
    """
    weg = [ander for ander in mag_ontbreken if ander not in sys.modules]
    modules: Dict[str, Any] = sys.modules
    modules.update(dict.fromkeys(weg))  # None: Python's own sign for a module that cannot be imported
    try:
        import_module(naam)
    finally:
        for ander in weg:
            del sys.modules[ander]
