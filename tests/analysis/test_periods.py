"""Counts by day, month and year: nothing is put on a day that nobody knows."""

from __future__ import annotations

import doctest

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.readings import reading
from positions.analysis import periods, timeline
from positions.analysis.changes import changed
from positions.analysis.periods import Span, fitting, unbroken
from positions.analysis.timeline import gaps
from positions.model import When
from positions.records import Outline


def told(key: str, said_on: str | None, act: str = "state") -> Outline:
    return Outline(key, said_on, act, key.rsplit("-", maxsplit=1)[-1])


def test_a_month_among_days_is_a_period_of_its_own() -> None:
    found = periods.periods(
        [told("d-a", "2022-01-26"), told("d-b", "2022-01"), told("d-c", None)], [], [], Span.DAY
    )
    assert [each.period for each in found] == ["2022-01", "2022-01-26", None]


def test_reports_count_once_where_they_were_first() -> None:
    """One sentence, printed in January and again in February."""
    statements = [told("e-a", "2022-02-01", "demand"), told("d-a", "2022-01-26", "demand")]
    stances = [
        reading("a", "support", document="d", said_on="2022-01-26"),
        reading("a", "support", document="e", said_on="2022-02-01"),
    ]
    [found] = periods.periods(statements, stances, [], Span.MONTH)
    assert (found.period, found.statements, found.support, dict(found.acts)) == (
        "2022-01", 1, 1, {"demand": 1},
    )  # fmt: skip


def test_a_change_stands_in_the_period_that_saw_it() -> None:
    history = [
        reading("a", "support", said_on="2021-03-01"),
        reading("b", "oppose", said_on="2022-02-15", conditional=True),
    ]
    statements = [told(each.statement, each.said_on) for each in history]
    first, second = periods.periods(statements, history, changed(history), Span.YEAR)
    assert not first.changes and [each.statement for each in second.changes] == ["d-b"]
    assert (second.oppose, second.conditional) == (1, 1)


def test_the_span_that_shows_best() -> None:
    assert fitting(["2022-01-01", "2022-02-20"]) is Span.DAY
    assert fitting(["2022-01", "2022-02-20"]) is Span.MONTH
    assert fitting(["1997-05-27", "2022-02-20"]) is Span.YEAR


def test_no_period_is_left_out_of_a_chart() -> None:
    assert unbroken("2019", "2022", Span.YEAR) == ["2019", "2020", "2021", "2022"]
    assert unbroken("2020-02-28", "2020-03-01", Span.DAY) == ["2020-02-28", "2020-02-29", "2020-03-01"]


def test_examples() -> None:
    for module in (periods, timeline):
        assert doctest.testmod(module).failed == 0


# --- silences --------------------------------------------------------------------------------


def test_a_silence_is_what_is_sure_of_it() -> None:
    """From the end of January, since the statement may be of its last day."""
    [found] = gaps([When("2022-01"), When("2022-06-10")])
    assert (found.since.isoformat(), found.days) == ("2022-01-31", 130)


def test_ninety_days_are_no_silence_yet_and_the_bound_can_be_set() -> None:
    days = [When("2022-01-01"), When("2022-04-01")]
    assert not gaps(days) and [each.days for each in gaps(days, 89)] == [90]


def test_who_speaks_seldom_is_not_silent_so_soon() -> None:
    """Once a month or so: a pause of 200 days is within ten times of that."""
    days = [When("2020-01-01"), When("2020-02-01"), When("2020-03-01"), When("2020-09-17")]
    assert not gaps(days)


def test_a_year_covers_its_days() -> None:
    assert not gaps([When("2021"), When("2021-01-01"), When("2021-12-31"), When("2022-01-10")], 20)


@given(st.lists(st.dates(min_value=When("1990").first, max_value=When("2030").first), max_size=12))
@settings(max_examples=80, deadline=None)
def test_silences_lie_between_days_of_speaking(days: list[object]) -> None:
    whens = [When(str(each)) for each in days]
    spoken = {each.first for each in whens}
    found = gaps(whens, 0)
    assert len(found) == max(0, len(spoken) - 1)
    assert all(each.since in spoken and each.until in spoken and each.days > 0 for each in found)
