"""Signs, words and marks, legible without colour."""

from __future__ import annotations

import doctest

import pytest

from positions import visible
from positions.analysis import excerpt
from positions.render import words


@pytest.mark.parametrize(
    ("stance", "marks", "shown"),
    [
        ("support", {}, "+ supports"),
        ("oppose", {"implied": True}, "− opposes (implied)"),
        ("support", {"conditional": True}, "? supports (conditional)"),
        ("mixed", {}, "± mixed"),
        ("oppose", {"implied": True, "reported": True}, "− opposes (implied, reported)"),
    ],
)
def test_stances(stance: str, marks: dict[str, bool], shown: str) -> None:
    assert words.stance(stance, **marks).plain == shown


def test_examples_in_the_documentation_are_true() -> None:
    for module in (words, excerpt, visible):
        assert doctest.testmod(module).failed == 0


def test_what_no_rule_stands_behind_says_so() -> None:
    """A stance that the learned coder found is marked wherever it is shown."""
    assert words.stance("support", learned=True).plain == "+ supports (learned)"
    assert words.stance("oppose", conditional=True, learned=True).plain == "? opposes (conditional, learned)"
