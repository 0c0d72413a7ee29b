"""The log: what went wrong, never what somebody wrote, at any level.

Lines of our own code are shown as they are; it logs kinds of errors and counts only. Of a line of any library only the
place and the kind of error is shown: their texts can hold a message, an SQL parameter or an address.
"""

from __future__ import annotations

import json
import logging
import sys
import threading
import warnings
from datetime import datetime, timezone
from typing import Any, Dict

from bot.settings import Settings

EIGEN = ("loketwijzer", "bot", "actions")
NIVEAUS = {"fout": logging.ERROR, "waarschuwing": logging.WARNING, "info": logging.INFO, "debug": logging.DEBUG}
VORMEN = ("tekst", "json")


def is_ours(naam: str) -> bool:
    return naam.split(".")[0] in EIGEN


class Regel(logging.Formatter):
    """One record as a line: plain, or as JSON with ``tijd``, ``niveau``, ``bron``, ``tekst`` and maybe ``fout``."""

    def __init__(self, vorm: str) -> None:
        super().__init__()
        self._json = vorm == "json"

    def format(self, record: logging.LogRecord) -> str:
        velden: Dict[str, Any] = {
            "tijd": datetime.fromtimestamp(record.created, timezone.utc).isoformat(timespec="milliseconds"),
            "niveau": record.levelname, "bron": record.name,
            "tekst": record.getMessage() if is_ours(record.name) else f"{record.module}:{record.lineno}",
        }
        soort = record.exc_info[0] if record.exc_info else None
        if soort is not None:
            velden["fout"] = soort.__name__
        return json.dumps(velden, ensure_ascii=False) if self._json else " ".join(str(v) for v in velden.values())


def set_up(settings: Settings) -> None:
    """Our lines from the level of the settings on, those of libraries from warnings on, and nothing of Rasa.

    Rasa prints what a student types at debug level, and on errors; so does SQLAlchemy with its parameters at info.
    Raises ValueError for a level or a form that does not exist.
    """
    import structlog

    if settings.log_niveau not in NIVEAUS or settings.log_vorm not in VORMEN:
        raise ValueError(f"LOKETWIJZER_LOG: {', '.join(NIVEAUS)}; LOKETWIJZER_LOG_VORM: {', '.join(VORMEN)}")
    naar = logging.StreamHandler(sys.stderr)
    naar.setFormatter(Regel(settings.log_vorm))
    logging.basicConfig(level=logging.WARNING, handlers=[naar], force=True)
    for naam in EIGEN:
        logging.getLogger(naam).setLevel(NIVEAUS[settings.log_niveau])
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    logging.getLogger("rasa").setLevel(logging.CRITICAL)
    # Python's warnings go too: some thirty lines at start about libraries that Rasa pins, which no school can act on.
    warnings.simplefilter("ignore")
    logging.captureWarnings(True)  # for the library that sets the filters back
    logging.getLogger("py.warnings").setLevel(logging.CRITICAL)
    logging.raiseExceptions = False  # a line that cannot be written is not printed with its arguments
    sys.excepthook = _last_words
    threading.excepthook = lambda a: _last_words(a.exc_type, a.exc_value, a.exc_traceback)


def _last_words(soort: Any, fout: Any, plek: Any) -> None:
    """An error nobody caught: its kind and where, without its text."""
    while plek is not None and plek.tb_next is not None:
        plek = plek.tb_next
    waar = f"{plek.tb_frame.f_code.co_filename.rsplit('/', 1)[-1]}:{plek.tb_lineno}" if plek else "?"
    logging.getLogger("loketwijzer").error("not caught: %s at %s", soort.__name__, waar)
