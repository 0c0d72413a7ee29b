"""The command ``loketwijzer``: arguments, one error funnel, exit codes.

0 good, 1 problems found, 2 wrong use, 3 our mistake (with a log). Runs without Rasa.
"""

from __future__ import annotations

import os
import sys
import tempfile
import traceback
from importlib import import_module
from pathlib import Path
from typing import List, Optional

from bot.cli.opdrachtregel import VERKEERD_GEBRUIK, Opdrachtregel
from bot.settings import read_settings

GOED, PROBLEMEN, ONZE_FOUT = 0, 1, 3
AFGEBROKEN = 141  # as a shell says it of a program whose reader went away
# Command → module. Only the one that is asked for is imported: a school checks its file without
# waiting for the model's libraries.
MODULES = {
    "controleer": "bot.cli.controleer",
    "nieuw": "bot.cli.nieuw",
    "sjabloon": "bot.cli.sjabloon",
    "gaten": "bot.cli.gaten",
    "voorbeeld": "bot.cli.voorbeeld",
    "schema": "bot.cli.schema",
    "leg-uit": "bot.cli.leg_uit",
    "doctor": "bot.cli.doctor",
    "status": "bot.cli.status",
    "haal": "bot.cli.haal",
    "opruimen": "bot.cli.opruimen",
    "reservekopie": "bot.cli.backup",
    "zet-terug": "bot.cli.backup",
    "export": "bot.cli.export",
    "inzicht": "bot.cli.inzicht",
    "importeer": "bot.cli.importeer",
}


def make_parser(opdracht: Optional[str] = None) -> Opdrachtregel:
    """The parser of one command, or of all when ``opdracht`` is not one."""
    parser = Opdrachtregel(prog="loketwijzer", description="Loketwijzer: bestanden nakijken en uitleggen.")
    opdrachten = parser.add_subparsers(dest="opdracht", required=True, metavar="OPDRACHT")
    for module in [MODULES[opdracht]] if opdracht in MODULES else dict.fromkeys(MODULES.values()):
        import_module(module).add_parser(opdrachten)
    return parser


def main(argv: Optional[List[str]] = None) -> int:
    argumenten = sys.argv[1:] if argv is None else argv
    try:
        opties = make_parser(argumenten[0] if argumenten else None).parse_args(argumenten)
    except SystemExit as einde:
        return GOED if einde.code in (0, None) else VERKEERD_GEBRUIK
    try:
        code = int(opties.functie(opties))
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # who reads along stopped, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return AFGEBROKEN
    except Exception:
        log = _keep(traceback.format_exc())
        print(f"Er ging iets mis in Loketwijzer zelf. Stuur dit bestand mee als u het meldt: {log}", file=sys.stderr)
        return ONZE_FOUT


def _keep(verslag: str) -> Path:
    """Where the report of our mistake stands: beside the database, or in the temporary folder where that cannot be written."""
    for map_ in (Path(read_settings().database_url.removeprefix("sqlite:///")).parent, Path(tempfile.gettempdir())):
        try:
            map_.mkdir(parents=True, exist_ok=True)
            (map_ / "fout.log").write_text(verslag, "utf-8")
            break
        except OSError:  # an installed package is often read-only
            continue
    return map_ / "fout.log"


if __name__ == "__main__":
    sys.exit(main())
