from __future__ import annotations

import pytest

from positions.store import Store, open_store
from store.store_samples import keep, prepare


def found(store: Store, table: str, words: str) -> int:
    sql = f"SELECT count(*) AS n FROM {table} WHERE {store.matches(table)}"
    return int(store.rows(sql, {"words": store.search_words(words)})[0]["n"])


def test_search(location: str) -> None:
    """Both databases find the same statements: all words, inflected forms, phrases in quotation marks."""
    keep(location, 1, prepare(location))
    with open_store(location) as store:
        assert found(store, "document", "Lavrov") == 1
        for words, number in {
            "expanding": 3,
            "EXPAND inches": 3,
            '"one inch"': 3,
            '"inch one"': 0,
            "expand moon": 0,
            "Lavrov": 0,
        }.items():
            assert found(store, "statement", words) == number, words


@pytest.mark.parametrize(
    "words",
    [
        "'",
        '"',
        '""',
        "-x",
        "a:b",
        "AND",
        "",
        "NOT",
        "expand)",
        "(",
        "*",
        "^x",
        'a"b',
        "NEAR(",
        "& |",
        "\\",
        "%",
    ],
)
def test_no_sign_is_special(location: str, words: str) -> None:
    """Whatever a person types is a search and not a fault."""
    open_store(location, create=True).close()
    with open_store(location) as store:
        assert found(store, "statement", words) == 0


def test_injection(location: str) -> None:
    """A name is a value and never a part of the SQL."""
    open_store(location, create=True).close()
    with open_store(location) as store:
        evil = "x'; DROP TABLE statement; --"
        assert store.rows("SELECT :name AS name", {"name": evil}) == [{"name": evil}]
        assert store.rows("SELECT count(*) AS n FROM statement") == [{"n": 0}]


def test_one_kind_of_value(location: str) -> None:
    """A flag is 0 or 1, JSON is its text and a mean is a float, whichever database gives it."""
    keep(location, 1, prepare(location))
    with open_store(location) as store:
        (row,) = store.rows("SELECT second_hand, content, steps FROM statement ORDER BY id LIMIT 1")
        assert row["second_hand"] == 0
        assert isinstance(row["second_hand"], int) and not isinstance(row["second_hand"], bool)
        assert isinstance(row["content"], str) and isinstance(row["steps"], str)
        (row,) = store.rows("SELECT avg(ordinal) AS mean FROM statement")
        assert row == {"mean": 2.0} and isinstance(row["mean"], float)


def test_unknown_table(location: str) -> None:
    """Full text is kept of statements and documents, and of nothing else."""
    open_store(location, create=True).close()
    with open_store(location) as store, pytest.raises(ValueError, match="no full text"):
        store.matches("actor; DROP TABLE actor")
