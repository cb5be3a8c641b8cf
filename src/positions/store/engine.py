"""SQLAlchemy's engines, which are imported only where something is written or the store is PostgreSQL.

On SQLite every transaction is BEGIN IMMEDIATE: the lock is taken, and waited for, at the start. Python's own
handling of transactions is switched off, since it commits before each CREATE TABLE.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event

from positions import settings
from positions.errors import StoreError, UsageError
from positions.settings import Location
from positions.store import sqlite


def make_engine(place: Location, *, migrating: bool = False) -> Engine:
    """An engine for the database; no connection is made yet."""
    return _postgres(place) if place.path is None else _sqlite(place.path, migrating)


def _sqlite(path: Path, migrating: bool) -> Engine:
    # While tables are rebuilt, foreign keys rest: dropping the old table would delete all that refers to it.
    # migrations/env.py checks them before each commit.
    pragmas = [*sqlite.PRAGMAS, "foreign_keys = OFF"] if migrating else sqlite.PRAGMAS
    engine = create_engine(
        "sqlite://",
        creator=lambda: sqlite.connect(path, pragmas=pragmas),
        poolclass=QueuePool,
        hide_parameters=True,
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _postgres(place: Location) -> Engine:
    try:
        engine = create_engine(
            place.url, hide_parameters=True, pool_pre_ping=True, connect_args={"connect_timeout": 10}
        )
    except ImportError:
        raise StoreError(
            "PostgreSQL needs the package psycopg.", "Install it: pip install 'positions[postgresql]'."
        ) from None
    except Exception:  # its words may hold parts of the URL, and so of the password
        raise UsageError(
            f"{place.shown} is not an address that can be read.",
            "Write postgresql://user:password@host/name; in the password, %2F, %3A, %40 stand for / : @.",
        ) from None
    milliseconds = int(settings.wait() * 1000) or 1

    @event.listens_for(engine, "connect")
    def _limit(connection: Any, _record: Any) -> None:
        connection.execute(f"SET lock_timeout = {milliseconds}")
        connection.commit()

    return engine
