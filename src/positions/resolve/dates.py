"""On what day something was said: from the words of the text and the day of publication.

A weekday is the most recent one, the day of publication included; a month without a year is the
most recent one that is not in the future; what is said in the perfect ("has repeatedly said") has
no day of its own. The words that decided are kept. General date parsers fail on just these expressions
("on Thursday" published on a Thursday, "earlier in the day"), so the rules are our own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from positions.model import Said, Span, When
from positions.resolve import roles

PUBLICATION = "publication date"

_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_NUMBERS = {
    w: n
    for n, w in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ]
    )
} | {
    "a": 1,
    "an": 1,
    "several": 0,
    "few": 0,
}
_DAY = r"(?P<weekday>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:'s|’s)?"
_MONTH = (
    r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_YEAR = r"(?:,? (?P<year>(?:19|20)\d\d)\b)?"
_N = r"(?P<n>\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"

Resolver = Callable[[re.Match[str], date], "When | None"]


@dataclass(frozen=True, slots=True)
class Expression:
    """Words of the text that tell a time, and the day, month or year that they mean (or None)."""

    span: Span
    when: When | None
    words: str


def _weekday(found: re.Match[str], anchor: date) -> When:
    back = (anchor.weekday() - _DAYS.index(found["weekday"].lower() + "day")) % 7
    if found.groupdict().get("last") and back == 0:
        back = 7
    return When.day(anchor - timedelta(days=back))


def _full_date(found: re.Match[str], anchor: date) -> When | None:
    month = _month_number(found["month"])
    day = int(found["day"])
    if found["year"]:
        return _safe(int(found["year"]), month, day)
    here = _safe(anchor.year, month, day)
    if here and here.first > anchor + timedelta(days=2):
        return _safe(anchor.year - 1, month, day)
    return here


def _month(found: re.Match[str], anchor: date) -> When | None:
    month = _month_number(found["month"])
    year = int(found["year"]) if found["year"] else anchor.year - (month > anchor.month)
    if found.groupdict().get("early") and not found["year"] and month == anchor.month:
        year -= 1
    return _checked(f"{year:04d}-{month:02d}")


def _year(found: re.Match[str], anchor: date) -> When | None:
    when = _checked(found["year"])
    return when if when and when.first <= anchor else None


def _iso(found: re.Match[str], anchor: date) -> When | None:
    return _safe(int(found["year"]), int(found["m"]), int(found["day"]))


def _shift(found: re.Match[str], anchor: date) -> When | None:
    unit, n = found["unit"].lower(), found["n"].lower()
    number = int(n) if n.isdigit() else _NUMBERS[n]
    if unit == "day":
        return When.day(anchor - timedelta(days=number))
    if unit == "week":
        return _checked((anchor - timedelta(weeks=number)).isoformat()[:7])
    if unit == "month":
        months = anchor.year * 12 + anchor.month - 1 - number
        return _checked(f"{months // 12:04d}-{months % 12 + 1:02d}")
    return _checked(f"{anchor.year - number:04d}")


def _last(found: re.Match[str], anchor: date) -> When | None:
    """`last month`, `last year`; `last week` is known no better than to its month."""
    unit = found["unit"].lower()
    if unit == "week":  # a week belongs to the month of its Thursday, as in ISO 8601
        return _checked((anchor - timedelta(days=anchor.weekday() + 4)).isoformat()[:7])
    if unit == "month":
        return _checked((anchor.replace(day=1) - timedelta(days=1)).isoformat()[:7])
    return _checked(f"{anchor.year - 1:04d}")


def _this(found: re.Match[str], anchor: date) -> When | None:
    return _checked(anchor.isoformat()[: {"week": 7, "month": 7, "year": 4}[found["unit"].lower()]])


def _weekend(found: re.Match[str], anchor: date) -> When | None:
    """The last weekend: known to its month, or to the day where it is the day of publication's own."""
    saturday = anchor - timedelta(days=(anchor.weekday() - 5) % 7)
    return _checked(saturday.isoformat()[:7])


