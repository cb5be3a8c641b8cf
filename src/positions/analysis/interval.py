"""How sure a score is: a percentile bootstrap over documents (95 %; Efron 1979), from a printed seed.

Statements of one article stand and fall together; so documents are drawn, not statements, and evidence
from one document alone bounds nothing: the interval is then the whole range from 0 to 1. Drawn are the
documents that hold what the score counts. Of more than 100, 100 bundles are made at random and drawn
instead of single ones, so that a store of a million statements answers like a small one: of
independent documents the sum over a bundle varies as its size, so the bounds mean the same.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import itemgetter, mul

from positions.analysis.standings import Standing

SEED = 20220126
RESAMPLES = 1000
FEWEST = 100
WORK = 400_000  # look-ups over all resamples of an answer: who has more to look up gets fewer resamples
BUNDLES = 100

Cell = tuple[str, str]  # an actor and a position
Picker = Callable[[Sequence[int]], Sequence[int]]
Sums = tuple[
    Picker, tuple[float, ...], tuple[float, ...]
]  # which bundles, their sums of values, their numbers


def interval(
    counted: Mapping[Cell, Standing],
    pairs: Sequence[tuple[str, str]],
    shared: Sequence[str],
    value: float,
    seed: int,
    among: int = 1,
) -> tuple[float, float]:
    """The middle 95 % of the scores of stores whose documents are drawn from this one's.

    A draw in which no position is shared has no score and counts for nothing. The bounds never
    exclude the score itself.
    """
    chance = random.Random(seed)
    bundle = _bundles(counted.values(), chance)
    if len(bundle) < 2:
        return 0.0, 1.0
    size = min(len(bundle), BUNDLES)
    cells = {cell: _sums(standing, bundle) for cell, standing in counted.items()}
    both = [
        ((a, slug), (b, slug))
        for a, b in pairs
        for slug in shared
        if (a, slug) in cells and (b, slug) in cells
    ]
    work = size + sum(len(sums) for _, sums, _ in cells.values()) + len(both)
    resamples = min(RESAMPLES, max(FEWEST, WORK // (work * among)))
    scores = (_score(_drawn(cells, size, chance), both) for _ in range(resamples))
    return _middle(sorted(each for each in scores if each is not None), value)


def _bundles(standings: Iterable[Standing], chance: random.Random) -> dict[str, int]:
    """The bundle of every document: its own as long as there are few."""
    documents = sorted({each.document for standing in standings for each in standing.statements})
    if len(documents) > BUNDLES:
        chance.shuffle(documents)
    return {document: at % BUNDLES for at, document in enumerate(documents)}


def _sums(standing: Standing, bundle: Mapping[str, int]) -> Sums:
    """What a standing has in each bundle of documents."""
    sums: dict[int, tuple[float, float]] = {}
    for each in standing.statements:
        total, n = sums.get(at := bundle[each.document], (0.0, 0.0))
        sums[at] = total + each.value, n + 1
    return _picker(list(sums)), tuple(total for total, _ in sums.values()), tuple(n for _, n in sums.values())


def _picker(bundles: Sequence[int]) -> Picker:
    """What picks the numbers of these bundles; one alone as a slice, since an index would give no tuple."""
    return itemgetter(*bundles) if len(bundles) > 1 else itemgetter(slice(bundles[0], bundles[0] + 1))


def _drawn(cells: Mapping[Cell, Sums], size: int, chance: random.Random) -> dict[Cell, tuple[float, float]]:
    """p and n of every cell where each bundle counts as often as it was drawn."""
    times = [0] * size
    for at in chance.choices(range(size), k=size):
        times[at] += 1
    values = {}
    for cell, (picked, sums, numbers) in cells.items():
        here = picked(times)
        if n := sum(map(mul, here, numbers)):
            values[cell] = sum(map(mul, here, sums)) / n, n
    return values


def _score(values: Mapping[Cell, tuple[float, float]], both: Sequence[tuple[Cell, Cell]]) -> float | None:
    """A, as `positions.analysis.agreement` has it, in one pass."""
    above = below = 0.0
    for left, right in both:
        if left in values and right in values:
            (p_a, n_a), (p_b, n_b) = values[left], values[right]
            weight = 2 * n_a * n_b / (n_a + n_b)
            above += weight * (1 - abs(p_a - p_b) / 2)
            below += weight
    return above / below if below else None


def _middle(scores: Sequence[float], value: float) -> tuple[float, float]:
    if not scores:
        return 0.0, 1.0
    low = scores[int(0.025 * (len(scores) - 1))]
    high = scores[-1 - int(0.025 * (len(scores) - 1))]
    return max(0.0, min(low, value)), min(1.0, max(high, value))
