"""What a report tells: a comparison, the changes of stance, and every statement that they rest on.

The statements are numbered in the order of saying, so that a number on the page, or on paper, leads to one
sentence. Two actors are tied by the positions on which both have spoken and neither is mixed: those on which
they take the same side, and those on which they take opposite ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from positions.analysis.changes import Change, changed
from positions.analysis.compare import Comparison
from positions.records import PositionRecord, Reading, StatementRecord

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Moved:
    """A change of stance, with the name of the actor as the page has it."""

    actor: str
    change: Change


@dataclass(frozen=True, slots=True)
class Tie:
    """The positions on which two actors stand on the same side, and on opposite sides."""

    same: tuple[str, ...]
    opposite: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class About:
    """What the page says of itself. `covers` holds counts of the whole store, by table."""

    title: str
    store: str
    covers: Mapping[str, int]
    filters: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]  # what must be said beside the comparison
    chosen: bool  # whether the program chose the actors
    program: str
    coders: tuple[str, ...]
    made: str


@dataclass(frozen=True)
class Findings:
    """All that a page shows. `statements` stand in the order of saying, undated ones last."""

    about: About
    comparison: Comparison
    codebook: Mapping[str, PositionRecord]
    moved: tuple[Moved, ...]
    statements: tuple[StatementRecord, ...]
    reports: Mapping[str, int] = field(default_factory=dict)  # in how many documents a statement is reported

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The number of each statement on the page."""
        return {each.id: number for number, each in enumerate(self.statements, start=1)}

    @cached_property
    def by_key(self) -> Mapping[str, StatementRecord]:
        return {each.id: each for each in self.statements}

    @cached_property
    def ties(self) -> Mapping[Pair, Tie]:
        return {pair: tie(self.comparison, pair) for pair in self.comparison.pairs}


def tie(found: Comparison, pair: Pair) -> Tie:
    same: list[str] = []
    opposite: list[str] = []
    for row in found.positions:
        sides = {standing.stance for standing in map(row.standings.get, pair) if standing}
        both = all(row.standings.get(actor) for actor in pair)
        if both and "mixed" not in sides:
            (same if len(sides) == 1 else opposite).append(row.position)
    return Tie(tuple(same), tuple(opposite))


def moves(histories: Mapping[str, Iterable[Reading]], shown: Comparison) -> tuple[Moved, ...]:
    """The changes that a statement of the comparison made, by actor and in the order of saying.

    `histories` hold all that each actor ever held on these positions, so that a change is seen even where
    the earlier side lies outside the dates that were asked for.
    """
    told = set(cited(shown, ()))
    return tuple(
        Moved(actor, change)
        for actor, history in histories.items()
        for change in reversed(changed(history))
        if change.statement in told
    )


def cited(found: Comparison, moved: Sequence[Moved]) -> list[str]:
    """The keys of all statements that a page rests on, each once."""
    standings = (each for row in found.positions for each in row.standings.values() if each)
    keys = [reading.statement for standing in standings for reading in standing.statements]
    for each in moved:
        keys += [each.change.since, each.change.statement]
    return list(dict.fromkeys(keys))


def in_order(statements: Iterable[StatementRecord]) -> tuple[StatementRecord, ...]:
    """By the first day that the date can mean, then by document and place in it; undated ones last."""

    def place(each: StatementRecord) -> tuple[bool, str, str, int, str]:
        first = each.when.first.isoformat() if each.when else ""
        return not first, first, each.document, each.start, each.id

    return tuple(sorted(statements, key=place))
