"""What was said in its order, where a stance changed, and where nothing was said for long.

A silence counts from the last day that one statement can mean to the first that the next can: what is
certain of it. It is marked where it is longer than `bound` says: 90 days, or ten times the median interval
between the days of speaking, whichever is more (90 where there are fewer than three intervals).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from positions.analysis.changes import Change, changed
from positions.model import When
from positions.records import Reading, StatementRecord

LEAST_GAP = 90  # days
TIMES_MEDIAN = 10
FEWEST = 3  # intervals; the median of fewer is mostly the silence itself

__all__ = ["Change", "Event", "Gap", "bound", "gaps", "timeline"]


@dataclass(frozen=True, slots=True)
class Gap:
    """A silence: nothing is known to have been said after `since` and before `until`."""

    since: date
    until: date

    @property
    def days(self) -> int:
        return (self.until - self.since).days


@dataclass(frozen=True, slots=True)
class Event:
    """A statement on the timeline, the changes of stance that it made, and the silence that it broke."""

    statement: StatementRecord
    changes: tuple[Change, ...] = ()
    gap: Gap | None = None
    reports: int = 1  # documents that report the statement

    @property
    def change(self) -> Change | None:
        return self.changes[0] if self.changes else None


def timeline(
    statements: Sequence[StatementRecord], history: Iterable[Reading], longest: int | None = None
) -> list[Event]:
    """The statements as events. `history` holds all stances of the actors in them, told or not.

    A silence is marked where it is longer than so many days; None: as `bound` finds.
    """
    made: dict[str, list[Change]] = {}
    for each in changed(history):
        made.setdefault(each.statement, []).append(each)
    broken = _broken(statements, longest)
    return [Event(each, tuple(made.get(each.id, ())), broken.get(at)) for at, each in enumerate(statements)]


def _broken(statements: Sequence[StatementRecord], longest: int | None) -> dict[int, Gap]:
    """The place of each statement that breaks a silence, and which."""
    whens = [each.when for each in statements]
    silences = {gap.until: gap for gap in gaps([each for each in whens if each], longest)}
    found: dict[int, Gap] = {}
    for at, when in enumerate(whens):
        if when and (gap := silences.pop(when.first, None)):
            found[at] = gap
    return found


def gaps(whens: Iterable[When], longest: int | None = None) -> list[Gap]:
    """The silences between these dates, in their order."""
    silences = _silences(whens)
    most = bound([each.days for each in silences]) if longest is None else longest
    return [each for each in silences if each.days > most]


def bound(intervals: Iterable[int]) -> float:
    """The longest interval, in days, that is no silence yet.

    >>> bound([1, 2, 3]), bound([20, 30, 40]), bound([200])
    (90, 300, 90)
    """
    between = [each for each in intervals if each > 0]
    return max(LEAST_GAP, TIMES_MEDIAN * median(between)) if len(between) >= FEWEST else LEAST_GAP


def _silences(whens: Iterable[When]) -> list[Gap]:
    """What lies between the dates: a date within an earlier, wider one (a day of that year) ends nothing."""
    silences: list[Gap] = []
    heard: date | None = None
    for when in sorted(whens, key=lambda each: (each.first, each.last)):
        if heard and when.first > heard:
            silences.append(Gap(heard, when.first))
        heard = max(heard, when.last) if heard else when.last
    return silences
