"""The counts behind a network: one GROUP BY over all stances, however many there are.

What a ministry or an organ says counts for the whole that it is part of. The rules of what counts once are
those of `analysis.duplicates`.
"""

from __future__ import annotations

from positions.records import ActorRecord, Count, Duplicates, Query, Tally, value_of
from positions.store.read.asking import Row, Rows, ask
from positions.store.read.conditions import of_stances


def _number(start: int, length: int) -> str:
    return f"CAST(substr(x.said_first, {start}, {length}) AS INTEGER)"


# The Julian day number by whole numbers alone (Fliegel and Van Flandern 1968), which each database computes
# alike. It counts from a Monday: a seventh of it numbers the weeks.
_YEAR, _MONTH, _DAY = _number(1, 4), _number(6, 2), _number(9, 2)
_EARLY = f"((14 - {_MONTH}) / 12)"  # 1 in January and February, which end the year before
_YEARS = f"({_YEAR} + 4800 - {_EARLY})"
_JULIAN_DAY = (
    f"({_DAY} + (153 * ({_MONTH} + 12 * {_EARLY} - 3) + 2) / 5 + 365 * {_YEARS} + {_YEARS} / 4"
    f" - {_YEARS} / 100 + {_YEARS} / 400 - 32045)"
)


def _dated(unit: str) -> str:
    """This unit of time; of what is undated, its document."""
    return f"COALESCE({unit}, 'in ' || CAST(s.document_id AS TEXT))"


UNITS = {
    Duplicates.STATEMENT: "x.fingerprint",
    Duplicates.ALL: "x.statement_id",
    Duplicates.DOCUMENT: "s.document_id",
    Duplicates.DAY: _dated("substr(x.said_first, 1, 10)"),
    Duplicates.WEEK: _dated(f"CAST({_JULIAN_DAY} / 7 AS TEXT)"),
    Duplicates.MONTH: _dated("substr(x.said_first, 1, 7)"),
    Duplicates.YEAR: _dated("substr(x.said_first, 1, 4)"),
    Duplicates.ACROSSALL: "1",
}
_WHOLE = "COALESCE(part.of_id, x.actor_id)"
# `+` keeps SQLite from walking an index row by row: reading the whole table and sorting it is three times faster.
_POSITION = "+x.position_id"


def tally(store: Rows, query: Query, rule: Duplicates, *, sides: bool = True, parts: bool = False) -> Tally:
    """Counts by actor, position and value, in the order of codes and slugs.

    Without `sides`, a unit counts once whatever the stance: its first. With `parts`, a ministry and an organ
    count for themselves.
    """
    where = of_stances(query)
    grouped = f"""
        SELECT position, whole, stance, conditional, COUNT(DISTINCT unit) AS n
        FROM ({_readings(query, rule, where.sql, sides, parts)}) reading
        {"" if sides else "WHERE nth = 1"}
        GROUP BY position, whole, stance, conditional"""
    sql = f"""
        SELECT a.id, a.code, a.name, a.kind, p.slug, counted.stance, counted.conditional, counted.n
        FROM ({grouped}) counted JOIN actor a ON a.id = counted.whole JOIN position p ON p.id = counted.position
        ORDER BY a.code, p.slug, counted.stance, counted.conditional"""
    rows = ask(store, sql, **where.parameters)
    return Tally(tuple(map(_count, rows)), {row["code"]: _actor(row) for row in rows})


def _readings(query: Query, rule: Duplicates, conditions: str, sides: bool, parts: bool) -> str:
    """One row for each stance: its actor, its position, its value, and the unit in which it counts once."""
    whole = "x.actor_id" if parts else _WHOLE
    nth = f""", ROW_NUMBER() OVER (PARTITION BY {_POSITION}, {whole}, {UNITS[rule]}
                ORDER BY x.said_first IS NULL, x.said_first, x.statement_id, x.id) AS nth"""
    return f"""
        SELECT {_POSITION} AS position, {whole} AS whole, x.stance, x.conditional, {UNITS[rule]} AS unit
               {"" if sides else nth}
        FROM stance x {"JOIN statement s ON s.id = x.statement_id" if "s." in f"{UNITS[rule]} {conditions}" else ""}
             {"JOIN position p ON p.id = x.position_id" if query.positions else ""}
             LEFT JOIN actor part ON part.id = x.actor_id AND part.kind IN ('ministry', 'organ')
        WHERE {conditions}"""


def _count(row: Row) -> Count:
    return Count(row["code"], row["slug"], value_of(row["stance"], row["conditional"]), int(row["n"]))


def _actor(row: Row) -> ActorRecord:
    return ActorRecord(row["id"], row["code"], row["name"], row["kind"], "", 0)
