from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from positions import settings
from positions.errors import NewerStore, PositionsError, StoreError
from positions.store import migrate, open_store, sqlite, write
from store.store_samples import document, end_of, files, keep, prepare, start_child, statements


def fault(work: Callable[[], object]) -> PositionsError:
    with pytest.raises(PositionsError) as caught:
        work()
    assert "\n" not in caught.value.sentence
    return caught.value


def test_missing(location: str) -> None:
    """Where there is no database, the error says what to do, and none is made."""
    error = fault(lambda: open_store(location))
    assert isinstance(error, StoreError)
    assert "positions ingest" in error.hint
    assert settings.database(location).path is None or not Path(location).exists()


def test_create(location: str) -> None:
    """A new database is empty and up to date, and stays as it is when it is opened again."""
    with open_store(location, create=True) as store:
        assert store.rows("SELECT count(*) AS n FROM statement") == [{"n": 0}]
    with open_store(location) as store:
        assert store.rows("SELECT version_num FROM alembic_version") == [{"version_num": migrate.NEWEST}]


def test_private(path: Path) -> None:
    """Nobody else may read a new database, whatever the umask, and it leaves no other file."""
    before = os.umask(0)
    try:
        open_store(str(path), create=True).close()
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert files(path.parent) == [path.name]


def test_default_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The user's data directory is made when it is first needed; a folder that was named is not."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    open_store(create=True).close()
    assert (tmp_path / "data" / "positions" / "positions.sqlite3").is_file()
    error = fault(lambda: open_store(str(tmp_path / "no" / "such.db"), create=True))
    assert "folder" in error.sentence
    assert not (tmp_path / "no").exists()


def test_empty_file(path: Path) -> None:
    """An empty file holds no database yet, and may become one."""
    path.touch()
    assert "positions ingest" in fault(lambda: open_store(str(path))).hint
    with open_store(str(path), create=True) as store:
        assert store.rows("SELECT 1 AS one") == [{"one": 1}]


@pytest.mark.parametrize("content", [b"x", b"An article. " * 1000, b"SQLite format 3\0" + b"\7" * 5000])
def test_no_database(path: Path, content: bytes) -> None:
    """A file that is something else is refused, and no byte of it changes."""
    path.write_bytes(content)
    assert str(path) in fault(lambda: open_store(str(path), create=True)).sentence
    assert path.read_bytes() == content


