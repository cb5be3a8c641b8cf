"""Stances: as the analysis counts them, and with the statements that they were read in."""

from __future__ import annotations

from positions.records import Query, Reading, StatementRecord
from positions.store.read.asking import Row, Rows, ask
from positions.store.read.conditions import of_stances
from positions.store.read.said import in_order, records


def readings(store: Rows, query: Query) -> list[Reading]:
    """Every stance that answers the query, in the order of saying, undated ones last."""
    where = of_stances(query)
    sql = f"""
        SELECT p.slug AS position, s.key AS statement, d.key AS document, s.fingerprint, x.stance,
               x.conditional, x.implied, x.confidence, x.status, s.second_hand, s.said_on, a.code AS actor
        FROM stance x JOIN statement s ON s.id = x.statement_id JOIN document d ON d.id = s.document_id
             JOIN position p ON p.id = x.position_id JOIN actor a ON a.id = x.actor_id
        WHERE {where.sql}
        ORDER BY s.said_first IS NULL, s.said_first, s.id, x.id
    """
    return [_reading(row) for row in ask(store, sql, **where.parameters)]


def _reading(row: Row) -> Reading:
    flags = {name: bool(row[name]) for name in ("conditional", "implied", "second_hand")}
    return Reading(**{**row, **flags, "confidence": float(row["confidence"])})


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
