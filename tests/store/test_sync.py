from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from positions.errors import BrokenData
from positions.model import Actor, Dispute, Office, Position, When
from positions.reference import Membership, Name, Reference
from positions.store import Store, open_store, write
from store.store_samples import CODEBOOK, keep, prepare

ACTORS = (
    Actor("RUS", "Russia", "state"),
    Actor("KREMLIN", "Kremlin", "organ", of="RUS"),
    Actor("X", "X", "state"),
)
WORLD = Reference(
    actors=ACTORS,
    names=(Name("Russia", "RUS", "name"), Name("Российская", "RUS", "name"), Name("X-land", "X", "name")),
    offices=(Office("KREMLIN", "spokesman", "the Kremlin", "RUS", When("2012-05"), None),),
    memberships=(Membership("RUS", "X", When("2000"), When("2010")),),
    as_of=When("2026-01-01"),
    digest="one",
)


def column(store: Store, sql: str) -> Sequence[object]:
    return [next(iter(row.values())) for row in store.rows(sql)]


def test_first_copy(location: str) -> None:
    """The store holds a copy of the world table, and does nothing while it is unchanged."""
    with open_store(location, create=True) as store:
        assert write.sync_reference(store, WORLD)
        assert not write.sync_reference(store, WORLD)
        assert column(store, "SELECT p.code FROM actor a JOIN actor p ON p.id = a.of_id") == ["RUS"]
        assert column(store, "SELECT folded FROM actor_name WHERE name = 'X-land'") == ["x-land"]
        assert store.rows("SELECT since, until FROM office") == [{"since": "2012-05", "until": None}]
        assert store.rows("SELECT since, until FROM membership") == [{"since": "2000", "until": "2010"}]


def test_changes(location: str) -> None:
    """A new table adds, changes and deletes rows of the package, and no others."""
    with open_store(location, create=True) as store:
        write.sync_reference(store, WORLD)
        with store.writing() as session:
            raw = session.connection().exec_driver_sql
            raw("INSERT INTO actor (code, name, kind, origin) VALUES ('MINE', 'Mine', 'group', 'user')")
            raw(
                'INSERT INTO actor_name (actor_id, name, folded, "use", origin)'
                " SELECT id, 'Rossiya', 'rossiya', 'name', 'user' FROM actor WHERE code = 'RUS'"
            )
        changed = replace(
            WORLD,
            actors=(Actor("RUS", "Russian Federation", "state"), ACTORS[1], Actor("MINE", "Theirs", "state")),
            names=(Name("Russia", "RUS", "name"), Name("Rossiya", "RUS", "name")),
            offices=(WORLD.offices[0]._replace(until=When("2027")),),
            memberships=(),
            digest="two",
        )
        assert write.sync_reference(store, changed)
        assert column(store, "SELECT name FROM actor ORDER BY id") == [
            "Russian Federation",
            "Kremlin",
            "Mine",
        ]
        assert column(store, "SELECT name || origin FROM actor_name ORDER BY name") == [
            "Rossiyauser",
            "Russiapackage",
        ]
        assert column(store, "SELECT until FROM office") == ["2027"]
        assert column(store, "SELECT count(*) FROM membership") == [0]


def test_what_is_referred_to_stays(path: Path) -> None:
    """An actor or position that a statement refers to stays, even if the package no longer has it."""
    run = prepare(str(path))
    with open_store(str(path)) as store:
        write.sync_reference(store, WORLD)
        keep(str(path), 1, run)
        write.sync_reference(
            store, replace(WORLD, actors=ACTORS[:0], names=(), offices=(), memberships=(), digest="0")
        )
        assert "RUS" in column(store, "SELECT code FROM actor")
        assert "X" not in column(store, "SELECT code FROM actor")
        assert "KREMLIN" not in column(store, "SELECT code FROM actor")
        write.sync_codebook(store, ())
        assert column(store, "SELECT slug FROM position") == ["no-expansion"]
        assert column(store, "SELECT slug FROM dispute") == ["security"]


def test_codebook_of_the_user(location: str) -> None:
    """A codebook of the user lies beside the package's, and neither touches the other."""
    mine = (Dispute("gas", "Gas", (Position("pipe", "gas", "Pipe", "Build it.", contradicts=("open",)),)),)
    with open_store(location, create=True) as store:
        write.sync_codebook(store, CODEBOOK)
        assert write.sync_codebook(store, mine, "user")
        assert column(store, "SELECT slug FROM position ORDER BY id") == ["no-expansion", "open", "pipe"]
        wrong = replace(CODEBOOK[0].positions[0], implies=("flat-earth",))
        with pytest.raises(BrokenData, match="flat-earth"):
            write.sync_codebook(store, (replace(CODEBOOK[0], positions=(wrong,)),))
        alone = replace(CODEBOOK[0].positions[1], contradicts=())
        write.sync_codebook(store, (replace(CODEBOOK[0], label="Security", positions=(alone,)),))
        assert column(store, "SELECT slug FROM position ORDER BY id") == ["open", "pipe"]
        assert column(store, "SELECT label FROM dispute ORDER BY id") == ["Security", "Gas"]
        assert column(store, "SELECT count(*) FROM position_relation") == [1]


def test_speed(path: Path) -> None:
    """The whole world is copied in about a second."""
    big = replace(
        WORLD,
        actors=tuple(Actor(f"A{number}", f"Actor {number}", "person") for number in range(6000)),
        names=tuple(Name(f"Name {number}", f"A{number // 2}", "name") for number in range(12000)),
        offices=tuple(Office(f"A{n}", "minister", "o", f"A{n + 1}", None, None) for n in range(5000)),
        memberships=(),
        digest="big",
    )
    with open_store(str(path), create=True) as store:
        start = time.perf_counter()
        write.sync_reference(store, big)
        assert time.perf_counter() - start < 3  # 0.7 s where it was written; machines differ
