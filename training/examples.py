"""Training examples: the corpus's annotated articles as labelled windows of pieces."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from network import ACTS
from tokenizers import Tokenizer

from positions.extract import layout, pieces
from positions.extract.engine import READ
from positions.extract.quotes import quotes
from positions.model import Span

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "corpus"))
import corpus

UNKNOWN = -100  # the label that the loss leaves out
OUTSIDE, CONTENT, SOURCE, CUE = 0, 1, 3, 5  # a kind's beginning; its inside is one more


@dataclass(frozen=True)
class Example:
    """A window and its labels, all by piece; links as (from, source, cue), 0 for nobody and no cue."""

    ids: list[int]
    marks: list[int]
    tags: list[int]
    acts: list[int]
    links: list[tuple[int, int, int]]


def of(
    articles: Sequence[corpus.Article], tokenizer: Tokenizer, chance: random.Random | None = None
) -> Iterator[Example]:
    """The windows of the articles. With `chance` their cuts and their typography vary."""
    for article in articles:
        text = article.text if chance is None else _retyped(article.text, chance)
        blocks = layout.blocks(text)
        marks = quotes(text, [b.said for b in blocks])
        first = pieces.WINDOW if chance is None else chance.randint(100, pieces.WINDOW)
        gold = _Gold(article)
        read = [b for b in blocks if b.kind in READ]
        alone = chance is not None and chance.random() < 0.15  # each paragraph as a text of its own
        for part in [[b] for b in read] if alone else [read]:
            for window in pieces.windows(tokenizer, text, part, marks, first):
                yield gold.label(window)


def _retyped(text: str, chance: random.Random) -> str:
    """The same characters in other typography: straight marks for curly ones, lost paragraph breaks."""
    if chance.random() < 0.25:
        text = text.translate(str.maketrans("“”‘’", "\"\"''"))
    if chance.random() < 0.05:
        text = text.replace("\n", " ")
    return text


class _Gold:
    """An article's statements by the characters of its text."""

    def __init__(self, article: corpus.Article) -> None:
        size = len(article.text) + 1
        self.kind = [OUTSIDE] * size
        self.starts = [False] * size
        self.links: list[tuple[Span, Span | None, Span | None, str]] = []  # of each span of a content
        for statement, source in zip(article.statements, corpus.shared_sources(article), strict=True):
            who = _whole(source, article.text)
            for spans, kind in ((who, SOURCE), (statement.cue, CUE)):
                for span in spans:
                    self._paint(span, kind, starts=True)
            for i, span in enumerate(statement.content):
                self._paint(span, CONTENT, starts=i == 0)
                cue = statement.cue[0] if statement.cue else None
                act = statement.act if i == 0 else ""
                self.links.append((span, who[0] if who else None, cue, act))

    def _paint(self, span: Span, kind: int, *, starts: bool) -> None:
        self.kind[span.start : span.end] = [kind] * (span.end - span.start)
        self.starts[span.start] = starts

    def label(self, window: pieces.Window) -> Example:
        tags = [self._tag(p) for p in window.pieces]
        at = {
            c: i
            for i, p in enumerate(window.pieces, 1)
            if not p.opens
            for c in range(p.span.start, p.span.end)
        }
        acts = [UNKNOWN] * (len(tags) + 2)
        links = []
        for content, source, cue, act in self.links:
            here = at.get(content.start)
            if here is None:
                continue
            links.append((here, _target(source, at), _target(cue, at)))
            if act:
                acts[here] = ACTS.index(act)
        ids = [pieces.BEGIN, *(p.id for p in window.pieces), pieces.END]
        marks = [0, *(p.mark for p in window.pieces), 0]
        return Example(ids, marks, [UNKNOWN, *tags, UNKNOWN], acts, links)

    def _tag(self, piece: pieces.Piece) -> int:
        if piece.opens:
            return OUTSIDE
        if not piece.begins_word:
            return UNKNOWN
        kind = self.kind[piece.span.start]
        begins = any(self.starts[piece.span.start : piece.span.end])
        return kind if kind == OUTSIDE or begins else kind + 1


def _target(span: Span | None, at: dict[int, int]) -> int:
    return 0 if span is None else at.get(span.start, UNKNOWN)


def _whole(source: Sequence[Span], text: str) -> list[Span]:
    """Sources that only "and" or a comma parts ("Paris and Berlin") are one mention."""
    merged: list[Span] = []
    for span in source:
        between = text[merged[-1].end : span.start].strip(" ,") if merged else "-"
        if between in ("", "and", "or", "&"):
            merged[-1] = Span(merged[-1].start, span.end)
        else:
            merged.append(span)
    return merged
