"""An open database: rows for who reads, a transaction for who writes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from decimal import Decimal
from functools import cached_property
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from positions import settings
from positions.errors import UsageError
from positions.settings import Location
from positions.store import faults, fulltext, migrate, sqlite

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

    from sqlalchemy import Connection, Engine
    from sqlmodel import Session


def open_store(location: str | None = None, *, create: bool = False) -> Store:
    """The database at a path or URL (default: see `settings`), up to date; use it in a `with`.

    An older one is upgraded first, on SQLite after a backup beside it; with `create`, a missing one is made.
    Raises `StoreError` where it cannot be opened, `NewerStore` where a newer program made it, and
    `UsageError` where the location makes no sense.
    """
    place = settings.database(location)
    if place.path is not None and not sqlite.check_is_file(place.path):
        if not create:
            raise migrate.nothing_there(place)
        migrate.create_file(place.path, with_folder=place.is_default)
    store = Store(place)
    try:
        migrate.bring_up_to_date(place, store.rows, migrate.version_of(place, store.rows), create=create)
    except BaseException:
        store.close()
        raise
    return store


class Store:
    """One database that is open and up to date. Made by `open_store`."""

    def __init__(self, place: Location) -> None:
        self.place = place

    @property
    def dialect(self) -> str:
        """`sqlite` or `postgresql`."""
        return "postgresql" if self.place.path is None else "sqlite"

    def rows(self, sql: str, parameters: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        """The rows that a query with `:name` parameters gives, as dicts. Raises `StoreError`."""
        with faults.told(self.place.shown):
            if self.dialect == "postgresql":
                return _postgres_rows(self._engine, sql, parameters or {})
            with closing(self._reader.execute(sql, parameters or {})) as cursor:
                columns = [column[0] for column in cursor.description]
                return [dict(zip(columns, row, strict=True)) for row in cursor]

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """One transaction, kept as a whole or not at all. Do nothing but database work inside.

        Raises `StoreError` where the database is locked, read-only, full or damaged; all is then as before.
        """
        from sqlmodel import Session

        with faults.told(self.place.shown), Session(self._engine) as session, session.begin():
            yield session

    def sweep(self) -> None:
        """Write the database anew without its free pages, so that nothing forgotten is left on them.

        Raises `StoreError`, as where there is no room for a second copy; all is then as before.
        """
        self._close_reader()  # an open one would hold the file back
        with faults.told(self.place.shown):
            if self.place.path is not None:
                sqlite.vacuum(self.place.path)
            else:
                _postgres_vacuum(self._engine)

    def matches(self, table: str, parameter: str = "words") -> str:
        """The condition under which a row of `statement` or `document` holds the words of a parameter."""
        return fulltext.condition(self.dialect, table, parameter)

    def search_words(self, words: str) -> str:
        """The value of that parameter for words as a person typed them; no character is special but `"`."""
        return fulltext.words(words)

    def copy_to(self, target: Path) -> None:
        """Write a whole copy of a SQLite database to a new file. Raises `UsageError`, `StoreError`."""
        if self.place.path is None:
            raise UsageError(
                f"{self.place.shown} is on a server, whose own program saves it.",
                "pg_dump --format=custom --file=FILE, with the address as --dbname.",
            )
        if target.exists():
            raise UsageError(f"{target} is there already.", "Name a file that is not there yet.")
        with faults.told(self.place.shown):
            try:
                sqlite.copy(self.place.path, target)
            except OSError as error:
                raise faults.of_system(error, str(target)) from None

    def close(self) -> None:
        self._close_reader()
        if "_engine" in self.__dict__:
            self.__dict__.pop("_engine").dispose()

    def _close_reader(self) -> None:
        if "_reader" in self.__dict__:
            self.__dict__.pop("_reader").close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @cached_property
    def _reader(self) -> sqlite3.Connection:
        assert self.place.path is not None
        return sqlite.connect_to_read(self.place.path)

    @cached_property
    def _engine(self) -> Engine:
        from positions.store.engine import make_engine

        return make_engine(self.place)


def _postgres_rows(engine: Engine, sql: str, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
    with engine.connect().execution_options(postgresql_readonly=True) as connection:
        return rows_within(connection, sql, parameters)


def rows_within(connection: Connection, sql: str, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The rows of a query as `Store.rows` gives them, as a transaction sees them that has not ended."""
    from sqlalchemy import text

    result = connection.execute(text(sql), dict(parameters))
    return [{name: _as_sqlite_gives(value) for name, value in row.items()} for row in result.mappings()]


def _postgres_vacuum(engine: Engine) -> None:
    """Its own tables alone: a server does not let everybody at the others."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql(
            "VACUUM document, document_band, source, statement, stance, verdict, actor, actor_name"
        )


def _as_sqlite_gives(value: object) -> object:
    """A boolean as 0 or 1, JSON as text, a decimal as a float: one kind of value for those who read."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return float(value) if isinstance(value, Decimal) else value
