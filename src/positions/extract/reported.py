"""From tagged words to attributions: segments, their joining, and who and what each belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from positions.extract.layout import Block
from positions.extract.quotes import Quote
from positions.extract.tagger import CONTENT, CUE, OUTSIDE, SOURCE, Tagged
from positions.model import Span


@dataclass(frozen=True, slots=True)
class Segment:
    """Words of one kind that stand together in one paragraph; `first` is the index of their first word."""

    span: Span
    kind: int
    first: int
    block: int
    begins: float


@dataclass(frozen=True, slots=True)
class Found:
    """What the tagger says of one statement."""

    contents: tuple[Span, ...]
    source: Span | None
    cue: Span | None
    first: int  # the first word of its content
    block: int


def find(text: str, tagged: Tagged, blocks: Sequence[Block], quotes: Sequence[Quote]) -> Iterator[Found]:
    """The statements in the order of the text."""
    kinds = _kinds(text, tagged, quotes)
    segments = list(_segments(text, tagged, kinds, blocks))
    sources = [s.span for s in segments if s.kind == SOURCE]
    cues = [s.span for s in segments if s.kind == CUE]
    found: list[Found] = []
    for segment in segments:
        if segment.kind != CONTENT or not any(c.isalnum() for c in segment.span.of(text)):
            continue
        cue = _pointed(tagged.cue(segment.first), cues)
        source = _pointed(tagged.source(segment.first), sources)
        before = found[-1] if found and found[-1].block == segment.block else None
        if before and _goes_on(text, before, segment, cue):
            found[-1] = Found(
                (*before.contents, segment.span), before.source or source, before.cue or cue, before.first, before.block
            )
        else:
            found.append(Found((segment.span,), source, cue, segment.first, segment.block))
    yield from found


def _goes_on(text: str, before: Found, segment: Segment, cue: Span | None) -> bool:
    """A segment belongs to the statement before it where both have one cue, or where it does not begin anew."""
    if cue is not None and before.cue is not None:
        return cue == before.cue
    return segment.begins < 0.5


def _pointed(link, spans):
    best = max(((link.mass(s), s) for s in spans if link.spans and link.spans[0].start < s.end and s.start < link.spans[-1].end), default=(0.0, None), key=lambda x: x[0])
    if best[0] > link.none and best[0] > 0.1:
        return best[1]
    return link.best if link.best is not None and max(link.chances) > 0.3 else None


def _kinds(text: str, tagged: Tagged, quotes: Sequence[Quote]) -> list[int]:
    words = tagged.words
    kinds = [max(range(4), key=w.chances.__getitem__) for w in words]
    at = 0
    for quote in quotes:
        while at < len(words) and words[at].span.end <= quote.span.start:
            at += 1
        end = at
        while end < len(words) and words[end].span.start < quote.span.end:
            end += 1
        inside = [i for i in range(at, end) if words[i].span.of(text)[0].isalnum()]
        if inside:
            share = sum(kinds[i] == CONTENT for i in inside) / len(inside)
            if share >= 0.5:
                kinds[at:end] = [CONTENT] * (end - at)
    for i in range(1, len(kinds) - 1):
        mark = not any(c.isalnum() for c in words[i].span.of(text))
        if mark and kinds[i] != kinds[i - 1] == kinds[i + 1] != OUTSIDE:
            kinds[i] = kinds[i - 1]
    return kinds


def _segments(text: str, tagged: Tagged, kinds: Sequence[int], blocks: Sequence[Block]) -> Iterator[Segment]:
    words = tagged.words
    block = 0
    i = 0
    while i < len(words):
        while words[i].span.start >= blocks[block].said.end:
            block += 1
        j = i + 1
        kind = kinds[i]
        while (
            j < len(words)
            and kinds[j] == kind
            and words[j].span.start < blocks[block].said.end
            and not (kind and words[j].chances[kind] > 0.3 and words[j].begins > 0.6)
        ):
            j += 1
        if kind:
            yield Segment(Span(words[i].span.start, words[j - 1].span.end), kind, i, block, words[i].begins)
        i = j
