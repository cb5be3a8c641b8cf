"""One actor by itself: how consistently it takes its sides, and who stands near it and far from it.

Consistency on a position is the part of its n statements that take the side most often taken there, a
conditional statement counting with its side; with one statement there is nothing to be consistent with. What
is only implied takes no part: it repeats what was said of another position.
Over all positions with two statements and more it is their mean weighed by n, so the statements on their
position's majority side through all statements.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from positions.analysis.agreement import Agreement, Table, agreement, score, terms
from positions.analysis.standings import Standing, standings
from positions.records import Outline, Reading

NEAREST = 3  # actors at each end


@dataclass(frozen=True, slots=True)
class Consistency:
    """`value` is None where no position has two statements."""

    value: float | None
    positions: int
    statements: int


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another actor, and how far the two agree."""

    code: str
    agreement: Agreement


@dataclass(frozen=True, slots=True)
class Profile:
    """What one actor's stances come to; the positions in the order of the codebook."""

    standings: Mapping[str, Standing]
    consistency: Consistency
    closest: tuple[Neighbour, ...]
    farthest: tuple[Neighbour, ...]


def profile(
    code: str, own: Iterable[Reading], others: Mapping[str, Iterable[Reading]], order: Sequence[str]
) -> Profile:
    """The profile of the actor of this code, whose stances are `own`, among others by their codes.

    Give of the others all that they hold, so that the score says of how many positions it covers those shared.
    """
    mine = standings(own)
    table = {code: mine} | {other: standings(readings) for other, readings in others.items()}
    near, far = ends(code, table)
    scores = max(1, len(near) + len(far))
    closest, farthest = (
        tuple(Neighbour(other, agreement(table, [(code, other)], among=scores)) for other in end)
        for end in (near, far)
    )
    return Profile(
        standings={slug: mine[slug] for slug in order if slug in mine},
        consistency=consistency(mine.values()),
        closest=closest,
        farthest=farthest,
    )


def ends(code: str, table: Table) -> tuple[list[str], list[str]]:
    """Those who agree by half and more, the nearest first, and the rest, the farthest first.

    Of two that agree equally, the one with more statements behind it stands first.
    """
    ranked: list[tuple[float, float, str]] = []
    for other in table:
        found = [] if other == code else terms(table, [(code, other)])
        if (value := score(found)) is not None:
            ranked.append((value, sum(each.weight for each in found), other))
    near = sorted((each for each in ranked if each[0] >= 0.5), key=lambda each: (-each[0], -each[1], each[2]))
    far = sorted((each for each in ranked if each[0] < 0.5), key=lambda each: (each[0], -each[1], each[2]))
    return [other for _, _, other in near[:NEAREST]], [other for _, _, other in far[:NEAREST]]


def majority(standing: Standing) -> int:
    """How many of its statements take the side most often taken."""
    return max(Counter(each.stance for each in standing.statements).values())


def consistency(held: Iterable[Standing]) -> Consistency:
    """How consistently these positions are held."""
    said = [Counter(each.stance for each in own.statements if not each.implied) for own in held]
    repeated = [sides for sides in said if sides.total() > 1]
    n = sum(sides.total() for sides in repeated)
    value = sum(max(sides.values()) for sides in repeated) / n if n else None
    return Consistency(value, len(repeated), n)


def acts(told: Iterable[Outline]) -> dict[str, int]:
    """How often each act was done, the most frequent first; reports of one statement count once."""
    first = {each.fingerprint: each.act for each in told}
    return dict(sorted(Counter(first.values()).items(), key=lambda each: (-each[1], each[0])))
