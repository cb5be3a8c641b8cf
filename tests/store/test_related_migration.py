"""The upgrade to versions and copies (0002) of a store that holds documents already."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from positions.store import copies, migrate, open_store
from store import wire
from store.test_migrations import kill_at_each_step

TEXTS = {
    "https://corvus.example/canal": wire.AGENCY,
    "http://www.corvus.example/canal/?utm_source=feed": wire.EDITED,
    "https://herald.example/canal": wire.CUT,
    "https://gazette.example/canal": wire.OTHER_REPORT,
}


@pytest.fixture
def old(path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A database of revision 0001 with four documents."""
    newest = migrate.NEWEST
    monkeypatch.setattr(migrate, "NEWEST", "0001")
    open_store(str(path), create=True).close()
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("INSERT INTO run VALUES (1, '', '', '', NULL)")
        for number, (url, text) in enumerate(TEXTS.items(), start=1):
            row = (number, f"key{number}", str(number), text, "", "", "", url, None, "", "en", "", 1)
            raw.execute(f"INSERT INTO document VALUES ({', '.join('?' * len(row))})", row)
    monkeypatch.setattr(migrate, "NEWEST", newest)
    yield path


def check_related(path: Path) -> None:
    with open_store(str(path)) as store:
        found = store.rows("SELECT id, address, superseded_by_id, family_id, text FROM document ORDER BY id")
        assert [row["superseded_by_id"] for row in found] == [2, None, None, None]
        assert [row["family_id"] for row in found] == [1, 1, 1, None]
        assert found[0]["address"] == found[1]["address"] == "corvus.example/canal"
        assert [row["text"] for row in found] == list(TEXTS.values())
        assert store.rows("SELECT count(*) AS n FROM document_band")[0]["n"] == 4 * 42
        words = {"words": store.search_words("lectern")}
        matching = store.rows(f"SELECT key FROM document WHERE {store.matches('document')}", words)
        assert matching == [{"key": "key4"}]
    with closing(sqlite3.connect(path)) as raw:
        named = "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%_text_%'"
        triggers = raw.execute(named).fetchone()
    assert triggers == (6,)


def test_documents_that_are_there_are_related(old: Path) -> None:
    """What an older program kept is looked through: versions, copies; the full text stays in step."""
    check_related(old)


def test_killed(old: Path) -> None:
    """Killed before any statement of the upgrade, the next start does it, and no text is lost."""
    copies.bands(copies.shingles(wire.AGENCY))  # a library that is slow to import is imported here, once
    before = old.read_bytes()

    def again() -> None:
        check_related(old)
        old.write_bytes(before)

    assert kill_at_each_step(lambda: open_store(str(old)), again, stride=5) > 3
