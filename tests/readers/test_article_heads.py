"""What a reader of the paper would say of an article's head, the program says too."""

from __future__ import annotations

import pytest
from article_heads import HEADS, Head

from positions.readers import read_bytes


@pytest.mark.parametrize("head", HEADS, ids=lambda head: head.claim)
def test_the_day_of_publication(head: Head) -> None:
    """The head's claim holds, and the evidence for the day is named."""
    document = read_bytes(head.text.encode(), "article.txt")
    assert (document.published and document.published.iso) == head.published
    assert document.published_from == head.origin


@pytest.mark.parametrize("head", HEADS, ids=lambda head: head.claim)
def test_title_author_and_outlet(head: Head) -> None:
    """Where the head gives them, they are found; what it does not give is not made up."""
    document = read_bytes(head.text.encode(), "article.txt")
    told = (document.title, document.author, document.outlet)
    wanted = (head.title, head.author, head.outlet)
    assert [a for a, b in zip(told, wanted, strict=True) if b is not None] == [
        b for b in wanted if b is not None
    ]


@pytest.mark.parametrize("head", HEADS, ids=lambda head: head.claim)
def test_plain_text_is_kept_verbatim(head: Head) -> None:
    """Offsets are stored, so nothing may be cut from the text or moved in it."""
    assert read_bytes(head.text.encode(), "article.txt").text == head.text


def test_there_are_heads_of_thirty_styles() -> None:
    """The suite claims something about the world's press, not about one article."""
    assert len(HEADS) >= 30
    assert len({head.claim for head in HEADS}) == len(HEADS)
