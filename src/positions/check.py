"""The codebook's own test: every example is read like an article and must be coded as it says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from positions.coding.codebook import Entry, Example
from positions.ingest import Desk, analyse
from positions.model import Actor, Document, Source, Stance, Statement

# Examples may speak of "the minister" alone; somebody has to speak for somebody to take a side.
_NOBODY = Actor("EXAMPLE", "the speaker of the example", "state")


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that was coded otherwise than it says."""

    position: str
    example: Example
    statements: tuple[Statement, ...]

    @property
    def stances(self) -> tuple[Stance, ...]:
        return tuple(s for statement in self.statements for s in statement.stances if s.position == self.position)


def failures(desk: Desk, only: str = "") -> Iterator[Failure]:
    """The examples that fail, of all positions whose slug, or whose dispute's slug, contains `only`."""
    for entry in desk.codebook.entries:
        if only in f"{entry.position.dispute}/{entry.position.slug}":
            for example in entry.examples:
                failure = _failure(desk, entry, example)
                if failure:
                    yield failure


def _failure(desk: Desk, entry: Entry, example: Example) -> Failure | None:
    document = Document(example.text, Source("example", "text", "utf-8"))
    tried = Failure(entry.position.slug, example, tuple(analyse(document, replace(desk, anonymous=_NOBODY))))
    return None if _as_labelled(tried, example) else tried


def _as_labelled(tried: Failure, example: Example) -> bool:
    if example.side is None:
        return not tried.stances
    return any(
        s.side is example.side and s.conditional == example.conditional and (not example.holder or s.actor == example.holder)
        for s in tried.stances
    )
