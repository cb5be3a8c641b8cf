"""What the tagger reads: word pieces of the paragraphs that can hold statements, in windows.

A window is at most `WINDOW` pieces long and begins with up to `CONTEXT` pieces of what stands before
it, so that a pronoun's paragraph is read with the one before. Training cuts its examples here too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from positions.extract.layout import HEADLINE, Block
from positions.extract.quotes import Quote
from positions.model import Span

if TYPE_CHECKING:
    from tokenizers import Tokenizer

WINDOW, CONTEXT = 384, 48
BEGIN, END = 101, 102  # BERT's [CLS], which stands for "nobody" and "no cue", and [SEP]
_BODY_BEGINS, _HEADLINE_BEGINS = 1, 2  # two of BERT's unused pieces open a paragraph
MARKS = 12  # see `_mark`
_OUTSIDE, _INSIDE, _ON = 0, 1, 2
_QUOTATION_MARKS = frozenset("\"“”„‟«»‘’'`〝〞")


@dataclass(frozen=True, slots=True)
class Piece:
    """One word piece of the text. `mark` codes capitals and quotation marks, which the vocabulary lacks."""

    id: int
    span: Span
    mark: int
    begins_word: bool
    opens: bool = False  # stands for the beginning of a paragraph, not for words of it


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces in the order of the text; the first `context` of them belong to the window before."""

    pieces: tuple[Piece, ...]
    context: int


def windows(
    tokenizer: Tokenizer, text: str, blocks: Sequence[Block], quotes: Sequence[Quote], first: int = WINDOW
) -> Iterator[Window]:
    """Cut the blocks into windows. `first` caps the first one, by which training shifts all the cuts."""
    room, cap = WINDOW - 2, min(first, WINDOW) - 2
    current: list[Piece] = []
    context = 0
    for chunk in _chunks(paragraphs(tokenizer, text, blocks, quotes), room - CONTEXT):
        if len(current) > context and len(current) + len(chunk) > cap:
            yield Window(tuple(current), context)
            current = current[-CONTEXT:]
            context, cap = len(current), room
        current += chunk
    if len(current) > context:
        yield Window(tuple(current), context)


def _chunks(found: Iterable[list[Piece]], size: int) -> Iterator[list[Piece]]:
    for pieces in found:
        for start in range(0, len(pieces), size):
            yield pieces[start : start + size]


def paragraphs(
    tokenizer: Tokenizer, text: str, blocks: Sequence[Block], quotes: Sequence[Quote]
) -> Iterator[list[Piece]]:
    """The pieces of each block, behind one that tells what kind of block it is."""
    encoded = tokenizer.encode_batch([_plain(b.said.of(text)) for b in blocks], add_special_tokens=False)
    for block, encoding in zip(blocks, encoded, strict=True):
        start = block.said.start
        inner = [q.inner for q in quotes if block.span.overlaps(q.span)]
        opening = _HEADLINE_BEGINS if block.kind == HEADLINE else _BODY_BEGINS
        pieces = [Piece(opening, Span(start, start + 1), 0, begins_word=True, opens=True)]
        for number, token, (low, high) in zip(encoding.ids, encoding.tokens, encoding.offsets, strict=True):
            span = Span(start + low, start + high)
            mark = _mark(span.of(text), _quotation(span, text, inner))
            pieces.append(Piece(number, span, mark, not token.startswith("##")))
        yield pieces


# The tokenizer is slow in long runs without white space, and they say nothing.
_RUN = re.compile(r"[^\w\s]{40,}|\S{200,}")


def _plain(words: str) -> str:
    """Marks that the vocabulary does not know, one for one; runs that are no words, blanked."""
    return _RUN.sub(lambda run: " " * len(run.group()), words.translate(_SAME))


_SAME = str.maketrans({"\xa0": " ", "\u2009": " ", "\u202f": " ", "‟": "“", "〝": "“", "〞": "”"})


def _mark(words: str, quotation: int) -> int:
    """How a piece is written: other, lower case, capital first, all capitals; by outside, inside, on a mark."""
    if not words[:1].isalpha():
        case = 0
    elif words[:1].islower():
        case = 1
    else:
        case = 3 if len(words) > 1 and words.isupper() else 2
    return case * 3 + quotation


def _quotation(span: Span, text: str, inner: Iterable[Span]) -> int:
    if any(q.start <= span.start < q.end for q in inner):
        return _INSIDE
    return _ON if text[span.start : span.end] in _QUOTATION_MARKS and span.end > span.start else _OUTSIDE