def _today(found: re.Match[str], anchor: date) -> When:
    return When.day(anchor)


def _yesterday(found: re.Match[str], anchor: date) -> When:
    return When.day(anchor - timedelta(days=1))


_RULES: tuple[tuple[re.Pattern[str], Resolver], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), rule)
    for pattern, rule in (
        (r"\b(?P<year>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<day>\d\d)\b", _iso),
        (rf"\b{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:){_YEAR}", _full_date),
        (rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH}\b{_YEAR}", _full_date),
        (rf"\b(?P<last>last|previous) {_DAY}", _weekday),
        (rf"\b(?:on |late |early |earlier |this )*{_DAY}(?: (?:morning|afternoon|evening|night))?", _weekday),
        (rf"\b(?:in|since|during|of|by|from) (?:(?P<early>early|late|mid)[- ])?{_MONTH}\b(?: of)?{_YEAR}(?! \d)", _month),
        (rf"\b(?:last|this past) {_MONTH}(?P<year>)\b", _month),
        (rf"\b(?P<early>)(?:early|late|mid)[- ]{_MONTH}\b{_YEAR}", _month),
        (rf"\b{_MONTH} (?P<year>(?:19|20)\d\d)\b", _month),
        (rf"\b{_N} (?P<unit>day|week|month|year)s? (?:ago|earlier|before)\b", _shift),
        (r"\b(?:last|the previous|the past) (?P<unit>week|month|year)\b", _last),
        (r"\b(?:earlier |later )?(?:this) (?P<unit>week|month|year)\b", _this),
        (r"\b(?:over |at |during |this |last )?(?:the |this |last )weekend\b", _weekend),
        (r"\b(?:the day before|a day earlier|yesterday)\b", _yesterday),
        (r"\b(?:today|tonight|(?:earlier|later) in the day|earlier that day|the same day)\b", _today),
        (r"\bthis (?:morning|afternoon|evening)\b", _today),
        (r"\bin (?P<year>(?:19|20)\d\d)\b", _year),
    )
)  # fmt: skip
_PERFECT = re.compile(r"\b(?:ha(?:s|ve)|had|'ve|’ve)\b", re.IGNORECASE)
_FUTURE = re.compile(
    r"\b(?:will|would|shall|due to|set to|scheduled to|expected to|is to|are to|going to)\s+(?:\w+\s)?\Z",
    re.IGNORECASE,
)
_HABIT = re.compile(
    r"\b(?:repeatedly|long|often|always|consistently|frequently|regularly|in the past|previously"
    r"|for (?:years|months|weeks|decades)|over the years)\b",
    re.IGNORECASE,
)


def expressions(text: str, span: Span, anchor: date) -> list[Expression]:
    """The time expressions of a stretch of text, in order; of overlapping ones the longer."""
    found: list[Expression] = []
    for pattern, rule in _RULES:
        for match in pattern.finditer(text, span.start, span.end):
            here = Span(*match.span())
            if not any(here.overlaps(other.span) for other in found):
                found.append(Expression(here, rule(match, anchor), " ".join(match.group().split())))
    return sorted(found, key=lambda e: e.span)


@dataclass(frozen=True, slots=True)
class Clock:
    """What decides the day of saying in one text: its publication, and the papers that it dates."""

    published: date | None
    papers: tuple[tuple[int, str, Expression], ...]  # place, "agreement", "last month"


def clock(text: str, published: date | None, paragraphs: Iterable[Span]) -> Clock:
    """Look through the text for dated papers: `two draft agreements last month`, `a letter sent on Monday`."""
    if published is None:
        return Clock(None, ())
    papers = []
    for paragraph in paragraphs:
        for expression in expressions(text, paragraph, published):
            papers += [(at, noun, expression) for at, noun in _papers_near(text, paragraph, expression)]
    return Clock(published, tuple(papers))


