"""The arithmetic of a stance in words: "Russia *demanded* (+) that NATO *not* (−) *expand* (towards the position −)".

The words are those that the coder weighed, where they stand in the text; what lies far between them is left out.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from positions.model import Side

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

VERBS = {Side.SUPPORT: "supports", Side.OPPOSE: "opposes"}
TOWARDS = "towards the position"
SIDING = "takes a side"
GAP = 8  # words that may stand between two that count before the middle of them is left out
KEPT = 3  # words that stay at either end of a gap
CONDITION = 14  # words of a condition that are told
_SIGNS = {1: "+", -1: "−", 0: ""}
_MARK = re.compile(r"\*(?P<word>[^*]+)\* \((?P<part>[a-z ]*?) ?(?P<sign>[+−]?)\)")


@dataclass(frozen=True, slots=True)
class Weight:
    """One word that was weighed: `+` and `−` multiply, a word without a sign only takes a side ("must")."""

    word: str
    sign: str
    part: str  # `TOWARDS` of the phrase that the position is about, `SIDING`, or nothing


def mark(factor: int, part: str = "") -> str:
    """What stands behind a word that was weighed.

    >>> mark(1), mark(-1, TOWARDS), mark(0, SIDING)
    ('(+)', '(towards the position −)', '(takes a side)')
    """
    return f"({' '.join(filter(None, (part, _SIGNS[factor])))})"


def told(sentence: Span, marks: Mapping[int, str], beside: Collection[int] = ()) -> str:
    """A sentence as far as its words count, each with its mark. `beside` are shown without one.

    The places are those of the paragraph that the sentence stands in.
    """
    counting = sorted(at - sentence.start for at in {*marks, *beside} if sentence.start <= at < sentence.end)
    ends = [-1, *counting, len(sentence)]
    words: list[str] = []
    for before, at in pairwise(ends):
        words += _between(sentence, before, at)
        if at < len(sentence):
            words.append(_word(sentence[at], marks.get(at + sentence.start, "")))
    return _tidy("".join(words))


def _between(sentence: Span, before: int, at: int) -> list[str]:
    """The words between two that count; of many, the ends, but only one end where the sentence has its own."""
    gap = [_word(token) for token in sentence[before + 1 : at]]
    if len(gap) <= GAP:
        return gap
    first = [] if before < 0 else gap[:KEPT]
    return [*first, "… ", *(gap[-KEPT:] if at < len(sentence) else [])]


def condition(clause: Token) -> str:
    """The words of a condition, the first of them where they are many."""
    words = [_word(token) for token in clause.doc[clause.left_edge.i : clause.right_edge.i + 1]]
    return _tidy("".join(words[:CONDITION])) + ("…" if len(words) > CONDITION else "")


def weights(because: str) -> list[Weight]:
    """The words of a told arithmetic, in the order of the text; none of what another coder wrote."""
    return [Weight(each["word"], each["sign"], each["part"]) for each in _MARK.finditer(because)]


def _word(token: Token, mark: str = "") -> str:
    """A token, between asterisks and with its mark where it has one; an asterisk of the text looks otherwise."""
    text = token.text.replace("*", "∗")
    return (f"*{text}* {mark}" if mark else text) + (" " if token.whitespace_ else "")


def _tidy(text: str) -> str:
    return " ".join(text.split())
