"""What the store counts for a network is what is counted one reading after the other."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import text

from positions.analysis import duplicates
from positions.model import Actor, Said, Side, Stance, Statement, When
from positions.records import STATUSES, Duplicates, Query
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


@pytest.fixture
def revised(store: Store) -> Store:
    """The same store; two reports were replaced by newer versions, and some stances were rejected."""
    with store.writing() as session:
        session.execute(text("UPDATE document SET superseded_by_id = 12 WHERE id IN (3, 4)"))
        session.execute(text("UPDATE stance SET status = 'rejected' WHERE id % 7 = 0"))
    return store


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
        readings = [each._replace(actor=whole(each.actor)) for each in read.readings(store, query)]
        wanted = duplicates.tally(readings, rule, sides=sides)
        assert readings and sorted(tally(store, query, rule, sides=sides).counts, key=repr) == sorted(
            wanted, key=repr
        )


@pytest.mark.parametrize("rule", Duplicates)
def test_what_is_rejected_or_replaced_does_not_count(revised: Store, rule: Duplicates) -> None:
    """The older version of an article counts where all versions are asked for; a rejected stance nowhere."""
    replaced = {
        row["key"] for row in revised.rows("SELECT key FROM document WHERE superseded_by_id IS NOT NULL")
    }
    every = read.readings(revised, Query(versions="all", statuses=STATUSES))
    valid = [each._replace(actor=whole(each.actor)) for each in every if each.status != "rejected"]
    newest = [each for each in valid if each.document not in replaced]
    assert len(every) > len(valid) > len(newest) > 0
    for query, readings in ((Query(), newest), (Query(versions="all"), valid)):
        wanted = sorted(duplicates.tally(readings, rule), key=repr)
        assert sorted(tally(revised, query, rule).counts, key=repr) == wanted


def test_counts_by_any_field_are_those_of_the_readings(revised: Store) -> None:
    readings = read.readings(revised, Query())
    stances = Counter((each.actor, each.position, each.stance) for each in readings)
    once = Counter(key[:3] for key in {(r.actor, r.position, r.stance, r.fingerprint) for r in readings})
    found = read.counted(revised, Query(), ["actor_code", "position", "stance"])
    got = {(row["actor_code"], row["position"], row["stance"]): row for row in found}
    assert {key: row["stances"] for key, row in got.items()} == stances
    assert {key: row["statements"] for key, row in got.items()} == once
    assert sum(row["stances"] for row in read.counted(revised, Query(), list(read.FIELDS))) == len(readings)


def test_the_lists_count_what_the_answers_count(revised: Store) -> None:
    """A codebook and a list of actors leave out the same rejected stances and older versions."""
    sides = Counter((each.position, each.stance) for each in read.readings(revised, Query()))
    book = {each.slug: each for each in read.codebook(revised, counted=True)}
    assert sum(sides.values()) < revised.rows("SELECT COUNT(*) AS n FROM stance")[0]["n"]
    assert {
        slug: (each.support, each.oppose) for slug, each in book.items() if each.support or each.oppose
    } == {slug: (sides[slug, "support"], sides[slug, "oppose"]) for slug in {slug for slug, _ in sides}}
    quoted = Counter(code.code for each in read.statements(revised, Query()) for code in each.actors)
    named = {each.code: each.statements for each in read.all_actors(revised) if not each.is_person}
    assert {code: named[code] for code in quoted} == quoted


def test_histories_pair_by_pair(revised: Store) -> None:
    """Only where actor and position meet, and in all versions only where they are asked for."""
    held = [("RUS", "open"), ("NATO", "no-expansion")]
    for versions in ("newest", "all"):
        every = read.readings(revised, Query(versions=versions))
        wanted = [each for each in every if (each.actor, each.position) in held]
        assert sorted(read.readings_of(revised, held, versions), key=repr) == sorted(wanted, key=repr)
    assert read.readings_of(revised, []) == []


def test_a_stance_bears_the_fingerprint_of_its_statement(store: Store) -> None:
    """Whoever writes: the database keeps the two equal."""
    differing = """SELECT x.id FROM stance x JOIN statement s ON s.id = x.statement_id
                   WHERE x.fingerprint <> s.fingerprint"""
    assert store.rows(differing) == []
    with store.writing() as session:
        session.execute(text("UPDATE statement SET fingerprint = 'one' WHERE id % 2 = 0"))
    assert store.rows(differing) == []
    assert store.rows("SELECT COUNT(*) AS n FROM stance WHERE fingerprint = 'one'")[0]["n"] > 0


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
