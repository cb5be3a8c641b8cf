"""A known document's statements, read anew: those that are gone go, and those with the same span stay.

A statement that stays keeps its row, and so all that persons have decided on it: a stance that was accepted,
rejected or edited, and every stance that a person coded. The machine does not speak again where a person has
judged what it said of that statement, position and actor. A statement that persons have decided on and that is
found no more stays all the same, behind the others; one that is found a little shorter or longer takes the new span.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import delete, insert, text, update
from sqlmodel import col, select

from positions.records.verdicts import ADD
from positions.store.into_rows import Row
from positions.store.statements import Judged, Keeping, add_parts, add_stances, statement_rows
from positions.store.tables import MentionRow, StatementActorRow, StatementRow, VerdictRow

_DECIDED = "(x.status <> 'pending' OR c.kind = 'person')"
_ADDED = col(VerdictRow.verdict) == ADD
_OF_DOCUMENT = """FROM stance x JOIN coder c ON c.id = x.coder_id JOIN statement s ON s.id = x.statement_id
                  WHERE s.document_id = :document"""
_TOUCHED = f"""SELECT s.id, s.start, s."end" FROM statement s WHERE s.document_id = :document
    AND (s.id IN (SELECT x.statement_id {_OF_DOCUMENT} AND {_DECIDED} AND x.status <> 'rejected')
         OR s.id IN (SELECT v.statement_id FROM verdict v)) ORDER BY s.ordinal"""


def renew(keeping: Keeping) -> None:
    """Put the statements in the place of those that the document had. Part of a transaction."""
    rows = statement_rows(keeping)
    staying = _staying(keeping, rows)
    held = _held(keeping, rows, staying)
    _clear(keeping, [number for number in staying if number is not None], held)
    _write(keeping, rows, staying)
    _put_behind(keeping, held, len(rows))
    add_parts(keeping, _judged(keeping))
    _agree(keeping)


def recode(keeping: Keeping, numbers: Sequence[int]) -> None:
    """Put the stances of these statements, by their ids, in the place of those that the same coder took undecided.

    All else of the statements stays, and so do the stances of every other coder. Part of a transaction.
    """
    own = """SELECT x.id FROM stance x JOIN coder c ON c.id = x.coder_id WHERE x.statement_id = :statement
             AND x.status = 'pending' AND c.kind <> 'person'
             AND c.name = (SELECT o.name FROM run r JOIN coder o ON o.id = r.coder_id WHERE r.id = :run)"""
    each_of_them = [{"statement": number, "run": keeping.run} for number in numbers]
    keeping.session.execute(text(f"DELETE FROM stance WHERE id IN ({own})"), each_of_them)
    for number, statement in zip(numbers, keeping.statements, strict=True):
        coded = {
            "second_hand": statement.second_hand,
            "uncoded": statement.uncoded or None,
            "steps": [asdict(step) for step in statement.steps],
        }
        keeping.session.execute(update(StatementRow).where(col(StatementRow.id) == number), coded)
    add_stances(keeping, numbers, _judged(keeping))
    _agree(keeping)


def _staying(keeping: Keeping, rows: Sequence[Row]) -> list[int | None]:
    """For each new row the id of the old one with its span, each of which is given once.

    What a person added by hand stays as that person wrote it, and is no machine's.
    """
    asked = select(StatementRow.id, StatementRow.start, StatementRow.end)
    asked = asked.where(StatementRow.document_id == keeping.document).order_by(col(StatementRow.ordinal))
    asked = asked.where(col(StatementRow.id).not_in(select(VerdictRow.statement_id).where(_ADDED)))
    at: dict[tuple[int, int], list[int | None]] = defaultdict(list)
    for number, start, end in keeping.session.exec(asked):
        at[start, end].append(number)
    return [olds.pop(0) if (olds := at[row["start"], row["end"]]) else None for row in rows]


def _held(keeping: Keeping, rows: Sequence[Row], staying: list[int | None]) -> list[int]:
    """The ids of the statements that persons have decided on and that were not found again.

    Where one has more than half of its span in common with a new row that nobody has taken, it becomes that row's.
    """
    held = []
    for number, start, end in _run(keeping, _TOUCHED):
        if number in staying:
            continue
        free = [at for at, row in enumerate(rows) if staying[at] is None and _is_nearly(row, start, end)]
        if free and not _is_added(keeping, number):
            staying[free[0]] = number
        else:
            held.append(number)
    return held


def _is_nearly(row: Row, start: int, end: int) -> bool:
    common = min(row["end"], end) - max(row["start"], start)
    return bool(2 * common > max(row["end"], end) - min(row["start"], start))


def _is_added(keeping: Keeping, number: int) -> bool:
    asked = select(VerdictRow.id).where(VerdictRow.statement_id == number, _ADDED)
    return keeping.session.exec(asked).first() is not None


def _put_behind(keeping: Keeping, held: Sequence[int], found: int) -> None:
    """Number what is held behind the statements that were found."""
    for ordinal, number in enumerate(held, start=found + 1):
        values = {"ordinal": ordinal, "key": f"{keeping.key}-{ordinal}"}
        keeping.session.execute(update(StatementRow).where(col(StatementRow.id) == number), values)


def _clear(keeping: Keeping, staying: Sequence[int], held: Sequence[int]) -> None:
    """Delete the statements that are gone, and of those that stay what is found anew; free their numbers."""
    own = col(StatementRow.document_id) == keeping.document
    gone = col(StatementRow.id).not_in([*staying, *held])
    keeping.session.execute(delete(StatementRow).where(own, gone))
    for model in (StatementActorRow, MentionRow):
        keeping.session.execute(delete(model).where(col(model.statement_id).in_(staying)))
    _run(keeping, f"DELETE FROM stance WHERE id IN (SELECT x.id {_OF_DOCUMENT} AND NOT {_DECIDED})")
    _run(keeping, "UPDATE statement SET ordinal = -ordinal, key = '~' || key WHERE document_id = :document")


def _write(keeping: Keeping, rows: Sequence[Row], staying: Sequence[int | None]) -> None:
    for row, number in zip(rows, staying, strict=True):
        same = col(StatementRow.id) == number
        keeping.session.execute(
            insert(StatementRow) if number is None else update(StatementRow).where(same), row
        )


def _judged(keeping: Keeping) -> set[Judged]:
    """Where a person has judged what the machine said: statement, position and actor."""
    sql = f"SELECT x.statement_id, x.position_id, x.actor_id {_OF_DOCUMENT} AND x.status <> 'pending' AND c.kind <> 'person'"
    return {tuple(row) for row in _run(keeping, sql)}


def _agree(keeping: Keeping) -> None:
    """What stayed takes the date that its statement has now; a statement that has a stance is not uncoded."""
    _run(
        keeping,
        """UPDATE stance SET said_first = (SELECT s.said_first FROM statement s WHERE s.id = stance.statement_id)
           WHERE statement_id IN (SELECT id FROM statement WHERE document_id = :document)""",
    )
    _run(
        keeping,
        """UPDATE statement SET uncoded = NULL WHERE document_id = :document AND uncoded IS NOT NULL
           AND id IN (SELECT statement_id FROM stance WHERE status <> 'rejected')""",
    )


def _run(keeping: Keeping, sql: str) -> Any:
    return keeping.session.execute(text(sql), {"document": keeping.document})
