"""Cells of a table: harmless, and to be had back exactly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from positions.cells import defused, restored
from positions.visible import UNSEEN

TRICKY = st.text(alphabet=st.sampled_from("'=+-@\t\r\n\x1b\x7f␛␉⟨⟩U+0123456789ABCDEF\u202e\u200b x＝"))


@given(st.text() | TRICKY)
def test_every_text_comes_back(text: str) -> None:
    assert restored(defused(text)) == text


@given(st.text() | TRICKY)
def test_no_cell_is_a_formula_or_holds_what_cannot_be_seen(text: str) -> None:
    cell = defused(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert not UNSEEN.search(cell)


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("'=1", "''=1"),
        ("'Tis so", "'Tis so"),
        ("a\x1bb", "a␛b"),
        ("a␛b", "a⟨U+241B⟩b"),
        ("⟨U+0041⟩", "⟨U+27E8⟩U+0041⟩"),
    ],
)
def test_how_a_cell_looks(text: str, cell: str) -> None:
    assert (defused(text), restored(cell)) == (cell, text)


def test_a_number_beyond_all_characters_stays() -> None:
    assert restored("⟨U+FFFFFF⟩") == "⟨U+FFFFFF⟩"
