"""The upgrade to stances that bear their statement's fingerprint (0005) of a store that holds some already."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from positions.store import open_store
from store.store_samples import keep

OLDER = """
    DROP TABLE withdrawn;
    DROP TRIGGER stance_fingerprint_insert;
    DROP TRIGGER stance_fingerprint_update;
    DROP INDEX ix_stance_position_actor;
    ALTER TABLE stance DROP COLUMN fingerprint;
    CREATE INDEX ix_stance_position_actor ON stance (position_id, actor_id, said_first, stance);
    UPDATE alembic_version SET version_num = '0004';
"""


@pytest.fixture
def old(prepared: tuple[str, int]) -> Path:
    """A database as revision 0004 left it, with documents in it."""
    location, run = prepared
    for number in range(3):
        keep(location, number, run)
    with closing(sqlite3.connect(location)) as raw:
        raw.executescript(OLDER)
    return Path(location)


def test_stances_that_are_there_get_their_fingerprint(old: Path) -> None:
    """And they are counted by the index alone, with no look at a row."""
    with open_store(str(old)) as store:
        found = store.rows(
            "SELECT x.fingerprint, s.fingerprint AS wanted FROM stance x JOIN statement s ON s.id = x.statement_id"
        )
        plan = store.rows(
            "EXPLAIN QUERY PLAN SELECT position_id, actor_id, stance, conditional, fingerprint FROM stance "
            "WHERE status <> 'rejected'"
        )
    assert found and all(row["fingerprint"] == row["wanted"] for row in found)
    assert "COVERING INDEX ix_stance_position_actor" in plan[0]["detail"]
