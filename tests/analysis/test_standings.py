"""Where an actor stands: each statement once, and nothing claimed that was not said."""

from __future__ import annotations

from analysis.readings import reading
from positions.analysis.standings import once, standing


def test_support_counts_one_and_a_condition_halves_it() -> None:
    """Support, opposition and a conditional support: p = (1 - 1 + 0.5) / 3."""
    found = standing(
        [reading("a", "support"), reading("b", "oppose"), reading("c", "support", conditional=True)]
    )
    assert found and found.n == 3
    assert found.value == 0.5 / 3
    assert found.stance == "mixed"


def test_mixed_needs_both_signs() -> None:
    """A support with and one without a condition is support."""
    found = standing([reading("a", "support"), reading("b", "support", conditional=True)])
    assert found and found.stance == "support" and not found.conditional


def test_two_reports_of_one_statement_count_once() -> None:
    """Two papers print one quotation."""
    found = standing([reading("a", "support", document="one"), reading("a", "support", document="two")])
    assert found and found.n == 1 and found.reports == 2


def test_silence_is_no_standing() -> None:
    assert standing([]) is None


def test_what_was_said_goes_before_what_is_implied() -> None:
    [kept] = once(
        [reading("a", "oppose", implied=True, confidence=1.0), reading("a", "support", confidence=0.4)]
    )
    assert kept.stance == "support"


def test_what_a_person_confirmed_goes_before_the_rules() -> None:
    [kept] = once(
        [reading("a", "oppose", confidence=0.9), reading("a", "support", status="accepted", confidence=0.5)]
    )
    assert kept.stance == "support"


def test_implied_only_where_nothing_was_said() -> None:
    found = standing([reading("a", "oppose", implied=True), reading("b", "oppose")])
    assert found and not found.implied
    found = standing([reading("a", "oppose", implied=True)])
    assert found and found.implied


def test_first_and_last_day_leave_out_the_undated() -> None:
    """A month stands at its first day: December 2021 is before the 26th of that month."""
    found = standing(
        [
            reading("a", "support", said_on="2021-12-26"),
            reading("b", "support", said_on="2021-12"),
            reading("c", "support", said_on=None),
        ]
    )
    assert found and (found.first, found.last) == ("2021-12", "2021-12-26")


def test_two_coders_of_one_document_are_one_report() -> None:
    found = standing([reading("open", "support"), reading("open", "support", confidence=1.0)])
    assert found and (found.n, found.reports) == (1, 1)
