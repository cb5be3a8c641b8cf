"""Coding: from statements to stances. A coder is one signature:

`code(statement, ground, codebook) -> Statement`, the statement with its stances, or with the
reason why it has none. The ground is the parsed paragraph that the statement begins in, with the
actors that it names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from positions.coding.codebook import Codebook
from positions.language import Parsed
from positions.model import Span, Statement

LEAD = 2  # the first paragraphs of a text, its headline among them, name whom it is about
VERSION = "1"  # of the rules; a stance names it together with the codebook's


def coded(
    statements: Iterable[Statement],
    paragraphs: Sequence[Parsed],
    names: Sequence[tuple[Span, str]],
    codebook: Codebook,
) -> Iterator[Statement]:
    """Code the statements of one document, each in the paragraph that it begins in."""
    from positions.coding import stance

    found = list(statements)
    contents = [span for statement in found for span in statement.attribution.content]
    grounds: dict[int, stance.Ground] = {}
    for statement in found:
        parsed = _paragraph(paragraphs, statement.attribution.start)
        if parsed is None:
            yield statement
            continue
        if parsed.offset not in grounds:
            head = [p.extent for p in paragraphs[:LEAD] if p is not parsed]
            lead = frozenset(code for span, code in names if any(extent.overlaps(span) for extent in head))
            grounds[parsed.offset] = stance.ground(parsed, names, contents, lead)
        yield stance.code(statement, grounds[parsed.offset], codebook)


def _paragraph(paragraphs: Sequence[Parsed], at: int) -> Parsed | None:
    return next((p for p in paragraphs if p.extent.start <= at < p.extent.end), None)
