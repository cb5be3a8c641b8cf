"""Statements of a store as a coder needs them: the values that were kept, with the entry of the cue."""

from __future__ import annotations

from dataclasses import replace

from positions.model import Statement
from positions.records import DocumentRecord, Query, StatementRecord
from positions.store import whole
from positions.store.from_records import checked
from positions.store.opened import Store
from positions.store.read.texts import documents

ENTRY = "entry"  # what the step that names the entry of the cue is about


def document(store: Store, key: str) -> DocumentRecord:
    """The document with its text."""
    return documents(store, key)[0]


def statements(store: Store, key: str) -> list[tuple[StatementRecord, Statement]]:
    """The statements of a document that the machine found, in the order of the text.

    One that cannot be read so (imported, or of a store that was made before steps named the entry) is left out.
    """
    [text] = [each["text"] for each in store.rows("SELECT text FROM document WHERE key = :key", {"key": key})]
    kept = ((record, _statement(record, text)) for record in whole.statements(store, Query(document=key)))
    return [(record, statement) for record, statement in kept if statement]


def _statement(record: StatementRecord, text: str) -> Statement | None:
    steps = record.trace.steps if record.trace else ()
    if not any(step.about == ENTRY for step in steps):
        return None
    try:
        statement = checked(record, text).statement
        entry = next(step for step in statement.steps if step.about == ENTRY)
        return replace(statement, attribution=statement.attribution.entered(entry))
    except ValueError:  # not as this program writes it: somebody else's
        return None
