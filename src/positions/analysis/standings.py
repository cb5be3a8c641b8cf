"""Where an actor stands on a position, computed from its stances and never stored as a second truth.

A stance counts s = +1 (support) or -1 (oppose); one under a condition counts half. Reports of one
statement count once. Over n statements, p = sum(s) / n.

An *implied* stance follows from what the actor said on another position, which contradicts or
implies this one. It counts like a direct one, since the codebook's logic is part of the coding, but
a standing that rests on nothing else says so (`implied`), and `compare --direct` leaves all of them
out. Two positions that contradict each other therefore both show one quarrel, once from each side.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from positions.records import Reading


@dataclass(frozen=True)
class Standing:
    """The sum of an actor's statements on one position: each once, in the order of saying."""

    statements: tuple[Reading, ...]
    reports: int  # how often they were reported; more than `n` where several documents carry one

    @property
    def n(self) -> int:
        return len(self.statements)

    @cached_property
    def value(self) -> float:
        """p: from -1 (always opposed) to +1 (always supported)."""
        return sum(each.value for each in self.statements) / self.n

    @property
    def stance(self) -> str:
        """ "mixed" only where both signs occur."""
        sides = {each.stance for each in self.statements}
        return "mixed" if len(sides) > 1 else sides.pop()

    @property
    def conditional(self) -> bool:
        """Never said without a condition."""
        return all(each.conditional for each in self.statements)

    @property
    def implied(self) -> bool:
        """Never said, only implied by what was said on another position."""
        return all(each.implied for each in self.statements)

    @property
    def second_hand(self) -> bool:
        """Known only from what another party reports."""
        return all(each.second_hand for each in self.statements)

    @property
    def dated(self) -> tuple[Reading, ...]:
        return tuple(each for each in self.statements if each.said_on)

    @property
    def first(self) -> str | None:
        return self.dated[0].said_on if self.dated else None

    @property
    def last(self) -> str | None:
        return self.dated[-1].said_on if self.dated else None


def standing(readings: Iterable[Reading]) -> Standing | None:
    """Where these stances on one position leave their actor; None for silence."""
    reports = list(readings)
    return _summed(reports) if reports else None


def _summed(readings: Sequence[Reading]) -> Standing:
    """What two coders read in one document is one report."""
    return Standing(once(readings), len({(each.fingerprint, each.document) for each in readings}))


def once(readings: Iterable[Reading]) -> tuple[Reading, ...]:
    """One reading for each statement, however often it was reported or coded.

    What was said goes before what is implied, what a person has confirmed before the rest, then the
    surest, then the first in time.
    """
    reports: dict[str, list[Reading]] = defaultdict(list)
    for each in readings:
        reports[each.fingerprint].append(each)
    chosen = (same[0] if len(same) == 1 else min(same, key=_trust) for same in reports.values())
    return tuple(sorted(chosen, key=in_time))


def _trust(each: Reading) -> tuple[bool, bool, float, tuple[bool, str, str]]:
    return each.implied, each.status not in ("accepted", "edited"), -each.confidence, in_time(each)


def in_time(each: Reading) -> tuple[bool, str, str]:
    """A partial date stands at its first day; what has no date comes last."""
    return not each.said_on, each.first_day, each.statement


def standings(readings: Iterable[Reading]) -> dict[str, Standing]:
    """An actor's standing on each position that it has spoken on."""
    by_position: dict[str, list[Reading]] = defaultdict(list)
    for each in readings:
        by_position[each.position].append(each)
    return {slug: _summed(each) for slug, each in by_position.items()}
