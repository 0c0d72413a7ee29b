"""The only reader of environment variables. Everything that can be set, with its default."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Mapping, Optional, Tuple

ROOT = Path(__file__).resolve().parent.parent
# Installed as a package, without the repository: its data files stand here (pyproject.toml, data-files).
_GEINSTALLEERD = Path(sys.prefix) / "share" / "loketwijzer"
INGEPAKT = _GEINSTALLEERD / "knowledge"
INHOUD = ROOT if (ROOT / "knowledge").is_dir() or not _GEINSTALLEERD.is_dir() else _GEINSTALLEERD


@dataclass(frozen=True)
class Settings:
    """``database_url``: any SQLAlchemy URL. ``adres``: only 127.0.0.1 unless told otherwise.

    ``bewaar_schooljaren``: how many school years of totals are kept before the one that is going on.
    """

    poort: int = 5005
    adres: str = "127.0.0.1"
    database_url: str = f"sqlite:///{ROOT / 'var' / 'loketwijzer.db'}"
    gesprekken_url: str = f"sqlite:///{ROOT / 'var' / 'gesprekken.db'}"
    kennis: Path = INHOUD / "knowledge"
    modellen: Path = ROOT / "models"
    bewaar_uren: int = 24
    bewaar_schooljaren: int = 2
    ververs_seconden: float = 2.0
    portaal_sleutels: Optional[str] = None  # a JSON file, see bot/server/bewijs.py
    instellingen: Tuple[Path, ...] = ()  # folders with files of schools, beside the knowledge folder
    bronnen: Optional[Path] = None  # per school where its file comes from, see bot/store/bronnen.py
    opgehaald: Path = ROOT / "var" / "opgehaald"  # the last good version of every file from elsewhere
    haal_minuten: float = 10.0
    tijdzone: str = "Europe/Amsterdam"
    nu: Optional[Path] = None  # a file with the moment to act as if it is now (2026-12-24T22:00): to rehearse and to test
    grens_gesprek: int = 60  # messages per minute of one conversation, see bot/server/poort.py; 0: no limit
    grens_adres: int = 1200  # the same of one address: a whole school can share one
    proxies: str = "127.0.0.0/8,::1"  # networks whose X-Forwarded-For is believed
    portalen: Optional[str] = None  # a JSON file, see bot/server/afkomst.py
    log_niveau: str = "info"  # fout, waarschuwing, info, debug
    log_vorm: str = "tekst"  # or json
    metingen_token: Optional[str] = None  # who may read /metrics from another machine
    uitloop_seconden: float = 0.0  # after SIGTERM: /gereed says no, and the server still answers this long
    redis_url: Optional[str] = None  # locks for several replicas


def read_settings(env: Mapping[str, str] = os.environ) -> Settings:
    """Settings from PORT and LOKETWIJZER_*. Raises ValueError for a number that is none."""
    basis = Settings()
    return Settings(
        poort=int(env.get("PORT", basis.poort)),
        adres=env.get("LOKETWIJZER_ADRES", basis.adres),
        database_url=env.get("LOKETWIJZER_DATABASE", basis.database_url),
        gesprekken_url=env.get("LOKETWIJZER_GESPREKKEN", basis.gesprekken_url),
        kennis=Path(env.get("LOKETWIJZER_KENNIS", str(basis.kennis))),
        modellen=Path(env.get("LOKETWIJZER_MODELLEN", str(basis.modellen))),
        bewaar_uren=int(env.get("LOKETWIJZER_BEWAAR_UREN", basis.bewaar_uren)),
        bewaar_schooljaren=int(env.get("LOKETWIJZER_BEWAAR_SCHOOLJAREN", basis.bewaar_schooljaren)),
        ververs_seconden=float(env.get("LOKETWIJZER_VERVERS", basis.ververs_seconden)),
        portaal_sleutels=env.get("LOKETWIJZER_SLEUTELS"),
        instellingen=tuple(Path(m) for m in env.get("LOKETWIJZER_INSTELLINGEN", "").split(os.pathsep) if m.strip()),
        bronnen=Path(env["LOKETWIJZER_BRONNEN"]) if env.get("LOKETWIJZER_BRONNEN") else None,
        opgehaald=Path(env.get("LOKETWIJZER_OPGEHAALD", str(basis.opgehaald))),
        haal_minuten=float(env.get("LOKETWIJZER_HAAL_MINUTEN", basis.haal_minuten)),
        tijdzone=env.get("LOKETWIJZER_TIJDZONE", basis.tijdzone),
        nu=Path(env["LOKETWIJZER_NU"]) if env.get("LOKETWIJZER_NU") else None,
        grens_gesprek=int(env.get("LOKETWIJZER_GRENS_GESPREK", basis.grens_gesprek)),
        grens_adres=int(env.get("LOKETWIJZER_GRENS_ADRES", basis.grens_adres)),
        proxies=env.get("LOKETWIJZER_PROXIES", basis.proxies),
        portalen=env.get("LOKETWIJZER_PORTALEN"),
        log_niveau=env.get("LOKETWIJZER_LOG", basis.log_niveau),
        log_vorm=env.get("LOKETWIJZER_LOG_VORM", basis.log_vorm),
        metingen_token=env.get("LOKETWIJZER_METINGEN_TOKEN"),
        uitloop_seconden=float(env.get("LOKETWIJZER_UITLOOP", basis.uitloop_seconden)),
        redis_url=env.get("LOKETWIJZER_REDIS"),
    )
