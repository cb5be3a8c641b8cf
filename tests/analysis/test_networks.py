"""Networks: their formulas by hand, and what holds of every one of them."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from positions.analysis.duplicates import tally
from positions.analysis.networks import (
    ONE_MODE,
    Cells,
    Kind,
    Normalise,
    one_mode,
    ties,
    trimmed,
    two_mode,
)
from positions.records import Count, Duplicates, Reading

ONE = [each for each in Kind if each is not Kind.ACTOR_POSITION]
ACTORS, POSITIONS, VALUES = "ABCDE", "xyz", (1.0, 0.5, -0.5, -1.0)

counted = st.lists(
    st.builds(
        Count, st.sampled_from(ACTORS), st.sampled_from(POSITIONS), st.sampled_from(VALUES), st.integers(1, 9)
    ),
    max_size=25,
)


def by_hand(counts: list[Count], kind: Kind, one: str, other: str) -> float:
    """The sum over all pairs of one's stances with the other's on the same position."""
    pairs = [
        (a.n * b.n, abs(a.value - b.value) / 2)
        for a, b in product(counts, counts)
        if (a.actor, b.actor) == (one, other) and a.position == b.position
    ]
    # What a pair counts: this much, and so much for each step that its stances are apart.
    level, slope = {
        Kind.IGNORE: (1, 0),
        Kind.CONGRUENCE: (1, -1),
        Kind.CONFLICT: (0, 1),
        Kind.SUBTRACT: (1, -2),
    }[kind]
    return 0.0 if one == other else sum(n * (level + slope * apart) for n, apart in pairs)


@pytest.mark.parametrize("kind", ONE)
@given(counts=counted)
def test_every_tie_is_the_sum_of_pairs_of_stances(kind: Kind, counts: list[Count]) -> None:
    found = one_mode(counts, kind)
    wanted = [[by_hand(counts, kind, one, other) for other in found.actors] for one in found.actors]
    assert np.allclose(found.weights, np.array(wanted).reshape(found.weights.shape))


@pytest.mark.parametrize("kind", ONE)
@pytest.mark.parametrize("normalise", ONE_MODE)
@given(counts=counted)
def test_ties_are_mutual_and_nobody_is_tied_to_itself(
    kind: Kind, normalise: Normalise, counts: list[Count]
) -> None:
    weights = one_mode(counts, kind, normalise).weights
    assert np.array_equal(weights, weights.T)
    assert not weights.diagonal().any()
    assert np.isfinite(weights).all()


@pytest.mark.parametrize("normalise", ONE_MODE)
@given(counts=counted)
def test_subtract_is_congruence_less_conflict(normalise: Normalise, counts: list[Count]) -> None:
    congruence, conflict, subtract = (
        one_mode(counts, kind, normalise).weights for kind in (Kind.CONGRUENCE, Kind.CONFLICT, Kind.SUBTRACT)
    )
    assert np.allclose(subtract, congruence - conflict)
    assert (congruence >= 0).all() and (conflict >= 0).all()


@given(counts=counted)
def test_congruence_and_conflict_share_out_the_contacts(counts: list[Count]) -> None:
    shared = one_mode(counts, Kind.CONGRUENCE).weights + one_mode(counts, Kind.CONFLICT).weights
    assert np.allclose(shared, one_mode(counts, Kind.IGNORE).weights)


@pytest.mark.parametrize("kind", ONE)
@given(counts=counted)
def test_the_angle_is_at_most_one(kind: Kind, counts: list[Count]) -> None:
    assert (np.abs(one_mode(counts, kind, Normalise.ANGLE).weights) <= 1 + 1e-9).all()


@given(counts=counted.map(lambda counts: [each for each in counts if abs(each.value) == 1]))
def test_jaccard_of_whole_stances_is_at_most_one(counts: list[Count]) -> None:
    assert (one_mode(counts, Kind.CONGRUENCE, Normalise.JACCARD).weights <= 1 + 1e-9).all()


@given(counts=counted)
def test_activity_and_prominence_are_bounded(counts: list[Count]) -> None:
    for cells, normalise in product(
        (Cells.SUBTRACT, Cells.IGNORE), (Normalise.ACTIVITY, Normalise.PROMINENCE)
    ):
        found = two_mode(counts, cells, normalise)
        assert (np.abs(found.weights) <= 1 + 1e-9).all()
        if cells is Cells.IGNORE and counts:
            assert np.allclose(found.weights.sum(axis=int(normalise is Normalise.ACTIVITY)), 1)


def test_the_side_of_each_cell() -> None:
    counts = [
        Count("A", "x", 1.0, 3),
        Count("A", "y", 1.0, 1),
        Count("A", "y", -0.5, 2),
        Count("B", "y", -1.0, 4),
    ]
    assert two_mode(counts, Cells.COMBINE).weights.tolist() == [[1, 3], [0, 2]]
    assert two_mode(counts).weights.tolist() == [[3, 0], [0, -4]]
    assert two_mode(counts, Cells.IGNORE).weights.tolist() == [[3, 3], [0, 4]]


def test_nothing_was_said() -> None:
    for kind in ONE:
        assert one_mode([], kind, Normalise.JACCARD).weights.shape == (0, 0)
    assert ties(trimmed(two_mode([]))) == []


@pytest.mark.parametrize("normalise", [Normalise.ACTIVITY, Normalise.PROMINENCE])
def test_what_does_not_fit_is_refused(normalise: Normalise) -> None:
    with pytest.raises(ValueError):
        one_mode([], Kind.CONGRUENCE, normalise)
    with pytest.raises(ValueError):
        two_mode([], Cells.COMBINE, normalise)
    with pytest.raises(ValueError):
        two_mode([], Cells.IGNORE, Normalise.JACCARD)


@pytest.mark.parametrize("kind", ONE)
@given(counts=counted, minimum=st.sampled_from([0.0, 1.0, 2.5, 40.0]))
def test_a_threshold_leaves_out_what_weighs_less(kind: Kind, counts: list[Count], minimum: float) -> None:
    whole = one_mode(counts, kind)
    kept = trimmed(whole, minimum)
    assert ties(kept) == [each for each in ties(whole) if abs(each.weight) >= minimum]
    assert set(kept.actors) == {end for each in ties(kept) for end in (each.source, each.target)}
    assert trimmed(whole, minimum, isolates=True).actors == whole.actors


# --- what counts once ------------------------------------------------------------------------


def said(
    day: str | None, stance: str = "support", statement: str = "1", document: str = "d", mark: str = "f"
) -> Reading:
    return Reading("x", statement, document, mark, stance, False, False, 1.0, "pending", False, day, "A")


def number(rule: Duplicates, *readings: Reading) -> int:
    return sum(each.n for each in tally(readings, rule))


def test_months_and_weeks_belong_to_their_year() -> None:
    """January 2021 and January 2022 are two months, which DNA takes for one."""
    two = said("2021-01-12"), said("2022-01-12")
    assert [number(rule, *two) for rule in (Duplicates.MONTH, Duplicates.WEEK, Duplicates.YEAR)] == [2, 2, 2]
    assert number(Duplicates.ACROSSALL, *two) == 1


def test_a_week_runs_from_monday_over_the_end_of_the_year() -> None:
    assert number(Duplicates.WEEK, said("2018-12-31"), said("2019-01-06")) == 1
    assert number(Duplicates.WEEK, said("2018-12-30"), said("2018-12-31")) == 2


def test_reports_of_one_statement_count_once() -> None:
    reports = said("2022-01-12", statement="1", document="d"), said("2022-01-13", statement="2", document="e")
    assert number(Duplicates.STATEMENT, *reports) == 1
    assert number(Duplicates.ALL, *reports) == number(Duplicates.DOCUMENT, *reports) == 2


def test_both_sides_in_one_document_count_on_both() -> None:
    both = said("2022-01-12"), said("2022-01-12", "oppose", statement="2")
    assert number(Duplicates.DOCUMENT, *both) == 2
    assert [each.value for each in tally(both, Duplicates.DOCUMENT, sides=False)] == [1.0]


def test_what_is_undated_counts_by_its_document() -> None:
    assert number(Duplicates.YEAR, said(None), said(None, statement="2"), said(None, document="e")) == 2
