"""What another coding changes, position by position."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from positions.analysis.recodings import Recodings
from positions.model import Act, Actor, Attribution, Manner, Said, Side, Span, Stance, Statement
from positions.records import StanceRecord, StatementRecord

BARE: Any = dict.fromkeys(StatementRecord.__slots__, "")
POSITIONS = ("a", "b")
SIDES = ("support", "oppose")
# By position: none, or a side and whether it is conditional; and whether a person has decided on it.
CODED = st.fixed_dictionaries(
    {each: st.none() | st.tuples(st.sampled_from(SIDES), st.booleans()) for each in POSITIONS}
)


def record(start: int, coded: dict[str, Any], decided: frozenset[str]) -> StatementRecord:
    stances = tuple(
        StanceRecord(
            position, given[0], given[1], False, 0.9, "rules", "", "rejected" if position in decided else "pending",
            "Russia", "RUS", "",
        )
        for position, given in coded.items()
        if given
    )  # fmt: skip
    return replace(StatementRecord(**BARE), id=f"d-{start}", start=start, end=start + 1, stances=stances)


def statement(start: int, coded: dict[str, Any]) -> Statement:
    span = Span(start, start + 1)
    speaker = Actor("RUS", "Russia", "state")
    stances = tuple(
        Stance(position, Side(given[0]), "RUS", 0.9, "", conditional=given[1])
        for position, given in coded.items()
        if given
    )
    attribution = Attribution((span,), None, None, Manner.DIRECT)
    return Statement(attribution, span, "x", speaker, (speaker,), Said(None, ""), Act.STATE, stances=stances)


@given(st.lists(st.tuples(CODED, CODED, st.frozensets(st.sampled_from(POSITIONS))), max_size=5))
def test_before_and_what_is_gained_less_what_is_lost_is_after(pairs: list[Any]) -> None:
    """For every position; and what a person decided is neither before nor after, nor a change."""
    found = Recodings("rules")
    before = [record(at, old, decided) for at, (old, _, decided) in enumerate(pairs)]
    found.add("d", before, [statement(at, new) for at, (_, new, _) in enumerate(pairs)])
    changed = found.changed({"b": 0, "a": 1})
    assert [each.position for each in changed] == sorted((each.position for each in changed), reverse=True)
    for each in changed:
        assert each.after == each.before + each.count("gained") - each.count("lost")
        assert len(each.moves) == sum(map(each.count, ("gained", "lost", "flipped")))
    moved = {(each.position, move.statement) for each in changed for move in each.moves}
    expected = {
        (position, f"d-{at}")
        for at, (old, new, decided) in enumerate(pairs)
        for position in POSITIONS
        if old[position] != new[position] and not (position in decided and old[position])
    }
    assert moved == expected
    assert sum(found.total().values()) == len(moved)
