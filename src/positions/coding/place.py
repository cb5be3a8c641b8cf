"""Where the statements of a document stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from positions.model import Span


@dataclass(frozen=True)
class Place:
    """A text: its headline, the paragraphs in which statements may stand, and the actors it names, by code."""

    text: str
    headline: Span | None
    paragraphs: Sequence[Span]
    names: Sequence[tuple[Span, str]]

    def paragraph(self, at: int) -> int | None:
        """Which paragraph a place of the text stands in."""
        return next((i for i, each in enumerate(self.paragraphs) if each.start <= at < each.end), None)
