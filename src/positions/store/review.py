"""Writing what persons decide: verdicts on stances, and stances of their own. Each is one more line of the log.

A decision is one transaction: the line is added, with a line for each implied stance that goes the same way, and
the statement's stances are settled anew from its whole log (`store.settled`). No line is ever changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlmodel import Session, col, func, select

from positions.errors import UnknownName, UsageError
from positions.records.verdicts import ADD, CODE, EDIT, NONE, REJECT, UNDO, By, To
from positions.store import into_rows, verdict_log
from positions.store.implied import dependent, implied
from positions.store.opened import Store
from positions.store.settled import live
from positions.store.statements import coder_id
from positions.store.tables import CoderRow, StanceRow, StatementRow, VerdictRow
from positions.store.withdrawn import withdraw

PERSON = "person"


def judge(store: Store, by: By, verdict: str, stances: Iterable[int], to: To | None = None) -> int:
    """Accept, reject or edit these stances, with what they imply; all or none. Returns how many.

    An edit gives `to`, which takes the place of each. Raises `UnknownName` where one is not there any more.
    """
    done = 0
    with store.writing() as session:
        coder = person(session, by.coder)
        for number in stances:
            _judge(session, _stance(session, number), _line(verdict=verdict, **_who(coder, by)), to)
            done += 1
    return done


def code(store: Store, by: By, statement: str, actors: Sequence[int], to: To) -> None:
    """Code a statement by hand: a stance of each of these actors, and what follows from it. Raises `UnknownName`."""
    with store.writing() as session:
        found = statement_row(session, statement)
        code_within(session, found, person(session, by.coder), by, actors, to)


def code_within(
    session: Session, statement: StatementRow, coder: int, by: By, actors: Iterable[int], to: To
) -> None:
    """The same as a part of a transaction."""
    for actor in actors:
        line = _line(verdict=CODE, actor_id=actor, position_id=to.position, **_who(coder, by))
        line.stance, line.conditional = to.side.value, to.conditional
        _code(session, statement, line)
        _imply(session, statement, line, to)
    verdict_log.settle(session, statement)


def none(store: Store, by: By, statement: str) -> None:
    """A person says that a statement holds no stance on any position. Raises `UnknownName`."""
    with store.writing() as session:
        found = statement_row(session, statement)
        verdict_log.add(session, found, _line(verdict=NONE, **_who(person(session, by.coder), by)))
        verdict_log.settle(session, found)


def undo(store: Store, by: By, statement: str, position: int | None = None) -> str:
    """Take back the last verdict on a statement, or on one position in it. Returns which it was.

    A statement that was added by hand, and on which nothing else is decided, goes with that; its log stays. Raises
    `UnknownName`, and `UsageError` where there is nothing to take back.
    """
    with store.writing() as session:
        found = statement_row(session, statement)
        about = [
            each
            for each in live(verdict_log.lines(session, found))
            if each.follows is None and position in (None, each.position, each.becomes)
        ]
        if not about:
            raise UsageError("There is no verdict to take back.", f"positions review log {found.key}")
        last = about[-1]
        line = _line(verdict=UNDO, undoes_id=last.id, position_id=last.position, **_who(0, by))
        line.coder_id, line.actor_id = person(session, by.coder), last.actor
        verdict_log.add(session, found, line)
        if last.verdict == ADD:
            withdraw(session, found)
        else:
            verdict_log.settle(session, found)
    return last.verdict


def person(session: Session, name: str) -> int:
    """The id of a coder who is a person; `ada` is Ada. Raises `UsageError` where the name is the machine's."""
    asked = select(CoderRow).where(func.lower(CoderRow.name) == name.lower())
    found = session.exec(asked.order_by(col(CoderRow.name) != name, col(CoderRow.id))).all()
    if any(each.kind != PERSON for each in found):
        raise UsageError(f"{name!r} is not the name of a person.", "Say who you are: --coder NAME")
    return coder_id(session, found[0].name if found else name, PERSON, found[0].version if found else "")


