"""Where a request comes from: the address behind trusted proxies, and the portals that may read an answer."""

from __future__ import annotations

import ipaddress
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Dict, FrozenSet, List, Mapping, Optional, Sequence, Tuple, Union

Adres = Union[ipaddress.IPv4Address, ipaddress.IPv6Address]
Netwerk = Union[ipaddress.IPv4Network, ipaddress.IPv6Network]
MAX_SCHAKELS, IPV6_DEEL = 20, 64
_PORTAAL = re.compile(r"https://[a-z0-9.-]+(:\d{1,5})?|http://(localhost|127\.0\.0\.1)(:\d{1,5})?")


def read_proxies(tekst: str) -> Tuple[Netwerk, ...]:
    """Networks separated by commas, such as ``127.0.0.0/8,10.0.0.7``. Raises ValueError for what is none."""
    return tuple(ipaddress.ip_network(deel.strip(), strict=False) for deel in tekst.split(",") if deel.strip())


def client_address(peer: str, doorgestuurd: Sequence[str], proxies: Sequence[Netwerk]) -> Optional[str]:
    """The address to count for, an IPv6 one as its /64; None when it cannot be told apart.

    ``doorgestuurd``: the values of every X-Forwarded-For header. Read from the right, and only while the address
    before it is a proxy we trust: what a client writes itself is never believed. A request from this machine
    without the header is local use and has no address.
    """
    huidig = _address(peer)
    keten = [deel for waarde in doorgestuurd for deel in waarde.split(",")]
    for deel in reversed(keten[-MAX_SCHAKELS:]):
        if huidig is None or not _trusted(huidig, proxies):
            break
        vorige = _address(deel)
        if vorige is None:
            break
        huidig = vorige
    if huidig is None or huidig.is_loopback:
        return None
    if isinstance(huidig, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((huidig, IPV6_DEEL), strict=False))
    return str(huidig)


def _address(tekst: str) -> Optional[Adres]:
    kaal = tekst.strip().strip('"')
    if kaal.startswith("["):
        kaal = kaal[1:].split("]")[0]
    elif kaal.count(":") == 1:
        kaal = kaal.split(":")[0]
    try:
        adres = ipaddress.ip_address(kaal.split("%")[0])
    except ValueError:
        return None
    return (adres.ipv4_mapped or adres) if isinstance(adres, ipaddress.IPv6Address) else adres


def _trusted(adres: Adres, proxies: Sequence[Netwerk]) -> bool:
    return any(adres in netwerk for netwerk in proxies)


@dataclass(frozen=True)
class Portalen:
    """Which web origins may read answers for which institution. None by default: only pages of the server itself."""

    per_instelling: Mapping[str, FrozenSet[str]]

    @classmethod
    def read(cls, pad: Optional[str]) -> Portalen:
        """A JSON file ``{"<instelling>": ["https://portaal.school.nl"]}``. Raises ValueError when it is not that."""
        inhoud = json.loads(Path(pad).read_text("utf-8")) if pad else {}
        if not isinstance(inhoud, dict) or not all(isinstance(v, list) for v in inhoud.values()):
            raise ValueError(f"{pad}: expected {{institution: [origin]}}")
        fout: List[str] = [str(p) for v in inhoud.values() for p in v if not (isinstance(p, str) and _PORTAAL.fullmatch(p))]
        if fout:
            raise ValueError(f"{pad}: an origin is https://host, without a path: {', '.join(fout)}")
        return cls({k: frozenset(v) for k, v in inhoud.items()})

    def known(self, origin: str) -> bool:
        return any(origin in lijst for lijst in self.per_instelling.values())

    def allows(self, origin: str, instelling: Optional[str]) -> bool:
        """Without an institution (a style sheet, a list of words) any known portal may read."""
        return self.known(origin) if instelling is None else origin in self.per_instelling.get(instelling, ())

    def headers(self, origin: str, instelling: Optional[str]) -> Dict[str, str]:
        """The CORS headers of one answer; cookies are never allowed."""
        if not self.allows(origin, instelling):
            return {}
        return {"Access-Control-Allow-Origin": origin, "Vary": "Origin"}
