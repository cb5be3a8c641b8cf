"""The feeds that are watched, and which of their articles were read."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "watched",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("listed", sa.Boolean(), nullable=False),
        sa.Column("polled_at", sa.String(), nullable=True),
        sa.Column("next_at", sa.String(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("fault", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_watched"),
        sa.UniqueConstraint("address", name="uq_watched_address"),
    )
    op.create_table(
        "watched_article",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("watched_id", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("is_read", sa.Boolean(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_watched_article"),
        sa.ForeignKeyConstraint(
            ["watched_id"], ["watched.id"], name="fk_watched_article_watched_id_watched", ondelete="CASCADE"
        ),
        sa.UniqueConstraint("watched_id", "address", name="uq_watched_article_watched_id_address"),
    )


def downgrade() -> None:
    op.drop_table("watched_article")
    op.drop_table("watched")
