"""How far actors agree: the score of docs/method.md, with what it rests on.

For actor a and position j, n is the number of statements and p their mean value (`standings`). Two
actors agree on j by g = 1 - |p_a - p_b| / 2, weighed by v = 2 n_a n_b / (n_a + n_b), and

    A = sum(v g) / sum(v)    over the k positions on which both have spoken,

of the m on which at least one has. Silence is never half an agreement: with k = 0 there is no
number. Among three actors and more, every pair adds its terms.

Chance: if a's values were paired with b's at random over the shared positions, each drawn by its
weight, their expected disagreement would be

    D_e = sum_i sum_j v_i v_j |p_a,i - p_b,j| / 2 / (sum v)^2,

and 1 - D_o / D_e, with D_o = 1 - A, is what the actors agree beyond that. On one position there is
nothing to pair at random, and where D_e = 0 nothing to divide by: then there is no such number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from positions.analysis.interval import SEED, interval
from positions.analysis.standings import Standing

Pairs = Sequence[tuple[str, str]]
Table = Mapping[str, Mapping[str, Standing]]  # actor -> position -> standing


@dataclass(frozen=True, slots=True)
class Term:
    """What one position adds to the score of two actors: their values and their weight."""

    left: float
    right: float
    weight: float

    @property
    def agreement(self) -> float:
        return 1 - abs(self.left - self.right) / 2


@dataclass(frozen=True, slots=True)
class Agreement:
    """A score and all that it rests on. `value` is None where no position is shared."""

    value: float | None
    shared: int
    of: int
    n: int
    interval: tuple[float, float] | None
    chance_corrected: float | None
    seed: int
    documents: int = 0
    implied: int = 0  # shared positions on which somebody's standing is only implied
    reports: int = field(default=0, compare=False)  # of the n statements; one more report is no other score


def agreement(table: Table, pairs: Pairs, seed: int = SEED, *, among: int = 1) -> Agreement:
    """The score of these pairs of actors, its coverage, its interval and its value beyond chance.

    `among` is how many such scores one answer asks for: they share its time for the intervals.
    """
    actors = sorted({actor for pair in pairs for actor in pair})
    spoken = {slug for actor in actors for slug in table[actor]}
    shared = sorted({slug for a, b in pairs for slug in table[a].keys() & table[b].keys()})
    counted = {
        (actor, slug): table[actor][slug] for actor in actors for slug in shared if slug in table[actor]
    }
    value = score(terms(table, pairs))
    return Agreement(
        value=value,
        shared=len(shared),
        of=len(spoken),
        n=sum(each.n for each in counted.values()),
        interval=None if value is None else interval(counted, pairs, shared, value, seed, among),
        chance_corrected=None if value is None else _beyond_chance(table, pairs, value),
        seed=seed,
        documents=len({each.document for standing in counted.values() for each in standing.statements}),
        implied=sum(_rests_on_implied(slug, table, actors) for slug in shared),
        reports=sum(each.reports for each in counted.values()),
    )


def terms(table: Table, pairs: Iterable[tuple[str, str]], only: str | None = None) -> list[Term]:
    """What each position that both of a pair have spoken on adds; with `only`, that position alone."""
    return [
        Term(table[a][slug].value, table[b][slug].value, weight(table[a][slug].n, table[b][slug].n))
        for a, b in pairs
        for slug in (table[a] if only is None else (only,))
        if slug in table[a] and slug in table[b]
    ]


def weight(n_a: float, n_b: float) -> float:
    """v: the harmonic mean of the two numbers of statements."""
    return 2 * n_a * n_b / (n_a + n_b)


def score(found: Sequence[Term]) -> float | None:
    """A. None where nothing is shared."""
    total = sum(term.weight for term in found)
    return sum(term.weight * term.agreement for term in found) / total if total else None


def expected_disagreement(found: Sequence[Term]) -> float:
    """D_e of one pair of actors: every value of the one against every value of the other."""
    total = sum(term.weight for term in found)
    crossed = (a.weight * b.weight * abs(a.left - b.right) / 2 for a in found for b in found)
    return sum(crossed) / total**2


def _beyond_chance(table: Table, pairs: Pairs, value: float) -> float | None:
    """1 - D_o / D_e, with D_e of several pairs weighed like A."""
    expected = total = 0.0
    most = 0
    for pair in pairs:
        if found := terms(table, [pair]):
            here = sum(term.weight for term in found)
            expected += here * expected_disagreement(found)
            total += here
            most = max(most, len(found))
    return 1 - (1 - value) / (expected / total) if most > 1 and expected else None


def _rests_on_implied(slug: str, table: Table, actors: Iterable[str]) -> bool:
    return any(table[actor][slug].implied for actor in actors if slug in table[actor])
