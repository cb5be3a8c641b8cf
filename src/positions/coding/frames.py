"""What the learned coder reads of a statement: the words that it needs, and whose view is asked for.

A frame is the headline, the sentences before the statement, and the statement with its source and cue, in at
most `PIECES` word pieces; the mention of the one whose view is asked for stands between two marks. Training cuts its
examples here; the program would, if it shipped the coder.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from positions import sentences
from positions.model import Span

if TYPE_CHECKING:
    from tokenizers import Tokenizer

PIECES = 112  # of a frame and a proposition together
PROPOSITION = 32  # of a proposition alone
BEGIN, END = 101, 102
HOLDER, HELD, SAYS = (
    3,
    4,
    5,
)  # unused pieces of the vocabulary: around the holder's mention, and before the statement
_HEADLINE, _BEFORE = 18, 44  # pieces


@dataclass(frozen=True, slots=True)
class Frame:
    """The pieces of a frame, and the words of the text that they stand for, for `explain`."""

    ids: tuple[int, ...]
    words: tuple[str, ...]


def frame(
    tokenizer: Tokenizer, text: str, headline: Span | None, statement: Span, holder: Sequence[Span]
) -> Frame:
    """The frame of a statement. `holder` are the mentions of the one whose view is asked for, where the text has any."""
    whole = _whole(text, statement)
    before = _before(text, whole.start, headline)
    parts: list[tuple[int, str]] = []
    if headline and headline.end <= whole.start:
        parts += _pieces(tokenizer, text, headline, ())[:_HEADLINE]
        parts.append((END, ""))
    if before:
        parts += _pieces(tokenizer, text, before, holder)[-_BEFORE:]
    parts.append((SAYS, ""))
    parts += _pieces(tokenizer, text, whole, holder)
    return Frame(tuple(p for p, _ in parts), tuple(w for _, w in parts))


def _whole(text: str, statement: Span) -> Span:
    """The sentences that a statement touches, its source and cue among them."""
    first = sentences.around(text, Span(statement.start, statement.start + 1))
    last = sentences.around(text, Span(statement.end - 1, statement.end))
    return next(sentences.trimmed(text, first.start, last.end), statement)


def _before(text: str, at: int, headline: Span | None) -> Span | None:
    """The two sentences before a place, the headline left out."""
    found = [s for s in sentences.before(text, at, 700)[:2] if headline is None or s.start >= headline.end]
    return Span(found[-1].start, found[0].end) if found else None


def _pieces(tokenizer: Tokenizer, text: str, span: Span, holder: Sequence[Span]) -> list[tuple[int, str]]:
    encoding = tokenizer.encode(span.of(text), add_special_tokens=False)
    result: list[tuple[int, str]] = []
    inside = False
    for piece, (low, high) in zip(encoding.ids, encoding.offsets, strict=True):
        here = Span(span.start + low, span.start + max(high, low + 1))
        held = any(h.overlaps(here) for h in holder)
        if held != inside:
            result.append((HOLDER if held else HELD, ""))
            inside = held
        result.append((piece, here.of(text)))
    if inside:
        result.append((HELD, ""))
    return result


def pair(proposition: Sequence[int], framed: Frame) -> tuple[list[int], list[int]]:
    """The pieces of a proposition and a frame as the coder reads them, and which of the two each belongs to."""
    room = PIECES - len(proposition) - 3
    held = framed.ids[max(0, len(framed.ids) - room) :] if len(framed.ids) > room else framed.ids
    ids = [BEGIN, *proposition, END, *held, END]
    return ids, [0] * (len(proposition) + 2) + [1] * (len(held) + 1)
