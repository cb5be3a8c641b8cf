"""Where quoted words begin and end."""

from __future__ import annotations

import pytest

from positions.extract.quotes import quotes
from positions.model import Span


def inner(text: str) -> list[str]:
    return [q.inner.of(text) for q in quotes(text, [Span(0, len(text))])]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“One,” he said, “two.”", ["One,", "two."]),
        ('"One," he said, "two."', ["One,", "two."]),
        ("''One,'' he said.", ["One,"]),
        ("«Un», dit-il.", ["Un"]),
        ("„Eins“, sagte er.", ["Eins"]),
        ("‘One,’ he said. ‘Two.’", ["One,", "Two."]),
        ("The allies’ door and the workers’ rights aren’t speech.", []),
        ("A 6'2\" guard stood by.", []),
        ("“He said ‘no’ to me,” she said.", ["He said ‘no’ to me,"]),
        ("“Apparently not,“ he said.", ["Apparently not,"]),
        ("“An open quotation that never closes", ["An open quotation that never closes"]),
    ],
)
def test_marks(text: str, quoted: list[str]) -> None:
    """Curly, straight, doubled, foreign and single marks; apostrophes and inches are none."""
    assert inner(text) == quoted


def test_a_lost_mark_spoils_only_its_paragraph() -> None:
    """Marks are counted anew in each paragraph."""
    text = 'He said "this.\n\n"That," she said.'
    first, second = Span(0, 14), Span(16, len(text))
    assert [q.inner.of(text) for q in quotes(text, [first, second])][-1] == "That,"
