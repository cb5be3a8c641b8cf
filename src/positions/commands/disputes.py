"""`positions codebook import` and `export`: disputes as files, to be edited, and shared with colleagues."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from positions.commands import files, names, streams
from positions.errors import UnknownName

if TYPE_CHECKING:
    from positions.model import Dispute


def take(
    paths: Annotated[list[Path], typer.Argument(metavar="FILE", help="TOML files, one a dispute.")],
) -> None:
    """Add disputes that a colleague wrote or exported, after a check of the whole codebook."""
    from positions import settings
    from positions.coding import drafts

    for path in paths:
        files.check_there(path)
    for path in drafts.take(settings.codebook(), paths):
        streams.note(f"Added: {path}.")


def write(
    dispute: Annotated[str, typer.Argument(metavar="DISPUTE", help="Its slug or label.")],
) -> None:
    """Write a dispute as TOML, to be edited and imported: patterns, examples and all."""
    from positions import resources, settings

    wanted = _known(dispute)
    if wanted is None:
        raise UnknownName(f"No dispute is called '{dispute[:60]}'.", "positions codebook list shows them.")
    for folder in (resources.data("codebook"), settings.codebook()):
        for path in sorted(folder.glob("*.toml")):
            text = path.read_text(encoding="utf-8")
            if tomllib.loads(text)["dispute"]["slug"] == wanted.slug:
                sys.stdout.write(text)


def named(word: str) -> tuple[str, str]:
    """The slug and the label of a dispute; of one that the codebook lacks, those that it would have."""
    found = _known(word)
    return (found.slug, found.label) if found else (names.slug(word), word)


def _known(word: str) -> Dispute | None:
    from positions.coding import codebook

    wanted = word.casefold()
    return next((d for d in codebook.load().disputes if wanted in (d.slug, d.label.casefold())), None)
