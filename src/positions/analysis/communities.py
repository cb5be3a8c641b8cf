"""Who belongs together in a network of actors, and how far it falls into two camps (docs/networks.md).

Both are told by modularity: with weights A, the strength d_i = sum_j A_ij of each actor and 2m = sum_i d_i
(Newman and Girvan 2004; with weights, Newman 2004)

    Q = sum_ij (A_ij - d_i d_j / 2m) [i and j in one group] / 2m

Communities are those that the method of Louvain finds over the ties of positive weight (Blondel et al. 2008).

Polarisation is P = 2 Q of the best split in two. Q is at most 1/2 there, so P runs from 0 (no split is better
than none) to 1 (two camps of equal strength without a tie between them). Ties of negative weight, which only
the subtract network has, push apart: Q is then that of the positive ties less that of the negative ones, each
weighed by its 2m (Gomez, Jensen and Arenas 2009), which leaves the bounds as they are. Up to `EXACT` actors
every split is tried; beyond, splits are improved by moving one actor at a time, from the leading eigenvector
(Newman 2006) and from seeded random ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from positions.analysis.networks import Kind, Network

if TYPE_CHECKING:
    from positions.analysis.networks import Matrix

SEED = 20220126
EXACT = 14
STARTS = 20
AGREEING = (Kind.CONGRUENCE, Kind.SUBTRACT, Kind.IGNORE)  # networks whose ties bring together


@dataclass(frozen=True, slots=True)
class Communities:
    """Groups, the largest first, and the modularity of that division. `alone`: who has no positive tie."""

    groups: tuple[tuple[str, ...], ...]
    alone: tuple[str, ...]
    modularity: float
    seed: int


@dataclass(frozen=True, slots=True)
class Polarisation:
    """P = 2 Q of the best split in two, and the two sides of it."""

    value: float
    sides: tuple[tuple[str, ...], tuple[str, ...]]
    seed: int


def communities(network: Network, seed: int = SEED) -> Communities | None:
    """Communities of a one-mode network; None where no two actors are tied."""
    import networkx
    import numpy as np

    ties = np.maximum(_one_mode(network), 0.0)
    tied = [at for at in range(len(ties)) if ties[at].any()]
    if not tied:
        return None
    graph = networkx.Graph()  # of numbers: the order of a set of strings changes from call to call
    graph.add_nodes_from(tied)
    graph.add_weighted_edges_from(
        (a, b, float(ties[a, b])) for a in tied for b in tied if a < b and ties[a, b] > 0
    )
    found = networkx.community.louvain_communities(graph, seed=seed)
    groups = sorted((sorted(network.actors[at] for at in group) for group in found), key=_largest_first)
    return Communities(
        groups=tuple(map(tuple, groups)),
        alone=tuple(name for at, name in enumerate(network.actors) if at not in set(tied)),
        modularity=float(networkx.community.modularity(graph, found)),
        seed=seed,
    )


def _largest_first(group: list[str]) -> tuple[int, list[str]]:
    return -len(group), group


def _one_mode(network: Network) -> Matrix:
    if not network.one_mode:
        raise ValueError("communities are found in a network of actors")
    return network.weights


# --- two camps -------------------------------------------------------------------------------


def polarisation(network: Network, seed: int = SEED) -> Polarisation | None:
    """How far a one-mode network falls into two camps; None where no two actors are tied."""
    import numpy as np

    ties = _one_mode(network)
    tied = np.flatnonzero(ties.any(axis=1))
    if not len(tied):
        return None
    gain = _gain(ties[np.ix_(tied, tied)])
    split = _best_of_all(gain) if len(tied) <= EXACT else _improved(gain, seed)
    if split[0] < 0:
        split = -split
    names = np.array(network.actors)[tied]
    first, second = (tuple(str(name) for name in names[split == side]) for side in (1, -1))
    return Polarisation(max(0.0, 2 * _modularity(gain, split)), (first, second), seed)


def _gain(ties: Matrix) -> Matrix:
    """What it adds to Q that i and j are in one group."""
    import numpy as np

    gain: Matrix = (_beyond_chance(np.maximum(ties, 0)) - _beyond_chance(np.maximum(-ties, 0))) / np.abs(
        ties
    ).sum()
    return gain


def _beyond_chance(ties: Matrix) -> Matrix:
    """A_ij - d_i d_j / 2m."""
    import numpy as np

    strength = ties.sum(axis=1)
    total = strength.sum()
    return ties - np.outer(strength, strength) / total if total else ties


def _modularity(gain: Matrix, split: Matrix) -> float:
    """Q of a split into +1 and -1. The whole of `gain` sums to 0, so half of s G s is what one group adds."""
    return float(split @ gain @ split) / 2


def _best_of_all(gain: Matrix) -> Matrix:
    """Every split in two, of which the first actor is always on the first side."""
    import numpy as np

    n = len(gain)
    bits = (np.arange(2 ** (n - 1))[:, None] >> np.arange(n - 1)) & 1
    splits = np.hstack([np.ones((len(bits), 1)), 1.0 - 2.0 * bits])
    best: Matrix = splits[np.argmax(((splits @ gain) * splits).sum(axis=1))]
    return best


def _improved(gain: Matrix, seed: int) -> Matrix:
    """The best of several splits, each improved until no move of one actor helps."""
    import numpy as np

    chance = np.random.default_rng(seed)
    leading = np.linalg.eigh(gain)[1][:, -1]
    starts = [leading, *(chance.standard_normal(len(gain)) for _ in range(STARTS))]
    splits = [_climbed(gain, np.where(start < 0, -1.0, 1.0)) for start in starts]
    return max(splits, key=lambda split: _modularity(gain, split))


def _climbed(gain: Matrix, split: Matrix) -> Matrix:
    """Move the actor whose move helps most, until none does."""
    import numpy as np

    while True:
        helps = 2 * (gain.diagonal() - split * (gain @ split))
        mover = int(np.argmax(helps))
        if helps[mover] <= 1e-12:
            return split
        split[mover] = -split[mover]
