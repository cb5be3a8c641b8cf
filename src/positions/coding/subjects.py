"""Which positions a text is about, and where: most statements do not repeat their topic ("a cynical move").

A paragraph is about a position where the words of one of its patterns stand in it; the names that must stand beside
them may stand anywhere in the text. A statement may be about what its headline, its own paragraph or one of those before
it are about.
"""

from __future__ import annotations

from positions.coding import touched
from positions.coding.codebook import Codebook, Entry
from positions.coding.place import Place
from positions.coding.touched import Paragraph
from positions.model import Statement

REACH = 12  # paragraphs back
MOST = 6  # positions that are asked of one statement, the nearest ones


class Subjects:
    """The positions of a text by paragraph."""

    def __init__(self, place: Place, codebook: Codebook) -> None:
        named = touched.codes(code for _, code in place.names)
        self._place = place
        self._found = [
            touched.about(
                codebook,
                Paragraph(place.text, span, touched.within(place.names, span), frozenset()),
                named,
            )
            for span in place.paragraphs
        ]

    def of(self, statement: Statement) -> list[Entry]:
        """The positions that a statement may be about and has no stance on, the nearest first; none where nobody speaks."""
        at = self._place.paragraph(statement.attribution.start)
        if at is None or not statement.actors:
            return []
        coded = {stance.position for stance in statement.stances}
        return [entry for entry in self._near(at) if entry.position.slug not in coded]

    def _near(self, at: int) -> list[Entry]:
        back = [self._found[i] for i in range(at, max(-1, at - REACH - 1), -1)]
        near = {each.position.slug: each for found in (*back, *self._found[:1]) for each in found}
        return list(near.values())[:MOST]
