"""Writing what a file brings: a document with its statements and stances, in one transaction.

A statement whose document is known is added to it, and so are its stances: who imports a file twice changes
nothing, and a colleague's coding joins one's own. Where nothing but statements is known of a document, the store
keeps a text that is made of them, a paragraph each: so each still leads to a document, a range and its words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import insert
from sqlmodel import Session, col, select

from positions.model import Document
from positions.records import Coder, DocumentRecord, Named, StanceRecord, StatementRecord
from positions.store import into_rows, newcomers, related
from positions.store.fingerprint import Reported
from positions.store.from_records import (
    PERSON,
    Checked,
    actors_of,
    checked,
    document_of,
    located,
    made_of,
    placed,
    sources_of,
)
from positions.store.imported_verdicts import add_verdicts
from positions.store.opened import Store
from positions.store.related import Marks
from positions.store.statements import coder_id
from positions.store.tables import (
    DocumentRow,
    MentionRow,
    SourceRow,
    StanceRow,
    StatementActorRow,
    StatementRow,
)
from positions.store.upsert import insert_new
from positions.store.write import add_document, begin_run, known, take_turn

GROUP = "group"  # what an actor is taken to be of whom nothing but the name is known


@dataclass(slots=True)
class Intake:
    """One call of `positions import`: where it writes, and under which keys it kept the documents of its files."""

    store: Store
    run: int
    keys: dict[str, str] = field(default_factory=dict)  # by the id that the file has


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a document: how much of it was new, and which statements were refused, with the reasons."""

    new: bool
    statements: int
    stances: int
    refused: tuple[tuple[int, str], ...] = ()  # the place among the statements


@dataclass(frozen=True, slots=True)
class _At:
    """A document that is being written to."""

    session: Session
    id: int
    key: str
    text: str
    copies: Sequence[Reported]  # what the copies of the document report


def begin(store: Store, command: str) -> Intake:
    """Note that an import writes now."""
    return Intake(store, begin_run(store, command))


def keep(intake: Intake, document: DocumentRecord, statements: Sequence[StatementRecord], file: str) -> Kept:
    """Keep a document with all of its statements that can be kept, or nothing of it.

    Raises `ValueError` where the document itself cannot be kept, and `StoreError`.
    """
    record, told = _with_text(intake, document, statements, file)
    good, refused = _sifted(told, record.text)
    if refused and good and record.trace and not document.text:  # a text is made of what is kept alone
        bad = dict(refused)
        record, told = _with_text(
            intake, document, [s for n, s in enumerate(statements) if n not in bad], file
        )
        good, _ = _sifted(told, record.text)
    if told and not good and not document.text:
        return Kept(False, 0, 0, refused)
    found = document_of(record, file)
    is_article = bool(document.text) and not known(intake.store, found.digest)
    marks = related.marks(found) if is_article else related.ALONE
    with intake.store.writing() as session:
        take_turn(session)
        at, is_new = _document(
            session, found, marks, intake.run, record.trace.kept_at if record.trace else ""
        )
        if document.text or record.trace:
            _name_sources(at, record, file)
        counted = _add_statements(at, good)
    if document.text:
        intake.keys[document.id] = at.key
    return Kept(is_new, *counted, refused)


def _sifted(
    statements: Sequence[StatementRecord], text: str
) -> tuple[list[Checked], tuple[tuple[int, str], ...]]:
    """The statements that can be kept, and of the others the place and the reason."""
    good, refused = [], []
    for place, each in enumerate(statements):
        try:
            good.append(checked(located(each, text), text))
        except ValueError as fault:
            refused.append((place, str(fault)))
    return good, tuple(refused)


def _with_text(
    intake: Intake, document: DocumentRecord, statements: Sequence[StatementRecord], file: str
) -> tuple[DocumentRecord, Sequence[StatementRecord]]:
    """The document with its text: its own, the store's, or one that is made of its statements."""
    if document.text:
        return document, statements
    key = intake.keys.get(document.id, document.id)
    asked = "SELECT text FROM document WHERE key = :key"
    if found := intake.store.rows(asked, {"key": key}):
        return replace(document, text=found[0]["text"]), statements
    return made_of(document, statements, file), list(placed(statements))


# --- the document ----------------------------------------------------------------------------


def _document(session: Session, document: Document, marks: Marks, run: int, kept_at: str) -> tuple[_At, bool]:
    """The document of this text, which is added where it is new."""
    asked = select(DocumentRow.id, DocumentRow.key).where(DocumentRow.digest == document.digest)
    known = session.exec(asked).one_or_none()
    number, key = known or add_document(session, document, run, marks, kept_at)
    assert number is not None
    return _At(session, number, key, document.text, related.reported(session.connection(), number)), not known


