"""A statement's step names the entry of its cue, so that a store can code it again."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from positions.model import CLAUSE, FRAGMENT, OFFICIAL, QUOTED, UNMARKED, Attribution, Manner, Span

BARE = Attribution((Span(0, 1),), None, None, Manner.DIRECT)


@given(
    st.sampled_from(["", "rule out", "demand"]),
    st.sampled_from(["say", "demand", "warn"]),
    st.sampled_from([CLAUSE, QUOTED, FRAGMENT]),
    st.sampled_from([*UNMARKED, OFFICIAL, "complement of a noun", ""]),
)
def test_the_entry_of_a_cue_can_be_read_again(lemma: str, cue_class: str, form: str, rule: str) -> None:
    whole = replace(BARE, cue_lemma=lemma, cue_class=cue_class, form=form, rule=rule)
    assert BARE.entered(whole.entry) == whole
