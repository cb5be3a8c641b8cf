"""The first tables: documents and their sources, actors, the codebook, statements, stances, full text.

Written by hand; a test holds it equal to `positions.store.tables`. Every constraint and index has the name
that the naming convention there gives it, so that a later migration can name it too.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import SchemaItem

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

APPLICATION = 0x504F5331  # "POS1": by this a SQLite file is known as ours


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"PRAGMA application_id = {APPLICATION}")
    make_actors()
    make_codebook()
    make_documents()
    make_statements()
    make_stances()
    make_full_text()


def downgrade() -> None:
    raise NotImplementedError("there is nothing before the first tables; delete the database instead")


# --- the parts of a table


def table(name: str, *parts: SchemaItem, key: str = "id") -> None:
    columns = [sa.Column("id", sa.Integer(), nullable=False)] if key == "id" else []
    op.create_table(name, *columns, *parts, sa.PrimaryKeyConstraint(*key.split(), name=f"pk_{name}"))


def word(name: str, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=null)


def words(*names: str) -> list[sa.Column[str]]:
    return [word(name) for name in names]


def number(name: str, *, null: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=null)


def flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def points(at: str, column: str, to: str, *, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=f"fk_{at}_{column}_{to}", ondelete=ondelete)


def once(at: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=f"uq_{at}_{'_'.join(columns)}")


def index(at: str, *columns: str, name: str = "") -> None:
    op.create_index(name or f"ix_{at}_{'_'.join(columns)}", at, list(columns))


# --- the tables


def make_actors() -> None:
    table("meta", *words("key", "value"), key="key")
    table(
        "actor",
        *words("code", "name", "kind"),
        number("of_id", null=True),
        word("origin"),
        points("actor", "of_id", "actor"),
        once("actor", "code"),
    )
    index("actor", "of_id")
    table(
        "actor_name",
        number("actor_id"),
        *words("name", "folded", "use", "origin"),
        points("actor_name", "actor_id", "actor"),
        once("actor_name", "name", "actor_id", "use"),
    )
    index("actor_name", "actor_id")
    index("actor_name", "folded")
    table(
        "office",
        number("person_id"),
        number("actor_id"),
        *words("role", "office"),
        word("since", null=True),
        word("until", null=True),
        word("origin"),
        points("office", "person_id", "actor"),
        points("office", "actor_id", "actor"),
    )
    index("office", "person_id")
    index("office", "actor_id")
    table(
        "membership",
        number("member_id"),
        number("organisation_id"),
        word("since", null=True),
        word("until", null=True),
        word("origin"),
        points("membership", "member_id", "actor"),
        points("membership", "organisation_id", "actor"),
    )
    index("membership", "member_id")
    index("membership", "organisation_id")


def make_codebook() -> None:
    table("dispute", *words("slug", "label", "origin"), once("dispute", "slug"))
    table(
        "position",
        word("slug"),
        number("dispute_id"),
        *words("label", "proposition"),
        sa.Column("aliases", sa.JSON(), nullable=False),
        number("ordinal"),
        word("origin"),
        points("position", "dispute_id", "dispute"),
        once("position", "slug"),
    )
    index("position", "dispute_id")
    table(
        "position_relation",
        number("position_id"),
        word("kind"),
        number("other_id"),
        points("position_relation", "position_id", "position"),
        points("position_relation", "other_id", "position"),
        once("position_relation", "position_id", "kind", "other_id"),
    )
    index("position_relation", "other_id")


def make_documents() -> None:
    table("coder", *words("name", "kind", "version"), once("coder", "name", "version"))
    table(
        "run",
        *words("started_at", "program_version", "command"),
        number("coder_id", null=True),
        points("run", "coder_id", "coder"),
    )
    index("run", "coder_id")
    table(
        "document",
        *words("key", "digest", "text", "title", "author", "outlet", "url"),
        word("published", null=True),
        *words("published_from", "language", "kept_at"),
        number("run_id"),
        points("document", "run_id", "run"),
        once("document", "key"),
        once("document", "digest"),
    )
    index("document", "published")
    index("document", "run_id")
    table(
        "source",
        number("document_id"),
        *words("location", "kind", "encoding"),
        flag("encoding_guessed"),
        word("seen_at"),
        points("source", "document_id", "document", ondelete="CASCADE"),
        once("source", "document_id", "location"),
    )


def make_statements() -> None:
    table(
        "statement",
        word("key"),
        *map(number, ("document_id", "ordinal", "start", "end")),
        word("text"),
        sa.Column("content", sa.JSON(), nullable=False),
        *(number(name, null=True) for name in ("source_start", "source_end", "cue_start", "cue_end")),
        *words("cue", "manner", "act"),
        number("speaker_id"),
        word("speaker_text"),
        *(word(name, null=True) for name in ("said_on", "said_first", "said_last")),
        word("said_on_from"),
        flag("second_hand"),
        word("uncoded", null=True),
        word("fingerprint"),
        sa.Column("steps", sa.JSON(), nullable=False),
        points("statement", "document_id", "document", ondelete="CASCADE"),
        points("statement", "speaker_id", "actor"),
        once("statement", "key"),
        once("statement", "document_id", "ordinal"),
    )
    index("statement", "act")
    index("statement", "speaker_id")
    index("statement", "fingerprint")
    index("statement", "said_first", "id", name="ix_statement_said_first")
    for name in ("statement_actor", "mention"):
        table(
            name,
            *map(number, ("statement_id", "actor_id", "ordinal")),
            word("said_first", null=True),
            points(name, "statement_id", "statement", ondelete="CASCADE"),
            points(name, "actor_id", "actor"),
            key="statement_id actor_id",
        )
        index(name, "actor_id", "said_first")


def make_stances() -> None:
    table(
        "stance",
        *map(number, ("statement_id", "position_id", "actor_id", "coder_id")),
        word("stance"),
        flag("conditional"),
        flag("implied"),
        sa.Column("confidence", sa.Float(), nullable=False),
        *words("rule", "because", "status"),
        word("said_first", null=True),
        points("stance", "statement_id", "statement", ondelete="CASCADE"),
        points("stance", "position_id", "position"),
        points("stance", "actor_id", "actor"),
        points("stance", "coder_id", "coder"),
        once("stance", "statement_id", "position_id", "actor_id", "coder_id"),
    )
    index("stance", "coder_id")
    index("stance", "position_id", "actor_id", "said_first", "stance", name="ix_stance_position_actor")
    index("stance", "actor_id", "position_id", "said_first", name="ix_stance_actor_position")


# --- full text


def make_full_text() -> None:
    if op.get_bind().dialect.name != "sqlite":
        op.execute("CREATE INDEX ix_statement_search ON statement USING gin (to_tsvector('english', text))")
        # A tsvector holds 1 MB at the most, and a longer document must be kept all the same.
        op.execute(
            "CREATE INDEX ix_document_search ON document"
            " USING gin (to_tsvector('english', left(text, 250000)))"
        )
        return
    for name in ("statement", "document"):
        make_fts5(name)


def make_fts5(name: str) -> None:
    """An FTS5 table over `name`.text that keeps no second copy of it, and the triggers that keep it in step.

    Word forms are cut to their stem (porter), as PostgreSQL's 'english' does.
    """
    fts = f"{name}_text"
    op.execute(
        f"CREATE VIRTUAL TABLE {fts} USING fts5(text, content='{name}', content_rowid='id',"
        " tokenize='porter unicode61 remove_diacritics 2')"
    )
    add = f"INSERT INTO {fts} (rowid, text) VALUES (new.id, new.text);"
    take = f"INSERT INTO {fts} ({fts}, rowid, text) VALUES ('delete', old.id, old.text);"
    op.execute(f"CREATE TRIGGER {fts}_insert AFTER INSERT ON {name} BEGIN {add} END")
    op.execute(f"CREATE TRIGGER {fts}_delete AFTER DELETE ON {name} BEGIN {take} END")
    op.execute(f"CREATE TRIGGER {fts}_update AFTER UPDATE OF text ON {name} BEGIN {take} {add} END")
