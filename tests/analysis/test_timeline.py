"""A change of stance is claimed only where the order of the two sentences is sure."""

from __future__ import annotations

from collections.abc import Iterable

from analysis.readings import reading
from positions.analysis.changes import Change, changed
from positions.records import Reading


def changes(history: Iterable[Reading]) -> dict[str, Change]:
    """The statement that made each change, and which."""
    return {each.statement: each for each in changed(history)}


def test_a_change_is_marked_at_the_statement_that_made_it() -> None:
    """In January it would talk, in February it would not."""
    found = changes(
        [reading("b", "oppose", said_on="2022-02-15"), reading("a", "support", said_on="2022-01-20")]
    )
    [(key, change)] = found.items()
    assert key == "d-b" and (change.before, change.after, change.since) == ("support", "oppose", "d-a")


def test_the_same_side_again_is_no_change() -> None:
    assert not changes([reading("a", "support"), reading("b", "support", said_on="2023")])


def test_two_sides_within_one_month_are_no_change() -> None:
    """'2022-01' may be before or after the 20th: nobody knows which came first."""
    assert not changes(
        [reading("a", "support", said_on="2022-01"), reading("b", "oppose", said_on="2022-01-20")]
    )


def test_the_undated_and_the_implied_take_no_part() -> None:
    early = reading("a", "support", said_on="2022-01-20")
    assert not changes([early, reading("b", "oppose", said_on=None)])
    assert not changes([early, reading("b", "oppose", said_on="2022-03", implied=True)])


def test_two_actors_never_make_one_change() -> None:
    assert not changes(
        [
            reading("a", "support", said_on="2022-01-20", actor="A"),
            reading("b", "oppose", said_on="2022-02", actor="B"),
        ]
    )
