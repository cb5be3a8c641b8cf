"""Where the files that come with the program lie: tables, migrations and seed articles.

`migrations/` and `seeds/` stand at the root of a checkout (and of an editable install); a wheel
holds them inside the package, as `_migrations` and `_seeds`.
"""

from __future__ import annotations

from pathlib import Path

from positions.errors import BrokenData

PACKAGE = Path(__file__).resolve().parent
ROOT = PACKAGE.parent.parent


def data(*parts: str) -> Path:
    """A table of the package, as `data("actors", "names.tsv")`."""
    return PACKAGE.joinpath("data", *parts)


def seeds() -> Path:
    return _shipped("seeds")


def migrations() -> Path:
    return _shipped("migrations")


def _shipped(name: str) -> Path:
    for folder in (PACKAGE / f"_{name}", ROOT / name):
        if folder.is_dir():
            return folder
    raise BrokenData(f"The folder {name!r} of this installation is missing.", "Install positions again.")
