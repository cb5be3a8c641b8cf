"""What waits for a person, and the stances that a name in that queue means."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from positions.records import Query, StanceRecord, StatementRecord
from positions.records.judged import CONDITIONAL, SECOND_HAND, UNCERTAIN, UNCODED, UNRESOLVED, Queued
from positions.store.read.asking import Row, Rows, Searchable, ask
from positions.store.read.conditions import Conditions, not_outvoted, of_stances, outvoted
from positions.store.read.said import of_told, records

# The reasons for which the machine codes nothing although the statement is on a topic of the codebook.
ON_A_TOPIC = {"unknown actor": UNRESOLVED, "no polarity": UNCODED}


def queue(store: Searchable, query: Query, unsure: float) -> list[Queued]:
    """What no person has looked at yet: the machine's stances, the least sure first; then what it could not code.

    `unsure` is the confidence under which a stance is uncertain. What is implied waits with what implies it.
    """
    found = [*_stances(store, query, unsure), *_uncoded(store, query)]
    return [each for each in found if each.reasons]


def _stances(store: Rows, query: Query, unsure: float) -> Iterator[Queued]:
    where = of_stances(replace(query, statuses=("pending",), implied=False))
    where.add(not_outvoted(query))
    where.add("x.coder_id IN (SELECT id FROM coder WHERE kind <> 'person')")
    where.add("(x.confidence < :unsure OR x.conditional OR s.second_hand)", unsure=unsure)
    sql = f"""SELECT x.id, x.statement_id FROM stance x JOIN statement s ON s.id = x.statement_id
                     JOIN position p ON p.id = x.position_id
              WHERE {where.sql}"""
    wanted = {row["id"]: row["statement_id"] for row in ask(store, sql, **where.parameters)}
    ids = sorted(set(wanted.values()))
    alone = records(store, ids, lambda row: row["id"] in wanted)
    whole = {each.id: each for each in records(store, ids)}
    waiting = [(each, whole[statement.id]) for statement in alone for each in statement.stances]
    for stance, statement in sorted(waiting, key=lambda each: (each[0].confidence, each[1].id)):
        yield Queued(_reasons(stance, statement, unsure), statement, stance)


def _reasons(stance: StanceRecord, statement: StatementRecord, unsure: float) -> tuple[str, ...]:
    told = {
        UNCERTAIN: stance.confidence < unsure,
        SECOND_HAND: statement.second_hand,
        CONDITIONAL: stance.conditional,
    }
    return tuple(reason for reason, holds in told.items() if holds)


def _uncoded(store: Searchable, query: Query) -> Iterator[Queued]:
    """Statements on a topic of the codebook in which the machine found no stance; whose they are may be unknown."""
    if query.positions:
        return
    where = of_told(store, query)
    _untouched(where)
    where.among("{}", "s.uncoded", tuple(ON_A_TOPIC), "reason")
    sql = f"""SELECT s.id FROM statement s WHERE {where.sql}
              ORDER BY s.uncoded DESC, s.said_first IS NULL, s.said_first DESC, s.id DESC"""
    ids = [row["id"] for row in ask(store, sql, **where.parameters)]
    by_id = dict(zip(sorted(ids), records(store, ids), strict=True))
    for number in ids:
        statement = by_id[number]
        yield Queued((ON_A_TOPIC[statement.uncoded or ""],), statement, None)


def _untouched(where: Conditions) -> None:
    """No person has coded the statement, or said that there is nothing to code."""
    where.add("s.id NOT IN (SELECT statement_id FROM stance WHERE status <> 'rejected')")
    where.add("""s.id NOT IN (SELECT v.statement_id FROM verdict v WHERE v.verdict = 'none'
                              AND v.id NOT IN (SELECT undoes_id FROM verdict WHERE undoes_id IS NOT NULL))""")


# --- from a name to stances ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Target:
    """A stance that a verdict may be given on."""

    id: int
    position: str
    position_id: int
    stance: str
    conditional: bool
    actor_code: str
    coder: str
    status: str


def targets(store: Rows, statement: str, position: str = "", actor: str = "") -> list[Target]:
    """The stances of a statement that a verdict means: those that count, or else those that do not.

    Without a position, those that were said; what they imply goes with them.
    """
    here = "m.statement_id IN (SELECT id FROM statement WHERE key = :statement)"
    sql = f"""
        SELECT x.id, p.slug AS position, x.position_id, x.stance, x.conditional, x.implied, a.code AS actor_code,
               c.name AS coder, x.status, CASE WHEN x.id IN ({outvoted(here)}) THEN 1 ELSE 0 END AS outvoted
        FROM stance x JOIN statement s ON s.id = x.statement_id JOIN position p ON p.id = x.position_id
             JOIN actor a ON a.id = x.actor_id JOIN coder c ON c.id = x.coder_id
        WHERE s.key = :statement ORDER BY p.dispute_id, p.ordinal, x.id"""
    rows = [
        row
        for row in ask(store, sql, statement=statement)
        if (row["position"] == position if position else not row["implied"])
        and actor in ("", row["actor_code"])
    ]
    counting = [row for row in rows if row["status"] != "rejected" and not row["outvoted"]]
    return [_target(row) for row in counting or rows]


def _target(row: Row) -> Target:
    fields = {name: row[name] for name in Target.__slots__}
    return Target(**{**fields, "conditional": bool(row["conditional"])})
