"""What a database or the disk beneath it says when something fails, as one sentence and a hint.

No article text and no password may stand in it: of a driver's own words only those are
shown that name tables and columns. SQLAlchemy is recognised by its `orig`, so that nothing is imported.
"""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from positions.errors import StoreError

BACKUPS = "Earlier states may lie beside it, in files named like it with .backup- behind."

_IN_USE = "The database {} is in use by another process.", "Try again when the other one has finished."
_READ_ONLY = (
    "The database {} is read-only.",
    "Allow writing to the file and to its folder, or name another database with --database.",
)
_FULL = (
    "The disk is full: {} was left as it was before.",
    "Make room, then try again; what was kept so far is safe.",
)
_DISK = "The disk failed while {} was read or written.", "Nothing half-written was kept. Check the disk."
_NO_DATABASE = "{} is not a database.", "Nothing in it was changed. Name another file with --database."
_SQLITE = {
    "SQLITE_BUSY": _IN_USE,
    "SQLITE_LOCKED": _IN_USE,
    "SQLITE_READONLY": _READ_ONLY,
    "SQLITE_FULL": _FULL,
    "SQLITE_IOERR": _DISK,
    "SQLITE_NOTADB": _NO_DATABASE,
    "SQLITE_CORRUPT": ("The database {} is damaged or cut short.", f"Nothing in it was changed. {BACKUPS}"),
    "SQLITE_CANTOPEN": (
        "The database {} cannot be opened.",
        "May you read and write the file and its folder?",
    ),
    "SQLITE_PERM": ("The database {} cannot be opened.", "May you read and write the file and its folder?"),
    "SQLITE_TOOBIG": ("A text is too long for the database {}.", ""),
    "SQLITE_NOMEM": ("There is not enough memory to use the database {}.", ""),
    "SQLITE_INTERRUPT": ("The work on the database {} was interrupted.", ""),
}
_POSTGRES = {
    "55P03": _IN_USE,  # lock_not_available
    "57014": _IN_USE,  # query_canceled, by a time limit of the server
    "40P01": _IN_USE,  # deadlock_detected
    "40001": _IN_USE,  # serialization_failure
    "25006": _READ_ONLY,  # read_only_sql_transaction
    "42501": (
        "This user may not do that in the database {}.",
        "Ask its owner for the right to read and write.",
    ),
    "53100": _FULL,
    "53300": ("The server of {} has no connection free.", "Try again later."),
    "58030": _DISK,
}
# A refused connection has no SQLSTATE, only words of the C library, which may hold parts of the URL.
_CONNECTING = (
    ("password authentication failed", "The server does not accept the user name or the password of {}."),
    ("no password supplied", "The server asks for a password, and {} has none."),
    ("does not exist", "The server does not know the database or the user of {}."),
    ("connection refused", "No server listens at {}."),
    ("resolve host", "The host of {} is not known."),
    ("translate host", "The host of {} is not known."),
    ("timeout", "The server of {} does not answer."),
)


@contextmanager
def told(where: str) -> Iterator[None]:
    """Turn whatever the database raises in this block into a `StoreError` about `where`.

    Faults of the calling code (a missing parameter, a wrong type) are left as they are.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise of_sqlite(error, where) from None
    except UnicodeEncodeError:
        raise StoreError(
            f"Half a character (a lone surrogate) cannot be kept in {where}.",
            "Read the document again with its right encoding.",
        ) from None
    except Exception as error:
        cause = getattr(error, "orig", None)
        if isinstance(cause, sqlite3.Error):
            raise of_sqlite(cause, where) from None
        if cause is not None and hasattr(cause, "sqlstate"):
            raise of_postgres(cause, where) from None
        raise


def of_sqlite(error: sqlite3.Error, where: str) -> Exception:
    """The `StoreError` for a fault of SQLite; the error itself where it is a fault of the calling code."""
    name = getattr(error, "sqlite_errorname", None)
    if name is None:
        return error
    family = "_".join(name.split("_")[:2])
    if family in _SQLITE:
        return _filled(_SQLITE[family], where)
    # SQLite names tables and columns here, never values.
    return StoreError(f"The database {where} refused: {error}.")


def of_postgres(error: BaseException, where: str) -> StoreError:
    """The `StoreError` for a fault of PostgreSQL, by its SQLSTATE. Its DETAIL holds values: never shown."""
    state = getattr(error, "sqlstate", None)
    if state in _POSTGRES:
        return _filled(_POSTGRES[state], where)
    if state is None:
        return _unreachable(str(error).lower(), where)
    diagnosis = getattr(error, "diag", None)
    if state.startswith("42"):  # a table or column that is not there
        return StoreError(f"The database {where} refused: {getattr(diagnosis, 'message_primary', state)}.")
    rule = getattr(diagnosis, "constraint_name", None) or f"SQLSTATE {state}"
    return StoreError(f"The database {where} refused: {rule}.")


def no_database(where: str) -> StoreError:
    return _filled(_NO_DATABASE, where)


def of_system(error: OSError, where: str) -> StoreError:
    """The `StoreError` for a fault of the file system."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return _filled(_FULL, where)
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return StoreError(
            f"{where} cannot be written: its folder is read-only.",
            "Allow writing to the folder, or name another database with --database.",
        )
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return StoreError(
            f"The folder of {where} does not exist.", "Make the folder, or name another with --database."
        )
    return StoreError(f"{where} cannot be used: {error.strerror or 'the system refused it'}.")


def _unreachable(words: str, where: str) -> StoreError:
    for mark, sentence in _CONNECTING:
        if mark in words:
            return StoreError(sentence.format(where), "Check the address that --database names.")
    return StoreError(f"The connection to {where} failed.", "Is the server up, and its address right?")


def _filled(fault: tuple[str, str], where: str) -> StoreError:
    sentence, hint = fault
    return StoreError(sentence.format(where), hint)
