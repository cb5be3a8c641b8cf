"""What a record is, by its fields: a statement, a document, an actor or a position."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from positions import shapes
from positions.imports import Imported, Item
from positions.records import ActorEntry, DocumentRecord, PositionRecord, StanceRecord, StatementRecord

# Every field that a table may hold, with its type; `stance` and the like are those of a row's one stance.
FIELDS: dict[str, Any] = {
    **shapes.types(StanceRecord),
    **shapes.types(ActorEntry),
    **shapes.types(PositionRecord),
    "dispute_slug": str,
    **shapes.types(DocumentRecord),
    **shapes.types(StatementRecord),
}
_OF_DOCUMENTS = {"language", "sources"}
_OF_STATEMENTS = {"document", "speaker", "actor", "stances"}


def recognised(row: Mapping[str, Any]) -> Item:
    """The record that has these fields. Raises `ValueError` where they are nobody's, or have wrong values."""
    if "proposition" in row:
        return _position(row)
    if "code" in row and "kind" in row:
        return shapes.made(ActorEntry, row)
    if "text" in row and row.keys() & _OF_DOCUMENTS and not row.keys() & _OF_STATEMENTS:
        return Imported(_with_text(shapes.made(DocumentRecord, row)), ())
    if "text" in row:
        statement = shapes.made(StatementRecord, row)
        if not statement.text.strip():
            raise ValueError("a statement needs a text")
        return Imported(about(statement), (statement,))
    raise ValueError("it is no statement, document, actor or position: has it a text?")


def _position(row: Mapping[str, Any]) -> PositionRecord:
    """As exports name its fields: `dispute` is the dispute's label."""
    named = {"slug": row.get("position", ""), "dispute": row.get("dispute_slug", "")}
    found = shapes.made(PositionRecord, {**row, **named, "dispute_label": row.get("dispute", "")})
    if not found.slug or not found.proposition:
        raise ValueError("a position needs a name and a proposition")
    return found


def _with_text(document: DocumentRecord) -> DocumentRecord:
    if not document.text.strip():
        raise ValueError("a document needs a text")
    return document


def about(statement: StatementRecord) -> DocumentRecord:
    """A statement's document, as far as the statement knows it."""
    told = filter(None, (statement.title, statement.outlet, statement.published))
    name = statement.document or statement.url or ", ".join(told) or "untitled"
    known = shapes.made(DocumentRecord, {"id": name, "language": "en"})
    return replace(
        known,
        title=statement.title,
        outlet=statement.outlet,
        url=statement.url,
        published=statement.published,
        published_from="given" if statement.published else "",
    )
