"""Is every word in the store still what was kept? The checks behind `positions doctor`.

SQLite's own check finds one in thirty damages of a text, since it looks at the pages and not at what stands on
them. So every text is hashed again and compared with its digest, and every statement with the words of its
document. Each check gives what it found as `Damage`, and changes nothing.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from positions.errors import StoreError
from positions.model import When
from positions.records import Damage
from positions.store.opened import Store

BATCH = 20  # documents in memory at a time
READ_AGAIN = "positions documents forget {0}, then ingest its source again."
ANEW = "positions recode --documents finds its statements anew."
BACKUP = "Go back to a backup; positions db where says where they lie."
_POINTERS = (  # table, column, the table that it points to
    ("document", "run_id", "run"), ("document", "superseded_by_id", "document"), ("source", "document_id", "document"),
    ("document_band", "document_id", "document"), ("statement", "document_id", "document"),
    ("statement", "speaker_id", "actor"), ("statement_actor", "statement_id", "statement"),
    ("statement_actor", "actor_id", "actor"), ("mention", "statement_id", "statement"), ("mention", "actor_id", "actor"),
    ("stance", "statement_id", "statement"), ("stance", "position_id", "position"), ("stance", "actor_id", "actor"),
    ("stance", "coder_id", "coder"), ("actor_name", "actor_id", "actor"), ("office", "person_id", "actor"),
    ("office", "actor_id", "actor"), ("position", "dispute_id", "dispute"), ("verdict", "statement_id", "statement"),
    ("verdict", "coder_id", "coder"), ("verdict", "position_id", "position"), ("verdict", "actor_id", "actor"),
)  # fmt: skip


def check(store: Store) -> Iterator[tuple[str, list[Damage]]]:
    """Each check's name and what it found, one check after the other."""
    checks: dict[str, Callable[[Store], Iterator[Damage]]] = {
        "file": pages,
        "pointers": pointers,
        "texts": texts,
        "statements": statements,
        "full text": full_text,
        "dates": dates,
        "sources": sources,
    }
    for name, look in checks.items():
        yield name, list(_looked(store, look))


def _looked(store: Store, look: Callable[[Store], Iterator[Damage]]) -> Iterator[Damage]:
    """What a check finds; that it cannot be made is a find too, and stops no other."""
    try:
        yield from look(store)
    except StoreError as error:
        yield Damage(error.sentence, "", error.hint or BACKUP)
    except (sqlite3.Error, ValueError):  # a name or a date that is no text any more
        yield Damage("Its rows cannot be read.", "", BACKUP)


def pages(store: Store) -> Iterator[Damage]:
    """The pages of the file and its indexes, by SQLite's own check. PostgreSQL looks after its own."""
    if store.dialect == "sqlite":
        for row in store.rows("PRAGMA integrity_check(20)"):
            if row["integrity_check"] != "ok":
                yield Damage(f"The file is damaged: {row['integrity_check']}.", "", BACKUP)


def pointers(store: Store) -> Iterator[Damage]:
    """Rows that point at nothing."""
    for table, column, to in _POINTERS:
        sql = f"""SELECT COUNT(*) AS n FROM {table} x WHERE x.{column} IS NOT NULL
                  AND NOT EXISTS (SELECT 1 FROM {to} y WHERE y.id = x.{column})"""
        if broken := store.rows(sql)[0]["n"]:
            yield Damage(f"{broken} rows of {table} point at no {to}.", "", BACKUP)


def texts(store: Store) -> Iterator[Damage]:
    """Texts that no longer have the digest with which they were kept."""
    for row in _documents(store):
        if hashlib.sha256(row["text"]).hexdigest() != row["digest"]:
            yield Damage("Its text is not what was kept.", row["key"], READ_AGAIN.format(row["key"]))


def statements(store: Store) -> Iterator[Damage]:
    """Statements whose words do not stand where they say."""
    sql = f"""SELECT key, start, "end", {_raw(store, "text")}, {_raw(store, "content")}
              FROM statement WHERE document_id = :id ORDER BY ordinal"""
    for row in _documents(store):
        text = row["text"].decode("utf-8", "replace")
        said = store.rows(sql, {"id": row["id"]})
        broken = [each["key"] for each in said if not _stands(each, text)]
        if broken:
            yield Damage(f"Statements that are not its words: {', '.join(broken)}.", row["key"], ANEW)


