"""Whose minister, ministry or cabinet it is where the text does not say."""

from __future__ import annotations

import pytest

from positions.ingest import analyse, desk
from positions.model import Document, Source, When

DESK = desk()


def codes(text: str) -> list[str]:
    found = analyse(Document(text, Source("test", "text", "utf-8"), published=When("2016-05-04")), DESK)
    return [actor.code for actor in found[-1].actors]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("In Oslo, Foreign Minister Nils Prøvesen said the talks would go on.", "NOR"),
        ("China lost no time. Foreign Ministry spokesman Wu Testan said the sale was wrong.", "CHN"),
        ("VALLETTA, May 4 (News) - Prime Minister Joe Prova said the ship would sail.", "MLT"),
        ("LIMA - The foreign ministry said the ship would sail.", "PER"),
        ("Norway will sign next week, the foreign minister said.", "NOR"),
        (
            "Fiji is small. Fiji is far away. Fiji is calm.\n\nThe prime minister said nothing would change.",
            "FJI",
        ),
    ],
)
def test_told_by_its_place(text: str, code: str) -> None:
    """The place in the sentence, the state that the sentence before begins with, the dateline, or the text's one state."""
    assert codes(text) == [code]


@pytest.mark.parametrize(
    "text",
    [
        "The prime minister said nothing would change.",
        "France met Spain. Italy met Greece.\n\nThe prime minister said nothing would change.",
        "OSLO, May 4 (News) - A shopkeeper said nothing would change.",
        "OSLO, May 4 (News) - Former prime minister Nils Prøvesen said nothing would change.",
    ],
)
def test_not_guessed(text: str) -> None:
    """Without evidence, and for those who hold no office, nobody is spoken for."""
    assert codes(text) == []


def test_the_one_named_before_comes_first() -> None:
    """`The minister` is the minister of the story, wherever the last sentence has taken it."""
    text = "Norwegian Foreign Minister Nils Prøvesen flew to Lima. In Lima, the police shut the streets. The minister said he was glad."
    assert codes(text) == ["NOR"]
