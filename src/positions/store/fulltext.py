"""Full text search: the same words asked of SQLite's FTS5 and of PostgreSQL's text search."""

from __future__ import annotations

import re

_SQLITE = "{0}.id IN (SELECT rowid FROM {0}_text WHERE {0}_text MATCH :{1})"
_QUERY = "websearch_to_tsquery('english', :{0})"
# Each left side must stay, to the letter, the expression of the index in migrations/.
_POSTGRES = {
    "statement": f"to_tsvector('english', statement.text) @@ {_QUERY}",
    "document": f"to_tsvector('english', left(document.text, 250000)) @@ {_QUERY}",
}
TABLES = tuple(_POSTGRES)

_PHRASE_OR_WORD = re.compile(r'"([^"]*)"|([^\s"]+)')


def condition(dialect: str, table: str, parameter: str) -> str:
    """The SQL condition under which a row of `table` ("statement" or "document") holds the words."""
    if table not in TABLES:
        raise ValueError(f"no full text is kept of {table}")
    return _SQLITE.format(table, parameter) if dialect == "sqlite" else _POSTGRES[table].format(parameter)


def words(given: str) -> str:
    """The words as a query that both databases understand and that has no operators: each part is quoted.

    >>> words("red lines -x")
    '"red" "lines" "-x"'
    """
    parts = [phrase or word for phrase, word in _PHRASE_OR_WORD.findall(given)]
    return " ".join(f'"{part}"' for part in parts if re.search(r"\w", part)) or '""'
