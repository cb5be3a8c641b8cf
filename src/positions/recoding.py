"""Coding what a store holds anew, after a change of the codebook: its statements stay as they were found.

No text is read again: speaker, actors, dates and words are taken as they are kept. A statement that no machine has
found (imported, or kept before its steps named the entry of its cue) stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from positions import ingest, resolve
from positions.coding.place import Place
from positions.extract import engine
from positions.ingest import Desk
from positions.model import Statement
from positions.records import DocumentRecord, StatementRecord
from positions.store import Store, recodable


@dataclass(frozen=True, slots=True)
class Recoded:
    """A statement as it is kept, and as it is coded now."""

    record: StatementRecord
    statement: Statement


def recoded(
    documents: Iterable[DocumentRecord], store: Store, command: str, *, dry: bool
) -> Iterator[tuple[DocumentRecord, Sequence[Recoded]]]:
    """Code the statements of each document anew, and keep what changed, one transaction a document.

    The documents come without their texts, which are asked for one at a time. With `dry` nothing is written.
    """
    desk, run = (ingest.desk(), 0) if dry else ingest.begun(store, command)
    coder = ingest.coder(desk.codebook)
    for each in documents:
        found = coded(desk, recodable.document(store, each.id), recodable.statements(store, each.id))
        if not dry and (changed := [one for one in found if _is_new(one, coder)]):
            from positions.store import write

            write.recode(store, each.id, {one.record.id: one.statement for one in changed}, run)
        yield each, found


def coded(
    desk: Desk, document: DocumentRecord, kept: Sequence[tuple[StatementRecord, Statement]]
) -> list[Recoded]:
    """Code what is kept of a document with the codebook of this desk. Nothing is written."""
    if not kept:
        return []
    paragraphs = engine.paragraphs(document.text)
    names = resolve.names(ingest.kept(document), desk.world)
    statements = [_bare(statement) for _, statement in kept]
    spans = [block.said for block in paragraphs]
    place = Place(document.text, engine.headline(paragraphs), spans, names)
    again = desk.code(place, statements, desk.codebook)
    return [Recoded(record, each) for (record, _), each in zip(kept, again, strict=True)]


def _bare(statement: Statement) -> Statement:
    """The statement as it was before it was coded."""
    steps = tuple(step for step in statement.steps if step.about != "stance")
    return replace(statement, stances=(), second_hand=False, uncoded="", steps=steps)


def _is_new(each: Recoded, coder: tuple[str, str, str]) -> bool:
    """Is anything to be written of a statement: what it says, or the version of the coder who read it?"""
    record, now = each.record, each.statement
    trace = record.trace
    own = [one for one in (trace.coders if trace else ()) if one.name == coder[0]]
    if any(one.version != coder[2] for one in own):
        return True
    kept = {(s.position, s.actor_code): (s.stance, s.because) for s in record.stances if s.coder == coder[0]}
    said = {(s.position, s.actor): (s.side.value, s.because) for s in now.stances}
    steps = [(s.about, s.rejected) for s in (trace.steps if trace else ())]
    return (
        kept != said
        or record.uncoded != (now.uncoded or None)
        or steps != [(s.about, s.rejected) for s in now.steps]
    )
