"""The log of verdicts, and which stances a name on the command line means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from positions.records.judged import Logged
from positions.records.verdicts import UNDO, Verdict
from positions.shapes import made
from positions.store.read.asking import Row, Rows, among, as_json, ask, batches

_LOG = """
    SELECT v.id, v.statement_id, v.verdict, c.name AS coder, v.at, p.slug AS position, a.name AS actor,
           a.code AS actor_code, j.name AS judged, j.kind AS judged_kind, j.version AS judged_version, v.was,
           v.was_conditional, v.before, b.slug AS becomes, v.stance, v.conditional, v.note, v.undoes_id, v.follows_id
    FROM verdict v JOIN coder c ON c.id = v.coder_id LEFT JOIN position p ON p.id = v.position_id
         LEFT JOIN position b ON b.id = v.becomes_id LEFT JOIN actor a ON a.id = v.actor_id
         LEFT JOIN coder j ON j.id = v.judged_id
"""


def verdicts_on(store: Rows, ids: Sequence[int]) -> dict[int, tuple[Verdict, ...]]:
    """The log of each of these statements, by their row's ids, in its order."""
    found: dict[int, tuple[Verdict, ...]] = defaultdict(tuple)
    for batch in batches(ids):
        here, parameters = among("v.statement_id", batch, "id")
        found |= _numbered(ask(store, f"{_LOG} WHERE {here} ORDER BY v.at, v.id", **parameters))
    return found


def logged(store: Rows, statement: str = "") -> list[Logged]:
    """The whole log, or that of one statement, in the order of its moments; also of what was marked and withdrawn."""
    found = [*_standing(store, statement), *_withdrawn(store, statement)]
    return sorted(found, key=lambda each: each.verdict.at)


def _standing(store: Rows, statement: str) -> list[Logged]:
    where = "WHERE v.statement_id IN (SELECT id FROM statement WHERE key = :key)" if statement else ""
    rows = ask(store, f"{_LOG} {where} ORDER BY v.at, v.id", **({"key": statement} if statement else {}))
    sql = """SELECT s.id, s.key, d.key AS document, s.text FROM statement s JOIN document d ON d.id = s.document_id
             WHERE s.id IN (SELECT statement_id FROM verdict)"""
    named = {row["id"]: row for row in ask(store, sql)}
    numbered = {number: iter(lines) for number, lines in _numbered(rows).items()}
    return [_logged(named[row["statement_id"]], next(numbered[row["statement_id"]])) for row in rows]


def _withdrawn(store: Rows, statement: str) -> Iterator[Logged]:
    sql = """SELECT w.statement AS key, d.key AS document, w.text, w.log FROM withdrawn w
             JOIN document d ON d.id = w.document_id ORDER BY w.id"""
    for row in ask(store, sql):
        if statement in ("", row["key"]):
            yield from (_logged(row, made(Verdict, each)) for each in as_json(row["log"]))


def touched(store: Rows) -> set[str]:
    """The ids of the statements that stay when their document is read anew (`store.renewal`): persons have decided."""
    sql = """SELECT key FROM statement WHERE id IN (SELECT statement_id FROM verdict) OR id IN
             (SELECT x.statement_id FROM stance x JOIN coder c ON c.id = x.coder_id
              WHERE x.status <> 'rejected' AND (x.status <> 'pending' OR c.kind = 'person'))"""
    return {row["key"] for row in ask(store, sql)}


def _logged(statement: Row, verdict: Verdict) -> Logged:
    return Logged(statement["key"], statement["document"], statement["text"], verdict)


def _numbered(rows: Sequence[Row]) -> dict[int, tuple[Verdict, ...]]:
    """The lines by their statement, with numbers of their own in the place of the store's ids."""
    lines: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        lines[row["statement_id"]].append(row)
    return {statement: tuple(_verdicts(each)) for statement, each in lines.items()}


def _verdicts(rows: Sequence[Row]) -> Iterator[Verdict]:
    numbers = {row["id"]: number for number, row in enumerate(rows, start=1)}
    gone = {row["undoes_id"] for row in rows if row["verdict"] == UNDO}
    for row in rows:
        yield _verdict(row, numbers, undone=bool({row["id"], row["follows_id"]} & (gone - {None})))


def _verdict(row: Row, numbers: Mapping[int, int], *, undone: bool) -> Verdict:
    plain = {name: row[name] for name in Verdict.__slots__ if name in row}
    for name in ("was_conditional", "conditional"):
        plain[name] = None if row[name] is None else bool(row[name])
    return Verdict(
        **plain,
        number=numbers[row["id"]],
        undoes=numbers.get(row["undoes_id"]),
        follows=numbers.get(row["follows_id"]),
        undone=undone,
    )
