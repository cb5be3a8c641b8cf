"""Paragraphs with their parse and their quotation marks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from positions import language
from positions.extract.layout import Block
from positions.extract.quotes import Quote
from positions.language import Parsed


@dataclass(frozen=True)
class Paragraph(Parsed):
    """A parsed paragraph of the text."""

    block: Block
    quotes: tuple[Quote, ...]
    quoted: tuple[int, ...]  # for each token the index of the quotation it stands in, or -1


def paragraphs(text: str, blocks: Iterable[Block], quotes: Sequence[Quote]) -> Iterator[Paragraph]:
    """Parse the blocks, in order."""
    ready = list(blocks)
    docs = language.parse(block.said.of(text) for block in ready)
    for block, doc in zip(ready, docs, strict=True):
        inside = tuple(q for q in quotes if block.span.holds(q.span))
        marks = tuple(_index(inside, block.said.start + t.idx) for t in doc)
        yield Paragraph(block.said.start, doc, block, inside, marks)


def _index(quotes: Sequence[Quote], at: int) -> int:
    return next((i for i, q in enumerate(quotes) if q.inner.start <= at < q.inner.end), -1)
