from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, event

from positions import resources, settings
from positions.errors import StoreError
from positions.store import engine as engines
from positions.store import migrate, open_store
from positions.store.tables import Table
from store.store_samples import end_of, files, keep, prepare, start_child

BEFORE = migrate.NEWEST  # as the program ships it
FULL_TEXT = ("statement_text", "document_text", "ix_statement_search", "ix_document_search")


def is_of_the_models(name: str | None, kind: str, _parents: Any) -> bool:
    return kind not in ("table", "index") or not (name or "").startswith(FULL_TEXT)


def test_tables_and_migrations_agree(location: str) -> None:
    """What the migrations make is, name by name, what the models say."""
    open_store(location, create=True).close()
    engine = engines.make_engine(settings.database(location))
    with engine.connect() as connection:
        options = {"include_name": is_of_the_models, "compare_type": True}
        context = MigrationContext.configure(connection, opts={**options, "target_metadata": Table.metadata})
        assert compare_metadata(context, Table.metadata) == []
    engine.dispose()


def test_names(path: Path) -> None:
    """Every constraint and index has the name that the convention gives it."""
    open_store(str(path), create=True).close()
    with closing(sqlite3.connect(path)) as raw:
        made = " ".join(sql or "" for (sql,) in raw.execute("SELECT sql FROM sqlite_master"))
    named = [each.name for table in Table.metadata.tables.values() for each in table.constraints]
    assert [name for name in named if str(name) not in made] == []


def test_newest() -> None:
    """The constant that a query compares with is the newest revision that the program ships."""
    assert migrate.revisions()[-1] == migrate.NEWEST


# --- an upgrade to a revision that only this test knows


NEXT = f"""
import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{migrate.NEWEST}"


def upgrade():
    op.create_table("note", sa.Column("id", sa.Integer(), primary_key=True))
    with op.batch_alter_table("document") as document:
        document.add_column(sa.Column("place", sa.String(), nullable=False, server_default=""))
    op.execute("INSERT INTO note (id) VALUES (1)")
    op.execute("UPDATE document SET place = 'here'")
"""


