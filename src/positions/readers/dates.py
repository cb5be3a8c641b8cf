"""Calendar dates as the world's press writes them, found in a line of text.

A mention has one reading ("26 January 2022"), two ("03/04/2022", which half the world reads the
other way), or none but a month and a day ("Jan 26"), whose year other evidence must give.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from positions.readers import words

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: number + 1 for number, names in enumerate(words.MONTHS) for name in names.split()}
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_FOREIGN = "|".join(sorted(_MONTHS, key=len, reverse=True))
_NO_RANGE = r"(?!\s?[-–]\s?\d{1,2}\b)"
_DATE = re.compile(
    rf"(?<![\w.,/–-])(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-](?P<m1>{_MONTH})(?:,?[\s-]\s?(?P<y1>\d{{4}}|(?<=-)\d\d)\b(?!:|\s(?:GMT|UTC|hrs)))?"
    rf"|\b(?P<m2>{_MONTH})\s(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b{_NO_RANGE}(?:(?:,\s?|\s)(?P<y2>\d{{4}})\b(?!:|\s(?:GMT|UTC|hrs)))?"
    r"|(?P<y5>(?:19|20)\d{2})\s?[年년]\s?(?P<m5>\d{1,2})\s?[月월]\s?(?P<d5>\d{1,2})\s?[日일]"
    rf"|(?<![\w.,/–-])(?P<d6>\d{{1,2}})(?:er|\.)?(?:\sde)?\s(?P<m6>{_FOREIGN})\.?"
    r"(?:\sde)?\s(?P<y6>(?:19|20)\d{2})\b"
    r"|(?<![\w./-])(?P<y3>\d{4})(?P<s3>[-/]|\.\s?)(?P<m3>\d{1,2})(?P=s3)(?P<d3>\d{1,2})(?![\d/-])"
    r"|(?<![\w./-])(?P<d4>\d{1,2})(?P<s4>[-/]|\.\s?)(?P<m4>\d{1,2})(?P=s4)(?P<y4>\d{4}|\d\d(?![\d.:/-]))(?![\d/-])",
    re.IGNORECASE,
)
_EPOCH = re.compile(r"[1-9]\d{8}|1\d{9}|1\d{12}")  # from 1973 on
_STAMP = re.compile(r"(\d{4})([-/.]?)(\d{2})\2(\d{2})(?!\d)")
_UNKNOWN = date(1970, 1, 1)
_LEAP = 2000
_IN_URL = re.compile(r"(?<!\d)((?:19|20)\d\d)([/_-]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
_NAMED_IN_URL = re.compile(r"/((?:19|20)\d\d)/([a-z]{3})/(\d{1,2})/")


@dataclass(frozen=True, slots=True)
class Mention:
    """A date in a line: `readings` holds the days that it can mean, none where its year is missing."""

    start: int
    end: int
    readings: tuple[date, ...]
    month: int
    day: int

    @property
    def clear(self) -> date | None:
        return self.readings[0] if len(self.readings) == 1 else None


def mentions(line: str) -> Iterator[Mention]:
    """The dates in a line. What no calendar has, and years that news never speaks of, are passed over."""
    for found in _DATE.finditer(line):
        mention = _worded(found) if found["m1"] or found["m2"] else _foreign(found) or _numeric(found)
        if mention:
            yield mention


def of_stamp(value: str) -> date | None:
    """The day of a machine's stamp as it is written: `2022-01-26T18:13+01:00`, `20220126`, seconds since 1970.

    Counted seconds (or milliseconds) have no place, so that their day is that of UTC. The first day of 1970 is what
    a machine writes that knows none.
    """
    value = value.strip()[:40]
    if _EPOCH.fullmatch(value):
        seconds = int(value) / (1000 if len(value) == 13 else 1)
        return datetime.fromtimestamp(seconds, UTC).date()
    found = _STAMP.match(value)
    day = day_of(int(found[1]), int(found[3]), int(found[4])) if found else None
    return None if day == _UNKNOWN else day


def in_address(url: str) -> date | None:
    """The day that an address carries: `/2022/01/26/`, `/2022/jan/26/`, `-20220126`."""
    found = _IN_URL.search(url)
    if found:
        return day_of(int(found[1]), int(found[3]), int(found[4]))
    named = _NAMED_IN_URL.search(url.lower())
    if named and named[2] in _NAMES:
        return day_of(int(named[1]), _NAMES.index(named[2]) + 1, int(named[3]))
    return None


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, or None where there is no such day or it is absurd for news."""
    try:
        return date(year, month, day) if 1900 <= year <= 2100 else None
    except ValueError:
        return None


def _worded(found: re.Match[str]) -> Mention | None:
    which = "1" if found["m1"] else "2"
    month = _NAMES.index(found["m" + which][:3].lower()) + 1
    day = int(found["d" + which])
    year = _whole_year(int(found["y" + which])) if found["y" + which] else 0
    if not day_of(year or _LEAP, month, day):
        return None
    exact = day_of(year, month, day) if year else None
    return Mention(*found.span(), (exact,) if exact else (), month, day)


def _foreign(found: re.Match[str]) -> Mention | None:
    """The day as Paris, Berlin or Beijing write it on an English page."""
    if not (found["m5"] or found["m6"]):
        return None
    which = "5" if found["m5"] else "6"
    month = int(found["m5"]) if found["m5"] else _MONTHS[found["m6"].lower()]
    day = day_of(int(found["y" + which]), month, int(found["d" + which]))
    return Mention(*found.span(), (day,), month, day.day) if day else None


def _numeric(found: re.Match[str]) -> Mention | None:
    if not (found["y3"] or found["y4"]):
        return None
    if found["y3"]:
        days = [day_of(int(found["y3"]), int(found["m3"]), int(found["d3"]))]
    else:
        days = _day_and_month(_whole_year(int(found["y4"])), int(found["d4"]), int(found["m4"]), found["s4"])
    readings = tuple(dict.fromkeys(day for day in days if day))
    return Mention(*found.span(), readings, readings[0].month, readings[0].day) if readings else None


def _whole_year(year: int) -> int:
    """Of two figures: 26 is 2026, 94 is 1994."""
    return year if year > 99 else year + (2000 if year < 50 else 1900)


def _day_and_month(year: int, first: int, second: int, separator: str) -> list[date | None]:
    """Day and month in the order of Europe; with slashes also in that of America."""
    european, american = day_of(year, second, first), day_of(year, first, second)
    if separator == "/":
        return [european, american]
    return [european or american]
