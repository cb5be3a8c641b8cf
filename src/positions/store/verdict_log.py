"""The log of a statement's verdicts: adding a line, reading it, and making the stances what it leaves of them."""

from __future__ import annotations

from typing import Any

from sqlmodel import Session, col, select

from positions.store.settled import Held, Key, Line, settled
from positions.store.tables import StanceRow, StatementRow, VerdictRow


def add(session: Session, statement: StatementRow, line: VerdictRow) -> VerdictRow:
    """Add a line, which has its id from now on."""
    assert statement.id is not None
    line.statement_id = statement.id
    session.add(line)
    session.flush()
    return line


def lines(session: Session, statement: StatementRow) -> list[Line]:
    """The whole log in the order of its moments, since a colleague's may have been imported into it."""
    asked = select(VerdictRow).where(VerdictRow.statement_id == statement.id)
    asked = asked.order_by(col(VerdictRow.at), col(VerdictRow.id))
    return [_line(each) for each in session.exec(asked)]


def _line(row: VerdictRow) -> Line:
    assert row.id is not None
    return Line(
        row.id, row.verdict, row.coder_id, row.position_id, row.actor_id, row.judged_id, row.was,
        row.was_conditional, row.before, row.becomes_id, row.stance, row.conditional, row.note, row.undoes_id,
        row.follows_id,
    )  # fmt: skip


def settle(session: Session, statement: StatementRow) -> None:
    """Make the statement's stances what its log leaves of them."""
    session.flush()
    found = session.exec(select(StanceRow).where(StanceRow.statement_id == statement.id)).all()
    rows = {(each.position_id, each.actor_id, each.coder_id): each for each in found}
    held = {
        key: Held(each.stance, each.conditional, each.implied, each.status, each.rule, each.because)
        for key, each in rows.items()
    }
    wanted = settled(held, lines(session, statement))
    for key in held.keys() - wanted.keys():
        session.delete(rows[key])
    for key, each in wanted.items():
        if key not in rows:
            session.add(_row(statement, key, each))
        elif each != held[key]:
            for name in Held.__slots__:
                setattr(rows[key], name, getattr(each, name))
    session.flush()


def _row(statement: StatementRow, key: Key, held: Held) -> StanceRow:
    position, actor, coder = key
    row: dict[str, Any] = {name: getattr(held, name) for name in Held.__slots__}
    row |= {"statement_id": statement.id, "position_id": position, "actor_id": actor, "coder_id": coder}
    return StanceRow(**row, confidence=1.0, said_first=statement.said_first)
