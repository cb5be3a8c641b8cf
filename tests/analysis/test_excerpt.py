"""The words around the first hit."""

from __future__ import annotations

import doctest
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from positions.analysis import excerpt
from positions.analysis.excerpt import around, hits


def test_a_short_text_is_given_whole() -> None:
    assert around("The door is open.", "door") == "The door is open."


def test_a_long_text_is_cut_around_the_word_at_white_space() -> None:
    text = "before " * 100 + "the doors stand open " + "behind " * 100
    found = around(text, "door")
    assert "the doors stand open" in found
    assert found.startswith("…before") and found.endswith("behind…")


def test_words_that_are_patterns_are_words() -> None:
    assert around("a (b c", "(b [x") == "a (b c"


def test_a_long_text_takes_no_time() -> None:
    started = time.perf_counter()
    around("a" * 1_000_000, "b " * 1000)
    assert time.perf_counter() - started < 1


def marked(text: str, words: str) -> list[str]:
    return [text[start:end] for start, end in hits(text, words)]


def test_inflected_forms_are_marked_and_other_words_are_not() -> None:
    text = "They talked of talks, planned a plan, and expanded. The state of the estate is planetary."
    assert marked(text, "talking") == ["talked", "talks"]
    assert marked(text, "plan") == ["planned", "plan"]
    assert marked(text, "expands state") == ["expanded", "state"]
    assert doctest.testmod(excerpt).failed == 0


@given(st.text(max_size=60), st.text(max_size=30))
@settings(max_examples=200, deadline=None)
def test_marks_lie_within_the_text_and_apart(text: str, words: str) -> None:
    done = 0
    for start, end in hits(text, words):
        assert done <= start < end <= len(text)
        done = end
    assert around(text, words).strip("…") in text
