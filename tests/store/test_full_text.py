from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from positions.model import When
from positions.records import Query
from positions.store import Store, open_store, read
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


@given(
    st.lists(st.text(max_size=12) | st.sampled_from(['"', "AND", "NEAR(", "*", "-", ":", "\x00"]), max_size=8)
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_search_ever_fails(location: str, parts: list[str]) -> None:
    """Any text at all is a search, of statements and of documents, with limits and without."""
    open_store(location, create=True).close()
    words = " ".join(parts)
    with open_store(location) as store:
        assert read.statements_with(store, words, 5, Query(since=When("2022"), actors=(1,))) == []
        assert read.documents_with(store, words, 0, Query(until=When("2022-01-05"), actors=(1,))) == []


def test_a_very_long_search(location: str) -> None:
    open_store(location, create=True).close()
    with open_store(location) as store:
        assert read.statements_with(store, "expand " * 3000, 5) == []


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
