"""Where an actor left one side of a position for the other.

A change is claimed only where it is sure that one came after the other: an actor's stance on a position differs
in side from the one before it, and the earlier of the two dates ends before the later one begins. Two sides on
one day, or within one month that is known no nearer, are no change but a contradiction, which `compare`
shows as mixed. An implied stance takes no part: a change needs two sentences that say so.

A change is wrong where either sentence was misread. Its confidence is therefore the product of the two
readings' confidences, as if they erred independently; what a person has accepted or edited counts as 1.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from positions.analysis.standings import once
from positions.model import When
from positions.records import Reading

SURE, LIKELY = 0.8, 0.5  # the least confidence of a change that is called so


@dataclass(frozen=True, slots=True)
class Change:
    """An actor left one side of a position for the other."""

    position: str
    before: str
    after: str
    actor: str  # its code
    since: str  # the statement that held the earlier stance
    statement: str  # the first evidence of the new one
    left: str  # when the earlier stance was last held, as far as it is known
    on: str  # when the new one was first held
    confidence: float
    conditional: bool  # one of the two stances holds only under a condition
    second_hand: bool  # one of them is known from another party's report alone
    held: int  # statements on the new side, this one included, until the next change

    @property
    def sure(self) -> str:
        """How sure the change is: "sure", "likely" or "weak". A condition or a report lowers it by one."""
        words = ("sure", "likely", "weak")
        rank = 0 if self.confidence >= SURE else 1 if self.confidence >= LIKELY else 2
        return words[min(2, rank + (self.conditional or self.second_hand))]


def changed(history: Iterable[Reading]) -> list[Change]:
    """Every change of stance in these readings, of whatever actors and positions; the newest first.

    Give the whole history: a change that is cut from what came before it is not seen.
    """
    series: dict[tuple[str, str], list[Reading]] = defaultdict(list)
    for each in history:
        if each.said_on and not each.implied:
            series[each.actor, each.position].append(each)
    found = [change for readings in series.values() for change in _within(_clear(once(readings)))]
    found.sort(key=lambda each: (each.actor, each.position))
    return sorted(found, key=lambda each: When(each.on).first, reverse=True)


def _within(readings: Sequence[Reading]) -> list[Change]:
    """The changes of one actor on one position."""
    turns = [at for at, (one, other) in enumerate(pairwise(readings), 1) if one.stance != other.stance]
    stops = [*turns, len(readings)][1:]
    return [
        _change(readings[at - 1], readings[at], held=stop - at) for at, stop in zip(turns, stops, strict=True)
    ]


def _change(before: Reading, after: Reading, held: int) -> Change:
    return Change(
        position=after.position,
        before=before.stance,
        after=after.stance,
        actor=after.actor,
        since=before.statement,
        statement=after.statement,
        left=before.said_on or "",
        on=after.said_on or "",
        confidence=round(_trusted(before) * _trusted(after), 3),
        conditional=before.conditional or after.conditional,
        second_hand=before.second_hand or after.second_hand,
        held=held,
    )


def _trusted(each: Reading) -> float:
    return 1.0 if each.status in ("accepted", "edited") else each.confidence


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
