"""Writing to the store: a run, a document with all its statements in one transaction, another source of it.

Import it only where something is written: it brings SQLModel with it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import func, insert
from sqlmodel import Session, col, select

from positions import __version__, settings
from positions.errors import RefusedDocument, UnknownName
from positions.model import Document, Source, Statement
from positions.store import into_rows, related, renewal
from positions.store.address import address
from positions.store.opened import Store
from positions.store.related import Marks
from positions.store.statements import Keeping, add_statements, coder_id
from positions.store.sync import sync_codebook, sync_reference
from positions.store.tables import DocumentRow, RunRow, SourceRow, StatementRow
from positions.store.unknown import actor_ids, drop_unnamed
from positions.store.upsert import insert_new

__all__ = [
    "add_document", "at_address", "begin_run", "forget", "keep", "keep_anew", "known", "link", "recode", "replaced",
    "sync_codebook", "sync_reference", "take_turn",
]  # fmt: skip

KEY_LENGTH = 10
_LOCK = 0x504F5333  # the key of PostgreSQL's advisory lock, for one writer of documents at a time


def begin_run(store: Store, command: str, coder: tuple[str, str, str] | None = None) -> int:
    """Note that the program writes now, and for which coder (name, kind, version), if for one. Returns the run's id."""
    with store.writing() as session:
        run = RunRow(
            started_at=into_rows.now(),
            program_version=__version__,
            command=" ".join(settings.hide(word) for word in command.split(" ")),
            coder_id=coder_id(session, *coder) if coder else None,
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
        document = _row_of(session, key).id
        assert document is not None
        return _link(session, document, source)


def keep(store: Store, document: Document, statements: Sequence[Statement], run: int) -> str:
    """Keep a document with its source and all its statements, as a whole or not at all. Returns its key.

    Where the same text was kept meanwhile, by this process or another, only the source is added. A text that
    differs from what was kept of its address is its next version, and the older one no longer answers; a copy
    joins the family of its report, and its statements count with those of the copies (`store.related`). Unknown
    actors are added (see `store.unknown`); a position, and an actor that only a stance names, must be known.
    Raises `StoreError`; the store is then as before.
    """
    _check(document, statements)
    marks = related.marks(document)
    with store.writing() as session:
        take_turn(session)
        key = _key_of(session, document.digest) or _keep_new(session, document, statements, run, marks)
        kept = session.exec(select(DocumentRow.id).where(DocumentRow.key == key)).one()
        assert kept is not None
        _link(session, kept, document.source)
        return key


def keep_anew(store: Store, key: str, document: Document, statements: Sequence[Statement], run: int) -> str:
    """Keep what is known now of a known document: its facts, its statements. As a whole or not at all.

    Its text, sources and key stay. A statement with the same span stays the same one, with what persons have
    decided on it (`store.renewal`). Raises `UnknownName`, `StoreError`. Returns the key.
    """
    _check(document, statements)
    with store.writing() as session:
        take_turn(session)
        old = _row_of(session, key)
        assert old.id is not None
        facts = into_rows.document_row(document, key, run)
        for name in ("title", "author", "outlet", "url", "published", "published_from", "language", "run_id"):
            setattr(old, name, facts[name])
        session.flush()
        related.move(session.connection(), old.id, document)
        ordered = sorted(statements, key=lambda each: each.span)
        copies = related.reported(session.connection(), old.id)
        actors = actor_ids(session, ordered, key)
        renewal.renew(Keeping(session, document.text, old.id, key, run, ordered, actors, copies))
        drop_unnamed(session, key)
        _link(session, old.id, document.source)
    return key


def recode(store: Store, key: str, coded: Mapping[str, Statement], run: int) -> None:
    """Keep how statements of a document, by their keys, are coded now. As a whole or not at all.

    What persons decided stays, and so do the stances of other coders. Raises `StoreError`.
    """
    statements = list(coded.values())
    with store.writing() as session:
        take_turn(session)
        document = _row_of(session, key)
        assert document.id is not None
        asked = select(StatementRow.key, StatementRow.id).where(StatementRow.document_id == document.id)
        ids = {name: number for name, number in session.exec(asked) if number is not None}
        actors = actor_ids(session, statements, key)
        keeping = Keeping(session, document.text, document.id, key, run, statements, actors)
        renewal.recode(keeping, [ids[name] for name in coded])


def forget(store: Store, *keys: str) -> None:
    """Delete documents, their sources, statements, stances and unknown speakers, and their words in the full text.

    All or, where a key is unknown, none. On SQLite the words are overwritten too: in the pages (secure_delete),
    and in the index, whose parts are merged, since FTS5 keeps deleted words until then. `Store.sweep` does the rest.
    Backups are not touched. Raises `UnknownName`.
    """
    with store.writing() as session:
        take_turn(session)
        for key in keys:
            row = _row_of(session, key)
            address = row.address
            related.release(session.connection(), row.id)
            session.delete(row)
            session.flush()
            drop_unnamed(session, key)
            related.rearrange(session.connection(), address)
        if store.dialect == "sqlite":
            for table in ("statement_text", "document_text"):
                session.connection().exec_driver_sql(f"INSERT INTO {table} ({table}) VALUES ('optimize')")


def at_address(store: Store, url: str) -> list[str]:
    """The keys of the documents that are kept of this address, the newest version first; none of no address."""
    sql = "SELECT key FROM document WHERE address = :address AND address <> '' ORDER BY id DESC"
    return [str(row["key"]) for row in store.rows(sql, {"address": address(url)})]


def replaced(store: Store, key: str) -> list[str]:
    """The keys of the documents that this one is the next version of."""
    sql = """SELECT old.key FROM document old JOIN document d ON d.id = old.superseded_by_id
             WHERE d.key = :key ORDER BY old.id"""
    return [str(row["key"]) for row in store.rows(sql, {"key": key})]


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


def add_document(
    session: Session, document: Document, run: int, marks: Marks, kept_at: str = ""
) -> tuple[int, str]:
    """Add a new document, beside its versions and copies. Part of a transaction that took its turn. Returns id and key.

    `kept_at` is when another store kept it first, by which its place among the versions is found.
    """
    key = _free_key(session, document.digest)
    row = into_rows.document_row(document, key, run)
    row["kept_at"] = kept_at or row["kept_at"]
    number = session.execute(insert(DocumentRow).returning(col(DocumentRow.id)), row).scalar_one()
    assert number is not None
    related.relate(session.connection(), number, marks)
    if kept_at:
        related.rearrange(session.connection(), marks.address)
    return number, key


def _keep_new(
    session: Session, document: Document, statements: Sequence[Statement], run: int, marks: Marks
) -> str:
    number, key = add_document(session, document, run, marks)
    copies = related.reported(session.connection(), number)
    ordered = sorted(statements, key=lambda each: each.span)
    actors = actor_ids(session, ordered, key)
    add_statements(Keeping(session, document.text, number, key, run, ordered, actors, copies))
    return key


def take_turn(session: Session) -> None:
    """One writer of documents at a time, so that two that keep copies of one report see each other's.

    On SQLite each transaction is alone anyway.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(_LOCK)))


def _row_of(session: Session, key: str) -> DocumentRow:
    row = session.exec(select(DocumentRow).where(DocumentRow.key == key)).one_or_none()
    if row is None:
        raise UnknownName(f"There is no document {key}.", "positions documents list shows them.")
    return row


def _link(session: Session, document: int, source: Source) -> bool:
    added = insert_new(session, SourceRow, "document_id", "location").returning(SourceRow.id)
    return session.execute(added, into_rows.source_row(source, document)).scalar() is not None


def _key_of(session: Session, digest: str) -> str | None:
    return session.exec(select(DocumentRow.key).where(DocumentRow.digest == digest)).one_or_none()


def _free_key(session: Session, digest: str) -> str:
    """As many first digits of the digest as no other document has, ten at the least."""
    prefixes = [digest[:length] for length in range(KEY_LENGTH, len(digest) + 1)]
    taken = set(session.exec(select(DocumentRow.key).where(col(DocumentRow.key).in_(prefixes))))
    return next(prefix for prefix in prefixes if prefix not in taken)
