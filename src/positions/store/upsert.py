"""Insert what is not there yet, in the way of the database at hand."""

from __future__ import annotations

from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel


def insert_new(session: Session, model: type[SQLModel], *unique: str) -> Any:
    """An INSERT that does nothing for a row whose `unique` columns, or any unique ones, are there already.

    On PostgreSQL it waits until a process that is writing the same row has finished.
    """
    dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    return dialect.insert(model).on_conflict_do_nothing(index_elements=unique or None)
