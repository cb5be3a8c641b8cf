"""Alembic's environment: each migration is one transaction, also on SQLite.

`positions.store.migrate` runs it and passes its engine, which begins each transaction itself (BEGIN
IMMEDIATE) and lets foreign keys rest while tables are rebuilt; they are checked here before each commit.
By hand, with an `alembic.ini` of your own, the database is the one of `positions.settings`.
"""

from __future__ import annotations

from typing import Any

from alembic import context
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, Engine

from positions import settings
from positions.store.engine import make_engine
from positions.store.tables import Table

# Full text search lives beside the models: FTS5's tables on SQLite, indexes on an expression on PostgreSQL.
FULL_TEXT = ("statement_text", "document_text", "ix_statement_search", "ix_document_search")


def is_of_the_models(name: str | None, kind: str, _parents: Any) -> bool:
    return kind not in ("table", "index") or not (name or "").startswith(FULL_TEXT)


def check_foreign_keys(ctx: MigrationContext, *_told: Any, **_more: Any) -> None:
    """Refuse, and so roll back, a migration that leaves a row pointing at nothing."""
    if ctx.dialect.name == "sqlite" and _broken(ctx):
        raise RuntimeError("this migration breaks a foreign key")


def _broken(ctx: MigrationContext) -> bool:
    assert ctx.connection is not None
    return ctx.connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None


def migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Table.metadata,
        transactional_ddl=True,
        transaction_per_migration=True,
        include_name=is_of_the_models,
        on_version_apply=check_foreign_keys,
        render_as_batch=connection.dialect.name == "sqlite",
    )
    with context.begin_transaction():
        context.run_migrations()


given: Engine | None = context.config.attributes.get("engine")
engine = given or make_engine(settings.database(), migrating=True)
with engine.connect() as connection:
    migrate(connection)
