"""Who may see staff-only contacts and a school's report: a JWT that the school's portal signs (HS256, PyJWT).

Claims: ``aud`` the id of the institution, ``iat`` and ``exp`` in epoch seconds, at most twelve hours apart. Nothing about
the person is asked or kept. Each institution has its own key, in a JSON file ``{"<instelling>": "<key>"}`` that
``LOKETWIJZER_SLEUTELS`` names.
"""

from __future__ import annotations

import json
import secrets
from pathlib import Path
from typing import Dict, Mapping, Optional

import jwt

MIN_KEY_BYTES, MAX_GELDIG_S = 32, 12 * 3600


def read_keys(pad: Optional[str]) -> Dict[str, str]:
    """Keys per institution; none without a file. Raises ValueError for a file that is broken or a key that is short."""
    if not pad:
        return {}
    inhoud = json.loads(Path(pad).read_text("utf-8"))
    if not isinstance(inhoud, dict) or not all(isinstance(s, str) for s in inhoud.values()):
        raise ValueError(f"{pad}: expected {{institution: key}}")
    kort = sorted(naam for naam, sleutel in inhoud.items() if len(sleutel.encode()) < MIN_KEY_BYTES)
    if kort:
        raise ValueError(f"{pad}: a key needs at least {MIN_KEY_BYTES} bytes: {', '.join(kort)}")
    return dict(inhoud)


def is_staff(authorization: Optional[str], instelling: str, sleutels: Mapping[str, str]) -> bool:
    """The header ``Bearer <jwt>`` is signed with the key of ``instelling``, meant for it, and valid now.

    PyJWT compares signatures in constant time. A school without a key is judged with a key that nobody has, so that time does
    not tell which schools have one. Every mistake is just ``False``: the caller answers a plain 401.
    """
    soort, _, bewijs = (authorization or "").partition(" ")
    if soort.lower() != "bearer" or not bewijs:
        return False
    sleutel = sleutels.get(instelling) or secrets.token_hex(MIN_KEY_BYTES)
    try:
        inhoud = jwt.decode(bewijs.strip(), sleutel, algorithms=["HS256"], audience=instelling,
                            options={"require": ["exp", "iat", "aud"]})
    except (jwt.PyJWTError, ValueError, TypeError):
        return False
    return bool(inhoud["exp"] - inhoud["iat"] <= MAX_GELDIG_S)
