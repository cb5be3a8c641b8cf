"""Which positions a statement may be about: many do not repeat their topic ("a cynical move").

A stretch of text is about a position where the words of one of its patterns stand in it; the names that must stand beside
them may stand anywhere in the text. What the sentences of a statement are about themselves decides; where they are
about nothing, its paragraph does, then the paragraphs before it, the nearest first, and last the headline.
"""

from __future__ import annotations

from collections.abc import Iterator

from positions import sentences
from positions.coding import touched
from positions.coding.codebook import Codebook, Entry
from positions.coding.place import Place
from positions.coding.touched import Paragraph
from positions.model import Span, Statement

REACH = 2  # paragraphs back
MOST = 4  # positions that are asked of one statement that names them itself
MOST_AROUND = 2  # and of one about what stands around it


class Subjects:
    """The positions of a text, found as they are asked for."""

    def __init__(self, place: Place, codebook: Codebook) -> None:
        self._place, self._codebook = place, codebook
        self._named = touched.codes(code for _, code in place.names)
        self._found: dict[Span, list[Entry]] = {}

    def of(self, statement: Statement) -> tuple[list[Entry], bool]:
        """The positions that a statement may be about and has no stance on, and whether its own words say so.

        There are none where nobody speaks.
        """
        at = self._place.paragraph(statement.attribution.start)
        if at is None or not statement.actors:
            return [], False
        coded = {stance.position for stance in statement.stances}
        for rank, stretch in enumerate(self._stretches(statement, at)):
            if about := self._about(stretch):
                most = MOST_AROUND if rank else MOST
                return [entry for entry in about if entry.position.slug not in coded][:most], rank == 0
        return [], False

    def _stretches(self, statement: Statement, at: int) -> Iterator[Span]:
        """The statement's own sentences, then what stands around them."""
        content = statement.attribution.content
        first, last = (sentences.around(self._place.text, each) for each in (content[0], content[-1]))
        yield Span(first.start, max(first.end, last.end))
        yield from (self._place.paragraphs[i] for i in range(at, max(-1, at - REACH - 1), -1))
        if self._place.headline:
            yield self._place.headline

    def _about(self, stretch: Span) -> list[Entry]:
        if stretch not in self._found:
            names = touched.within(self._place.names, stretch)
            there = Paragraph(self._place.text, stretch, names, frozenset())
            self._found[stretch] = touched.about(self._codebook, there, self._named)
        return self._found[stretch]
