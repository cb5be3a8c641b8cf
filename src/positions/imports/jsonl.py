"""JSON lines as `positions export` writes them: statements, documents, actors and the codebook.

What a line is, its fields tell. Statements of one document that follow each other belong together.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from positions import shapes
from positions.imports import Imported, Item, Refused, opened
from positions.imports.kinds import recognised
from positions.imports.order import together

LONGEST = 100_000_000  # bytes of a line


def read(path: Path) -> Iterator[Item]:
    """The records of a file, in its order."""
    return together(_each(path))


def _each(path: Path) -> Iterator[Item]:
    with opened(path) as file:
        number = 0
        while line := file.readline(LONGEST):
            number += 1
            if len(line) == LONGEST:
                yield Refused(number, "the line is longer than 100 MB")
                return
            if line.strip():
                yield _item(number, line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line)


def _item(number: int, line: bytes) -> Item:
    try:
        row = shapes.parsed(line)
        if not isinstance(row, dict):
            raise ValueError("it is no object")
        found = recognised(row)
    except ValueError as fault:
        return Refused(number, str(fault))
    return found if not isinstance(found, Imported) else found.at(number)
