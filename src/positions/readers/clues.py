"""The dates in an article's head, each with the sort of evidence that it is.

`settle` takes the strongest. A page's own header carries the day of printing or copying as often as that
of publication, so that it counts only where nothing else speaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
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
    if (
        not (line.kind is Kind.DATES or _begins_with_day(line))
        or sum(other.kind is Kind.PROSE for other in head[:number]) > 1
    ):
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
    return (
        line.kind is Kind.HEADLINE
        and bool(first.readings)
        and not before
        and bool(_GOES_ON.match(line.text, first.end))
    )


def _is_quotation(line: Line) -> bool:
    return line.text[0] in '“"' and line.text.rstrip()[-1] in '”"'


def _is_masthead(line: Line) -> bool:
    """`The Daily Paper | Friday, 12 August 2022 | page 5`: names and a date side by side, and no sentence."""
    words = leftover(line.text, line.dates).split()
    told = bool(_MASTHEAD_SIGN.search(line.text))
    return len(line.dates) == 1 and told and len(words) <= 14 and sum(word.islower() for word in words) <= 4
