"""Stances: as the analysis counts them, and with the statements that they were read in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from positions.records import Query, Reading, StatementRecord
from positions.store.read.asking import Row, Rows, Searchable, ask
from positions.store.read.conditions import Conditions, of_stances
from positions.store.read.said import in_order, of_told, records


def readings(store: Rows, query: Query) -> list[Reading]:
    """Every stance that answers the query, in the order of saying, undated ones last."""
    return _readings(store, of_stances(query))


PAIRS = 100  # in one query: databases limit how deep an OR may go


def readings_of(store: Rows, held: Sequence[tuple[str, str]], versions: str = "newest") -> list[Reading]:
    """Every stance of these actors on these positions, pair by pair of code and slug."""
    found: list[Reading] = []
    for start in range(0, len(held), PAIRS):
        where = of_stances(Query(versions=versions))
        here = held[start : start + PAIRS]
        # Pair by pair each is found by its index; a list of row values would be searched for every stance.
        pair = (
            "(x.actor_id = (SELECT id FROM actor WHERE code = :code_{0})"
            " AND x.position_id = (SELECT id FROM position WHERE slug = :slug_{0}))"
        )
        either = " OR ".join(pair.format(at) for at in range(len(here)))
        codes = {f"code_{at}": code for at, (code, _) in enumerate(here)}
        slugs = {f"slug_{at}": slug for at, (_, slug) in enumerate(here)}
        where.add(f"({either})", **codes, **slugs)
        found += _readings(store, where)
    return found


def readings_in(
    store: Searchable, whose: Query, query: Query, parts: Sequence[int] = (), said: str = ""
) -> list[Reading]:
    """The stances that answer `whose`, in the statements that answer the rest, as `by_or_about` chooses them."""
    where = of_stances(whose)
    told = of_told(store, query, parts, said)
    where.add(f"s.id IN (SELECT s.id FROM statement s WHERE {told.sql})", **told.parameters)
    return _readings(store, where)


# The fields of a `Reading`, in their order.
_READING = """p.slug AS position, s.key AS statement, d.key AS document, x.fingerprint, x.stance, x.conditional,
              x.implied, x.confidence, x.status, s.second_hand, s.said_on, a.code AS actor"""


def _readings(store: Rows, where: Conditions) -> list[Reading]:
    sql = f"""
        SELECT {_READING}
        FROM stance x JOIN statement s ON s.id = x.statement_id JOIN document d ON d.id = s.document_id
             JOIN position p ON p.id = x.position_id JOIN actor a ON a.id = x.actor_id
        WHERE {where.sql}
        ORDER BY s.said_first IS NULL, s.said_first, s.id, x.id
    """
    return [_reading(row) for row in ask(store, sql, **where.parameters)]


def _reading(row: Row) -> Reading:
    row["conditional"], row["implied"] = bool(row["conditional"]), bool(row["implied"])
    row["second_hand"] = bool(row["second_hand"])
    return Reading._make(row.values())


def stanced(store: Rows, query: Query, limit: int = 0) -> list[StatementRecord]:
    """Statements that hold a stance of the kind asked for, with those stances alone; the latest kept."""
    where = of_stances(query)
    sql = f"""
        SELECT x.id AS stance_id, s.id FROM stance x
             JOIN statement s ON s.id = x.statement_id JOIN position p ON p.id = x.position_id
        WHERE {where.sql} ORDER BY s.said_first IS NULL, s.said_first DESC, s.id DESC, x.id
    """
    chosen = ask(store, sql, **where.parameters)
    ids = list(dict.fromkeys(row["id"] for row in chosen))[: limit or None]
    wanted = {row["stance_id"] for row in chosen}
    return in_order(records(store, ids, lambda row: row["id"] in wanted))


# What stances are counted by: a field's name, and where it is found. "month" and "year" are those of saying.
FIELDS = {
    "actor": "a.name",
    "actor_code": "a.code",
    "speaker": "sp.name",
    "position": "p.slug",
    "dispute": "dp.slug",
    "stance": "x.stance",
    "conditional": "CASE WHEN x.conditional THEN 1 ELSE 0 END",
    "implied": "CASE WHEN x.implied THEN 1 ELSE 0 END",
    "act": "s.act",
    "manner": "s.manner",
    "coder": "c.name",
    "rule": "x.rule",
    "status": "x.status",
    "year": "substr(s.said_on, 1, 4)",
    "month": "substr(s.said_on, 1, 7)",
    "said_on": "s.said_on",
    "document": "d.key",
    "outlet": "d.outlet",
}


# `+` keeps SQLite from walking an index of a million stances row by row.
_JOINS = {
    "s": "JOIN statement s ON s.id = x.statement_id",
    "d": "JOIN document d ON d.id = s.document_id",
    "sp": "JOIN actor sp ON sp.id = s.speaker_id",
    "p": "JOIN position p ON p.id = +x.position_id",
    "dp": "JOIN dispute dp ON dp.id = p.dispute_id",
    "a": "JOIN actor a ON a.id = +x.actor_id",
    "c": "JOIN coder c ON c.id = +x.coder_id",
}
_THROUGH = {"d": "s", "sp": "s", "dp": "p"}  # the table by which one is reached


def _joined(sql: str) -> str:
    """The joins of the tables that this SQL names, and of no others: each is looked up for every stance."""
    named = {alias for alias in _JOINS if re.search(rf"\b{alias}\.", sql)}
    wanted = named | {_THROUGH[alias] for alias in named if alias in _THROUGH}
    return " ".join(join for alias, join in _JOINS.items() if alias in wanted)


def counted(store: Rows, query: Query, fields: Sequence[str]) -> list[Row]:
    """How many stances there are for each combination of these `FIELDS`, and in how many statements.

    Reports of one statement are one statement, and so many stances. The most statements come first.
    """
    where = of_stances(query)
    columns = ", ".join(f"{FIELDS[each]} AS {each}" for each in fields)
    places = ", ".join(str(at) for at in range(1, len(fields) + 1))
    sql = f"""
        SELECT {columns}, COUNT(*) AS stances, COUNT(DISTINCT x.fingerprint) AS statements
        FROM stance x {_joined(f"{columns} {where.sql}")}
        WHERE {where.sql} GROUP BY {places} ORDER BY statements DESC, stances DESC, {places}
    """
    found = ask(store, sql, **where.parameters)
    flags = {"conditional", "implied"}.intersection(fields)
    return [row | {name: bool(row[name]) for name in flags} for row in found]
