"""The words of a text that tell a time, and the day, month or year that each of them means.

Most mean a time as seen from the day of publication ("on Tuesday", "last month", "in December"): a weekday is
the most recent one, that day included; a month without a year is the most recent one that is not in the future.
Some mean a time as seen from another that the text has just named ("the following day", "two years after the
coup of 1991"). General date parsers fail on just these ("on Thursday" published on a Thursday, "earlier in the
day"), so the rules are our own. A date that no calendar has (31 February) means nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from positions.model import Span, When

_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTHS = "january february march april may june july august september october november december".split()
_COUNT = "zero one two three four five six seven eight nine ten eleven twelve".split()
_NUMBERS = {word: n for n, word in enumerate(_COUNT)} | {"a": 1, "an": 1, "the": 1}
_FEASTS = {
    "new year's eve": (12, 31),
    "new year's day": (1, 1),
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "boxing day": (12, 26),
    "may day": (5, 1),
    "valentine's day": (2, 14),
}

# A weekday in the name of a newspaper is none.
_PAPER = (
    r"(?-i: (?:Times|Telegraph|Mirror|Express|Mail|Herald|Post|People|Vision|Standard|Nation|Independent"
    r"|Tribune|Star|World|Sun|Age|Business)\b)"
)
_DAY = rf"(?P<weekday>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:'s|’s)?(?!{_PAPER})"
_MONTH = (
    r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_YEAR = r"(?:,? (?P<year>(?:19|20)\d\d)\b|(?!,? \d{4}\b))"  # a year of another age makes the whole no date
_N = r"(?P<n>\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_UNIT = r"(?P<unit>day|week|fortnight|month|year)"
# What is given in a year and named with it: "a 2014 speech".
_GIVEN = (
    r"(?:speech|address|interview|letter|report|statement|essay|article|book|memo|paper|lecture|broadcast"
    r"|ruling|decree|declaration)"
)


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
    told = list(_matches(text, paragraph, _FROM_PUBLICATION, published))
    result = [e for e in told if span.holds(e.span)]
    for pattern, rule in _FROM_ANOTHER:
        for found in pattern.finditer(text, span.start, span.end):
            made = _seen_from(text, found, rule, told, published)
            if made:
                result = [e for e in result if not e.span.overlaps(made.span)] + [made]
    return sorted(result, key=lambda e: e.span)


Rule = Callable[[re.Match[str], date], "When | None"]


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


# ------------------------------------------------------------------ as seen from the day of publication


def _weekday(found: re.Match[str], published: date) -> When:
    back = (published.weekday() - _DAYS.index(found["weekday"].lower() + "day")) % 7
    if found.groupdict().get("last") and back == 0:
        back = 7
    return When.day(published - timedelta(days=back))


def _full_date(found: re.Match[str], published: date) -> When | None:
    month, day = _month_number(found["month"]), int(found["day"])
    return _safe(int(found["year"]), month, day) if found["year"] else _recent(month, day, published)


def _recent(month: int, day: int, published: date) -> When | None:
    """The most recent such day; two days of the future are allowed, for the clocks of other continents."""
    here = _safe(published.year, month, day)
    if here and here.first > published + timedelta(days=2):
        return _safe(published.year - 1, month, day)
    return here


def _day_alone(found: re.Match[str], published: date) -> When | None:
    """`on the 7th`: of this month or of the one before."""
    day = int(found["day"])
    if day <= published.day:
        return _safe(published.year, published.month, day)
    before = published.replace(day=1) - timedelta(days=1)
    return _safe(before.year, before.month, day)


def _numeric(found: re.Match[str], published: date) -> When | None:
    """`24/9/1999`; nothing where day and month could be either."""
    a, b, year = int(found["a"]), int(found["b"]), int(found["year"])
    if a != b and a <= 12 and b <= 12:
        return None
    return _safe(year, b, a) if a > 12 or a == b else _safe(year, a, b)


def _month(found: re.Match[str], published: date) -> When | None:
    month = _month_number(found["month"])
    year = int(found["year"]) if found["year"] else published.year - (month > published.month)
    if found.groupdict().get("early") and not found["year"] and month == published.month:
        year -= 1
    return _checked(f"{year:04d}-{month:02d}")


def _year(found: re.Match[str], published: date) -> When | None:
    when = _checked(found["year"])
    return when if when and when.first <= published else None


def _iso(found: re.Match[str], published: date) -> When | None:
    return _safe(int(found["year"]), int(found["m"]), int(found["day"]))


def _feast(found: re.Match[str], published: date) -> When | None:
    return _recent(*_FEASTS[found.group().lower().replace("’", "'")], published)


def _ago(found: re.Match[str], published: date) -> When | None:
    return _shifted(When.day(published), -_number(found), found["unit"].lower())


def _last(found: re.Match[str], published: date) -> When | None:
    """`last month`, `last year`; `last week` is known no better than to its month."""
    unit = found["unit"].lower()
    if unit == "week":  # a week belongs to the month of its Thursday, as in ISO 8601
        return _checked((published - timedelta(days=published.weekday() + 4)).isoformat()[:7])
    if unit == "month":
        return _checked((published.replace(day=1) - timedelta(days=1)).isoformat()[:7])
    return _checked(f"{published.year - 1:04d}")


def _this(found: re.Match[str], published: date) -> When | None:
    return _checked(published.isoformat()[: {"week": 7, "month": 7, "year": 4}[found["unit"].lower()]])


def _weekend(found: re.Match[str], published: date) -> When | None:
    """The last weekend, known to its month."""
    saturday = published - timedelta(days=(published.weekday() - 5) % 7)
    return _checked(saturday.isoformat()[:7])


def _days_back(days: int) -> Rule:
    return lambda found, published: When.day(published - timedelta(days=days))


def _compiled(*rules: tuple[str, Rule]) -> tuple[tuple[re.Pattern[str], Rule], ...]:
    return tuple((re.compile(pattern, re.IGNORECASE), rule) for pattern, rule in rules)


_FROM_PUBLICATION = _compiled(
    (r"\b(?P<year>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<day>\d\d)\b", _iso),
    (r"\b(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<year>(?:19|20)\d\d)\b", _numeric),
    (rf"\b{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:){_YEAR}", _full_date),
    (rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH}\b{_YEAR}", _full_date),
    (rf"\b(?P<last>last|previous) {_DAY}", _weekday),
    (
        rf"\b(?:on |late |early |earlier |this )*{_DAY}(?: (?:morning|afternoon|evening|night))?",
        _weekday,
    ),
    (
        rf"\b(?:in|since|during|of|by|from) (?:(?P<early>early|late|mid)[- ])?{_MONTH}\b(?: of)?{_YEAR}(?! \d)",
        _month,
    ),
    (rf"\b(?:last|this past) {_MONTH}(?P<year>)\b", _month),
    (rf"\b(?P<early>)(?:early|late|mid)[- ]{_MONTH}\b{_YEAR}", _month),
    (rf"\b{_MONTH} (?P<year>(?:19|20)\d\d)\b", _month),
    (r"\b(?:new year|valentine)['’]s (?:eve|day)\b|\bchristmas (?:eve|day)\b|\bboxing day\b|\bmay day\b", _feast),
    (rf"\b{_N} {_UNIT}s? ago\b", _ago),
    (r"\b(?:last|the previous|the past) (?P<unit>week|month|year)\b", _last),
    (r"\b(?:earlier |later )?(?:this) (?P<unit>week|month|year)\b", _this),
    (r"\b(?:over |at |during |this |last )?(?:the |this |last )weekend\b", _weekend),
    (r"\bthe day before yesterday\b", _days_back(2)),
    (r"\b(?:yesterday|(?:late )?last (?:night|evening))\b", _days_back(1)),
    (r"\b(?:today|tonight|this (?:morning|afternoon|evening))\b", _days_back(0)),
    (r"\bon the (?P<day>[12]?\d|3[01])(?:st|nd|rd|th)\b(?! [a-z]* ?(?:century|anniversary|floor|day|time))", _day_alone),
    (r"\b(?:in|of) the (?:spring|summer|autumn|fall|winter) of (?P<year>(?:19|20)\d\d)\b", _year),
    (r"\b(?:in|of) (?P<year>(?:19|20)\d\d)\b", _year),
    (rf"\b(?:an?|his|her|its|their|the) (?P<year>(?:19|20)\d\d) (?:\w+ )?(?={_GIVEN}\b)", _year),
)  # fmt: skip


# ------------------------------------------------------------------ as seen from a time that the text has named

_FROM_ANOTHER = tuple(
    (re.compile(pattern, re.IGNORECASE), way)
    for pattern, way in (
        (rf"\b{_N} {_UNIT}s? (?P<way>after|before)\b(?=\s\w)", "behind"),
        (r"\b(?P<n>the) (?P<unit>day) (?P<way>after|before)\b(?=\s(?!yesterday)\w)", "behind"),
        (r"\bon the (?P<way>eve) of\b(?P<n>)(?P<unit>)", "behind"),
        (rf"\b{_N} {_UNIT}s? (?P<way>later)\b", "needed"),
        (r"\b(?P<n>the) (?:following|next) (?P<unit>day|week|month|year)\b(?P<way>)", "needed"),
        (rf"\b{_N} {_UNIT}s? (?P<way>earlier|before)\b", "or published"),
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
    return _shifted(origin, sign * (_number(found) if found["n"] else 1), unit)


def _number(found: re.Match[str]) -> int:
    n = found["n"].lower()
    return int(n) if n.isdigit() else _NUMBERS[n]


def _shifted(origin: When, number: int, unit: str) -> When | None:
    """A time some units away: days to the day, weeks and months to the month, years to the year."""
    if unit == "fortnight":
        number, unit = 2 * number, "week"
    try:
        if unit == "day":
            day = (origin.first + timedelta(days=number)).isoformat()
            return _checked(day) if origin.precision == "day" else None
        if unit == "week":
            return (
                _checked((origin.first + timedelta(weeks=number)).isoformat()[:7])
                if origin.precision == "day"
                else None
            )
    except OverflowError:
        return None
    if unit == "month":
        months = origin.first.year * 12 + origin.first.month - 1 + number
        return None if origin.precision == "year" else _checked(f"{months // 12:04d}-{months % 12 + 1:02d}")
    return _checked(f"{origin.first.year + number:04d}")


def _month_number(name: str) -> int:
    return next(n for n, month in enumerate(_MONTHS, 1) if month.startswith(name.lower().rstrip(".")[:3]))


def _safe(year: int, month: int, day: int) -> When | None:
    return _checked(f"{year:04d}-{month:02d}-{day:02d}")


def _checked(iso: str) -> When | None:
    try:
        return When(iso)
    except ValueError:
        return None
