"""What coders read on their own, and what persons ruled on the machine's readings.

A person's own reading is what the person coded, not what he made of the machine's by an edit: who sees an answer
tends to agree with it. A verdict on a reading changes nothing of what its coder read. A coder is named by his name,
and one version of the machine as NAME@VERSION.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from positions.records import Query
from positions.records.codings import Coding, Look, Ruling
from positions.records.said import STATUSES
from positions.records.verdicts import CORRECTED
from positions.store.read.asking import Row, Rows, ask
from positions.store.read.conditions import of_stances, of_statements

_OWN = f"NOT (c.kind = 'person' AND (x.status = 'edited' OR x.rule = '{CORRECTED}'))"


def codings(store: Rows, query: Query, coders: Collection[str]) -> list[Coding]:
    """The stances of these coders, whatever was decided on them."""
    where = of_stances(replace(query, statuses=STATUSES))
    sql = f"""SELECT s.key AS statement, d.key AS document, c.name, c.version, p.slug AS position, x.stance, x.implied
              FROM stance x JOIN statement s ON s.id = x.statement_id JOIN document d ON d.id = s.document_id
                   JOIN position p ON p.id = x.position_id JOIN coder c ON c.id = x.coder_id
              WHERE {where.sql} AND {_OWN} ORDER BY s.id, x.id"""
    rows = ask(store, sql, **where.parameters)
    return [
        Coding(row["statement"], row["document"], name, row["position"], row["stance"], bool(row["implied"]))
        for row in rows
        for name in _names(row, coders)
    ]


def looks(store: Rows, query: Query, coders: Collection[str]) -> list[Look]:
    """Who read which statement: a person, where he coded it or said that it holds no stance; the machine, where it
    read the document."""
    where = of_statements(query)
    live = "NOT EXISTS (SELECT 1 FROM verdict u WHERE u.undoes_id = v.id)"
    sql = f"""
        SELECT s.key AS statement, d.key AS document, c.name, c.version
        FROM statement s JOIN document d ON d.id = s.document_id JOIN coder c ON c.id IN (
             SELECT x.coder_id FROM stance x WHERE x.statement_id = s.id AND {_OWN} AND NOT x.implied
             UNION SELECT v.coder_id FROM verdict v WHERE v.statement_id = s.id AND v.verdict = 'none' AND {live}
             UNION SELECT r.coder_id FROM run r WHERE r.id = d.run_id)
        WHERE {where.sql} ORDER BY s.id, c.id"""
    rows = ask(store, sql, **where.parameters)
    found = (Look(row["statement"], row["document"], name) for row in rows for name in _names(row, coders))
    return list(dict.fromkeys(found))


def independent(store: Rows) -> list[str]:
    """The names of all who have read something on their own, persons first."""
    sql = f"""SELECT DISTINCT c.name, c.kind FROM coder c WHERE
              EXISTS (SELECT 1 FROM stance x WHERE x.coder_id = c.id AND {_OWN})
              OR EXISTS (SELECT 1 FROM verdict v WHERE v.coder_id = c.id AND v.verdict = 'none')
              ORDER BY c.kind, c.name"""
    return list(dict.fromkeys(row["name"] for row in ask(store, sql)))


def versions(store: Rows) -> list[tuple[str, str, str]]:
    """Every coder of the store: name, kind and version."""
    sql = "SELECT name, kind, version FROM coder ORDER BY kind, name, id"
    return [(row["name"], row["kind"], row["version"]) for row in ask(store, sql)]


def _names(row: Row, wanted: Collection[str]) -> Iterator[str]:
    """The names under which a coder's row is asked for."""
    return (name for name in (row["name"], f"{row['name']}@{row['version']}") if name in wanted)


# --- verdicts on the machine -----------------------------------------------------------------


def rulings(store: Rows, query: Query) -> list[Ruling]:
    """The last verdict on each stance that the machine took outright, and what persons coded beside them."""
    return [*_judged(store, query), *_missed(store, query)]


def _judged(store: Rows, query: Query) -> Iterator[Ruling]:
    where = of_statements(query)
    sql = f"""
        SELECT v.id, s.key AS statement, d.key AS document, p.slug AS position, v.verdict, v.was, b.slug AS becomes,
               v.stance, v.actor_id
        FROM verdict v JOIN statement s ON s.id = v.statement_id JOIN document d ON d.id = s.document_id
             JOIN position p ON p.id = v.position_id JOIN coder j ON j.id = v.judged_id
             LEFT JOIN position b ON b.id = v.becomes_id
        WHERE {where.sql} AND v.verdict IN ('accept', 'reject', 'edit') AND j.kind <> 'person'
          AND v.follows_id IS NULL AND NOT EXISTS (SELECT 1 FROM verdict u WHERE u.undoes_id = v.id)
        ORDER BY v.at, v.id"""
    last: dict[tuple[str, str, int], Row] = {}
    for row in ask(store, sql, **where.parameters):
        last[row["statement"], row["position"], row["actor_id"]] = row
    for row in last.values():
        if not query.positions or row["position"] in query.positions:
            yield Ruling(**{name: row[name] for name in Ruling.__slots__})


def _missed(store: Rows, query: Query) -> Iterator[Ruling]:
    """What a person coded in documents that the machine has read, where it has nothing on that position."""
    where = of_stances(replace(query, statuses=("accepted",), implied=False))
    sql = f"""
        SELECT s.key AS statement, d.key AS document, p.slug AS position, x.stance
        FROM stance x JOIN statement s ON s.id = x.statement_id JOIN document d ON d.id = s.document_id
             JOIN position p ON p.id = x.position_id JOIN coder c ON c.id = x.coder_id
             JOIN run r ON r.id = d.run_id JOIN coder m ON m.id = r.coder_id
        WHERE {where.sql} AND c.kind = 'person' AND m.kind <> 'person'
          AND NOT EXISTS (SELECT 1 FROM stance y JOIN coder yc ON yc.id = y.coder_id WHERE yc.kind <> 'person'
                          AND y.statement_id = x.statement_id AND y.position_id = x.position_id)
        ORDER BY s.id, x.id"""
    seen = {}
    for row in ask(store, sql, **where.parameters):
        seen[row["statement"], row["position"]] = row
    for row in seen.values():
        told = (row["statement"], row["document"], row["position"])
        yield Ruling(*told, "code", None, row["position"], row["stance"])
