"""The words of a text that tell a time, and the day, month or year that each of them means.

Most mean a time as seen from the day of publication ("on Tuesday", "last month", "in December"). Some mean a time
as seen from another that the text has just named ("the following day", "two years after the coup of 1991"). General
date parsers fail on just these ("on Thursday" published on a Thursday, "earlier in the day"), so the rules are our
own. A date that no calendar has (31 February) means nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from positions.model import Span, When
from positions.resolve.from_publication import FROM_PUBLICATION, Rule
from positions.resolve.time_words import UNIT, N, number_of, shifted


@dataclass(frozen=True, slots=True)
class Expression:
    """Words of the text that tell a time, and what they mean."""

    span: Span
    when: When
    words: str
    whole: bool  # does it name its year, or is it seen from one that does: the same whenever it was published


def expressions(text: str, span: Span, published: date) -> list[Expression]:
    """The time expressions of a stretch of text, in order; of overlapping ones the longer.

    What is seen from another time is seen from the last one before it in its paragraph.
    """
    paragraph = Span(max(text.rfind("\n", 0, span.start) + 1, span.start - 600), span.end)
    told = list(_matches(text, paragraph, FROM_PUBLICATION, published))
    result = [e for e in told if span.holds(e.span)]
    for pattern, rule in _FROM_ANOTHER:
        for found in pattern.finditer(text, span.start, span.end):
            made = _seen_from(text, found, rule, told, published)
            if made:
                result = [e for e in result if not e.span.overlaps(made.span)] + [made]
    return sorted(result, key=lambda e: e.span)


def _matches(
    text: str, span: Span, rules: Sequence[tuple[re.Pattern[str], Rule]], published: date
) -> Iterator[Expression]:
    taken: list[Span] = []
    for pattern, rule in rules:
        for found in pattern.finditer(text, span.start, span.end):
            here = Span(*found.span())
            if any(here.overlaps(other) for other in taken):
                continue
            taken.append(here)
            when = rule(found, published)
            if when:
                words = " ".join(found.group().split())
                yield Expression(here, when, words, whole=when.iso[:4] in words)


# ------------------------------------------------------------------ as seen from a time that the text has named

_FROM_ANOTHER = tuple(
    (re.compile(pattern, re.IGNORECASE), way)
    for pattern, way in (
        (rf"\b{N} {UNIT}s? (?P<way>after|before)\b(?=\s\w)", "behind"),
        (r"\b(?P<n>the) (?P<unit>day) (?P<way>after|before)\b(?=\s(?!yesterday)\w)", "behind"),
        (r"\bon the (?P<way>eve) of\b(?P<n>)(?P<unit>)", "behind"),
        (rf"\b{N} {UNIT}s? (?P<way>later)\b", "needed"),
        (r"\b(?P<n>the) (?:following|next) (?P<unit>day|week|month|year)\b(?P<way>)", "needed"),
        (rf"\b{N} {UNIT}s? (?P<way>earlier|before)\b", "or published"),
        (r"\b(?P<n>the) (?P<unit>day) (?P<way>before)\b(?! yesterday)", "or published"),
        (
            r"\b(?P<way>that (?:same )?(?:morning|afternoon|evening|night|day)|(?:earlier|later) in the day"
            r"|earlier that day|later that day|(?:on )?the same day)\b(?P<n>)(?P<unit>)",
            "or published",
        ),
    )
)  # fmt: skip
_BEHIND = 80  # characters within which the other time stands behind "two days after"
_BACK = frozenset({"before", "earlier", "eve"})


def _seen_from(
    text: str, found: re.Match[str], way: str, told: Sequence[Expression], published: date
) -> Expression | None:
    here = Span(*found.span())
    if way == "behind":
        other = next((e for e in told if 0 <= e.span.start - here.end < _BEHIND), None)
        if other is None or re.search(r"[.;:]\s", text[here.end : other.span.start]):
            return None
        span = Span(here.start, other.span.end)
    else:
        before = [e for e in told if e.span.end <= here.start]
        other, span = before[-1] if before else None, here
        if other is None and way == "needed":
            return None
    when = _moved(found, other.when if other else When.day(published))
    words = " ".join(span.of(text).split())
    return Expression(span, when, words, whole=other is not None and other.whole) if when else None


def _moved(found: re.Match[str], origin: When) -> When | None:
    direction = found["way"].lower()
    if direction and direction not in (*_BACK, "later", "after"):
        return origin  # "that evening", "earlier in the day"
    sign = -1 if direction in _BACK else 1
    unit = (found["unit"] or "day").lower()
    return shifted(origin, sign * (number_of(found["n"]) if found["n"] else 1), unit)
