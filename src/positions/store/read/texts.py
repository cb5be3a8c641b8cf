"""Documents, with their text or without, and how much a store holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from positions.records import DocumentRecord, Query
from positions.store.read.asking import Row, Rows, Searchable, among, ask, at_most, batches
from positions.store.read.conditions import Conditions, of_stances, of_statements
from positions.visible import sayable

TEXTS = 20  # documents at a time: their texts are long


def documents(store: Rows, key: str = "") -> list[DocumentRecord]:
    """All documents without their text, the latest published first; or the one with this key, with it."""
    text = "d.text" if key else "'' AS text"
    by_date = "ORDER BY d.published IS NULL, d.published DESC, d.id"
    sql = f"{_document(text)} {'WHERE d.key = :key' if key else ''} {by_date}"
    return _documents(store, ask(store, sql, **({"key": key} if key else {})))


def every_document(store: Rows) -> Iterator[DocumentRecord]:
    """All documents with their text, in the order in which they were kept."""
    ids = [row["id"] for row in ask(store, "SELECT id FROM document ORDER BY id")]
    for start in range(0, len(ids), TEXTS):
        yield from with_texts(store, ids[start : start + TEXTS])


def with_texts(store: Rows, ids: Sequence[int]) -> list[DocumentRecord]:
    """The documents with these row ids, with their texts, the first kept first."""
    here, parameters = among("d.id", ids, "id")
    return _documents(store, ask(store, f"{_document('d.text')} WHERE {here} ORDER BY d.id", **parameters))


def _document(text: str) -> str:
    return f"""
        SELECT d.id AS row_id, d.key AS id, d.title, d.author, d.outlet, d.url, d.published, d.published_from,
               d.language, {text},
               (SELECT COUNT(*) FROM statement s WHERE s.document_id = d.id) AS statements
        FROM document d
    """


def _documents(store: Rows, rows: list[Row]) -> list[DocumentRecord]:
    sources: dict[int, list[str]] = defaultdict(list)
    for batch in batches([row["row_id"] for row in rows]):
        here, parameters = among("document_id", batch, "id")
        sql = f"SELECT document_id, location FROM source WHERE {here} ORDER BY id"
        for found in ask(store, sql, **parameters):
            sources[found["document_id"]].append(found["location"])
    return [
        DocumentRecord(
            **{name: value for name, value in row.items() if name != "row_id"},
            sources=tuple(sources[row["row_id"]]),
        )
        for row in rows
    ]


def documents_with(
    store: Searchable, words: str, limit: int, query: Query | None = None
) -> list[DocumentRecord]:
    """Documents in which all these words occur, with their text; with a limit, the latest published.

    Of `query` count the versions, the dates, here those of publication, and the actors, who are quoted in the document.
    """
    where = _of_documents(query or Query())
    sql = f"""SELECT id FROM document WHERE {store.matches("document")} AND {where.sql}
              ORDER BY published IS NULL, published DESC, id DESC {at_most(limit)}"""
    given = where.parameters | {"words": store.search_words(sayable(words))}
    ids = [row["id"] for row in ask(store, sql, **given)]
    found = {each.id: each for batch in batches(ids) for each in _with_text(store, batch)}
    return sorted(found.values(), key=lambda each: each.published or "", reverse=True)


def _with_text(store: Rows, ids: Sequence[int]) -> list[DocumentRecord]:
    here, parameters = among("d.id", ids, "id")
    sql = f"{_document('d.text')} WHERE {here} ORDER BY d.published IS NULL, d.published DESC, d.id DESC"
    return _documents(store, ask(store, sql, **parameters))


def _of_documents(query: Query) -> Conditions:
    where = Conditions()
    where.among(
        "document.id IN (SELECT s.document_id FROM statement s JOIN statement_actor x ON x.statement_id = s.id "
        "WHERE {})",
        "x.actor_id",
        query.actors,
        "actor",
    )
    if query.versions == "newest":
        where.add("superseded_by_id IS NULL")
    if query.since:  # a month lies within limits where any day of it does
        where.add("published || '-99-99' >= :since", since=query.since.first.isoformat())
    if query.until:
        where.add("published <= :until", until=query.until.last.isoformat())
    return where


def counts(store: Rows, versions: str = "newest") -> dict[str, int]:
    """How many documents, statements and stances answer a question that has no other conditions."""
    query = Query(versions=versions)
    sql = f"""
        SELECT (SELECT COUNT(*) FROM document WHERE {_of_documents(query).sql}) AS document,
               (SELECT COUNT(*) FROM statement s WHERE {of_statements(query).sql}) AS statement,
               (SELECT COUNT(*) FROM stance x WHERE {of_stances(query).sql}) AS stance"""
    return {table: int(number) for table, number in ask(store, sql)[0].items()}
