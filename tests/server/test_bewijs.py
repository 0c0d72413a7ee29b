"""The portal's signed token: only the right key, the right school and a valid time open the door."""

from __future__ import annotations

import hmac
import json
import time
from pathlib import Path
from typing import Any, Dict, List

import jwt
import pytest

from bot.server.bewijs import is_staff, read_keys

SLEUTEL, ANDER = "s" * 40, "a" * 40
SLEUTELS = {"voorbeeld-mbo": SLEUTEL, "voorbeeld-hogeschool": ANDER}


def kop(sleutel: str = SLEUTEL, algoritme: str = "HS256", **anders: Any) -> str:
    nu = int(time.time())
    inhoud: Dict[str, Any] = {"aud": "voorbeeld-mbo", "iat": nu, "exp": nu + 600, **anders}
    return "Bearer " + jwt.encode({k: v for k, v in inhoud.items() if v is not None}, sleutel, algorithm=algoritme)


def test_the_right_token_opens() -> None:
    assert is_staff(kop(), "voorbeeld-mbo", SLEUTELS)


NU = int(time.time())


@pytest.mark.parametrize("waarde", [
    None, "", "Bearer", "Bearer ", "Bearer x.y.z", "Basic abc", kop(ANDER), kop(exp=NU - 1), kop(exp=None),
    kop(aud=None), kop(iat=None), kop(aud="voorbeeld-hogeschool"), kop(exp=NU + 40 * 3600), kop(algoritme="HS512"),
    "Bearer " + jwt.encode({"aud": "voorbeeld-mbo"}, "", algorithm="none"), kop(iat="gisteren"), kop(nbf=NU + 999),
], ids=range(17))
def test_every_other_token_does_not(waarde: Any) -> None:
    assert not is_staff(waarde, "voorbeeld-mbo", SLEUTELS)


def test_a_token_for_one_school_does_not_open_another() -> None:
    assert not is_staff(kop(), "voorbeeld-hogeschool", SLEUTELS)
    assert not is_staff(kop(), "school-zonder-sleutel", SLEUTELS)


@pytest.mark.parametrize("school", ["voorbeeld-mbo", "school-zonder-sleutel"])
def test_every_signature_is_compared_in_constant_time(school: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A school without a key costs the same work, so that time does not tell which schools have one."""
    vergeleken: List[int] = []
    echt = hmac.compare_digest
    monkeypatch.setattr(hmac, "compare_digest", lambda a, b: vergeleken.append(len(a)) or echt(a, b))
    assert not is_staff(kop(ANDER), school, SLEUTELS)
    assert vergeleken == [32]


def test_keys_come_from_a_file_and_short_ones_are_refused(tmp_path: Path) -> None:
    pad = tmp_path / "sleutels.json"
    pad.write_text(json.dumps(SLEUTELS))
    assert read_keys(str(pad)) == SLEUTELS and read_keys(None) == {}
    pad.write_text(json.dumps({"voorbeeld-mbo": "kort"}))
    with pytest.raises(ValueError, match="voorbeeld-mbo"):
        read_keys(str(pad))
