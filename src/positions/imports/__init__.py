"""Files of other stores and other programs to records, one format a module, all with one signature:

    read(path: Path) -> Iterator[Item]

What a format knows only by name (an actor, a position) stands in the record by that name, with an empty code:
`positions.store.imported` finds it in the store or adds it. A part of the file that cannot be read is a
`Refused`, and the others follow; a file that cannot be read at all raises `UnreadableSource`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, TypeAlias

from positions.errors import UnreadableSource
from positions.records import ActorEntry, DocumentRecord, PositionRecord, StatementRecord


@dataclass(frozen=True, slots=True)
class Imported:
    """A document with statements of it, which are kept together or not at all.

    Where `document.text` is empty, the statements are all that is known of it, unless the store knows the
    document by its id. Of a statement, `start` and `end` count only where there is a text.
    """

    document: DocumentRecord
    statements: tuple[StatementRecord, ...]
    line: int = 0  # where the document stands in its file; 0 where the format has no lines
    lines: tuple[int, ...] = ()  # the same of each statement
    file: str = ""  # that brings the statements, as it is shown

    def at(self, line: int) -> Imported:
        """The same, as it stands in this line of its file."""
        return replace(self, line=line, lines=(line,) * len(self.statements))


@dataclass(frozen=True, slots=True)
class Refused:
    """A line, or another part of a file, that cannot be taken, and why."""

    line: int
    why: str
    file: str = ""


Item: TypeAlias = Imported | ActorEntry | PositionRecord | Refused


def opened(path: Path) -> BinaryIO:
    """The file, if it is one that can be read. Raises `UnreadableSource`."""
    try:
        if not path.is_file():
            raise UnreadableSource(f"{path} is not a regular file.", "Name a file to import.")
        return path.open("rb")
    except OSError as error:
        raise UnreadableSource(f"{path} cannot be read: {error.strerror}.") from None
