"""Times as seen from the day of publication: each expression, with the rule that says what it means.

A weekday is the most recent one, that day included; a month without a year is the most recent one that is not in the
future; a week and a weekend are known to their month.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from positions.model import When
from positions.resolve.time_words import (
    DAY,
    DAYS,
    FEASTS,
    MONTH,
    UNIT,
    YEAR,
    N,
    month_of,
    number_of,
    real,
    real_day,
    shifted,
)

Rule = Callable[[re.Match[str], date], "When | None"]

# What is given in a year and named with it: "a 2014 speech".
_GIVEN = (
    r"(?:speech|address|interview|letter|report|statement|essay|article|book|memo|paper|lecture|broadcast"
    r"|ruling|decree|declaration)"
)


def _weekday(found: re.Match[str], published: date) -> When:
    back = (published.weekday() - DAYS.index(found["weekday"].lower() + "day")) % 7
    if found.groupdict().get("last") and back == 0:
        back = 7
    return When.day(published - timedelta(days=back))


def _full_date(found: re.Match[str], published: date) -> When | None:
    month, day = month_of(found["month"]), int(found["day"])
    return real_day(int(found["year"]), month, day) if found["year"] else _recent(month, day, published)


def _recent(month: int, day: int, published: date) -> When | None:
    """The most recent such day; two days of the future are allowed, for the clocks of other continents."""
    here = real_day(published.year, month, day)
    if here and here.first > published + timedelta(days=2):
        return real_day(published.year - 1, month, day)
    return here


def _day_alone(found: re.Match[str], published: date) -> When | None:
    """`on the 7th`: of this month or of the one before."""
    day = int(found["day"])
    if day <= published.day:
        return real_day(published.year, published.month, day)
    before = published.replace(day=1) - timedelta(days=1)
    return real_day(before.year, before.month, day)


def _numeric(found: re.Match[str], published: date) -> When | None:
    """`24/9/1999`; nothing where day and month could be either."""
    a, b, year = int(found["a"]), int(found["b"]), int(found["year"])
    if a != b and a <= 12 and b <= 12:
        return None
    return real_day(year, b, a) if a > 12 or a == b else real_day(year, a, b)


def _month(found: re.Match[str], published: date) -> When | None:
    month = month_of(found["month"])
    year = int(found["year"]) if found["year"] else published.year - (month > published.month)
    behind = found.groupdict().get("early") or found.groupdict().get("gone")
    if behind and not found["year"] and month == published.month:
        year -= 1
    return real(f"{year:04d}-{month:02d}")


def _year(found: re.Match[str], published: date) -> When | None:
    when = real(found["year"])
    return when if when and when.first <= published else None


def _iso(found: re.Match[str], published: date) -> When | None:
    return real_day(int(found["year"]), int(found["m"]), int(found["day"]))


def _feast(found: re.Match[str], published: date) -> When | None:
    return _recent(*FEASTS[found.group().lower().replace("’", "'")], published)


def _ago(found: re.Match[str], published: date) -> When | None:
    return shifted(When.day(published), -number_of(found["n"]), found["unit"].lower())


def _last(found: re.Match[str], published: date) -> When | None:
    """`last month`, `last year`; `last week` is known no better than to its month."""
    unit = found["unit"].lower()
    if unit == "week":  # a week belongs to the month of its Thursday, as in ISO 8601
        return real((published - timedelta(days=published.weekday() + 4)).isoformat()[:7])
    if unit == "month":
        return real((published.replace(day=1) - timedelta(days=1)).isoformat()[:7])
    return real(f"{published.year - 1:04d}")


def _this(found: re.Match[str], published: date) -> When | None:
    return real(published.isoformat()[: {"week": 7, "month": 7, "year": 4}[found["unit"].lower()]])


def _weekend(found: re.Match[str], published: date) -> When | None:
    """The last weekend, known to its month."""
    saturday = published - timedelta(days=(published.weekday() - 5) % 7)
    return real(saturday.isoformat()[:7])


def _days_back(days: int) -> Rule:
    return lambda found, published: When.day(published - timedelta(days=days))


def _compiled(*rules: tuple[str, Rule]) -> tuple[tuple[re.Pattern[str], Rule], ...]:
    return tuple((re.compile(pattern, re.IGNORECASE), rule) for pattern, rule in rules)


FROM_PUBLICATION = _compiled(
    (r"\b(?P<year>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<day>\d\d)\b", _iso),
    (r"\b(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<year>(?:19|20)\d\d)\b", _numeric),
    (rf"\b{MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:){YEAR}", _full_date),
    (rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {MONTH}\b{YEAR}", _full_date),
    (rf"\b(?P<last>last|previous) {DAY}", _weekday),
    (
        rf"\b(?:on |late |early |earlier |this )*{DAY}(?: (?:morning|afternoon|evening|night))?",
        _weekday,
    ),
    (
        rf"\b(?:in|since|during|of|by|from) (?:(?P<early>early|late|mid)[- ])?{MONTH}\b(?: of)?{YEAR}(?! \d)",
        _month,
    ),
    (rf"\b(?:(?P<gone>last)|this past) {MONTH}(?P<year>)\b", _month),
    (rf"\b(?P<early>)(?:early|late|mid)[- ]{MONTH}\b{YEAR}", _month),
    (rf"\b{MONTH} (?P<year>(?:19|20)\d\d)\b", _month),
    (r"\b(?:new year|valentine)['’]s (?:eve|day)\b|\bchristmas (?:eve|day)\b|\bboxing day\b|\bmay day\b", _feast),
    (rf"\b{N} {UNIT}s? ago\b", _ago),
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
