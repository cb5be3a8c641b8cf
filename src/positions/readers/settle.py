"""The clues of a head -> the day on which the article was published, with the evidence; none where they leave it open."""

from __future__ import annotations

import re
from datetime import date

from positions.readers import dates
from positions.readers.clues import Clue, Sort
from positions.readers.dates import Mention

_WEEK = 7
_MONTH = 31
_BODY = 200_000
_LEAD = 800
_WEEKDAYS = ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")
_WEEKDAY = re.compile(rf"\b({'|'.join(_WEEKDAYS)})day\b", re.IGNORECASE)
_WORDS = {
    Sort.PUBLISHED: "published line",
    Sort.BYLINE: "byline",
    Sort.DATE_LINE: "published line",
    Sort.DATELINE: "dateline",
    Sort.UPDATED: "updated line",
    Sort.URL: "url",
    Sort.TITLE: "title",
    Sort.PAGE_HEADER: "page header",
}


def day(clues: list[Clue], text: str) -> tuple[date | None, str]:
    """The day that the strongest clue gives, with the name of its sort; None where none has a whole date."""
    pool = [clue.mention.clear for clue in clues if clue.mention.clear]
    settled = [(clue.sort, found) for clue in clues if (found := _settle(clue, clues, pool, text))]
    best = min(settled, key=lambda one: one[0], default=None)
    if best is None:
        return None, ""
    best = _not_long_after_dateline(best, settled)
    return best[1], _WORDS[best[0]]


def _not_long_after_dateline(best: tuple[Sort, date], settled: list[tuple[Sort, date]]) -> tuple[Sort, date]:
    """A date line that is more than a week off the dateline is the day of printing, not of publication."""
    if best[0] is not Sort.DATE_LINE:
        return best
    told = [found for found in settled if found[0] is Sort.DATELINE]
    return told[0] if told and abs((told[0][1] - best[1]).days) > _WEEK else best


def _settle(clue: Clue, clues: list[Clue], pool: list[date], text: str) -> date | None:
    """The one day that a clue means, or None where other evidence does not decide it."""
    mention = clue.mention
    if mention.clear:
        return mention.clear
    if mention.readings:
        fitting = [day for day in mention.readings if _fits(day, clue, clues, pool)]
        return _one(fitting or [day for day in mention.readings if _is_told_of(day, text)])
    lent = _with_year(mention, _latest(text), _MONTH)
    return _with_year(mention, pool, _WEEK) or (lent if lent and _fits_weekdays(lent, text) else None)


def _is_told_of(day: date, text: str) -> bool:
    """Whether the text speaks of days of the month before this one, in its year or without a year."""
    found = (mention for mention in dates.mentions(text[:_BODY]) if len(mention.readings) < 2)
    told = (mention.clear or dates.day_of(day.year, mention.month, mention.day) for mention in found)
    return any(other and 0 < (day - other).days <= _MONTH for other in told)


def _fits_weekdays(day: date, text: str) -> bool:
    """Whether the beginning of the text, where it names days of the week, names one that is next to this day."""
    named = {_WEEKDAYS.index(found[1].lower()) for found in _WEEKDAY.finditer(text[:_LEAD])}
    return not named or any((day.weekday() - one) % 7 in (0, 1, 6) for one in named)


def _fits(day: date, clue: Clue, clues: list[Clue], pool: list[date]) -> bool:
    """Whether another date of the head, with or without its year, lies within a week of this reading."""
    others = [other.mention for other in clues if other is not clue and not other.mention.readings]
    near = [_with_year(other, [day], _WEEK) for other in others]
    return any(abs((day - known).days) <= _WEEK for known in pool) or any(near)


def _with_year(mention: Mention, known: list[date], within: int) -> date | None:
    """A month and a day in the year that brings it close to known dates, where these agree."""
    close = [
        day
        for other in known
        for year in (other.year - 1, other.year, other.year + 1)
        if (day := dates.day_of(year, mention.month, mention.day)) and abs((day - other).days) <= within
    ]
    return _one(close)


def _one(days: list[date]) -> date | None:
    return days[0] if len(set(days)) == 1 else None


def _latest(text: str) -> list[date]:
    """The whole dates of the text, where all lie in its latest year or before: those of that year.

    An anniversary ("on January 26, 2015") must not date the article, so that earlier years are left out, and what is
    still to come cannot.
    """
    today = date.today()
    found = [day for mention in dates.mentions(text[:_BODY]) if (day := mention.clear) and day <= today]
    latest = max((day.year for day in found), default=0)
    return [day for day in found if day.year == latest]
