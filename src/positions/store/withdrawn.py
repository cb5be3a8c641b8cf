"""What stays of a statement that a person marked by hand and took back: its words, and the log of its verdicts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from sqlmodel import Session

from positions.store.opened import rows_within
from positions.store.read.asking import Row
from positions.store.read.verdicts import verdicts_on
from positions.store.tables import StatementRow, WithdrawnRow


class _Within:
    """Rows as a transaction sees them that has not ended."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def rows(self, sql: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        return rows_within(self._session.connection(), sql, parameters or {})


def withdraw(session: Session, statement: StatementRow) -> None:
    """Delete the statement, and keep its log. Part of a transaction."""
    assert statement.id is not None
    session.flush()
    log = verdicts_on(_Within(session), [statement.id])[statement.id]
    kept = WithdrawnRow(
        document_id=statement.document_id,
        statement=statement.key,
        text=statement.text,
        log=[asdict(each) for each in log],
    )
    session.add(kept)
    session.delete(statement)
