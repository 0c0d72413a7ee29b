"""The short version of scripts/fuzz.py, on a server of its own."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.server import bediening
from tests.server.bediening import WORTEL

pytestmark = pytest.mark.rasa


def test_a_short_fuzz_finds_nothing() -> None:
    bediening.need_model()
    server = bediening.start(LOKETWIJZER_GRENS_GESPREK="0")
    try:
        opdracht = [sys.executable, str(WORTEL / "scripts" / "fuzz.py"), "--aantal", "400", "--zaad", "7", "--url", server.url,
                    "--pid", str(server.proces.pid)]
        uit = subprocess.run(opdracht, cwd=WORTEL, capture_output=True, text=True, timeout=900)
        assert uit.returncode == 0, uit.stdout + uit.stderr
        assert "fouten 0" in uit.stdout and server.loopt
        assert "zq" not in server.log_text(), "geen woorden van een bericht in het logboek"
    finally:
        bediening.stop_all()
