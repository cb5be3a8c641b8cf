"""What was said, counted day by day, month by month or year by year.

Reports of one statement count once, in the period of the first. What is known only to the month or the year
has a period of its own ("2021-12" among days), since nobody knows which day it was.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from positions.analysis.changes import Change
from positions.analysis.standings import once
from positions.model import When
from positions.records import Outline, Reading


class Span(StrEnum):
    """How long a period is."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


_LENGTH = {Span.DAY: 10, Span.MONTH: 7, Span.YEAR: 4}
DAYS, MONTHS = 62, 60  # the longest time that is shown by day, and by month


@dataclass(frozen=True, slots=True)
class Period:
    """What was said in one day, month or year; `period` is None for what has no date."""

    period: str | None
    statements: int
    acts: Mapping[str, int]
    support: int
    oppose: int
    conditional: int  # of the stances on either side
    implied: int
    changes: tuple[Change, ...]


def periods(
    told: Iterable[Outline], readings: Iterable[Reading], changes: Iterable[Change], by: Span
) -> list[Period]:
    """The periods in which something was said, in their order; last what has no date."""
    acts: dict[str | None, Counter[str]] = defaultdict(Counter)
    for each in _first_reports(told):
        acts[_period(each.said_on, by)][each.act] += 1
    stances: dict[str | None, list[Reading]] = defaultdict(list)
    for reading in _counted(readings):
        stances[_period(reading.said_on, by)].append(reading)
    turns: dict[str | None, list[Change]] = defaultdict(list)
    for change in changes:
        turns[_period(change.on, by)].append(change)
    found = sorted(acts.keys() | stances.keys(), key=_place)
    return [_counts(each, acts[each], stances[each], turns[each]) for each in found]


def _first_reports(told: Iterable[Outline]) -> Iterable[Outline]:
    first: dict[str, Outline] = {}
    for each in sorted(told, key=lambda each: _place(each.said_on)):
        first.setdefault(each.fingerprint, each)
    return first.values()


def _counted(readings: Iterable[Reading]) -> Iterable[Reading]:
    """Each stance of an actor on a position once for each statement, however often it was reported."""
    series: dict[tuple[str, str], list[Reading]] = defaultdict(list)
    for each in readings:
        series[each.actor, each.position].append(each)
    return (each for own in series.values() for each in once(own))


def _counts(
    period: str | None, acts: Counter[str], stances: Sequence[Reading], changes: Sequence[Change]
) -> Period:
    sides = Counter(each.stance for each in stances)
    return Period(
        period=period,
        statements=acts.total(),
        acts=dict(sorted(acts.items(), key=lambda each: (-each[1], each[0]))),
        support=sides["support"],
        oppose=sides["oppose"],
        conditional=sum(each.conditional for each in stances),
        implied=sum(each.implied for each in stances),
        changes=tuple(changes),
    )


def _period(iso: str | None, by: Span) -> str | None:
    return iso[: _LENGTH[by]] if iso else None


def _place(iso: str | None) -> tuple[bool, str, int]:
    """By the first day; a year before its months; last what has no date."""
    return (False, f"{iso}-01-01"[:10], len(iso)) if iso else (True, "", 0)


# --- a row of periods without holes, for a chart ---------------------------------------------


def fitting(dates: Iterable[str]) -> Span:
    """The length of periods that shows these ISO dates best: by day up to two months, by month up to five years."""
    days = [When(each) for each in dates]
    if not days:
        return Span.MONTH
    first, last = min(each.first for each in days), max(each.last for each in days)
    if (last - first).days <= DAYS and all(each.precision == "day" for each in days):
        return Span.DAY
    return Span.MONTH if (last - first).days <= MONTHS * 31 else Span.YEAR


def unbroken(first: str, last: str, by: Span) -> list[str]:
    """Every period from the one to the other.

    >>> unbroken("2021-11", "2022-01", Span.MONTH)
    ['2021-11', '2021-12', '2022-01']
    """
    day, stop, found = When(first).first, When(last).first, []
    while day <= stop:
        found.append(day.isoformat()[: _LENGTH[by]])
        day = _next(day, by)
    return found


def _next(day: date, by: Span) -> date:
    if by is Span.DAY:
        return day + timedelta(days=1)
    if by is Span.YEAR:
        return date(day.year + 1, 1, 1)
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)
