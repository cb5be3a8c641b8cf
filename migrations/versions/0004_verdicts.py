"""The log of verdicts: what persons decided on statements and stances, and what they coded by hand."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# column, the table that it points to, and what happens to the verdict where that row is deleted
POINTERS = (
    ("statement_id", "statement", "CASCADE"),
    ("coder_id", "coder", None),
    ("position_id", "position", None),
    ("actor_id", "actor", None),
    ("judged_id", "coder", None),
    ("becomes_id", "position", None),
    ("undoes_id", "verdict", "CASCADE"),
    ("follows_id", "verdict", "CASCADE"),
)


def upgrade() -> None:
    op.create_table(
        "verdict",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("coder_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("position_id", sa.Integer(), nullable=True),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("judged_id", sa.Integer(), nullable=True),
        sa.Column("was", sa.String(), nullable=True),
        sa.Column("was_conditional", sa.Boolean(), nullable=True),
        sa.Column("before", sa.String(), nullable=True),
        sa.Column("becomes_id", sa.Integer(), nullable=True),
        sa.Column("stance", sa.String(), nullable=True),
        sa.Column("conditional", sa.Boolean(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("undoes_id", sa.Integer(), nullable=True),
        sa.Column("follows_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_verdict"),
        *(
            sa.ForeignKeyConstraint([column], [f"{to}.id"], name=f"fk_verdict_{column}_{to}", ondelete=then)
            for column, to, then in POINTERS
        ),
    )
    for column in ("statement_id", "coder_id"):
        op.create_index(f"ix_verdict_{column}", "verdict", [column])


def downgrade() -> None:
    op.drop_table("verdict")