def _papers_near(text: str, paragraph: Span, expression: Expression) -> Iterator[tuple[int, str]]:
    """A paper within a few words before the expression, in the same sentence."""
    start = max(paragraph.start, expression.span.start - 60)
    before = re.split(r"[.!?;:“”\"]\s", text[start : expression.span.start])[-1]
    nouns = [w for w in roles.words(before)[-7:] if roles.singular(w) in roles.load().papers]
    if nouns:
        yield expression.span.start, roles.singular(nouns[-1])


def said(
    text: str, clock: Clock, sentence: Span, cue: Span | None, source: Span | None, content: tuple[Span, ...]
) -> Said:
    """The day of saying, from the words nearest to the cue in its sentence, outside the content.

    `sentence` is the stretch of text around the cue that belongs to the reporting clause.
    """
    if clock.published is None:
        return _dated_absolutely(text, sentence, cue, content)
    if cue and _FUTURE.search(text[max(sentence.start, cue.start - 24) : cue.start]):
        return Said(None, "")
    here = [
        e for e in expressions(text, sentence, clock.published) if not any(c.holds(e.span) for c in content)
    ]
    here = [e for e in here if _near(text, e, cue)]
    at = cue or (content[0] if content else sentence)
    if here:
        nearest = min(here, key=lambda e: _distance(e.span, at))
        return Said(nearest.when, nearest.words)
    paper = _dated_paper(text, clock, source)
    if paper:
        return Said(paper.when, paper.words)
    if cue and (
        _PERFECT.search(_verb_group(text, sentence, cue)) or _HABIT.search(_verb_group(text, sentence, cue))
    ):
        return Said(None, "")
    return Said(When.day(clock.published), PUBLICATION)


def _near(text: str, expression: Expression, cue: Span | None) -> bool:
    """An expression in another clause dates something else: `the paper, issued last month, says`."""
    if cue is None:
        return True
    low, high = (
        sorted((expression.span.end, cue.start))
        if expression.span.start < cue.start
        else (cue.end, expression.span.start)
    )
    between = text[low:high] if low < high else ""
    return len(between) < 160 and not re.search(r"[.!?]\s|;|[“”]", between)


def _distance(a: Span, b: Span) -> int:
    return max(a.start - b.end, b.start - a.end, 0)


def _verb_group(text: str, sentence: Span, cue: Span) -> str:
    return text[max(sentence.start, cue.start - 16) : cue.end]


def _dated_paper(text: str, clock: Clock, source: Span | None) -> Expression | None:
    """The date of a paper that the text gave before: `Moscow's draft agreement contained ...`."""
    if source is None:
        return None
    nouns = [roles.singular(w) for w in roles.words(source.of(text))]
    for at, noun, expression in reversed(clock.papers):
        if at < source.start and noun in nouns:
            return expression
    return None


def _dated_absolutely(text: str, sentence: Span, cue: Span | None, content: tuple[Span, ...]) -> Said:
    """Without a day of publication only a date with its year tells anything."""
    found = [
        e
        for e in expressions(text, sentence, date(2100, 12, 31))
        if re.search(r"(?:19|20)\d\d", e.words) and not any(c.holds(e.span) for c in content)
    ]
    nearest = min(found, key=lambda e: _distance(e.span, cue or sentence), default=None)
    return Said(nearest.when, nearest.words) if nearest else Said(None, "")


def _month_number(name: str) -> int:
    return next(n for n, month in enumerate(_MONTHS, 1) if month.startswith(name.lower().rstrip(".")[:3]))


def _safe(year: int, month: int, day: int) -> When | None:
    return _checked(f"{year:04d}-{month:02d}-{day:02d}")


def _checked(iso: str) -> When | None:
    try:
        return When(iso)
    except ValueError:
        return None
