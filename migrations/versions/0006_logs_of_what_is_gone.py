"""The log of a statement that a person marked by hand and took back stays when the statement goes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "withdrawn",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("statement", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("log", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_withdrawn"),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name="fk_withdrawn_document_id_document", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_withdrawn_document_id", "withdrawn", ["document_id"])


def downgrade() -> None:
    op.drop_table("withdrawn")
