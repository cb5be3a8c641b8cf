"""A stance bears the fingerprint of its statement, so that a million of them are counted without their statements.

The database itself keeps it, by triggers: whoever writes a stance, or gives a statement another fingerprint, need not
know. The index holds all that the count of who stands where asks for, in the order in which it is grouped.
"""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

OF_STATEMENT = "(SELECT s.fingerprint FROM statement s WHERE s.id = {}.statement_id)"
INDEX = "ix_stance_position_actor"
COLUMNS = ["position_id", "actor_id", "stance", "conditional", "fingerprint", "status", "statement_id"]


def upgrade() -> None:
    op.execute("ALTER TABLE stance ADD COLUMN fingerprint VARCHAR NOT NULL DEFAULT ''")
    op.execute(f"UPDATE stance SET fingerprint = {OF_STATEMENT.format('stance')}")
    op.drop_index(INDEX, "stance")
    op.create_index(INDEX, "stance", COLUMNS)
    if op.get_context().dialect.name == "sqlite":
        keep_on_sqlite()
    else:
        keep_on_postgres()


def downgrade() -> None:
    raise NotImplementedError("the backup beside the database is what it was before")


def keep_on_sqlite() -> None:
    op.execute(
        f"""CREATE TRIGGER stance_fingerprint_insert AFTER INSERT ON stance BEGIN
            UPDATE stance SET fingerprint = {OF_STATEMENT.format("new")} WHERE id = new.id; END"""
    )
    op.execute(
        """CREATE TRIGGER stance_fingerprint_update AFTER UPDATE OF fingerprint ON statement BEGIN
           UPDATE stance SET fingerprint = new.fingerprint WHERE statement_id = new.id; END"""
    )


def keep_on_postgres() -> None:
    op.execute(
        f"""CREATE FUNCTION stance_takes_fingerprint() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            new.fingerprint := {OF_STATEMENT.format("new")}; RETURN new; END $$"""
    )
    op.execute(
        """CREATE TRIGGER stance_fingerprint_insert BEFORE INSERT ON stance
           FOR EACH ROW EXECUTE FUNCTION stance_takes_fingerprint()"""
    )
    op.execute(
        """CREATE FUNCTION statement_gives_fingerprint() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
           UPDATE stance SET fingerprint = new.fingerprint WHERE statement_id = new.id; RETURN NULL; END $$"""
    )
    op.execute(
        """CREATE TRIGGER stance_fingerprint_update AFTER UPDATE OF fingerprint ON statement
           FOR EACH ROW EXECUTE FUNCTION statement_gives_fingerprint()"""
    )
