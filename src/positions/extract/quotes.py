"""Quotation marks: where quoted words begin and end.

An own scanner, since parsers lose a fourth of quoted words: marks are read paragraph by paragraph
(so that one lost mark spoils no more than its paragraph), apostrophes are never marks, and a
quotation that is left open at a paragraph's end goes on where the next one opens with a mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from positions.model import Span

# A double mark that opens, and the marks that may close it.
_PAIRS = {"“": '”„“"', "„": '“”"', "«": "»", "‟": '”"', "〝": "〞", '"': '"”', "''": "''", "``": "''"}
_MARK = re.compile(r"''|``|[“”„‟«»〝〞\"]")
# Single marks are quotation marks only where they open before a word and close after punctuation.
_SINGLE = re.compile(
    r"(?:(?<=\s)|(?<=[(—–-])|\A)[‘'](?=[\w“\"])(?P<inner>[^‘\n]{2,}?)(?<=[\w.,!?…])[’'](?=[\s.,;:)—–-]|\Z)"
)


@dataclass(frozen=True, slots=True)
class Quote:
    """Quoted words with their marks. `open_ended`: no closing mark in its paragraph."""

    span: Span
    inner: Span
    open_ended: bool = False
    continues: bool = False  # takes up the open-ended quotation of the paragraph before


def quotes(text: str, paragraphs: Sequence[Span]) -> list[Quote]:
    """All quotations of a text in order."""
    found: list[Quote] = []
    was_open = False
    for paragraph in paragraphs:
        here = list(_doubles(text, paragraph)) or list(_singles(text, paragraph))
        if here and was_open and here[0].span.start == paragraph.start:
            here[0] = Quote(here[0].span, here[0].inner, here[0].open_ended, continues=True)
        was_open = bool(here) and here[-1].open_ended
        found += here
    return found


def _doubles(text: str, paragraph: Span) -> Iterator[Quote]:
    opened: re.Match[str] | None = None
    for mark in _MARK.finditer(text, paragraph.start, paragraph.end):
        if opened is None:
            if mark.group() in _PAIRS and _may_open(text, mark, paragraph):
                opened = mark
        elif _may_close(text, opened, mark):
            yield _quote(opened.start(), opened.end(), mark.start(), mark.end())
            opened = None
    if opened is not None and opened.end() < paragraph.end:
        yield _quote(opened.start(), opened.end(), paragraph.end, paragraph.end, open_ended=True)


def _may_open(text: str, mark: re.Match[str], paragraph: Span) -> bool:
    """A straight mark right behind a digit is a measure of inches, and one before a space closes."""
    before = text[mark.start() - 1] if mark.start() > paragraph.start else " "
    after = text[mark.end()] if mark.end() < paragraph.end else " "
    if mark.group() == '"' and before.isdigit() and not after.isalnum():
        return False
    return not after.isspace() or mark.group() == "«"


def _may_close(text: str, opened: re.Match[str], mark: re.Match[str]) -> bool:
    """The mark's partner closes; so does the opening mark itself where it can only be a slip of the hand."""
    if mark.start() <= opened.end():
        return False
    slip = (
        mark.group() == opened.group()
        and text[mark.start() - 1] in ",.!?…"
        and not text[mark.end() : mark.end() + 1].isalnum()
    )
    return mark.group() in _PAIRS[opened.group()] or slip


def _singles(text: str, paragraph: Span) -> Iterator[Quote]:
    """British style: single marks, read only in a paragraph that has no double ones."""
    for found in _SINGLE.finditer(text[paragraph.start : paragraph.end]):
        start, end = paragraph.start + found.start(), paragraph.start + found.end()
        yield _quote(start, start + 1, end - 1, end)


def _quote(start: int, inner_start: int, inner_end: int, end: int, *, open_ended: bool = False) -> Quote:
    return Quote(Span(start, end), Span(inner_start, inner_end), open_ended)
