"""Communities and polarisation, against every split there is."""

from __future__ import annotations

import networkx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from positions.analysis import communities as camps
from positions.analysis.networks import Kind, Network


def network(weights: list[list[float]], kind: Kind = Kind.CONGRUENCE) -> Network:
    names = tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ"[: len(weights)])
    matrix = np.array(weights, dtype=float).reshape(len(names), len(names))
    return Network(kind, names, names, matrix, (1,) * len(names), matrix)


def cliques(sizes: tuple[int, ...], bridge: float = 0.0) -> Network:
    n = sum(sizes)
    weights = np.full((n, n), bridge)
    at = 0
    for size in sizes:
        weights[at : at + size, at : at + size] = 3.0
        at += size
    np.fill_diagonal(weights, 0)
    return network(weights.tolist())


@st.composite
def networks(draw: st.DrawFn, least: float = 0) -> Network:
    n = draw(st.integers(2, 7))
    weights = np.zeros((n, n))
    for row in range(n):
        for column in range(row):
            weights[row, column] = weights[column, row] = draw(st.integers(int(least), 5))
    return network(weights.tolist(), Kind.SUBTRACT if least < 0 else Kind.CONGRUENCE)


def test_two_camps_without_a_tie_are_wholly_polarised() -> None:
    found = camps.polarisation(cliques((4, 4)))
    assert found and found.value == pytest.approx(1)
    assert found.sides == (("A", "B", "C", "D"), ("E", "F", "G", "H"))


def test_one_camp_is_not_polarised() -> None:
    found = camps.polarisation(cliques((2,)))
    assert found and found.value == 0
    assert camps.polarisation(network([[0, 0], [0, 0]])) is None
    assert camps.polarisation(network([])) is None


def test_a_bridge_makes_it_less() -> None:
    apart, bridged = (camps.polarisation(cliques((4, 4), bridge)) for bridge in (0.0, 1.0))
    assert apart and bridged and 0 < bridged.value < apart.value


def test_who_only_opposes_stands_on_the_other_side() -> None:
    found = camps.polarisation(network([[0, 7, -6], [7, 0, -19], [-6, -19, 0]], Kind.SUBTRACT))
    assert found and found.sides == (("A", "B"), ("C",)) and found.value > 0.5


@pytest.mark.parametrize("least", [0, -5])
@given(data=st.data())
def test_climbing_finds_a_split_that_no_move_betters(least: int, data: st.DataObject) -> None:
    """Polarisation lies between 0 and 1, and a climbed split is never better than the best of all."""
    found = data.draw(networks(least))
    best = camps.polarisation(found)
    if best is None:
        return
    assert 0 <= best.value <= 1 + 1e-9
    tied = np.flatnonzero(found.weights.any(axis=1))
    gain = camps._gain(found.weights[np.ix_(tied, tied)])
    climbed = camps._improved(gain, 1)
    assert 2 * camps._modularity(gain, climbed) <= best.value + 1e-9
    for mover in range(len(climbed)):
        moved = climbed.copy()
        moved[mover] *= -1
        assert camps._modularity(gain, moved) <= camps._modularity(gain, climbed) + 1e-9


@given(found=networks())
def test_modularity_is_that_of_networkx(found: Network) -> None:
    best = camps.polarisation(found)
    if best is None:
        return
    graph = networkx.from_numpy_array(found.weights)
    sides = [{found.actors.index(each) for each in side} for side in best.sides]
    alone = [{at} for at in graph if not graph.degree(at)]
    wanted = 2 * networkx.community.modularity(graph, [side for side in sides if side] + alone)
    assert best.value == pytest.approx(wanted, abs=1e-9)


def test_large_networks_are_split_by_climbing() -> None:
    found = camps.polarisation(cliques((9, 11), 0.1))
    assert found and sorted(map(len, found.sides)) == [9, 11]
    assert found == camps.polarisation(cliques((9, 11), 0.1))


def test_communities_and_who_is_alone() -> None:
    found = camps.communities(cliques((4, 3, 1)))
    assert found and found.groups == (("A", "B", "C", "D"), ("E", "F", "G")) and found.alone == ("H",)
    assert camps.communities(network([[0, -1], [-1, 0]], Kind.SUBTRACT)) is None


def test_a_network_with_positions_has_no_communities() -> None:
    with pytest.raises(ValueError):
        camps.communities(network([[0]], Kind.ACTOR_POSITION))
