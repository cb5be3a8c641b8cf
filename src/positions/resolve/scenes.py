"""The day of the news: what a text tells of, when it is told on the day after.

A morning paper writes `met yesterday` once, and then `said`. The day that the opening gives governs what is said
near it in the past tense, and whatever is said on the same occasion farther on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from positions.model import Span
from positions.resolve.times import Expression, expressions

NEAR = 1000  # characters behind the opening's day, about its first five paragraphs
_OPENING = 12  # words that the first paragraph of a story has at least


@dataclass(frozen=True, slots=True)
class Scene:
    """The day before publication, where a text opens with what happened on it."""

    day: Expression

    def governs(self, clause: str, start: int) -> bool:
        """Was it said on that day? `clause` are the words of the reporting clause, `start` is where it was said."""
        behind = start - self.day.span.end
        return behind >= 0 and (behind < NEAR or _THERE.search(clause) is not None)


# The same occasion: its time, its place or its hearers. A sitting has hearers that no reporter belongs to.
_THERE = re.compile(
    r"\b(?:afterwards?|at the same \w+|(?:minutes|hours|moments|shortly|soon) (?:later|after\w*)"
    r"|within (?:minutes|hours|the hour)|on (?:his|her|their) (?:arrival|return|departure)|on (?:arrival|leaving|landing)"
    r"|(?:at|after|during|in the middle of|on the sidelines of) the (?:\w+ )?"
    r"(?:meeting|talks|summit|session|vote|speech|hearing|debate|conference|proceedings|ceremony|signing)"
    r"|(?:told|assured|reminded|warned|urged) "
    r"(?:the (?:House|Senate|Council|[Aa]ssembly|meeting|summit|conference|crowd|chamber)"
    r"|(?:fellow )?(?:delegates|lawmakers|MPs|senators|deputies|leaders)))\b"
)


def opening(
    text: str, published: date | None, paragraphs: Iterable[Span], contents: Sequence[Span]
) -> Scene | None:
    """The scene of a text's first paragraph, if that names the day before publication and no other."""
    first = next((p for p in paragraphs if _is_prose(p.of(text))), None)
    if first is None or published is None:
        return None
    told = [e for e in expressions(text, first, published) if not any(c.holds(e.span) for c in contents)]
    days = [e for e in told if e.when.precision == "day"]
    before = published - timedelta(days=1)
    return Scene(days[-1]) if days and all(e.when.first == before for e in days) else None


def clause(text: str, sentence: Span, contents: Iterable[Span]) -> str:
    """The words of a sentence that report, without those that are reported."""
    parts, at = [], sentence.start
    for content in sorted(contents):
        parts.append(text[at : max(at, content.start)])
        at = max(at, content.end)
    return " ".join([*parts, text[at : max(at, sentence.end)]])


def _is_prose(paragraph: str) -> bool:
    return len(paragraph.split()) >= _OPENING and paragraph.rstrip("\"'”’)").endswith((".", "!", "?", ":"))