@pytest.fixture
def newer_program(prepared: tuple[str, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database of the newest revision with a document, and a program that has one more."""
    keep(prepared[0], 1, prepared[1])
    folder = tmp_path / "program" / "migrations"
    shutil.copytree(resources.migrations(), folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "9999_next.py").write_text(NEXT)
    monkeypatch.setattr(resources, "migrations", lambda: folder)
    monkeypatch.setattr(migrate, "NEWEST", "9999")
    return Path(prepared[0])


def check_upgraded(path: Path) -> None:
    with open_store(str(path)) as store:
        assert store.rows("SELECT place FROM document") == [{"place": "here"}]
        assert store.rows("SELECT count(*) AS n FROM statement") == [{"n": 3}]
        assert store.rows("SELECT count(*) AS n FROM note") == [{"n": 1}]
        assert store.rows("PRAGMA integrity_check") == [{"integrity_check": "ok"}]


def backups(path: Path) -> list[Path]:
    return sorted(path.parent.glob(f"{path.name}.backup-*"))


def test_upgrade(newer_program: Path) -> None:
    """An older database is upgraded when it is opened, after a whole and private copy was put beside it."""
    check_upgraded(newer_program)
    (backup,) = backups(newer_program)
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    with closing(sqlite3.connect(backup)) as raw:
        assert raw.execute("SELECT version_num FROM alembic_version").fetchall() == [(BEFORE,)]
        assert raw.execute("SELECT count(*) FROM statement").fetchone() == (3,)
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_new_database_has_no_backup(path: Path) -> None:
    """Where there is nothing to back up, no backup is made."""
    open_store(str(path), create=True).close()
    assert backups(path) == []


def test_three_backups(newer_program: Path) -> None:
    """The last three backups before an upgrade are kept."""
    names = []
    for _ in range(5):
        migrate.back_up_before_upgrade(newer_program, lambda: True)
        names = [each.name for each in backups(newer_program)]
    assert len(names) == 3
    assert names == sorted(names)


def dies_at(step: int) -> Callable[..., Engine]:
    """An engine whose process is killed before the statement of SQL with this number."""
    plain = engines.make_engine

    def make(*given: Any, **more: Any) -> Engine:
        engine, left = plain(*given, **more), [step]

        @event.listens_for(engine, "before_cursor_execute")
        def _die(*_: object) -> None:
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)

        return engine

    return make


def kill_at_each_step(work: Callable[[], object], after: Callable[[], object], stride: int = 1) -> int:
    """Do the work in children that die ever later, until one lives. Returns how many died."""
    step, plain = 1, engines.make_engine
    while True:
        engines.make_engine = dies_at(step)
        try:
            end = end_of(start_child(work))
        finally:
            engines.make_engine = plain
        if end != -signal.SIGKILL:
            assert end == 0
            return step // stride
        after()
        step += stride


def test_killed_upgrade(newer_program: Path, tmp_path: Path) -> None:
    """Killed before any statement of a migration, the next start upgrades, and no row is lost."""
    before = newer_program.read_bytes()

    def again() -> None:
        check_upgraded(newer_program)
        newer_program.write_bytes(before)

    assert kill_at_each_step(lambda: open_store(str(newer_program)), again) > 8


def test_killed_creation(path: Path) -> None:
    """Killed while an empty file becomes a database, it is empty or of an older form; the next start makes it whole."""
    path.touch()

    def again() -> None:
        try:
            open_store(str(path)).close()
        except StoreError as error:
            assert "no database" in error.sentence
        open_store(str(path), create=True).close()
        path.write_bytes(b"")
        for backup in backups(path):
            backup.unlink()

    assert kill_at_each_step(lambda: open_store(str(path), create=True), again, stride=7) > 5


def test_two_upgrade_at_once(newer_program: Path) -> None:
    """Processes that upgrade the same database at the same moment all find it upgraded."""
    children = [start_child(lambda: check_upgraded(newer_program)) for _ in range(4)]
    assert [end_of(child) for child in children] == [0] * 4
    versions = set()
    for backup in backups(newer_program):
        with closing(sqlite3.connect(backup)) as raw:
            versions |= set(raw.execute("SELECT version_num FROM alembic_version"))
    assert versions == {(BEFORE,)}


def test_broken_key_is_rolled_back(newer_program: Path) -> None:
    """A migration that leaves a row pointing at nothing is refused, and the database stays as it was."""
    broken = f'revision, down_revision = "9999", "{BEFORE}"\ndef upgrade():\n    op.execute("DELETE FROM document")\n'
    (resources.migrations() / "versions" / "9999_next.py").write_text(f"from alembic import op\n{broken}")
    with pytest.raises(RuntimeError, match="foreign key"):
        open_store(str(newer_program))
    with closing(sqlite3.connect(newer_program)) as raw:
        assert raw.execute("SELECT version_num FROM alembic_version").fetchall() == [(BEFORE,)]
        assert raw.execute("SELECT count(*) FROM document").fetchone() == (1,)


def test_no_room_for_the_backup(newer_program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the backup cannot be written, nothing is upgraded, and no half backup stays."""

    def fail(path: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("positions.store.sqlite.copy", fail)
    with pytest.raises(StoreError, match="disk is full"):
        open_store(str(newer_program))
    assert backups(newer_program) == []


def test_folder_names_with_signs(tmp_path: Path) -> None:
    """A database may lie in a folder whose name holds signs that URLs and patterns know."""
    folder = tmp_path / "100% [new]? #1"
    folder.mkdir()
    path = folder / "a?b#c%20[d].db"
    keep(str(path), 1, prepare(str(path)))
    migrate.back_up_before_upgrade(path, lambda: True)
    assert len(files(folder)) == 2
