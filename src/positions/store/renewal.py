"""A known document's statements, read anew: those that are gone go, and those with the same span stay.

A statement that stays keeps its row, and so all that persons have decided on it: a stance that was accepted,
rejected or edited, and every stance that a person coded. The machine does not speak again where a person has
judged what it said of that statement, position and actor.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import delete, insert, text, update
from sqlmodel import col, select

from positions.store.into_rows import Row
from positions.store.statements import Judged, Keeping, add_parts, add_stances, statement_rows
from positions.store.tables import MentionRow, StatementActorRow, StatementRow

_DECIDED = "(x.status <> 'pending' OR c.kind = 'person')"
_OF_DOCUMENT = """FROM stance x JOIN coder c ON c.id = x.coder_id JOIN statement s ON s.id = x.statement_id
                  WHERE s.document_id = :document"""


def renew(keeping: Keeping) -> None:
    """Put the statements in the place of those that the document had. Part of a transaction."""
    rows = statement_rows(keeping)
    staying = _staying(keeping, rows)
    _clear(keeping, [number for number in staying if number is not None])
    _write(keeping, rows, staying)
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
    """For each new row the id of the old one with its span, each of which is given once."""
    asked = select(StatementRow.id, StatementRow.start, StatementRow.end)
    asked = asked.where(StatementRow.document_id == keeping.document).order_by(col(StatementRow.ordinal))
    at: dict[tuple[int, int], list[int | None]] = defaultdict(list)
    for number, start, end in keeping.session.exec(asked):
        at[start, end].append(number)
    return [olds.pop(0) if (olds := at[row["start"], row["end"]]) else None for row in rows]


def _clear(keeping: Keeping, staying: Sequence[int]) -> None:
    """Delete the statements that are gone, and of those that stay what is found anew; free their numbers."""
    own = col(StatementRow.document_id) == keeping.document
    keeping.session.execute(delete(StatementRow).where(own, col(StatementRow.id).not_in(staying)))
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
