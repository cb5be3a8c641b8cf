"""The counts behind a network, grouped by the database over all stances, however many there are.

What a ministry or an organ says counts for the whole that it is part of. The rules of what counts once are
those of `analysis.duplicates`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from operator import attrgetter

from positions.records import ActorRecord, Count, Duplicates, Query, Tally, value_of
from positions.store.read.asking import Row, Rows, among, ask, batches
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
# `+` keeps SQLite from walking an index row by row: reading the whole table and sorting it is three times faster.
_POSITION = "+x.position_id"
_WHOLE = "COALESCE(part.of_id, x.actor_id)"
_PART = "part.kind IN ('ministry', 'organ') AND part.of_id IS NOT NULL"
# Whose stances are counted together with those of others: parts that have taken one, and their wholes.
_TOGETHER = " UNION ".join(
    f"SELECT {each} FROM actor part WHERE {_PART} AND EXISTS (SELECT 1 FROM stance y WHERE y.actor_id = part.id)"
    for each in ("part.id", "part.of_id")
)


def tally(store: Rows, query: Query, rule: Duplicates, *, sides: bool = True, parts: bool = False) -> Tally:
    """Counts by actor, position and value, in the order of codes and slugs.

    Without `sides`, a unit counts once whatever the stance: its first. With `parts`, a ministry and an organ
    count for themselves.
    """
    where = of_stances(query)
    if not sides:
        grouped = _grouped(_firsts(query, rule, where.sql, parts), "WHERE nth = 1")
    elif parts:
        grouped = _alone(query, rule, where.sql)
    else:
        grouped = f"""
            {_alone(query, rule, f"{where.sql} AND x.actor_id NOT IN ({_TOGETHER})")} UNION ALL
            {_grouped(_readings(query, rule, f"{where.sql} AND x.actor_id IN ({_TOGETHER})"))}"""
    return _tally(store, ask(store, grouped, **where.parameters))


def _tally(store: Rows, rows: Sequence[Row]) -> Tally:
    """The counts by names instead of numbers: cheaper here than a hundred thousand look-ups there."""
    actors = {row["id"]: _actor(row) for row in _named(store, {row["whole"] for row in rows})}
    slugs = {row["id"]: row["slug"] for row in ask(store, "SELECT id, slug FROM position")}
    counts = (
        Count(
            actors[row["whole"]].code,
            slugs[row["position"]],
            value_of(row["stance"], row["conditional"]),
            int(row["n"]),
        )
        for row in rows
    )
    in_order = attrgetter("actor", "position", "value")
    return Tally(tuple(sorted(counts, key=in_order)), {each.code: each for each in actors.values()})


def _named(store: Rows, ids: Collection[int]) -> Iterator[Row]:
    for batch in batches(sorted(ids)):
        here, parameters = among("id", batch, "id")
        yield from ask(store, f"SELECT id, code, name, kind FROM actor WHERE {here}", **parameters)


# --- the SQL ---------------------------------------------------------------------------------


def _alone(query: Query, rule: Duplicates, conditions: str) -> str:
    """Every actor for itself: an index has these columns in this order, so that nothing needs to be sorted."""
    return f"""
        SELECT x.position_id AS position, x.actor_id AS whole, x.stance, x.conditional,
               COUNT(DISTINCT {UNITS[rule]}) AS n
        FROM {_stances(query, rule, conditions)} WHERE {conditions}
        GROUP BY x.position_id, x.actor_id, x.stance, x.conditional"""


def _grouped(readings: str, kept: str = "") -> str:
    return f"""
        SELECT position, whole, stance, conditional, COUNT(DISTINCT unit) AS n FROM ({readings}) reading {kept}
        GROUP BY position, whole, stance, conditional"""


def _readings(query: Query, rule: Duplicates, conditions: str, more: str = "", parts: bool = False) -> str:
    """One row for each stance: its actor, its position, its value, and the unit in which it counts once."""
    return f"""
        SELECT {_POSITION} AS position, {"x.actor_id" if parts else _WHOLE} AS whole, x.stance, x.conditional,
               {UNITS[rule]} AS unit {more}
        FROM {_stances(query, rule, conditions)} LEFT JOIN actor part ON part.id = x.actor_id AND {_PART}
        WHERE {conditions}"""


def _firsts(query: Query, rule: Duplicates, conditions: str, parts: bool) -> str:
    """The same, with its number in the order of saying within its unit."""
    whole = "x.actor_id" if parts else _WHOLE
    nth = f""", ROW_NUMBER() OVER (PARTITION BY {_POSITION}, {whole}, {UNITS[rule]}
                ORDER BY x.said_first IS NULL, x.said_first, x.statement_id, x.id) AS nth"""
    return _readings(query, rule, conditions, nth, parts)


def _stances(query: Query, rule: Duplicates, conditions: str) -> str:
    """The stances with the tables that are asked about, and no others: each is looked up for every stance."""
    statements = "JOIN statement s ON s.id = x.statement_id" if "s." in f"{UNITS[rule]} {conditions}" else ""
    return f"stance x {statements} {'JOIN position p ON p.id = x.position_id' if query.positions else ''}"


def _actor(row: Row) -> ActorRecord:
    return ActorRecord(row["id"], row["code"], row["name"], row["kind"], "", 0)
