"""scripts/lekken.py: a hole that docs/beveiliging.md does not name fails, and a list that cannot be reached is no good news."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any, Dict, List

import pytest

from tests.conftest import WORTEL, load_script

lekken = load_script("lekken")

SCHOON: Dict[str, Any] = {"dependencies": [{"name": "attrs", "version": "22.1.0", "vulns": []}], "fixes": []}
GAT = {"dependencies": [{"name": "aiohttp", "version": "3.9.5", "vulns": [
    {"id": "PYSEC-2099-1", "fix_versions": ["3.13.4"], "aliases": ["CVE-2099-11111"], "description": "…"}]}], "fixes": []}
NPM_SCHOON: Dict[str, Any] = {"auditReportVersion": 2, "vulnerabilities": {}, "metadata": {}}
NPM_GAT = {"auditReportVersion": 2, "metadata": {}, "vulnerabilities": {
    "preact": {"name": "preact", "via": [{"source": 1, "url": "https://github.com/advisories/GHSA-aaaa-bbbb-cccc",
                                          "title": "…", "range": "<10.30.0"}]},
    "ander": {"name": "ander", "via": ["preact"]}}}


def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, uv: Any, npm: Any, document: str = "") -> int:
    """main() with programs in PATH that print ``uv`` and ``npm``; None: the program fails without a word."""
    for naam, inhoud in (("uv", uv), ("npm", npm)):
        (tmp_path / f"{naam}.json").write_text("" if inhoud is None else json.dumps(inhoud))
        (tmp_path / naam).write_text(f"#!/bin/sh\ncat {tmp_path / naam}.json\nexit 1\n")
        (tmp_path / naam).chmod(0o755)
    (tmp_path / "beveiliging.md").write_text(document)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(lekken, "DOCUMENT", tmp_path / "beveiliging.md")
    monkeypatch.setattr(lekken, "tool", lambda naam: str(tmp_path / naam))
    return int(lekken.main())


@pytest.mark.parametrize("uv, npm, document, code", [
    (SCHOON, NPM_SCHOON, "", 0),
    (GAT, NPM_SCHOON, "", 1),
    (GAT, NPM_SCHOON, "staat open: CVE-2099-11111", 0),
    (SCHOON, NPM_GAT, "", 1),
    (SCHOON, NPM_GAT, "GHSA-aaaa-bbbb-cccc", 0),
    (None, NPM_SCHOON, "", 2),
    (SCHOON, {"message": "405 Method Not Allowed", "error": {}}, "", 2),
    ({"dependencies": [{"name": "sanic", "skip_reason": "Dependency not found on PyPI"}], "fixes": []}, NPM_SCHOON, "", 2),
    (GAT, None, "", 1),
])
def test_only_what_was_looked_up_and_named_passes(uv: Any, npm: Any, document: str, code: int, tmp_path: Path,
                                                  monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, monkeypatch, uv, npm, document) == code
    uit = capsys.readouterr().out
    assert ("NIEUW" in uit) == (code == 1) and ("NIET NAGEKEKEN" in uit) == (code == 2 or npm is None)


def test_what_the_document_calls_open_is_the_version_that_is_locked() -> None:
    """A row that outlives an upgrade would tell of a hole that is not there."""
    tekst = (WORTEL / "docs" / "beveiliging.md").read_text("utf-8")
    rijen: List[Any] = re.findall(r"^\| ([\w.-]+) ([\d.]+) \| [^|]*(?:CVE|GHSA|PYSEC)-", tekst, re.M)
    slot = dict(re.findall(r"^([\w.-]+)==([^ ;\\]+)", (WORTEL / "requirements.lock").read_text("utf-8"), re.M))
    assert len(rijen) >= 5
    assert dict(rijen) == {naam: slot.get(naam) for naam, _ in rijen}
