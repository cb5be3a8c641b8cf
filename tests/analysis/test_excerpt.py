"""The words around the first hit."""

from __future__ import annotations

import time

from positions.analysis.excerpt import around


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
