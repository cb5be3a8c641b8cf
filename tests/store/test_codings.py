"""Whose readings are compared, and what a reviewer's verdicts say of the machine."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from positions.model import Side
from positions.records import Query, To
from positions.records.codings import Ruling
from positions.store import Store, by_hand, open_store, read, review, write
from positions.store.read import codings
from store.store_samples import document, prepare
from store.test_review import ADA, BOB, EXPAND, FIRST, OPEN, judge, key, marked, number, russia, told

ALL = ("Ada", "Bob", "rules", "rules@1")


@pytest.fixture
def store(location: str) -> Iterator[Store]:
    run = prepare(location)
    with open_store(location) as opened:
        write.keep(opened, document(1), [told(FIRST)], run)
        yield opened


def lookers(store: Store) -> set[tuple[str, str]]:
    return {(each.coder, each.statement[-1]) for each in codings.looks(store, Query(), ALL)}


def test_the_machine_has_looked_at_what_it_read(store: Store) -> None:
    assert lookers(store) == {("rules", "1"), ("rules@1", "1")}
    found = codings.codings(store, Query(), ["rules"])
    assert [(each.position, each.stance, each.implied) for each in found] == [
        (EXPAND, "support", False),
        (OPEN, "oppose", True),
    ]


def test_a_reviewer_has_not_looked_on_his_own(store: Store) -> None:
    """Who edits the machine's reading has seen it: that is no reading of his own."""
    judge(store, ADA, "edit", To(number(store, EXPAND), Side.OPPOSE))
    assert lookers(store) == {("rules", "1"), ("rules@1", "1")}
    assert {each.coder for each in codings.codings(store, Query(), ALL)} == {"rules", "rules@1"}
    assert codings.independent(store) == ["rules"]


def test_who_codes_or_finds_nothing_has_looked(store: Store) -> None:
    review.code(store, ADA, key(store), [russia(store)], To(number(store, EXPAND), Side.OPPOSE))
    review.none(store, BOB, key(store))
    assert {coder for coder, _ in lookers(store)} == {"Ada", "Bob", "rules", "rules@1"}
    assert codings.independent(store) == ["Ada", "Bob", "rules"]
    review.undo(store, BOB, key(store))
    assert "Bob" not in {coder for coder, _ in lookers(store)}


def test_the_machine_has_looked_at_what_it_missed(store: Store) -> None:
    by_hand.add(store, ADA, marked(store), To(number(store, EXPAND), Side.SUPPORT))
    assert {("rules", "2"), ("Ada", "2")} <= lookers(store)
    assert ("Bob", "2") not in lookers(store)


def test_rulings_are_the_last_verdicts(store: Store) -> None:
    judge(store, ADA, "accept")
    judge(store, BOB, "edit", To(number(store, EXPAND), Side.OPPOSE))
    new = by_hand.add(store, ADA, marked(store), To(number(store, EXPAND), Side.SUPPORT))
    doc = new.rpartition("-")[0]
    assert codings.rulings(store, Query()) == [
        Ruling(key(store), doc, EXPAND, "edit", "support", EXPAND, "oppose"),
        Ruling(new, doc, EXPAND, "code", None, EXPAND, "support"),
    ]
    review.undo(store, BOB, key(store))
    assert [each.verdict for each in codings.rulings(store, Query())] == ["accept", "code"]
    assert len(read.logged(store)) > 5
