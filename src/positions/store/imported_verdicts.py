"""The log of another store, put into this one: lines that are there already are not written twice.

The statement's stances are settled from both logs together, in the order of their moments.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session, select

from positions.records import Named, Verdict
from positions.store import newcomers, verdict_log
from positions.store.statements import coder_id
from positions.store.tables import StatementRow, VerdictRow

GROUP, PERSON = "group", "person"
_TOLD = (
    "verdict", "coder_id", "at", "position_id", "actor_id", "judged_id", "was", "was_conditional", "before",
    "becomes_id", "stance", "conditional", "note",
)  # fmt: skip


def add_verdicts(session: Session, statement: int | None, document: str, verdicts: Sequence[Verdict]) -> None:
    """Add the lines of a statement's log. Part of a transaction; `document` is the key of its document."""
    found = session.get_one(StatementRow, statement)
    asked = select(VerdictRow).where(VerdictRow.statement_id == statement)
    there = {_told(each): each.id for each in session.exec(asked)}
    ids: dict[int | None, int | None] = {}
    for each in verdicts:
        line = _line(session, each, document)
        line.undoes_id, line.follows_id = ids.get(each.undoes), ids.get(each.follows)
        known = there.get(_told(line))
        ids[each.number] = known or verdict_log.add(session, found, line).id
    verdict_log.settle(session, found)


def _told(line: VerdictRow) -> tuple[Any, ...]:
    return tuple(getattr(line, name) for name in _TOLD)


def _line(session: Session, each: Verdict, document: str) -> VerdictRow:
    row: dict[str, Any] = {
        "verdict": each.verdict,
        "coder_id": coder_id(session, each.coder, PERSON, ""),
        "at": each.at,
        "position_id": newcomers.position_id(session, each.position) if each.position else None,
        "actor_id": _actor(session, each, document),
        "judged_id": _judged(session, each),
        "was": each.was,
        "was_conditional": each.was_conditional,
        "before": each.before,
        "becomes_id": newcomers.position_id(session, each.becomes) if each.becomes else None,
        "stance": each.stance,
        "conditional": each.conditional,
        "note": each.note,
    }
    return VerdictRow(**row)


def _actor(session: Session, each: Verdict, document: str) -> int | None:
    if not each.actor and not each.actor_code:
        return None
    return newcomers.actor_id(session, Named(each.actor_code or "", each.actor or ""), GROUP, document)


def _judged(session: Session, each: Verdict) -> int | None:
    if not each.judged:
        return None
    return coder_id(session, each.judged, each.judged_kind or PERSON, each.judged_version or "")
