"""The upgrade to stances that bear their statement's fingerprint (0005) of a store that holds some already."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from positions.store import migrate, open_store


def test_stances_that_are_there_get_their_fingerprint(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    newest = migrate.NEWEST
    monkeypatch.setattr(migrate, "NEWEST", "0003")
    open_store(str(path), create=True).close()
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("PRAGMA foreign_keys = OFF")
        for number, fingerprint in ((1, "first"), (2, "second"), (3, "first")):
            raw.execute(
                """INSERT INTO statement (id, key, document_id, ordinal, start, "end", text, content, cue, manner, act,
                   speaker_id, speaker_text, said_on_from, second_hand, fingerprint, steps)
                   VALUES (?1, ?1, 1, ?1, 0, 1, 'w', '[]', '', 'direct', 'state', 1, '', '', 0, ?2, '[]')""",
                (number, fingerprint),
            )
            raw.execute(
                "INSERT INTO stance VALUES (?1, ?1, 1, 1, 1, 'support', 0, 0, 0.9, '', '', 'pending', NULL)",
                (number,),
            )
    monkeypatch.setattr(migrate, "NEWEST", newest)
    with open_store(str(path)) as store:
        found = store.rows("SELECT id, fingerprint FROM stance ORDER BY id")
        plan = store.rows(
            "EXPLAIN QUERY PLAN SELECT position_id, actor_id, stance, conditional, fingerprint FROM stance "
            "WHERE status <> 'rejected'"
        )
    assert [row["fingerprint"] for row in found] == ["first", "second", "first"]
    assert "COVERING INDEX ix_stance_position_actor" in plan[0]["detail"]
