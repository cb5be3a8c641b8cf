"""Coding: from statements to stances. A coder is one signature:

`code(statement, parsed, names, codebook) -> Statement`, the statement with its stances, or with
the reason why it has none. `names` are the places of the text where an actor is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from positions.coding.codebook import Codebook
from positions.language import Parsed
from positions.model import Span, Statement

VERSION = "1"  # of the rules; a stance names it together with the codebook's


def coded(
    statements: Iterable[Statement], paragraphs: Sequence[Parsed], names: Sequence[tuple[Span, str]], codebook: Codebook
) -> Iterator[Statement]:
    """Code the statements of one document, each in the paragraph that it begins in."""
    from positions.coding import stance

    for statement in statements:
        start = statement.attribution.start
        parsed = next((p for p in paragraphs if p.extent.start <= start < p.extent.end), None)
        yield stance.code(statement, parsed, names, codebook) if parsed else statement
