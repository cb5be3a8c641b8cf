"""The arithmetic of a stance in words follows from what the coder weighed."""

from __future__ import annotations

from dataclasses import replace
from math import prod
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from positions import check
from positions.coding import by_rules
from positions.coding.arithmetic import SIDING, TOWARDS, Weight, mark, told, weights
from positions.ingest import analyse, desk
from positions.model import Actor, Document, Side, Source, Stance, Statement

DESK = replace(desk(), code=by_rules.coded)
SIGN = {"+": 1, "−": -1}


class Word:
    def __init__(self, text: str) -> None:
        self.text, self.whitespace_ = text, " "


class Sentence(list[Word]):
    start = 0

    @property
    def end(self) -> int:
        return len(self)

    def __getitem__(self, at: Any) -> Any:
        return list.__getitem__(self, at)


def said(text: str) -> Statement:
    nobody = Actor("EXAMPLE", "the speaker of the example", "state")
    document = Document(text, Source("example", "text", "utf-8"))
    [statement] = analyse(document, replace(DESK, anonymous=nobody))
    return statement


def stance(text: str, position: str) -> Stance:
    return next(each for each in said(text).stances if each.position == position)


@given(
    st.lists(st.sampled_from(["no", "expand", "*", "(+)", "a*b", "x"]), min_size=1, max_size=40),
    st.dictionaries(st.integers(0, 39), st.sampled_from([(1, ""), (-1, ""), (-1, TOWARDS), (0, SIDING)])),
)
def test_what_is_told_can_be_read_again(words: list[str], marks: dict[int, tuple[int, str]]) -> None:
    """Whatever the words are: as many marks as words were weighed, in their order, with their signs."""
    sentence = Sentence(map(Word, words))
    marks = {at: each for at, each in marks.items() if at < len(words)}
    found = weights(told(sentence, {at: mark(*each) for at, each in marks.items()}))  # type: ignore[arg-type]
    assert [(w.sign, w.part) for w in found] == [
        ({1: "+", -1: "−", 0: ""}[sign], part) for _, (sign, part) in sorted(marks.items())
    ]
    assert [w.word for w in found] == [words[at].replace("*", "∗") for at in sorted(marks)]


def test_the_side_is_the_product_of_the_signs() -> None:
    """Of every stance that the examples of a dispute take by their own words."""
    coded = 0
    for entry, example in check.examples(DESK.codebook, "european-security/no-"):
        for each in said(example.text).stances:
            signs = [SIGN[w.sign] for w in weights(each.because) if w.sign]
            towards = [w for w in weights(each.because) if w.part == TOWARDS]
            assert len(towards) == 1, entry.position.slug
            if not each.implied:
                coded += 1
                assert prod(signs) == (1 if each.side is Side.SUPPORT else -1), each.because
    assert coded > 8


def test_force_negation_and_direction() -> None:
    """Russia demanded that NATO not expand."""
    found = stance("Russia demanded that NATO not expand to the east.", "no-eastward-expansion")
    assert weights(found.because) == [
        Weight("demanded", "+", ""),
        Weight("not", "−", ""),
        Weight("expand", "−", TOWARDS),
    ]
    assert found.because.endswith("→ supports No eastward expansion of NATO")


def test_what_follows_says_from_which_relation() -> None:
    found = stance("Russia demanded that NATO not expand to the east.", "nato-open-door")
    assert found.because.endswith("→ so opposes NATO open door, which contradicts it")


def test_a_condition_is_told_in_its_words() -> None:
    text = "The ambassador said NATO's door would stay open only if candidates fought corruption."
    assert "on a condition: “only if candidates fought corruption" in stance(text, "nato-open-door").because


def test_at_second_hand_the_holder_is_named() -> None:
    text = "The secretary said Russia opposes NATO enlargement."
    found = stance(text, "nato-open-door")
    assert found.actor == "RUS"
    assert "→ Russia opposes NATO open door" in found.because


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("The president said the ministers had discussed NATO enlargement.", "no word takes a side"),
        ("The president said NATO enlargement might be a mistake.", "only possible"),
    ],
)
def test_a_topic_without_a_side_says_what_is_missing(text: str, why: str) -> None:
    statement = said(text)
    assert statement.uncoded == "no polarity"
    assert "enlargement* (towards the position +)" in statement.steps[-1].rejected[0]
    assert why in statement.steps[-1].rejected[0]