def test_truncated(prepared: tuple[str, int]) -> None:
    """A database that was cut short is refused as damaged, and no byte of it changes."""
    path = Path(prepared[0])
    os.truncate(path, path.stat().st_size // 2)
    before = path.read_bytes()
    assert "damaged or cut short" in fault(lambda: open_store(str(path))).sentence
    assert path.read_bytes() == before


def test_other_program(path: Path) -> None:
    """The database of another program is left alone."""
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE bookmark (url)")
    other.close()
    before = path.read_bytes()
    assert "another program" in fault(lambda: open_store(str(path), create=True)).sentence
    assert path.read_bytes() == before


def test_newer(location: str) -> None:
    """A database that a newer version made is refused, and nothing is written."""
    open_store(location, create=True).close()
    with open_store(location) as store, store.writing() as session:
        session.connection().exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    error = fault(lambda: open_store(location, create=True))
    assert isinstance(error, NewerStore)
    assert "newer version" in error.sentence
    if settings.database(location).path:
        assert files(Path(location).parent) == [Path(location).name]


def test_no_file(tmp_path: Path) -> None:
    """A folder or a pipe is refused at once (opening a pipe would wait for ever), as is a link to nowhere."""
    (tmp_path / "link").symlink_to(tmp_path / "no" / "where")
    assert "cannot be opened" in fault(lambda: open_store(str(tmp_path / "link"), create=True)).sentence
    os.mkfifo(tmp_path / "pipe")
    for place in (tmp_path, tmp_path / "pipe"):
        assert "not a database" in fault(lambda place=place: open_store(str(place), create=True)).sentence  # type: ignore[misc]


def test_locked(prepared: tuple[str, int], monkeypatch: pytest.MonkeyPatch) -> None:
    """A database that another process holds is said to be in use, after the wait that is set."""
    monkeypatch.setenv(settings.WAIT, "0.1")
    other = sqlite3.connect(prepared[0], isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert "in use by another process" in fault(lambda: open_store(prepared[0])).sentence
    other.execute("ROLLBACK")
    other.execute("BEGIN IMMEDIATE")
    assert "in use by another process" in fault(lambda: keep(*prepared_keep(prepared))).sentence
    other.close()
    keep(*prepared_keep(prepared))


def prepared_keep(prepared: tuple[str, int]) -> tuple[str, int, int]:
    return prepared[0], 1, prepared[1]


def test_disk_full_at_creation(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the disk is full, no half of a database is left."""
    monkeypatch.setattr(sqlite, "PRAGMAS", [*sqlite.PRAGMAS, "max_page_count = 20"])
    assert "disk is full" in fault(lambda: open_store(str(path), create=True)).sentence
    assert files(path.parent) == []


def test_two_create_at_once(path: Path) -> None:
    """Processes that make the same database at the same moment end with one database."""
    open_store(str(path.with_name("warm")), create=True).close()
    path.with_name("warm").unlink()
    children = [start_child(lambda: prepare(str(path))) for _ in range(4)]
    assert [end_of(child) for child in children] == [0] * 4
    with open_store(str(path)) as store:
        assert store.rows("SELECT count(*) AS n FROM run") == [{"n": 4}]


def test_light_reading(prepared: tuple[str, int]) -> None:
    """A query on an up-to-date SQLite store imports no heavy library."""
    script = (
        "import sys; from positions.store import open_store\n"
        "with open_store(sys.argv[1]) as store: store.rows('SELECT * FROM statement')\n"
        "print(*{name.partition('.')[0] for name in sys.modules})"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script, prepared[0]], capture_output=True, text=True, check=True
    )
    assert not {"sqlalchemy", "sqlmodel", "alembic", "pydantic", "psycopg"} & set(ran.stdout.split())


def test_reading_writes_nothing(prepared: tuple[str, int]) -> None:
    """What is opened to read refuses to write."""
    with open_store(prepared[0]) as store:
        assert "read-only" in fault(lambda: store.rows("DELETE FROM run RETURNING id")).sentence


def test_hot_journal(prepared: tuple[str, int]) -> None:
    """What a killed process left behind is rolled back by the next reader, silently."""

    def die_inside() -> None:
        other = sqlite3.connect(prepared[0], isolation_level=None)
        other.execute("PRAGMA cache_size = 1")
        other.execute("BEGIN IMMEDIATE")
        for number in range(3000):
            other.execute("INSERT INTO meta VALUES (?, ?)", (str(number), "x" * 500))
        os.kill(os.getpid(), signal.SIGKILL)

    assert end_of(start_child(die_inside)) == -signal.SIGKILL
    assert Path(prepared[0] + "-journal").exists()
    with open_store(prepared[0]) as store:
        assert store.rows("SELECT count(*) AS n FROM meta WHERE value LIKE 'x%'") == [{"n": 0}]
        assert store.rows("PRAGMA integrity_check") == [{"integrity_check": "ok"}]


# --- what one user may not do: root may do all, so a child becomes nobody


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder that others may read but not write, with a database in it."""
    folder = Path(tempfile.mkdtemp())
    prepare(str(folder / "positions.sqlite3"))
    keep(str(folder / "positions.sqlite3"), 1, 1)
    (folder / "positions.sqlite3").chmod(0o644)
    folder.chmod(0o755)
    yield folder / "positions.sqlite3"
    shutil.rmtree(folder)


def as_nobody(work: Callable[[], object]) -> None:
    def become_and_do() -> None:
        if os.geteuid() == 0:
            os.setgid(65534)
            os.setuid(65534)
        work()

    assert end_of(start_child(become_and_do)) == 0


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
@pytest.mark.parametrize("file_is_writable", [False, True])
def test_read_only(shared: Path, file_is_writable: bool) -> None:
    """One can read a read-only file, or one in a read-only folder; writing says that it is read-only."""
    if file_is_writable:
        shared.chmod(0o666)

    def read_then_write() -> None:
        with open_store(str(shared)) as store:
            assert store.rows("SELECT count(*) AS n FROM statement") == [{"n": 3}]
            report = document(2)
            error = fault(lambda: write.keep(store, report, statements(report.text), 1))
            assert "read-only" in error.sentence

    as_nobody(read_then_write)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_forbidden(shared: Path) -> None:
    """A file that may not be read, or a folder where nothing may be made, gives one sentence."""
    shared.chmod(0o600)

    def try_both() -> None:
        assert "cannot be opened" in fault(lambda: open_store(str(shared))).sentence
        new = str(shared.with_name("new.db"))
        assert "read-only" in fault(lambda: open_store(new, create=True)).sentence

    as_nobody(try_both)
