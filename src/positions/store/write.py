"""Writing to the store: a run, a document with all its statements in one transaction, another source of it.

Import it only where something is written: it brings SQLModel with it.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Session, col, select

from positions import __version__, settings
from positions.errors import RefusedDocument, UnknownName
from positions.model import Document, Source, Statement
from positions.store import into_rows
from positions.store.opened import Store
from positions.store.statements import Keeping, add_statements, coder_id
from positions.store.sync import sync_codebook, sync_reference
from positions.store.tables import DocumentRow, RunRow, SourceRow
from positions.store.unknown import actor_ids
from positions.store.upsert import insert_new

__all__ = [
    "begin_run",
    "forget",
    "free_key",
    "keep",
    "keep_anew",
    "known",
    "link",
    "sync_codebook",
    "sync_reference",
]

KEY_LENGTH = 10


def begin_run(store: Store, command: str, coder: tuple[str, str, str]) -> int:
    """Note that the program writes now, and for which coder (name, kind, version). Returns the run's id."""
    with store.writing() as session:
        run = RunRow(
            started_at=into_rows.now(),
            program_version=__version__,
            command=" ".join(settings.hide(word) for word in command.split(" ")),
            coder_id=coder_id(session, *coder),
        )
        session.add(run)
        session.flush()
        assert run.id is not None
        return run.id


def known(store: Store, digest: str) -> str | None:
    """The key of the document whose text has this digest, or None."""
    found = store.rows("SELECT key FROM document WHERE digest = :digest", {"digest": digest})
    return str(found[0]["key"]) if found else None


def link(store: Store, key: str, source: Source) -> bool:
    """Add a source to a known document; False where it was known already. Raises `UnknownName`."""
    with store.writing() as session:
        document = session.exec(select(DocumentRow.id).where(DocumentRow.key == key)).one_or_none()
        if document is None:
            raise UnknownName(f"There is no document {key}.", "positions documents list shows them.")
        return _link(session, document, source)


def keep(store: Store, document: Document, statements: Sequence[Statement], run: int) -> str:
    """Keep a document with its source and all its statements, as a whole or not at all. Returns its key.

    Where the same text was kept meanwhile, by this process or another, only the source is added. Unknown
    actors are added (see `store.unknown`); a position, and an actor that only a stance names, must be known.
    Raises `StoreError`; the store is then as before.
    """
    _check(document, statements)
    with store.writing() as session:
        key = _key_of(session, document.digest) or _keep_new(session, document, statements, run)
        kept = session.exec(select(DocumentRow.id).where(DocumentRow.key == key)).one()
        assert kept is not None
        _link(session, kept, document.source)
        return key


def keep_anew(store: Store, key: str, document: Document, statements: Sequence[Statement], run: int) -> str:
    """Keep a known document in place of what was kept of it; its sources stay. As a whole or not at all."""
    _check(document, statements)
    with store.writing() as session:
        old = session.exec(select(DocumentRow).where(DocumentRow.key == key)).one()
        sources = session.exec(select(SourceRow).where(SourceRow.document_id == old.id)).all()
        seen = [source.model_dump(exclude={"id", "document_id"}) for source in sources]
        session.delete(old)
        session.flush()
        session.expunge_all()
        key = _keep_new(session, document, statements, run)
        new = session.exec(select(DocumentRow.id).where(DocumentRow.key == key)).one()
        assert new is not None
        session.add_all(SourceRow(document_id=new, **each) for each in seen)
        session.flush()
        _link(session, new, document.source)
    return key


def forget(store: Store, key: str) -> None:
    """Delete a document, its sources, statements and stances, and their words in the full text.

    On SQLite the words are overwritten too: in the pages (secure_delete), and in the index, whose parts are
    merged, since FTS5 keeps deleted words until then. Backups are not touched. Raises `UnknownName`.
    """
    with store.writing() as session:
        row = session.exec(select(DocumentRow).where(DocumentRow.key == key)).one_or_none()
        if row is None:
            raise UnknownName(f"There is no document {key}.", "positions documents list shows them.")
        session.delete(row)
        session.flush()
        if store.dialect == "sqlite":
            for table in ("statement_text", "document_text"):
                session.connection().exec_driver_sql(f"INSERT INTO {table} ({table}) VALUES ('optimize')")


# --- the steps of keeping


def _check(document: Document, statements: Sequence[Statement]) -> None:
    """No word without its place: a statement's text must be that of the document, from start to end."""
    where = document.source.location
    if "\0" in document.text:
        raise RefusedDocument(f"The text of {where} holds NUL characters.", "Is it a text?")
    for statement in statements:
        span = statement.span
        if statement.text != document.text[span.start : span.end]:
            raise RefusedDocument(
                f"A statement of {where} is not where it says it is, at {span.start}:{span.end}.",
                "This is a fault of positions; please report it.",
            )


def _keep_new(session: Session, document: Document, statements: Sequence[Statement], run: int) -> str:
    key = free_key(session, document.digest)
    row = into_rows.document_row(document, key, run)
    added = insert_new(session, DocumentRow).returning(DocumentRow.id)
    number = session.execute(added, row).scalar()
    if number is None:
        # On PostgreSQL: another process kept it since we looked, or took the key for another text.
        return _key_of(session, document.digest) or _keep_new(session, document, statements, run)
    ordered = sorted(statements, key=lambda each: each.span)
    actors = actor_ids(session, ordered, key)
    add_statements(Keeping(session, document.text, number, key, run, ordered, actors))
    return key


def _link(session: Session, document: int, source: Source) -> bool:
    added = insert_new(session, SourceRow, "document_id", "location").returning(SourceRow.id)
    return session.execute(added, into_rows.source_row(source, document)).scalar() is not None


def _key_of(session: Session, digest: str) -> str | None:
    return session.exec(select(DocumentRow.key).where(DocumentRow.digest == digest)).one_or_none()


def free_key(session: Session, digest: str) -> str:
    """As many first digits of the digest as no other document has, ten at the least."""
    prefixes = [digest[:length] for length in range(KEY_LENGTH, len(digest) + 1)]
    taken = set(session.exec(select(DocumentRow.key).where(col(DocumentRow.key).in_(prefixes))))
    return next(prefix for prefix in prefixes if prefix not in taken)
