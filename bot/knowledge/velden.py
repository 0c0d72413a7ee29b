"""What one value may look like: a phone number, an address, a date, hours. Used by schema.py only.

Each function returns the value unchanged or raises an error whose ``code`` is a code of messages_nl.py.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Any, Type

import phonenumbers
from pydantic import PydanticValueError

from bot.knowledge.hours import parse_hours

_MAIL = re.compile(r"^[^@\s<>\"',;]+@[a-z0-9-]+(\.[a-z0-9-]+)+$", re.I)
_URL = re.compile(r"^https://[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?(/[^\s<>\"']*)?$", re.I)
_BRONDATUM = re.compile(r"^(circa )?\d{4}(-\d{2}){0,2}$")
_DATUM = re.compile(r"\d{4}-\d{2}-\d{2}")
_WHATSAPP = re.compile(r"[1-9]\d{7,14}")
# Letters and signs that a list of numbers does not have ("tst 3", "of", "BELLEN").
_GEEN_NUMMER = re.compile(r"[^\d\s()+./-]")
# What most schools write: ten digits from one 0. Read without the library's search for country and prefix.
_TIEN_CIJFERS = re.compile(r"0[1-9](?:[ -]?\d){8}")
_KOMMAGETAL = re.compile(r"\d+(\.\d+)?")
_KANS = re.compile(r"0|1|0?\.\d+|1\.0+|0\.0+")
KORTE_NUMMERS = ("112", "113")


class FoutTelefoon(PydanticValueError):
    code = "telefoon"
    msg_template = "{waarde}"


class FoutEmail(PydanticValueError):
    code = "email"
    msg_template = "{waarde}"


class FoutWebadres(PydanticValueError):
    code = "webadres"
    msg_template = "{waarde}"


class FoutTijden(PydanticValueError):
    code = "tijden"
    msg_template = "{waarde}"


class FoutTijdenOm(PydanticValueError):
    code = "tijden-omgedraaid"
    msg_template = "{waarde}"


class FoutTijdenDag(PydanticValueError):
    code = "tijden-dag"
    msg_template = "{waarde}"


class FoutWhatsapp(PydanticValueError):
    code = "whatsapp"
    msg_template = "{waarde}"


class FoutBrondatum(PydanticValueError):
    code = "brondatum"
    msg_template = "{waarde}"


class FoutDatum(PydanticValueError):
    code = "geen-datum"
    msg_template = "{waarde}"


class FoutPeriode(PydanticValueError):
    code = "periode"
    msg_template = "{waarde}"


class FoutTermijn(PydanticValueError):
    code = "termijn"
    msg_template = "{waarde}"


class FoutLetters(PydanticValueError):
    code = "geen-woorden"
    msg_template = "{waarde}"


class FoutLeeg(PydanticValueError):
    code = "leeg"
    msg_template = "{waarde}"


class FoutKommagetal(PydanticValueError):
    code = "geen-kommagetal"
    msg_template = "{waarde}"


class FoutKans(PydanticValueError):
    code = "geen-kans"
    msg_template = "{waarde}"


def check_phone(waarde: str) -> str:
    """A number people in the Netherlands can call. Raises FoutTelefoon."""
    if waarde in KORTE_NUMMERS or _is_plain_dutch(waarde):
        return waarde
    if _GEEN_NUMMER.search(waarde):
        raise FoutTelefoon(waarde=waarde)
    try:
        nummer = phonenumbers.parse(waarde, "NL")
    except phonenumbers.NumberParseException as fout:
        raise FoutTelefoon(waarde=waarde) from fout
    if not phonenumbers.is_valid_number(nummer):
        raise FoutTelefoon(waarde=waarde)
    return waarde


@lru_cache(maxsize=4096)
def _is_plain_dutch(waarde: str) -> bool:
    """A number in the common form that exists. False says nothing: the library then reads it in full."""
    if not _TIEN_CIJFERS.fullmatch(waarde):
        return False
    cijfers = waarde.replace(" ", "").replace("-", "")
    return phonenumbers.is_valid_number(phonenumbers.PhoneNumber(country_code=31, national_number=int(cijfers)))


def check_email(waarde: str) -> str:
    if not _MAIL.match(waarde):
        raise FoutEmail(waarde=waarde)
    return waarde


def check_url(waarde: str) -> str:
    if not _URL.match(waarde):
        raise FoutWebadres(waarde=waarde)
    return waarde


def check_whatsapp(waarde: str) -> str:
    if not _WHATSAPP.fullmatch(waarde):
        raise FoutWhatsapp(waarde=waarde)
    return waarde


def check_hours(waarde: str) -> str:
    """Hours as bot.knowledge.hours reads them; each kind of mistake has its own error."""
    try:
        return parse_hours(waarde).tekst
    except ValueError as fout:
        soort: Type[PydanticValueError] = FoutTijden
        if str(fout).startswith("eind voor begin"):
            soort = FoutTijdenOm
        elif "dag" in str(fout).split("'")[0]:
            soort = FoutTijdenDag
        raise soort(waarde=waarde) from fout


def check_date(waarde: Any) -> Any:
    """Text → date, only as year-month-day. Raises FoutDatum."""
    if not isinstance(waarde, str):
        return waarde
    try:
        if _DATUM.fullmatch(waarde.strip()):
            return date.fromisoformat(waarde.strip())
    except ValueError:
        pass
    raise FoutDatum(waarde=waarde)


def check_source_date(waarde: str) -> str:
    if waarde != "onbekend" and not _BRONDATUM.match(waarde):
        raise FoutBrondatum(waarde=waarde)
    return waarde


def check_letters(waarde: str) -> str:
    """A name has words; a phone number or a date in its place is a mix-up."""
    if not any(teken.isalpha() for teken in waarde):
        raise FoutLetters(waarde=waarde)
    return waarde


def check_filled(waarde: str) -> str:
    """A text in a list or behind a free key; an empty one is a mistake there too."""
    if not waarde.strip():
        raise FoutLeeg(waarde="")
    return waarde


def check_share(waarde: Any) -> float:
    """Text → a share from 0 to 1, written with a point. Raises FoutKans."""
    if not isinstance(waarde, str) or not _KANS.fullmatch(waarde.strip()):
        raise FoutKans(waarde=waarde)
    return float(waarde)


def check_number(waarde: Any) -> float:
    """Text → a number, written with a point. Raises FoutKommagetal."""
    if not isinstance(waarde, str) or not _KOMMAGETAL.fullmatch(waarde.strip()):
        raise FoutKommagetal(waarde=waarde)
    return float(waarde)
