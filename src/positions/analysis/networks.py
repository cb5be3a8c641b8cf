"""Networks of actors and positions, by the formulas of Discourse Network Analyzer (docs/networks.md).

Let x be how often an actor took a stance of value k (+1, -1, half of it under a condition) on a position j.
Two actors are tied by

    ignore       sum_j (sum_k x)(sum_k' x')                   both spoke on j, on whatever side
    congruence   sum_j sum_k sum_k' x x' (1 - |k - k'| / 2)   both took the same side
    conflict     sum_j sum_k sum_k' x x' |k - k'| / 2         they took opposite sides
    subtract     congruence - conflict

and nobody is tied to itself. With k = +1 and -1 alone this is DNA's binary qualifier, with the halves its
integer qualifier of five levels. An actor is tied to a position by the sum of k (subtract), the number of
its stances (ignore), or 1 support only, 2 opposition only, 3 both (combine).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from positions.records import Count

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix: TypeAlias = NDArray[np.float64]


class Kind(StrEnum):
    ACTOR_POSITION = "actor-position"
    CONGRUENCE = "congruence"
    CONFLICT = "conflict"
    SUBTRACT = "subtract"
    IGNORE = "ignore"


class Cells(StrEnum):
    """What an actor-position network says of an actor on a position."""

    SUBTRACT = "subtract"
    IGNORE = "ignore"
    COMBINE = "combine"


class Normalise(StrEnum):
    NONE = "none"
    AVERAGE = "average"
    JACCARD = "jaccard"
    COSINE = "cosine"  # as DNA computes it, which is no cosine
    ANGLE = "angle"  # the cosine proper
    ACTIVITY = "activity"
    PROMINENCE = "prominence"


TWO_MODE = (Normalise.NONE, Normalise.ACTIVITY, Normalise.PROMINENCE)
ONE_MODE = tuple(each for each in Normalise if each not in TWO_MODE[1:])


@dataclass(frozen=True, eq=False)
class Network:
    """A matrix with an actor a row; its columns are the same actors, or positions."""

    kind: Kind
    actors: tuple[str, ...]
    columns: tuple[str, ...]
    weights: Matrix
    spoken: tuple[int, ...]  # how many stances of each actor were counted
    basis: Matrix  # on how many positions both actors spoke; or how many stances a cell holds

    @property
    def one_mode(self) -> bool:
        return self.kind is not Kind.ACTOR_POSITION


@dataclass(frozen=True, slots=True)
class Tie:
    """Two ends, how strongly they are tied, and on how many positions or stances that rests."""

    source: str
    target: str
    weight: float
    basis: int


# --- making one ------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class _Counted:
    """The counts as one matrix, actor by position, for each value."""

    actors: tuple[str, ...]
    positions: tuple[str, ...]
    by_value: dict[float, Matrix]

    @property
    def total(self) -> Matrix:
        found = self.empty
        for matrix in self.by_value.values():
            found += matrix
        return found

    @property
    def empty(self) -> Matrix:
        import numpy as np

        return np.zeros((len(self.actors), len(self.positions)))

    @property
    def spoken(self) -> tuple[int, ...]:
        return tuple(int(n) for n in self.total.sum(axis=1))


def _counted(counts: Iterable[Count]) -> _Counted:
    kept = [each for each in counts if each.n]
    actors = tuple(sorted({each.actor for each in kept}))
    positions = tuple(sorted({each.position for each in kept}))
    found = _Counted(actors, positions, {})
    rows, columns = ({name: at for at, name in enumerate(names)} for names in (actors, positions))
    for each in kept:
        matrix = found.by_value.setdefault(each.value, found.empty)
        matrix[rows[each.actor], columns[each.position]] += each.n
    return found


def two_mode(
    counts: Iterable[Count], cells: Cells = Cells.SUBTRACT, normalise: Normalise = Normalise.NONE
) -> Network:
    """Actors by positions. `activity` divides by all stances of the actor, `prominence` by all on the position.

    Raises `ValueError` for a normalisation that is not of this network, and for any of `combine`, whose
    cells are no numbers.
    """
    if normalise not in TWO_MODE or (cells is Cells.COMBINE and normalise is not Normalise.NONE):
        raise ValueError(f"{normalise} is no normalisation of actors by positions ({cells})")
    counted = _counted(counts)
    weights = _over(_cells(counted, cells), _sums(counted.total, normalise))
    return Network(
        Kind.ACTOR_POSITION, counted.actors, counted.positions, weights, counted.spoken, counted.total
    )


def _cells(counted: _Counted, cells: Cells) -> Matrix:
    if cells is Cells.IGNORE:
        return counted.total
    found = counted.empty
    for value, matrix in counted.by_value.items():
        found += value * matrix
    if cells is Cells.SUBTRACT:
        return found
    return _taken(counted, 1) + 2 * _taken(counted, -1)


def _taken(counted: _Counted, sign: int) -> Matrix:
    """1 where the actor has taken this side at all."""
    import numpy as np

    found = counted.empty
    for value, matrix in counted.by_value.items():
        if value * sign > 0:
            found = np.maximum(found, matrix > 0)
    return found


def _sums(total: Matrix, normalise: Normalise) -> Matrix:
    import numpy as np

    if normalise is Normalise.NONE:
        return np.ones_like(total)
    return np.broadcast_to(total.sum(axis=int(normalise is Normalise.ACTIVITY), keepdims=True), total.shape)


def one_mode(counts: Iterable[Count], kind: Kind, normalise: Normalise = Normalise.NONE) -> Network:
    """Actors by actors. Raises `ValueError` for a normalisation that is not of this network."""
    import numpy as np

    if normalise not in ONE_MODE or kind is Kind.ACTOR_POSITION:
        raise ValueError(f"{normalise} is no normalisation of actors by actors ({kind})")
    counted = _counted(counts)
    weights = _over(_weights(counted, kind), _denominator(counted, kind, normalise))
    np.fill_diagonal(weights, 0.0)
    heard = 1.0 * (counted.total > 0)
    return Network(kind, counted.actors, counted.actors, weights, counted.spoken, heard @ heard.T)


def _weights(counted: _Counted, kind: Kind) -> Matrix:
    """The ties before they are normalised; on the diagonal, those of an actor to itself."""
    if kind is Kind.IGNORE:
        total: Matrix = counted.total @ counted.total.T
        return total
    congruence, conflict = _sides(counted)
    if kind is Kind.SUBTRACT:
        return congruence - conflict
    return congruence if kind is Kind.CONGRUENCE else conflict


def _sides(counted: _Counted) -> tuple[Matrix, Matrix]:
    import numpy as np

    congruence, conflict = (np.zeros((len(counted.actors),) * 2) for _ in range(2))
    for k, mine in counted.by_value.items():
        for other_k, theirs in counted.by_value.items():
            apart = abs(k - other_k) / 2
            both = mine @ theirs.T
            congruence += (1 - apart) * both
            conflict += apart * both
    return congruence, conflict


def _denominator(counted: _Counted, kind: Kind, normalise: Normalise) -> Matrix:
    import numpy as np

    n = counted.total.sum(axis=1)
    if normalise is Normalise.JACCARD:
        return _either(counted)
    if normalise is Normalise.ANGLE:
        own = _weights(counted, Kind.IGNORE if kind is Kind.IGNORE else Kind.CONGRUENCE)
        n = np.sqrt(own.diagonal())
    if normalise is Normalise.NONE:
        n = np.ones_like(n)
    mean: Matrix = np.add.outer(n, n) / 2
    product: Matrix = np.multiply.outer(n, n)
    return mean if normalise is Normalise.AVERAGE else product


def _either(counted: _Counted) -> Matrix:
    """m10 + m01 + m11, over cells of a position and a value: products where both spoke, counts where one did."""
    import numpy as np

    cells = np.hstack([*counted.by_value.values(), np.zeros((len(counted.actors), 0))])
    alone = cells @ (cells == 0).T
    either: Matrix = cells @ cells.T + alone + alone.T
    return either


def _over(weights: Matrix, denominator: Matrix) -> Matrix:
    """Quotients; 0 where there is nothing to divide by."""
    import numpy as np

    quotients: Matrix = np.divide(weights, denominator, out=np.zeros_like(weights), where=denominator > 0)
    return quotients


# --- looking at one --------------------------------------------------------------------------


def ties(network: Network) -> list[Tie]:
    """Every tie once, the strongest first."""
    import numpy as np

    weights = np.triu(network.weights, 1) if network.one_mode else network.weights
    found = [
        Tie(
            network.actors[row],
            network.columns[column],
            float(weights[row, column]),
            int(network.basis[row, column]),
        )
        for row, column in zip(*weights.nonzero(), strict=True)
    ]
    return sorted(found, key=lambda tie: (-abs(tie.weight), tie.source, tie.target))


def trimmed(network: Network, minimum: float = 0.0, *, isolates: bool = False) -> Network:
    """Without the ties that are weaker than `minimum`, and without who is then tied to nobody, unless `isolates`."""
    import numpy as np

    weights = np.where(np.abs(network.weights) >= minimum, network.weights, 0.0)
    kept = replace(network, weights=weights)
    if isolates:
        return kept
    rows = np.flatnonzero((weights != 0).any(axis=1))
    columns = rows if network.one_mode else np.flatnonzero((weights != 0).any(axis=0))
    here = np.ix_(rows, columns)
    return replace(
        kept,
        actors=tuple(network.actors[at] for at in rows),
        columns=tuple(network.columns[at] for at in columns),
        weights=weights[here],
        basis=network.basis[here],
        spoken=tuple(network.spoken[at] for at in rows),
    )
