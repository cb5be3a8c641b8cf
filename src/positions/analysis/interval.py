"""How sure a score is: a percentile bootstrap over documents (95 %; Efron 1979), from a printed seed.

Statements of one article stand and fall together; so documents are drawn, not statements, and evidence
from one document alone bounds nothing: the interval is then the whole range from 0 to 1. Drawn are the
documents that hold what the score counts. Of more than 100, 100 bundles are made at random and drawn
instead of single ones, so that a store of a million statements answers like a small one: of
independent documents the sum over a bundle varies as its size, so the bounds mean the same.

All sums of a bundle stand in one long number, each in a field of its own. To draw bundles is then to add
such numbers, and one addition counts every actor on every position. Values are halves: nothing is rounded.
"""

from __future__ import annotations

import random
import struct
from collections.abc import Iterable, Mapping, Sequence

from positions.analysis.standings import Standing

SEED = 20220126
RESAMPLES = 1000
FEWEST = 100
WORK = 400_000  # sums over all resamples of an answer: who has more of them gets fewer resamples
BUNDLES = 100

Cell = tuple[str, str]  # an actor and a position
# Of every cell in its order: how many statements, and the sum of 0 to 4 for their values from -1 to +1, since a
# number below zero would borrow from the field beside it.
Sums = Sequence[int]


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
    bundles = _bundles(counted.values(), chance)
    if len(bundles) < 2:
        return 0.0, 1.0
    at = {cell: place for place, cell in enumerate(counted)}
    both = [
        (at[a, slug], at[b, slug]) for a, b in pairs for slug in shared if (a, slug) in at and (b, slug) in at
    ]
    work = len(bundles) + sum(n > 0 for sums in bundles for n in sums[::2]) + len(both)
    resamples = min(RESAMPLES, max(FEWEST, WORK // (work * among)))
    numbers = [_packed(sums) for sums in bundles]
    drawn = (sum(chance.choices(numbers, k=len(numbers))) for _ in range(resamples))
    scores = (_score(_unpacked(each, 2 * len(at)), both) for each in drawn)
    return _middle(sorted(each for each in scores if each is not None), value)


def _bundles(standings: Iterable[Standing], chance: random.Random) -> Sequence[Sums]:
    """What the cells have in each bundle of documents; a document is one of its own as long as there are few."""
    cells = [each.statements for each in standings]
    documents = sorted({each.document for cell in cells for each in cell})
    if len(documents) > BUNDLES:
        chance.shuffle(documents)
    bundle = {document: at % BUNDLES for at, document in enumerate(documents)}
    found = [[0] * (2 * len(cells)) for _ in documents[:BUNDLES]]
    for at, cell in enumerate(cells):
        for each in cell:
            sums = found[bundle[each.document]]
            sums[2 * at] += 1
            sums[2 * at + 1] += int(2 * each.value) + 2
    return found


def _packed(sums: Sums) -> int:
    """One long number with a field of 64 bits for each, which no sum of statements outgrows."""
    return int.from_bytes(struct.pack(f"<{len(sums)}Q", *sums), "little")


def _unpacked(number: int, fields: int) -> Sums:
    return struct.unpack(f"<{fields}Q", number.to_bytes(8 * fields, "little"))


def _score(sums: Sums, both: Sequence[tuple[int, int]]) -> float | None:
    """A, as `positions.analysis.agreement` has it, in one pass over the cells that face each other."""
    numbers = sums[::2]
    values = [(marks / 2 - n) / n if n else 0.0 for n, marks in zip(numbers, sums[1::2], strict=True)]
    above = below = 0.0
    for left, right in both:
        if (n_a := numbers[left]) and (n_b := numbers[right]):
            weight = 2 * n_a * n_b / (n_a + n_b)
            above += weight * (1 - abs(values[left] - values[right]) / 2)
            below += weight
    return above / below if below else None


def _middle(scores: Sequence[float], value: float) -> tuple[float, float]:
    if not scores:
        return 0.0, 1.0
    low = scores[int(0.025 * (len(scores) - 1))]
    high = scores[-1 - int(0.025 * (len(scores) - 1))]
    return max(0.0, min(low, value)), min(1.0, max(high, value))
