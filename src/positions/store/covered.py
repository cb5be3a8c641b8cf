"""What a report says of its store: whose stances it holds most, and who coded them."""

from __future__ import annotations

from positions.records import Query
from positions.store.read.asking import Rows, ask
from positions.store.read.conditions import of_stances


def most_heard(store: Rows, query: Query, most: int) -> list[str]:
    """The codes of the states, organisations and groups with most stances that answer the query.

    What a ministry or an organ says counts for its
    whole; persons are left out, since what they say is counted for whom they speak.
    """
    where = of_stances(query)
    sql = f"""
        SELECT whole.code, COUNT(*) AS stances
        FROM stance x JOIN statement s ON s.id = x.statement_id JOIN position p ON p.id = x.position_id
             JOIN actor a ON a.id = x.actor_id
             JOIN actor whole ON whole.id =
                 CASE WHEN a.kind IN ('ministry', 'organ') THEN COALESCE(a.of_id, a.id) ELSE a.id END
        WHERE whole.kind <> 'person' AND {where.sql}
        GROUP BY whole.code ORDER BY stances DESC, whole.code LIMIT {int(most)}
    """
    return [row["code"] for row in ask(store, sql, **where.parameters)]


def coders(store: Rows) -> dict[str, str]:
    """Every coder that has taken a stance, with its version; the last version where it had several."""
    sql = """SELECT name, version FROM coder
             WHERE id IN (SELECT coder_id FROM stance) ORDER BY id"""
    return {row["name"]: row["version"] or "" for row in store.rows(sql)}
