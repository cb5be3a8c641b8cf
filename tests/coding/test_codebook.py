"""The codebook that ships: every labelled example is coded as it says."""

from __future__ import annotations

from collections import Counter

import pytest

from positions import check
from positions.coding import codebook
from positions.coding.codebook import Entry
from positions.ingest import desk

DESK = desk()
BOOK = codebook.load()


@pytest.mark.parametrize("dispute", [d.slug for d in BOOK.disputes])
def test_examples_are_coded_as_labelled(dispute: str) -> None:
    """Support, oppose, conditional, second-hand and mere mentions come out as their author says."""
    failing = [f"{f.position}: {f.example.text}" for f in check.failures(DESK, f"{dispute}/")]
    assert failing == []


@pytest.mark.parametrize("entry", BOOK.entries, ids=lambda e: e.position.slug)
def test_a_position_is_a_proposition_with_examples(entry: Entry) -> None:
    """A position is a sentence, has patterns, and examples of either side and of mentions."""
    assert entry.position.proposition.endswith(".")
    assert entry.patterns
    sides = Counter(e.side for e in entry.examples)
    assert sides[None] >= 1
    assert len(sides) >= 2


def test_slugs_are_unique() -> None:
    """One slug, one position."""
    slugs = Counter(e.position.slug for e in BOOK.entries)
    assert [slug for slug, n in slugs.items() if n > 1] == []
