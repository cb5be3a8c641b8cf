"""One door to a SQLite file, for the standard library's reads and for SQLAlchemy's writes alike.

Journal mode: the rollback journal (SQLite's default, `DELETE`), not WAL. Under WAL even a read fails on
read-only media, WAL is unsafe on a network file system, and a read that turns into a write fails at once.
WAL's gain, readers beside a writer, is small here: a write transaction holds nothing but
database work, a few milliseconds a document, and the busy timeout bridges that.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from positions import settings
from positions.errors import StoreError

SMALLEST_PAGE = 512
APPLICATION = 0x504F5331  # "POS1", in the header of each of our files (PRAGMA application_id)

# secure_delete: what is forgotten is overwritten, not just unlinked. synchronous EXTRA: a commit that was
# reported outlives a power cut.
PRAGMAS = ["foreign_keys = ON", "secure_delete = ON", "synchronous = EXTRA"]


def connect(path: Path, *, pragmas: list[str] | None = None) -> sqlite3.Connection:
    """An autocommitting connection to an existing file.

    It is opened for writing even to read, since only a writer may roll back what a killed process left in
    the journal; where the file is read-only, SQLite itself falls back to reading.
    """
    # A read-only open would refuse a hot journal, and "mode=rw", unlike the default, never makes a file.
    connection = sqlite3.connect(
        f"file:{quote(str(path.absolute()))}?mode=rw",
        uri=True,
        timeout=settings.wait(),
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        for pragma in PRAGMAS if pragmas is None else pragmas:
            connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise
    return connection


def connect_to_read(path: Path) -> sqlite3.Connection:
    """A connection that refuses every write."""
    return connect(path, pragmas=[*PRAGMAS, "query_only = ON"])


def make_empty(path: Path) -> None:
    """Make a new empty file that nobody else may read (0600). Raises `FileExistsError`."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def check_is_file(path: Path) -> bool:
    """Whether there is a file; a folder, a pipe or a device is refused, since opening a pipe would hang."""
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return False
    except PermissionError:
        raise StoreError(f"The folder of {path} may not be read.", "Name another with --database.") from None
    if not stat.S_ISREG(mode):
        raise StoreError(f"{path} is a folder or a device, not a database.", "Name a file with --database.")
    return True


def is_scrap(path: Path) -> bool:
    """Whether there are some bytes, too few for a database: SQLite would take them for an empty one."""
    return path.exists() and 0 < path.stat().st_size < SMALLEST_PAGE


def vacuum(path: Path) -> None:
    """Write the file anew without its free pages. It takes the file for itself, and room for a second one."""
    with closing(connect(path)) as connection:
        connection.execute("VACUUM")


def copy(path: Path, target: Path) -> None:
    """Write a compact and consistent copy, also while others write. It has its name only once it is whole."""
    draft = target.with_name(f".{target.name}.new")
    make_empty(draft)
    try:
        with closing(connect(path)) as connection:
            connection.execute("VACUUM INTO ?", (str(draft),))
        with draft.open("rb+") as written:
            os.fsync(written.fileno())
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
