"""What the store answers: rows of the file as frozen values, with the names that exports promise.

`StatementRecord` and `DocumentRecord` carry the field names that the export promises, in their order; more
fields follow behind. They are made by `positions.store.read`, counted by `positions.analysis`, and
shown by `positions.render` and `positions.export`, which need not know where they come from.
"""

from __future__ import annotations

from positions.records.asked import Count, Duplicates, Query, Tally
from positions.records.judged import REASONS, Logged, Queued
from positions.records.said import (
    STATUSES,
    Evidence,
    Outline,
    Quotation,
    Reading,
    Report,
    StanceRecord,
    StatementRecord,
    Step,
    Trace,
    value_of,
)
from positions.records.texts import (
    Damage,
    DocumentRecord,
    DocumentTrace,
    Found,
    History,
    SourceRecord,
    Version,
)
from positions.records.verdicts import VERDICTS, By, To, Verdict
from positions.records.vocabulary import (
    ActorEntry,
    ActorName,
    ActorRecord,
    Coder,
    Member,
    Named,
    OfficeHeld,
    PositionRecord,
    Voice,
)

__all__ = [
    "REASONS", "STATUSES", "VERDICTS", "ActorEntry", "ActorName", "ActorRecord", "By", "Coder", "Count", "Damage",
    "DocumentRecord", "DocumentTrace", "Duplicates", "Evidence", "Found", "History", "Logged", "Member",
    "Named", "OfficeHeld", "Outline", "PositionRecord", "Query", "Queued", "Quotation", "Reading", "Report",
    "SourceRecord", "StanceRecord", "StatementRecord", "Step", "Tally", "To", "Trace", "Verdict", "Version",
    "Voice", "value_of",
]  # fmt: skip
