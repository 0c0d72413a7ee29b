"""argparse in Dutch: the words around the help, and what is wrong with a command that is typed wrong."""

from __future__ import annotations

import argparse
import re
import sys
from typing import Any, Iterable, NoReturn

from bot.cli import opdrachtregel_nl as nl
from bot.knowledge.validation import did_you_mean

VERKEERD_GEBRUIK = 2


class Opdrachtregel(argparse.ArgumentParser):
    """Its subcommands are of this class too: argparse makes them so."""

    def __init__(self, **opties: Any) -> None:
        super().__init__(**{**opties, "add_help": False})
        self._positionals.title, self._optionals.title = nl.WAT, nl.OPTIES
        self.add_argument("-h", "--help", action="help", help=nl.HULP)

    def format_usage(self) -> str:
        return super().format_usage().replace("usage: ", nl.GEBRUIK, 1)

    def format_help(self) -> str:
        return super().format_help().replace("usage: ", nl.GEBRUIK, 1)

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(VERKEERD_GEBRUIK, "\n".join((*explain(message), nl.MEER.format(self.prog))) + "\n")


def explain(fout: str) -> Iterable[str]:
    """The lines for one message of argparse; the message itself when there is no Dutch for it."""
    for patroon, zin in nl.FOUTEN.items():
        if raak := re.match(patroon, fout, re.DOTALL):
            keuzes = re.findall(r"'([^']*)'", fout.rpartition("(choose from ")[2])
            yield zin.format(*raak.groups()) + (did_you_mean(raak.group(2), keuzes) if keuzes else "")
            if keuzes:
                yield nl.KIES.format(", ".join(keuzes))
            return
    yield fout
