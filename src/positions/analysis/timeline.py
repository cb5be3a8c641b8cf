"""What was said in its order, and where a stance changed.

A change is claimed only where it is sure: an actor's stance on a position differs in side from the
one before it, and the earlier of the two dates ends before the later one begins. Two sides on one
day, or within one month that is known no nearer, are no change but a contradiction, which `compare`
shows as mixed. An implied stance takes no part: a change needs two sentences that say so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from positions.analysis.standings import once
from positions.records import Reading, StatementRecord


@dataclass(frozen=True, slots=True)
class Change:
    """An actor left one side of a position for the other."""

    position: str
    before: str
    after: str
    actor: str
    since: str  # the statement that held the earlier stance


@dataclass(frozen=True, slots=True)
class Event:
    """A statement on the timeline, and the change of stance that it made."""

    statement: StatementRecord
    change: Change | None


def timeline(statements: Sequence[StatementRecord], history: Iterable[Reading]) -> list[Event]:
    """The statements as events. `history` holds all stances of the actors in them, told or not."""
    changed = changes(history)
    return [Event(each, changed.get(each.id)) for each in statements]


def changes(history: Iterable[Reading]) -> Mapping[str, Change]:
    """The statement that made each change, and which."""
    series: dict[tuple[str, str], list[Reading]] = defaultdict(list)
    for each in history:
        if each.said_on and not each.implied:
            series[each.actor, each.position].append(each)
    made: dict[str, Change] = {}
    for (actor, position), readings in series.items():
        for before, after in pairwise(_clear(once(readings))):
            if before.stance != after.stance:
                change = Change(position, before.stance, after.stance, actor, before.statement)
                made.setdefault(after.statement, change)
    return made


def _clear(readings: Sequence[Reading]) -> list[Reading]:
    """Of readings in the order of time, those that none of the other side overlaps."""
    spells = [(each.when.first, each.when.last) for each in readings if each.when]
    clashing: set[int] = set()
    for at, (_, last) in enumerate(spells):
        for later in range(at + 1, len(spells)):
            if spells[later][0] > last:
                break
            if readings[later].stance != readings[at].stance:
                clashing |= {at, later}
    return [each for at, each in enumerate(readings) if at not in clashing]
