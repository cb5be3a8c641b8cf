"""The dates in an article's head, each with the sort of evidence that it is, and the day that they settle.

The strongest sort wins. A page's own header carries the day of printing or copying as often as that
of publication, so that it counts only where nothing else speaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from positions.readers import dates
from positions.readers.dates import Mention
from positions.readers.lines import Kind, Line, leftover
from positions.readers.words import any_of

_MASTHEAD = 4  # lines at the top in which a paper's name, the day and a page may stand
_MASTHEAD_SIGN = re.compile(
    r"\s{2,}|[|·~•*/]|\b(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\b"
    r"|\b(?:page|pg|vol|issue|edition|section)\b",
    re.IGNORECASE,
)
_BY = re.compile(r"by\s", re.IGNORECASE)
_GOES_ON = re.compile(r"\s?[|~•·/]\s|,?\s\d{1,2}[:.]\d{2}\b")
_WEEK = 7
_MONTH = 31
_BODY = 200_000


class Sort(IntEnum):
    """What sort of evidence a date is; the first is the strongest."""

    PUBLISHED = 0
    BYLINE = 1
    DATE_LINE = 2
    DATELINE = 3
    UPDATED = 4
    URL = 5
    TITLE = 6
    PAGE_HEADER = 7
    IGNORED = 8


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
_LABEL = re.compile(
    rf"(?P<ignored>{any_of('ignored')}|©|\(c\))|(?P<updated>{any_of('updated')})|(?P<published>{any_of('published')})",
    re.IGNORECASE,
)
_BEFORE_LABEL = re.compile(r"[|•·,;(/–—)\]-]\s*\Z|\d\s*\Z|[ap]\.?m\.?\s*\Z|\b[A-Z]{2,4}\s*\Z|\A\s*\Z")
_PLACE_OF_EVENT = re.compile(r"(?:venue|where|location|place|time|registration|what|who)\s?:", re.IGNORECASE)
_SORT_OF = {"ignored": Sort.IGNORED, "updated": Sort.UPDATED, "published": Sort.PUBLISHED}


@dataclass(frozen=True, slots=True)
class Clue:
    sort: Sort
    mention: Mention


def find(head: list[Line], title: int | None, url: str) -> list[Clue]:
    """All clues of a head whose title stands at that number, and that of the address."""
    found = [clue for number in range(len(head)) for clue in _of_line(head, number, title)]
    day = dates.in_address(url)
    if day:
        found.append(Clue(Sort.URL, Mention(0, 1, (day,), day.month, day.day)))
    return found


def label_of(text: str) -> bool:
    """Whether a line begins with a label of dates: "Published", "Last updated: ..."."""
    label = _LABEL.match(text)
    rest = text[label.end() :] if label else text
    return bool(label) and len(leftover(rest, dates.mentions(rest))) < 12


def _of_line(head: list[Line], number: int, title: int | None) -> Iterator[Clue]:
    line = head[number]
    if line.dateline:
        if line.dateline.day:
            yield Clue(Sort.DATELINE, line.dateline.day)
        return
    if line.kind is Kind.PROSE or not line.dates:
        return
    plain = _plain_sort(head, number, title)
    for mention in line.dates:
        sort = _labelled(head, number, mention)
        if sort is None:
            sort = plain
        if sort is not None and sort is not Sort.IGNORED:
            yield Clue(sort, mention)


def _labelled(head: list[Line], number: int, mention: Mention) -> Sort | None:
    """The sort that the nearest label before a date gives it, on its line or alone on the line above."""
    text = head[number].text
    is_byline = head[number].byline is not None
    found = [label for label in _LABEL.finditer(text[: mention.start]) if is_byline or _is_label(text, label)]
    if found and (is_byline or _says_little(head[number])):
        return _sort(head, number, found[-1])
    above = head[number - 1].text if number else ""
    alone = _LABEL.fullmatch(above.strip(" :"))
    if alone and head[number].kind is Kind.DATES:
        return _sort(head, number, alone)
    return None


def _is_label(text: str, label: re.Match[str]) -> bool:
    """Whether it begins the line, follows a separator or has a capital: "a report published on" is none."""
    before = text[: label.start()]
    return bool(_BEFORE_LABEL.search(before)) or (label[0][0].isupper() and len(before.split()) <= 4)


def _says_little(line: Line) -> bool:
    """Whether a line holds hardly more than dates and labels, so that it is no sentence."""
    words = leftover(_LABEL.sub(" ", line.text), dates.mentions(_LABEL.sub(" ", line.text))).split()
    return len(words) <= 6 and sum(word.islower() for word in words) <= 3


def _sort(head: list[Line], number: int, label: re.Match[str]) -> Sort:
    """A bare "Date:" among "Venue:" and "Time:" is that of an event."""
    if label[0].lower() == "date":
        around = head[max(0, number - 2) : number] + head[number + 1 : number + 3]
        if any(_PLACE_OF_EVENT.match(line.text) for line in around):
            return Sort.IGNORED
    return _SORT_OF[label.lastgroup or "ignored"]


def _plain_sort(head: list[Line], number: int, title: int | None) -> Sort | None:
    """The sort of a date without a label, from where it stands."""
    line = head[number]
    if line.byline:
        return Sort.BYLINE
    if line.kind is Kind.DATED_TITLE:
        return Sort.TITLE
    if line.kind is Kind.HEADLINE and number < _MASTHEAD and _is_masthead(line):
        return Sort.PAGE_HEADER
    below = title is not None and number > title
    if line.kind is Kind.HEADLINE and below and _BY.match(line.text) and _says_little(line):
        return Sort.BYLINE
    if not (line.kind is Kind.DATES or _begins_with_day(line)) or sum(other.kind is Kind.PROSE for other in head[:number]) > 1:
        return None
    if any(_is_quotation(other) for other in head[max(0, number - 2) : number]):
        return None  # the day on which the words above it were said
    if any(other.byline for other in head[max(0, number - 2) : number] + head[number + 1 : number + 2]):
        return Sort.BYLINE
    issued = any(other.kind in (Kind.GENRE, Kind.PERSON) for other in head[:number])
    return Sort.DATE_LINE if below or issued else Sort.PAGE_HEADER


def _begins_with_day(line: Line) -> bool:
    """ "Monday, March 5, 2018 | by Ann Lee | In this issue", "22 July 2021, 06:00 Updated 3 hours ago"."""
    first = line.dates[0]
    before = leftover(line.text[: first.start], ())
    return line.kind is Kind.HEADLINE and bool(first.readings) and not before and bool(_GOES_ON.match(line.text, first.end))


def _is_quotation(line: Line) -> bool:
    return line.text[0] in "“\"" and line.text.rstrip()[-1] in "”\""


def _is_masthead(line: Line) -> bool:
    """`The Daily Paper | Friday, 12 August 2022 | page 5`: names and a date side by side, and no sentence."""
    words = leftover(line.text, line.dates).split()
    told = bool(_MASTHEAD_SIGN.search(line.text))
    return len(line.dates) == 1 and told and len(words) <= 14 and sum(word.islower() for word in words) <= 4


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
        return _one([day for day in mention.readings if _fits(day, clue, clues, pool)])
    return _with_year(mention, pool, _WEEK) or _with_year(mention, _latest(text), _MONTH)


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

    An anniversary ("on January 26, 2015") must not date the article, so that earlier years are left out.
    """
    found = [mention.clear for mention in dates.mentions(text[:_BODY]) if mention.clear]
    latest = max((day.year for day in found), default=0)
    return [day for day in found if day.year == latest]
