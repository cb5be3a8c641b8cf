"""Versions and copies: which document is a newer version of which, and which are copies of one report.

The documents that are there are looked through in the order in which they were kept, so that a store that is
upgraded answers like one that is filled anew. Columns are added in place: a table that is rebuilt would lose its
triggers. The statements' fingerprints follow with `positions recode`.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from positions.store import copies, related
from positions.store.address import address

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

NEWER = "fk_document_superseded_by_id_document"


def upgrade() -> None:
    add_columns()
    make_bands()
    relate_documents()


def downgrade() -> None:
    raise NotImplementedError("the backup beside the database is what it was before")


def add_columns() -> None:
    # By hand, since Alembic would rebuild the table to add a foreign key on SQLite; both databases read this.
    op.execute("ALTER TABLE document ADD COLUMN address VARCHAR NOT NULL DEFAULT ''")
    op.execute("ALTER TABLE document ADD COLUMN family_id INTEGER")
    op.execute(
        f"ALTER TABLE document ADD COLUMN superseded_by_id INTEGER CONSTRAINT {NEWER}"
        " REFERENCES document (id)"
    )
    for name in ("address", "family_id", "superseded_by_id"):
        op.create_index(f"ix_document_{name}", "document", [name])


def make_bands() -> None:
    op.create_table(
        "document_band",
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name="fk_document_band_document_id_document", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("value", "document_id", name="pk_document_band"),
    )
    op.create_index("ix_document_band_document_id", "document_band", ["document_id"])


def relate_documents() -> None:
    connection = op.get_bind()
    for number in connection.execute(sa.text("SELECT id FROM document ORDER BY id")).scalars().all():
        asked = sa.text("SELECT d.text, d.url FROM document d WHERE id = :id")
        kept = connection.execute(asked, {"id": number}).one()
        found = copies.shingles(kept.text)
        marks = related.Marks(address(kept.url), found, tuple(copies.bands(found)))
        related.relate(connection, number, marks)
