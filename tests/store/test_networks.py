"""What the store counts for a network is what is counted one reading after the other."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

import pytest

from positions.analysis import duplicates
from positions.model import Actor, Said, Side, Stance, Statement, When
from positions.records import Duplicates, Query
from positions.store import Store, open_store, read, write
from positions.store.networks import tally

from .store_samples import NATO, RUSSIA, document, keep, prepare, statements

MINISTRY = Actor("RUS-MFA", "Russian Foreign Ministry", "ministry", "RUS")
DAYS = [
    None,
    *map(When, "2020-12-31 2021-01-01 2021-01-03 2021-01-04 2022-01-03 2022-02 2023 2024-02-29".split()),
]
DOCUMENTS = 12


@pytest.fixture
def store(location: str) -> Iterator[Store]:
    """Russia, its ministry and NATO take sides on two positions, on days at the ends of weeks, months and years."""
    chance = random.Random(7)
    run = prepare(location)
    keep(location, 0, run)  # the state is known before its ministry is
    with open_store(location) as opened:
        for number in range(1, DOCUMENTS):
            report = document(number)
            told = [coded(each, chance) for each in statements(report.text)]
            write.keep(opened, report, told, run)
        yield opened


def coded(each: Statement, chance: random.Random) -> Statement:
    actors = (RUSSIA, NATO) if chance.random() < 0.3 else (chance.choice([RUSSIA, MINISTRY, NATO]),)
    stances = tuple(
        Stance(
            position, chance.choice(list(Side)), actor.code, 0.9, "rule",
            conditional=chance.random() < 0.3, implied=chance.random() < 0.3,
        )
        for actor in actors for position in ("no-expansion", "open") if chance.random() < 0.8
    )  # fmt: skip
    known = (*actors, RUSSIA, MINISTRY, NATO)
    return replace(each, actors=actors, mentions=known, stances=stances, said=Said(chance.choice(DAYS), ""))


def whole(code: str) -> str:
    return "RUS" if code == "RUS-MFA" else code


@pytest.mark.parametrize("sides", [True, False])
@pytest.mark.parametrize("rule", Duplicates)
def test_the_store_counts_as_python_does(store: Store, rule: Duplicates, sides: bool) -> None:
    for query in (
        Query(),
        Query(positions=("open",)),
        Query(since=When("2021-01-03"), until=When("2022")),
        Query(implied=False),
    ):
        readings = [replace(each, actor=whole(each.actor)) for each in read.readings(store, query)]
        wanted = duplicates.tally(readings, rule, sides=sides)
        assert readings and sorted(tally(store, query, rule, sides=sides).counts, key=repr) == sorted(
            wanted, key=repr
        )


def test_a_ministry_counts_for_its_state(store: Store) -> None:
    found = tally(store, Query(), Duplicates.ALL)
    assert {code: each.name for code, each in found.actors.items()} == {"NATO": "NATO", "RUS": "Russia"}
    assert {each.actor for each in tally(store, Query(), Duplicates.ALL, parts=True).counts} == {
        "NATO",
        "RUS",
        "RUS-MFA",
    }
    assert any(each.actor == "RUS-MFA" for each in read.readings(store, Query()))


def test_an_empty_store(location: str) -> None:
    prepare(location)
    with open_store(location) as store:
        assert tally(store, Query(), Duplicates.WEEK).counts == ()
