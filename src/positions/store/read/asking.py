"""How a question is put to a store: bound parameters, a few hundred ids at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol

from positions.visible import sayable

Row = dict[str, Any]
BATCH = 500  # ids in one IN list: well under the limit of variables of any database


class Rows(Protocol):
    """What this module needs of a store."""

    def rows(self, sql: str, parameters: Mapping[str, Any] | None = None) -> list[Row]: ...


class Searchable(Rows, Protocol):
    """What full text needs besides: SQLite and PostgreSQL each have their own."""

    def matches(self, table: str, parameter: str = "words") -> str: ...

    def search_words(self, words: str) -> str: ...


def ask(store: Rows, sql: str, **parameters: Any) -> list[Row]:
    given = (
        (name, sayable(value) if isinstance(value, str) else value) for name, value in parameters.items()
    )
    return store.rows(sql, dict(given))


def among(column: str, values: Sequence[Any], name: str) -> tuple[str, Row]:
    """`column IN (...)` over bound parameters; never true for no values."""
    if not values:
        return "1 = 0", {}
    names = {f"{name}_{index}": value for index, value in enumerate(values)}
    return f"{column} IN ({', '.join(':' + each for each in names)})", names


def batches(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (values[start : start + BATCH] for start in range(0, len(values), BATCH))


def as_json(value: Any) -> Any:
    """A JSON column, which a store gives as its text."""
    return json.loads(value) if isinstance(value, str) else value


def at_most(limit: int) -> str:
    return f"LIMIT {int(limit)}" if limit else ""
