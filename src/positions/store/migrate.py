"""Bring a database to the form that this version of the program knows: make it, upgrade it or refuse it.

Whether it is up to date is asked with two cheap queries; Alembic and SQLAlchemy are imported only where
there is something to do. A SQLite file is backed up first, and each migration is one transaction.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from positions import resources
from positions.errors import NewerStore, StoreError
from positions.settings import Location
from positions.store import faults, sqlite

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Engine

NEWEST = "0006"  # the newest revision in migrations/versions; a test holds the two equal
KEPT_BACKUPS = 3
_UPGRADE_LOCK = 0x504F5331  # the key of PostgreSQL's advisory lock

Rows = Callable[[str], list[dict[str, Any]]]


def bring_up_to_date(place: Location, rows: Rows, version: str | None, *, create: bool) -> None:
    """Make or upgrade the tables so that the database is at `NEWEST`.

    `version` is what `version_of` found. Raises `NewerStore`, or `StoreError` where there are no tables and
    `create` is false.
    """
    if version == NEWEST:
        return
    if version is None and not create:
        raise nothing_there(place)
    if version is not None and version not in revisions():
        raise NewerStore(
            f"The database {place.shown} was made by a newer version of positions.",
            "Upgrade positions. Nothing in the database was changed.",
        )
    if version is not None and place.path is not None:
        back_up_before_upgrade(place.path, lambda: version_of(place, rows) == version)
    upgrade(place, lambda: version_of(place, rows))


def nothing_there(place: Location) -> StoreError:
    return StoreError(
        f"There is no database at {place.shown} yet.", "Read some articles first: positions ingest"
    )


def version_of(place: Location, rows: Rows) -> str | None:
    """The revision of the database, or None where it is empty. Refuses what is not ours with `StoreError`."""
    return _sqlite_version(place, place.path, rows) if place.path else _postgres_version(place, rows)


def _sqlite_version(place: Location, path: Path, rows: Rows) -> str | None:
    if sqlite.is_scrap(path):
        raise faults.no_database(place.shown)
    application = rows("PRAGMA application_id")[0]["application_id"]
    if application == sqlite.APPLICATION:
        return _revision(rows)
    if application == 0 and not rows("SELECT 1 FROM sqlite_master LIMIT 1"):
        return None
    raise _of_another_program(place)


def _postgres_version(place: Location, rows: Rows) -> str | None:
    found = rows(
        "SELECT CAST(to_regclass('alembic_version') AS text) AS a, CAST(to_regclass('meta') AS text) AS m"
    )
    if found[0]["a"] is None:
        return None
    if found[0]["m"] is None:
        raise _of_another_program(place)
    return _revision(rows)


def _revision(rows: Rows) -> str | None:
    found = rows("SELECT version_num FROM alembic_version")
    return str(found[0]["version_num"]) if found else None


def _of_another_program(place: Location) -> StoreError:
    return StoreError(
        f"The database {place.shown} belongs to another program.",
        "Nothing in it was changed. Name another one with --database.",
    )


def revisions() -> tuple[str, ...]:
    """The revisions that this program knows, oldest first: the first part of each file's name."""
    files = (resources.migrations() / "versions").glob("[0-9]*_*.py")
    return tuple(sorted(file.name.partition("_")[0] for file in files))


# --- making a new file


def create_file(path: Path, *, with_folder: bool) -> None:
    """Make a whole new database under another name, then give it its own name in one step.

    So no process ever sees half a database, a failure leaves nothing behind, and of two processes that do
    this at once the second finds the work of the first. Raises `StoreError`.
    """
    draft = path.with_name(f".{path.name}.new-{secrets.token_hex(4)}")
    try:
        if with_folder:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        sqlite.make_empty(draft)
    except OSError as error:
        raise faults.of_system(error, str(path)) from None
    try:
        with faults.told(str(path)):
            _run_alembic(Location(path=draft))
        _publish(draft, path)
    finally:
        draft.unlink(missing_ok=True)
        draft.with_name(draft.name + "-journal").unlink(missing_ok=True)


def _publish(draft: Path, path: Path) -> None:
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    except OSError:  # a file system without hard links
        if not path.exists():
            draft.replace(path)


# --- upgrading what is there


def upgrade(place: Location, version: Callable[[], str | None]) -> None:
    """Run the migrations that are missing. Several processes may do so at once.

    Where another process was quicker, our own step fails ("table already exists") and is rolled back; as
    long as the version moves on, we look again.
    """
    with faults.told(place.shown):
        before = version()
        while before != NEWEST:
            try:
                _run_alembic(place)
            except Exception:
                if version() == before:
                    raise
            before = version()


def _run_alembic(place: Location) -> None:
    from alembic import command
    from alembic.config import Config

    from positions.store.engine import make_engine

    config = Config()
    config.set_main_option("script_location", str(resources.migrations()).replace("%", "%%"))
    engine = make_engine(place, migrating=True)
    config.attributes["engine"] = engine
    try:
        with _one_at_a_time(engine):
            command.upgrade(config, NEWEST)
    finally:
        engine.dispose()


@contextmanager
def _one_at_a_time(engine: Engine) -> Iterator[None]:
    """Hold PostgreSQL's advisory lock; SQLite's own lock on the file is enough there."""
    if engine.dialect.name == "sqlite":
        yield
        return
    from sqlalchemy import text

    with engine.connect() as connection:
        connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": _UPGRADE_LOCK})
        try:
            yield
        finally:
            connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": _UPGRADE_LOCK})


# --- backups


def back_up(path: Path) -> Path:
    """Write a copy of a SQLite database beside it, readable by its owner only. Raises `StoreError`."""
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    target = path.with_name(f"{path.name}.backup-{moment}")
    with faults.told(str(path)):
        try:
            sqlite.copy(path, target)
        except OSError as error:
            raise faults.of_system(error, str(target)) from None
    return target


def back_up_before_upgrade(path: Path, is_still_old: Callable[[], bool]) -> None:
    """Back up, and keep the last three copies. Where another process upgraded meanwhile, it has its own."""
    copy = back_up(path)
    if not is_still_old():
        copy.unlink(missing_ok=True)
        return
    for old in sorted(path.parent.glob(_literal(path.name) + ".backup-*"))[:-KEPT_BACKUPS]:
        old.unlink(missing_ok=True)


def _literal(name: str) -> str:
    """The name with the wildcards of `glob` made harmless."""
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in name)
