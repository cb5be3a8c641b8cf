"""The store: the only place with SQLModel and SQL.

    with open_store() as store:
        store.rows("SELECT key FROM statement WHERE act = :act", {"act": "demand"})

`open_store` finds the database, upgrades it, and gives a `Store`. Reading (`Store.rows`, `store.read`) goes
over the standard library on SQLite, so that a query never pays for SQLAlchemy; writing (`store.write`, which
imports SQLModel) goes through `Store.writing`, one short transaction at a time.

One SQL text serves both databases, and so do its values: on PostgreSQL, too, a boolean comes as 0 or 1 and a
JSON column as its text. Quote `"end"`; ask a boolean as `WHERE second_hand`, not `= 1`; write no colon in a
literal, since `:name` is a parameter.

Full text is the one thing that each does in its own way. `Store.matches("statement")` (or "document") is the
condition for the WHERE of a query on that table, and `Store.search_words(words)` the value of its parameter:

    store.rows(f"SELECT key FROM statement WHERE {store.matches('statement')}",
               {"words": store.search_words('open door "red line"')})

All the words must occur, in any inflected form (Porter's stems); words in quotation marks stand together. On
SQLite it asks the FTS5 tables `statement_text` and `document_text` (rowid = id; triggers keep them in step),
on PostgreSQL the GIN index over `to_tsvector('english', text)`, for documents over their first 250,000
characters, since a tsvector has a limit of 1 MB.
"""

from __future__ import annotations

from positions.store.opened import Store, open_store

__all__ = ["Store", "open_store"]