def full_text(store: Store) -> Iterator[Damage]:
    """What the index of words does not hold. On PostgreSQL an index is kept by the server itself."""
    if store.dialect == "sqlite":
        for table in ("document", "statement"):
            if _is_out_of_step(store, table):
                yield Damage(
                    f"The full text of {table}s does not hold all their words.", "", "positions doctor --mend"
                )


def dates(store: Store) -> Iterator[Damage]:
    """Dates that no calendar has, and documents that were published after they were kept."""
    for row in store.rows(
        "SELECT key, published, kept_at FROM document WHERE published IS NOT NULL ORDER BY id"
    ):
        fix = f"positions documents set {row['key']} --published DATE"
        if not _is_date(row["published"]):
            yield Damage(f"Its date is none: {row['published']}.", row["key"], fix)
        elif When(row["published"]).first > date.fromisoformat(row["kept_at"][:10]) + timedelta(days=1):
            yield Damage(f"It was published in {row['published']}, after it was kept.", row["key"], fix)
    said = """SELECT d.key, s.key AS said, s.said_on FROM statement s JOIN document d ON d.id = s.document_id
              WHERE s.said_on IS NOT NULL ORDER BY s.id"""
    for row in store.rows(said):
        if not _is_date(row["said_on"]):
            yield Damage(f"{row['said']} was said on no date: {row['said_on']}.", row["key"], ANEW)


def sources(store: Store) -> Iterator[Damage]:
    """Documents of which nobody knows whence they came."""
    sql = """SELECT d.key FROM document d
             WHERE NOT EXISTS (SELECT 1 FROM source s WHERE s.document_id = d.id) ORDER BY d.id"""
    for row in store.rows(sql):
        yield Damage("No source is kept of it.", row["key"], READ_AGAIN.format(row["key"]))


def mend(store: Store) -> None:
    """Make the index of words anew from the texts."""
    if store.dialect == "sqlite":
        with store.writing() as session:
            for table in ("document", "statement"):
                session.connection().exec_driver_sql(
                    f"INSERT INTO {table}_text ({table}_text) VALUES ('rebuild')"
                )


# --- looking closer


def _documents(store: Store) -> Iterator[dict[str, Any]]:
    ids = [row["id"] for row in store.rows("SELECT id FROM document ORDER BY id")]
    for start in range(0, len(ids), BATCH):
        named = {f"id{at}": number for at, number in enumerate(ids[start : start + BATCH])}
        among = ", ".join(f":{name}" for name in named)
        columns = f"id, key, digest, {_raw(store, 'text')}"
        yield from store.rows(f"SELECT {columns} FROM document WHERE id IN ({among}) ORDER BY id", named)


def _raw(store: Store, column: str) -> str:
    """A text as its bytes: a damaged one may be no text at all."""
    if store.dialect == "sqlite":
        return f"CAST({column} AS BLOB) AS {column}"
    return f"convert_to(CAST({column} AS text), 'UTF8') AS {column}"


def _stands(said: dict[str, Any], text: str) -> bool:
    """Whether a statement's words stand in the text from its start to its end, and its spans within it."""
    try:
        spans = [0 <= start < end <= len(text) for start, end in json.loads(said["content"])]
    except ValueError:
        return False
    return all(spans) and text[said["start"] : said["end"]] == said["text"].decode("utf-8", "replace")


def _is_date(iso: str) -> bool:
    try:
        return bool(When(iso))
    except ValueError:
        return False


def _is_out_of_step(store: Store, table: str) -> bool:
    """FTS5's own comparison of its index with the texts; it is asked as a write, and writes nothing."""
    try:
        with store.writing() as session:
            asked = f"INSERT INTO {table}_text ({table}_text, rank) VALUES ('integrity-check', 1)"
            session.connection().exec_driver_sql(asked)
    except StoreError as error:
        if "damaged" in error.sentence:
            return True
        raise
    return False