def _name_sources(at: _At, record: DocumentRecord, file: str) -> None:
    """Note where the document was found, and when, if that is told."""
    told = record.trace.found if record.trace else ()
    seen = {each.location: each.seen_at for each in told if each.seen_at}
    for source in sources_of(record, file):
        row = into_rows.source_row(source, at.id)
        row["seen_at"] = seen.get(source.location, row["seen_at"])
        at.session.execute(insert_new(at.session, SourceRow, "document_id", "location"), row)


# --- its statements --------------------------------------------------------------------------


def _add_statements(at: _At, statements: Sequence[Checked]) -> tuple[int, int]:
    """Add the statements and stances that are new. Returns how many of each."""
    there = select(StatementRow.start, StatementRow.end, StatementRow.speaker_id, StatementRow.id)
    known = {row[:3]: row[3] for row in at.session.exec(there.where(StatementRow.document_id == at.id))}
    taken = set(at.session.exec(select(StatementRow.ordinal).where(StatementRow.document_id == at.id)))
    new = stances = 0
    for each in statements:
        speaker = _speaker(at, each.record)
        place = (each.record.start, each.record.end, speaker)
        number = known.get(place)
        if number is None:
            number = known[place] = _add_statement(at, each, speaker, _ordinal(each.record, taken))
            new += 1
        stances += sum(_add_stances(at, each, number, speaker))
        if each.record.trace and each.record.trace.verdicts:
            add_verdicts(at.session, number, at.key, each.record.trace.verdicts)
    return new, stances


def _speaker(at: _At, record: StatementRecord) -> int:
    """Who speaks; where nobody is named, the actor itself."""
    speaker, kind = Named(record.speaker_code, record.speaker), PERSON
    if not record.speaker and not record.speaker_code:
        speaker, kind = next(iter(actors_of(record)), speaker), GROUP
    return newcomers.actor_id(at.session, speaker, kind, at.key)


def _ordinal(record: StatementRecord, taken: set[int]) -> int:
    """The number in the statement's id, if no other statement has it; else the next one."""
    before, _, number = record.id.rpartition("-")
    given = int(number) if before == record.document and number.isascii() and number.isdigit() else 0
    if not 0 < given < 2**31 or given in taken:
        given = max(taken, default=0) + 1
    taken.add(given)
    return given


def _add_statement(at: _At, each: Checked, speaker: int, ordinal: int) -> int:
    record = each.record
    row = into_rows.statement_row(each.statement, at.text, speaker, at.copies)
    row |= {"document_id": at.id, "ordinal": ordinal, "key": f"{at.key}-{ordinal}"}
    row["cue"] = row["cue"] or record.cue
    row["fingerprint"] = record.fingerprint or row["fingerprint"]
    if record.trace:
        row["speaker_text"] = record.trace.speaker_text
    number = at.session.execute(insert(StatementRow).returning(col(StatementRow.id)), row).scalar_one()
    said = row["said_first"]
    named = record.trace.mentions if record.trace else tuple(Named("", name) for name in record.mentions)
    for table, actors in ((StatementActorRow, actors_of(record)), (MentionRow, named)):
        ids = [newcomers.actor_id(at.session, actor, GROUP, at.key) for actor in actors]
        if links := into_rows.actor_links(number, ids, said):
            at.session.execute(insert(table), links)
    return int(number)


def _add_stances(at: _At, each: Checked, statement: int, speaker: int) -> list[int]:
    """Add those that their coder has not yet taken here. Returns 1 for each that is new."""
    said = into_rows.said_first(each.statement)
    added = []
    for record, stance, coder in zip(each.record.stances, each.statement.stances, each.coders, strict=True):
        ids = {
            "position_id": newcomers.position_id(at.session, record.position),
            "actor_id": _holder(at, each.record, record, speaker),
            "coder_id": _coder(at, coder),
        }
        row = into_rows.stance_row(stance, statement, ids, said)
        added.append(_insert_stance(at, row))
    return added


def _insert_stance(at: _At, row: into_rows.Row) -> int:
    unique = ("statement_id", "position_id", "actor_id", "coder_id")
    asked = insert_new(at.session, StanceRow, *unique).returning(col(StanceRow.id))
    return int(at.session.execute(asked, row).scalar() is not None)


def _holder(at: _At, statement: StatementRecord, stance: StanceRecord, speaker: int) -> int:
    """Whose stance it is: the one it names, else the statement's actor, else the speaker."""
    named = [Named(stance.actor_code, stance.actor)] if stance.actor_code or stance.actor else []
    holder = next(iter((*named, *actors_of(statement))), None)
    return newcomers.actor_id(at.session, holder, GROUP, at.key) if holder else speaker


def _coder(at: _At, coder: Coder) -> int:
    return coder_id(at.session, coder.name, coder.kind, coder.version)
