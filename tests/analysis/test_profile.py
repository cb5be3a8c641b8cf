"""What one actor's stances come to."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.readings import reading
from positions.analysis.profile import acts, consistency, profile
from positions.analysis.standings import standings
from positions.records import Outline, Reading


def held(*readings: Reading) -> float | None:
    return consistency(standings(readings).values()).value


def test_consistency_is_weighed_by_statements() -> None:
    """Three of four on p, two of two on q: five of six."""
    on_p = [reading(str(at), "support" if at else "oppose", position="p") for at in range(4)]
    on_q = [reading(str(at), "oppose", position="q") for at in range(2)]
    assert held(*on_p, *on_q) == 5 / 6


def test_one_statement_is_consistent_with_nothing() -> None:
    assert held(reading("a", "support")) is None
    assert held(reading("a", "support"), reading("a", "support", document="e")) is None, "a second report"
    assert held(reading("a", "support"), reading("b", "support", implied=True)) is None


def test_the_nearest_come_first_and_the_rest_farthest_first() -> None:
    own = [reading(each, "support", position=each) for each in "pqr"]
    others = {
        "SAME": own,
        "MOST": [*own[:2], reading("r", "oppose", position="r")],
        "LEAST": [reading("p", "oppose", position="p"), *own[1:2], reading("r", "oppose", position="r")],
        "NONE": [reading("p", "oppose", position="p")],
        "ELSE": [reading("z", "support", position="z")],
    }
    found = profile("A", own, others, list("pqrz"))
    assert [each.code for each in found.closest] == ["SAME", "MOST"]
    assert [each.code for each in found.farthest] == ["NONE", "LEAST"]
    assert found.farthest[0].agreement.shared == 1 and list(found.standings) == list("pqr")


def test_acts_of_reports_count_once() -> None:
    told = [
        Outline("d-a", None, "demand", "a"),
        Outline("e-a", None, "demand", "a"),
        Outline("d-b", None, "deny", "b"),
    ]
    assert acts(told) == {"demand": 1, "deny": 1}


@given(st.lists(st.tuples(st.sampled_from("pq"), st.sampled_from(["support", "oppose"])), max_size=9))
@settings(max_examples=100, deadline=None)
def test_consistency_lies_between_half_and_one(said: list[tuple[str, str]]) -> None:
    found = consistency(
        standings(reading(str(at), side, position=slug) for at, (slug, side) in enumerate(said)).values()
    )
    assert (found.value is None) == (found.positions == 0)
    assert found.value is None or 0.5 <= found.value <= 1
