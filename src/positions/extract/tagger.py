"""The learned tagger: which words are content, source and cue, and which belong together.

A small transformer, trained on the corpus of this project (`training/`), run by onnxruntime. Its
files are checked against their digests when they are loaded.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from positions import weights
from positions.extract import pieces
from positions.extract.layout import Block
from positions.extract.quotes import Quote
from positions.model import Act, Span

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

OUTSIDE, CONTENT, SOURCE, CUE = range(4)
_ACTS = tuple(Act)


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a mark, the probability of each kind, and of its being the first of its kind."""

    span: Span
    chances: tuple[float, float, float, float]
    begins: float


@dataclass(frozen=True, slots=True)
class Link:
    """Where a word points: the pieces of its window with their probabilities; `none` is that of nowhere."""

    spans: tuple[Span, ...]
    chances: Any  # an array, one a span
    none: float

    def mass(self, span: Span) -> float:
        """The probability that lies on the pieces of a span."""
        first = bisect_right(self.spans, span.start, key=lambda at: at.end)
        end = bisect_left(self.spans, span.end, key=lambda at: at.start)
        return float(self.chances[first:end].sum())

    @property
    def best(self) -> tuple[Span, float] | None:
        """The likeliest place and its probability, where one is likelier than nowhere."""
        if not self.spans or self.chances.max() <= self.none:
            return None
        at = int(self.chances.argmax())
        return self.spans[at], float(self.chances[at])


class Tagged:
    """The words of a text as the tagger sees them, and what it says of each of them when asked."""

    def __init__(self) -> None:
        self.words: list[Word] = []
        self._places: list[tuple[int, int]] = []
        self._runs: list[tuple[pieces.Window, Any, Any, Any]] = []
        self._spans: dict[int, tuple[tuple[Span, ...], Any]] = {}

    def add(self, window: pieces.Window, tag: Any, query: Any, key: Any, act: Any) -> None:
        """Take in a window's scores; row 0 of each is [CLS], row 1 the window's first piece."""
        found: list[tuple[Word, int]] = []
        chances = _softmax(tag)
        first, inner = chances[:, 1::2], chances[:, 2::2]
        kinds = np.concatenate([chances[:, :1], first + inner], axis=1).tolist()
        starts = (first / (first + inner)).tolist()
        end = 0
        for at in range(
            len(window.pieces) - 1, window.context - 1, -1
        ):  # from behind: a word ends with its last piece
            piece = window.pieces[at]
            end = end or piece.span.end
            if not piece.begins_word:
                continue
            if not piece.opens:
                row = kinds[at + 1]
                kind = max(range(4), key=row.__getitem__)
                begins = starts[at + 1][kind - 1] if kind else 0.0
                found.append((Word(Span(piece.span.start, end), tuple(row), begins), at + 1))
            end = 0
        for word, at in reversed(found):
            self.words.append(word)
            self._places.append((len(self._runs), at))
        self._runs.append((window, query, key, act))

    def at(self, place: Span) -> Word:
        """The word that a place of the text belongs to."""
        return self.words[bisect_right(self.words, place.start, key=lambda word: word.span.start) - 1]

    def source(self, word: int) -> Link:
        return self._link(word, 0)

    def cue(self, word: int) -> Link:
        return self._link(word, 1)

    def _link(self, word: int, which: int) -> Link:
        run, row = self._places[word]
        window, query, key, _ = self._runs[run]
        chances = _softmax(key[: len(window.pieces) + 1, which] @ query[row, which])
        spans, kept = self._pieces(run)
        return Link(spans, chances[1:][kept], float(chances[0]))

    def _pieces(self, run: int) -> tuple[tuple[Span, ...], Any]:
        """The spans of a window's pieces, and where they are among all of them: its openings are no words."""
        if run not in self._spans:
            shown = [(i, p.span) for i, p in enumerate(self._runs[run][0].pieces) if not p.opens]
            self._spans[run] = tuple(s for _, s in shown), np.array([i for i, _ in shown], int)
        return self._spans[run]

    def act(self, word: int) -> tuple[Act, float]:
        """The likeliest act of the content that begins with a word, and its probability."""
        run, row = self._places[word]
        chances = _softmax(self._runs[run][3][row])
        at = int(chances.argmax())
        return _ACTS[at], float(chances[at])


def tag(text: str, blocks: Sequence[Block], quotes: Sequence[Quote]) -> Tagged:
    """Run the tagger over the blocks of a text."""
    result = Tagged()
    for window in pieces.windows(weights.tokenizer(), text, blocks, quotes):
        result.add(window, *_scores(window))
    return result


def _scores(window: pieces.Window) -> Iterator[Any]:
    """One window at a time: on one core that is faster than a batch, needs no padding, and no window
    changes the scale by which another is quantised."""
    ids = np.array([[pieces.BEGIN, *(p.id for p in window.pieces), pieces.END]], np.int64)
    marks = np.array([[0, *(p.mark for p in window.pieces), 0]], np.int64)
    outputs = _session().run(
        ["tag", "query", "key", "act"], {"ids": ids, "marks": marks, "mask": np.ones_like(ids)}
    )
    return (output[0, :-1] for output in outputs)


def _softmax(scores: Any) -> Any:
    raised = np.exp(scores - scores.max(-1, keepdims=True))
    return raised / raised.sum(-1, keepdims=True)


@cache
def _session() -> InferenceSession:
    return weights.session("tagger", "tagger.onnx")
