"""What serving does not use is not loaded; what is put off is the real module as soon as it is touched."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.server.bediening import WORTEL, Server

pytestmark = pytest.mark.rasa


def run(code: str) -> str:
    """Output of ``code`` in a fresh process."""
    omgeving = {**os.environ, "PYTHONPATH": str(WORTEL), "PYTHONWARNINGS": "ignore", "TF_CPP_MIN_LOG_LEVEL": "3"}
    uit = subprocess.run([sys.executable, "-c", code], cwd=WORTEL, env=omgeving, capture_output=True, text=True, check=False)
    assert uit.returncode == 0, uit.stderr[-2000:]
    return uit.stdout.strip()


ZWAAR = ("tensorflow", "keras", "matplotlib", "jax", "apscheduler", "skops", "h5py", "pandas")
LADEN = """
import sys
from pathlib import Path
from bot.server.lazy import import_lazily
import_lazily()
import bot.server.main, bot.server.rasa_parts, bot.channel.web, bot.nlu.begrijper, bot.nlu.tokenizer, bot.nlu.guard
import rasa.core.policies.rule_policy, rasa.nlu.utils.spacy_utils
"""


def test_the_parts_of_the_server_load_nothing_heavy() -> None:
    assert run(f"{LADEN}\nprint([m for m in {ZWAAR!r} if m in sys.modules])") == "[]"


def test_a_running_server_with_a_model_has_no_tensorflow(server: Server) -> None:
    """Asked of the operating system: no library of TensorFlow is mapped in the process."""
    server.gesprek().zeg("ik heb stress")
    kaart = Path(f"/proc/{server.proces.pid}/maps").read_text()
    assert "numpy" in kaart and "tensorflow" not in kaart


def test_what_is_put_off_is_the_real_module_when_it_is_touched() -> None:
    uit = run(f"{LADEN}\nimport rasa.utils.train_utils as t\nprint('tensorflow' in sys.modules, t.__dict__.get('x'))\n"
              "print(t.rank_and_mask.__module__, 'tensorflow' in sys.modules)")
    assert uit.splitlines()[-1] == "rasa.utils.train_utils True"


def test_without_gives_back_what_it_took() -> None:
    assert run("import sys\nfrom bot.server.lazy import import_without\nimport_without('spacy', 'h5py')\n"
               "assert 'h5py' not in sys.modules\nimport h5py\nprint(h5py.__name__)") == "h5py"


def test_start_up_says_only_our_own_lines(server: Server) -> None:
    regels = [r for r in server.log_text().splitlines() if r.strip()]
    assert regels[0].startswith("Nederlands: ") and regels[1].startswith("Klaar in "), regels[:5]
    assert not [r for r in regels if "Warning" in r]
