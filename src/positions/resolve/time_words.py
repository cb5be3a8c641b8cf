"""The words for days, months, feasts, spans and their numbers, and what they mean on a calendar.

A date that no calendar has (31 February), or that lies outside the years of news, is None.
"""

from __future__ import annotations

from datetime import timedelta

from positions.model import When

DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTHS = "january february march april may june july august september october november december".split()
_COUNT = "zero one two three four five six seven eight nine ten eleven twelve".split()
_NUMBERS = {word: n for n, word in enumerate(_COUNT)} | {"a": 1, "an": 1, "the": 1}
FEASTS = {
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
DAY = rf"(?P<weekday>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:'s|’s)?(?!{_PAPER})"
MONTH = (
    r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
YEAR = r"(?:,? (?P<year>(?:19|20)\d\d)\b|(?!,? \d{4}\b))"  # a year of another age makes the whole no date
N = r"(?P<n>\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
UNIT = r"(?P<unit>day|week|fortnight|month|year)"


def month_of(name: str) -> int:
    """1 for `January`, `Jan` and `Jan.`"""
    return next(n for n, month in enumerate(_MONTHS, 1) if month.startswith(name.lower().rstrip(".")[:3]))


def number_of(word: str) -> int:
    """3 for `3` and `three`, 1 for an article."""
    return int(word) if word.isdigit() else _NUMBERS[word.lower()]


def shifted(origin: When, number: int, unit: str) -> When | None:
    """A time some units away: days to the day, weeks and months to the month, years to the year."""
    if unit == "fortnight":
        number, unit = 2 * number, "week"
    if unit in ("day", "week"):
        return _days_away(origin, number, unit) if origin.precision == "day" else None
    if unit == "month":
        months = origin.first.year * 12 + origin.first.month - 1 + number
        return None if origin.precision == "year" else real(f"{months // 12:04d}-{months % 12 + 1:02d}")
    return real(f"{origin.first.year + number:04d}")


def _days_away(origin: When, number: int, unit: str) -> When | None:
    try:
        day = origin.first + timedelta(days=number if unit == "day" else 7 * number)
    except OverflowError:
        return None
    return real(day.isoformat()[: 10 if unit == "day" else 7])


def real_day(year: int, month: int, day: int) -> When | None:
    """The day, or None where no calendar has it."""
    return real(f"{year:04d}-{month:02d}-{day:02d}")


def real(iso: str) -> When | None:
    """The date, or None where it is none that news speaks of."""
    try:
        return When(iso)
    except ValueError:
        return None
