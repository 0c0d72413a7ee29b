"""Where files stand: the place of a new one, and how a place is shown. Used by several commands."""

from __future__ import annotations

import argparse
from pathlib import Path

from bot.settings import INGEPAKT

EIGEN_MAP = "instellingen"


def add_folder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--map", type=Path, default=None,
                        help="map voor het nieuwe bestand; leeg: bij de kennis, of 'instellingen' in deze map")


def new_file(opties: argparse.Namespace, kennis: Path) -> Path:
    """The path of a new file of a school. Never inside an installed package: nobody finds it there, and an update removes it."""
    map_ = opties.map or (Path(EIGEN_MAP) if kennis == INGEPAKT else kennis / "instellingen")
    return from_here(map_ / f"{opties.id}.yaml")


def from_here(pad: Path) -> Path:
    """Relative to the working directory when it lies in there; otherwise as it was given."""
    hier = Path.cwd()
    return pad.relative_to(hier) if pad.is_absolute() and hier in pad.parents else pad