def statement_row(session: Session, key: str) -> StatementRow:
    """The statement with this key, which nobody else changes meanwhile. Raises `UnknownName`."""
    asked = select(StatementRow).where(StatementRow.key == key).with_for_update()
    if found := session.exec(asked).one_or_none():
        return found
    raise UnknownName(
        f"There is no statement {key}.", "positions stances and positions search show their ids."
    )


# --- the lines of one decision


def _line(**fields: Any) -> VerdictRow:
    """A line of a statement that it is told when it is added."""
    return VerdictRow(**fields)


def _who(coder: int, by: By) -> dict[str, Any]:
    return {"coder_id": coder, "at": into_rows.now(), "note": by.note}


def _stance(session: Session, number: int) -> StanceRow:
    if found := session.get(StanceRow, number):
        return found
    raise UnknownName(
        "That stance is not there any more.", "Its document was read anew meanwhile; look again."
    )


def _judge(session: Session, stance: StanceRow, line: VerdictRow, to: To | None) -> None:
    statement = session.get_one(StatementRow, stance.statement_id, with_for_update=True)
    depends = dependent(session, stance)
    _of(line, stance)
    if to:
        line.becomes_id, line.stance, line.conditional = to.position, to.side.value, to.conditional
        _adopt(session, statement, line, to.position)
    verdict_log.add(session, statement, line)
    for each in depends:
        same = REJECT if line.verdict == EDIT else line.verdict
        also = _line(verdict=same, coder_id=line.coder_id, at=line.at, note="", follows_id=line.id)
        verdict_log.add(session, statement, _of(also, each))
    if to:
        _imply(session, statement, line, to)
    verdict_log.settle(session, statement)


def _of(line: VerdictRow, stance: StanceRow) -> VerdictRow:
    """The line, about this stance."""
    line.position_id, line.actor_id, line.judged_id = stance.position_id, stance.actor_id, stance.coder_id
    line.was, line.was_conditional, line.before = stance.stance, stance.conditional, stance.status
    return line


def _imply(session: Session, statement: StatementRow, line: VerdictRow, to: To) -> None:
    """A line for each stance that follows from what a person coded."""
    for each in implied(session, to.position, to.side):
        also = _line(verdict=CODE, coder_id=line.coder_id, at=line.at, note=each.rule, follows_id=line.id)
        also.position_id, also.actor_id = each.position, line.actor_id
        also.stance, also.conditional = each.side.value, to.conditional
        _code(session, statement, also)


def _code(session: Session, statement: StatementRow, line: VerdictRow) -> None:
    """Add a line that codes; it remembers what the coder had there, as an import may have brought it."""
    if there := _own(session, statement, line, line.position_id):
        line.was, line.was_conditional, line.before = there.stance, there.conditional, there.status
    verdict_log.add(session, statement, line)


def _adopt(session: Session, statement: StatementRow, line: VerdictRow, position: int) -> None:
    """What the reviewer had already where an edit leads, without a line of the log, gets one first."""
    there = _own(session, statement, line, position)
    logged = {each.makes for each in verdict_log.lines(session, statement)}
    if there and (position, line.actor_id, line.coder_id) not in logged:
        first = _line(verdict=CODE, coder_id=line.coder_id, at=line.at, note="as it was")
        first.position_id, first.actor_id = position, line.actor_id
        first.stance, first.conditional = there.stance, there.conditional
        _code(session, statement, first)


def _own(
    session: Session, statement: StatementRow, line: VerdictRow, position: int | None
) -> StanceRow | None:
    asked = select(StanceRow).where(
        StanceRow.statement_id == statement.id,
        StanceRow.position_id == position,
        StanceRow.actor_id == line.actor_id,
        StanceRow.coder_id == line.coder_id,
    )
    return session.exec(asked).one_or_none()


def add_line(session: Session, statement: StatementRow, coder: int, by: By) -> None:
    """Note that a person added the statement itself."""
    verdict_log.add(session, statement, _line(verdict=ADD, **_who(coder, by)))
