"""A statement that a person marks in a document, since the machine missed it: kept with who marked it, and how."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import insert
from sqlmodel import Session, col, func, select

from positions.errors import UnknownName, UsageError
from positions.model import Act, Actor, Attribution, Manner, Said, Span, Statement, Step
from positions.records import ActorRecord, By, To
from positions.store import into_rows, related
from positions.store.opened import Store
from positions.store.review import add_line, code_within, person
from positions.store.tables import DocumentRow, StatementActorRow, StatementRow

RULE = "marked by hand"
UNCODED = "not coded yet"
_OPENING = "\"“”„«‘'"


@dataclass(frozen=True, slots=True)
class Marked:
    """What a person says of a passage: who speaks there for whom, on what day, doing what."""

    document: str  # its id
    span: Span
    actors: tuple[ActorRecord, ...]
    speaker: ActorRecord
    said: Said
    act: Act = Act.STATE


def add(store: Store, by: By, marked: Marked, to: To | None = None) -> str:
    """Keep the passage as a statement, with a stance of its actors where one is given. Returns the statement's id.

    Raises `UnknownName`, and `UsageError` where the span is not of the text or is a statement already.
    """
    with store.writing() as session:
        asked = select(DocumentRow).where(DocumentRow.key == marked.document).with_for_update()
        document = session.exec(asked).one_or_none()
        if document is None:
            raise UnknownName(
                f"There is no document {marked.document}.", "positions documents list shows them."
            )
        _check(session, document, marked.span)
        coder = person(session, by.coder)
        number = _insert(session, document, _statement(document, marked, by), marked)
        row = session.get_one(StatementRow, number)
        add_line(session, row, coder, replace(by, note="" if to else by.note))
        if to:
            code_within(session, row, coder, by, [each.id for each in marked.actors], to)
        return row.key


def _check(session: Session, document: DocumentRow, span: Span) -> None:
    if span.end > len(document.text) or not span.of(document.text).strip():
        raise UsageError(
            f"Document {document.key} has no words from {span.start} to {span.end}.",
            f"It has {len(document.text):,} characters; --quote finds a place by its words.",
        )
    there = select(StatementRow.key).where(
        StatementRow.document_id == document.id,
        StatementRow.start == span.start,
        StatementRow.end == span.end,
    )
    if key := session.exec(there).first():
        raise UsageError(
            f"That passage is statement {key}.", f"positions code {key} --position NAME --stance SIDE"
        )


def _statement(document: DocumentRow, marked: Marked, by: By) -> Statement:
    span, said = marked.span, marked.said
    quoted = set(document.text[max(0, span.start - 1) : span.start + 1]) & set(_OPENING)
    rule = "publication date" if said.basis == "publication date" else RULE
    return Statement(
        attribution=Attribution((span,), None, None, Manner.DIRECT if quoted else Manner.INDIRECT, rule=RULE),
        span=span,
        text=span.of(document.text),
        speaker=_actor(marked.speaker),
        actors=tuple(map(_actor, marked.actors)),
        said=said,
        act=marked.act,
        uncoded=UNCODED,
        steps=(
            Step("source", marked.speaker.name, f"{RULE} by {by.coder}"),
            Step("date", said.on.iso if said.on else "undated", rule),
        ),
    )


def _actor(record: ActorRecord) -> Actor:
    return Actor(record.code, record.name, record.kind)


def _insert(session: Session, document: DocumentRow, statement: Statement, marked: Marked) -> int:
    assert document.id is not None
    copies = related.reported(session.connection(), document.id)
    row = into_rows.statement_row(statement, document.text, marked.speaker.id, copies)
    last = select(func.max(StatementRow.ordinal)).where(StatementRow.document_id == document.id)
    ordinal = (session.exec(last).one() or 0) + 1
    row |= {"document_id": document.id, "ordinal": ordinal, "key": f"{document.key}-{ordinal}"}
    number = session.execute(insert(StatementRow).returning(col(StatementRow.id)), row).scalar_one()
    ids = [each.id for each in marked.actors]
    if links := into_rows.actor_links(int(number), ids, into_rows.said_first(statement)):
        session.execute(insert(StatementActorRow), links)
    return int(number)
