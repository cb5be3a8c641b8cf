"""Which disputes and positions a text may be about, by its words."""

from __future__ import annotations

import pytest

from positions.coding import codebook
from positions.coding.topics import stems, topics


@pytest.mark.parametrize(
    ("text", "dispute"),
    [
        ("Egypt wants a binding agreement on the filling of the Ethiopian dam on the Nile.", "nile-dam"),
        (
            "Kosovo's independence is irreversible, and Serb municipalities will have their association.",
            "kosovo",
        ),
        ("The Security Council must be reformed and the use of the veto restrained.", "united-nations"),
    ],
)
def test_the_nearest_dispute(text: str, dispute: str) -> None:
    found = topics(codebook.load()).disputes(text)
    assert max(found, key=found.__getitem__) == dispute


def test_other_news_is_far_from_all() -> None:
    text = "The striker scored twice in the second half, and the coach praised his young team."
    found = topics(codebook.load()).disputes(text)
    dam = topics(codebook.load()).disputes(
        "Egypt wants a binding agreement on the filling of the dam on the Nile."
    )
    assert max(found.values(), default=0.0) < max(dam.values()) / 2


def test_words_are_cut_to_their_stems() -> None:
    assert stems("Enlargement and enlarging") == {"enlarg"}
