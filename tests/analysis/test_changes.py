"""Every change of stance, how sure it is, and how long it held."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.readings import reading
from positions.analysis.changes import changed
from positions.records import Reading


def test_a_change_there_and_back_is_two_the_newest_first() -> None:
    """It would talk, would not, repeated that, and would again."""
    found = changed(
        [
            reading("a", "support", said_on="2022-01-20"),
            reading("b", "oppose", said_on="2022-02-15"),
            reading("c", "oppose", said_on="2022-03"),
            reading("d", "support", said_on="2022-05-01"),
        ]
    )
    assert [(each.since, each.statement, each.held) for each in found] == [
        ("d-c", "d-d", 1),
        ("d-a", "d-b", 2),
    ]
    assert (found[0].left, found[0].on) == ("2022-03", "2022-05-01")


def test_one_statement_may_change_two_stances() -> None:
    before = [reading("a", "support", position=each, said_on="2022-01-20") for each in ("p", "q")]
    after = [reading("b", "oppose", position=each, said_on="2022-02") for each in ("p", "q")]
    assert [each.position for each in changed(before + after)] == ["p", "q"]


def test_it_is_as_sure_as_both_sentences_are() -> None:
    def between(*confidences: float, status: str = "pending", conditional: bool = False) -> str:
        [change] = changed(
            [
                reading("a", "support", said_on="2021", confidence=confidences[0], status=status),
                reading("b", "oppose", said_on="2022", confidence=confidences[1], conditional=conditional),
            ]
        )
        return change.sure

    assert between(0.95, 0.9) == "sure"
    assert between(0.8, 0.8) == "likely"
    assert between(0.6, 0.6) == "weak"
    assert between(0.3, 0.9, status="accepted") == "sure"
    assert between(0.95, 0.9, conditional=True) == "likely"


DATES = st.sampled_from(["2021", "2021-06", "2021-06-03", "2021-09-01", "2022-01", "2022-02-02", None])


@st.composite
def histories(draw: st.DrawFn) -> list[Reading]:
    return [
        reading(
            str(at),
            draw(st.sampled_from(["support", "oppose"])),
            position=draw(st.sampled_from("pq")),
            actor=draw(st.sampled_from("AB")),
            implied=draw(st.booleans()),
            said_on=draw(DATES),
        )
        for at in range(draw(st.integers(0, 8)))
    ]


@given(histories(), st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_what_always_holds(history: list[Reading], chance: object) -> None:
    """The dates never overlap, the sides differ, and the order of the readings does not matter."""
    found = changed(history)
    by_key = {each.statement: each for each in history}
    for each in found:
        before, after = by_key[each.since], by_key[each.statement]
        assert before.when and after.when and before.when.last < after.when.first
        assert before.stance == each.before != each.after == after.stance
        assert before.actor == after.actor and before.position == after.position
        assert not before.implied and not after.implied and each.held >= 1
    chance.shuffle(history)  # type: ignore[attr-defined]
    assert changed(history) == found
