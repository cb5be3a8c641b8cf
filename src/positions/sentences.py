"""Where sentences end, seen from the text alone: for rooms that have no parse.

A full stop behind a single capital ("U.S.", "J."), a title or a month ends no sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from positions.model import Span

_END = re.compile(
    r"(?:(?<!\b[A-Z])(?<!\b(?:Mr|Ms|Dr|St|Lt|No|Jr|Sr|vs))(?<!\b(?:Mrs|Gen|Sen|Rep|Gov|Col|Maj|Jan|Feb|Mar|Apr|Aug|Oct|Nov|Dec))"
    r"(?<!\b(?:Sept|Capt|Prof|Pres))\.|[!?…])[”\"’')\]]*(?=\s|\Z)|\n+"
)


def split(text: str, span: Span) -> Iterator[Span]:
    """The sentences of a stretch of text, in order, without the white space around them."""
    start = span.start
    for end in _END.finditer(text, span.start, span.end):
        yield from trimmed(text, start, end.end())
        start = end.end()
    yield from trimmed(text, start, span.end)


def around(text: str, at: Span, reach: int = 600) -> Span:
    """The sentence that a place stands in, at most `reach` characters to either side."""
    low, high = max(0, at.start - reach), min(len(text), at.end + reach)
    start = _begin(text, low, at.start)
    end = _END.search(text, at.end, high)
    return Span(start, end.end() if end else high)


def start(text: str, at: int, reach: int = 600) -> int:
    """Where the sentence begins that a place stands in."""
    low = max(0, at - reach)
    begin = _begin(text, low, at)
    return begin + len(text[begin:at]) - len(text[begin:at].lstrip())


def _begin(text: str, low: int, at: int) -> int:
    """Where the last sentence before a place ends, the white space behind it not counted."""
    return max((end.end() for end in _END.finditer(text, low, at)), default=low)


def before(text: str, at: int, reach: int = 3000) -> list[Span]:
    """The part of a place's sentence that stands before it, then the sentences before that, the nearest first."""
    return list(split(text, Span(max(0, at - reach), at)))[::-1] if at else []


def trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    """A stretch of text without the white space around it; nothing where no word is left."""
    words = text[start:end]
    inner = words.strip()
    if inner:
        at = start + words.index(inner)
        yield Span(at, at + len(inner))
