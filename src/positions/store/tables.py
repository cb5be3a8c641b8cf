"""The tables of the store, as SQLModel classes. Their names and constraints are its promise.

Ids are integers inside the store; `key` is the name by which a person and an export know a row.
Dates are ISO text, since a date may be known to the month or the year only; beside each partial
date stand the first and the last day that it can mean, for filters and for order.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, BigInteger, Column, Index, MetaData, UniqueConstraint
from sqlmodel import Field, SQLModel

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Table(SQLModel):
    """The base of all tables: one metadata, so that every constraint has a name."""

    metadata = MetaData(naming_convention=NAMING)


class MetaRow(Table, table=True):
    """Small facts about the store itself, as the digest of the tables that it holds a copy of."""

    __tablename__ = "meta"
    key: str = Field(primary_key=True)
    value: str


class DocumentRow(Table, table=True):
    __tablename__ = "document"
    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)  # the first digits of the digest, as many as are needed
    digest: str = Field(unique=True)
    text: str
    title: str
    author: str
    outlet: str
    url: str
    published: str | None = Field(index=True)
    published_from: str
    language: str
    kept_at: str  # UTC, ISO 8601
    run_id: int = Field(foreign_key="run.id", index=True)
    address: str = Field(default="", index=True, sa_column_kwargs={"server_default": ""})  # in its one form
    family_id: int | None = Field(default=None, index=True)  # copies of one report; the number of the first
    # The next version of the same article.
    superseded_by_id: int | None = Field(default=None, foreign_key="document.id", index=True)


class DocumentBandRow(Table, table=True):
    """The numbers by which the copies of a document are looked up (`store.copies`)."""

    __tablename__ = "document_band"
    value: int = Field(sa_column=Column(BigInteger, primary_key=True))
    document_id: int = Field(foreign_key="document.id", primary_key=True, index=True, ondelete="CASCADE")


class SourceRow(Table, table=True):
    """Where a document was found; one document may have been found in several places."""

    __tablename__ = "source"
    __table_args__ = (UniqueConstraint("document_id", "location"),)
    id: int | None = Field(default=None, primary_key=True)
    document_id: int = Field(foreign_key="document.id", ondelete="CASCADE")
    location: str
    kind: str
    encoding: str
    encoding_guessed: bool
    seen_at: str


class ActorRow(Table, table=True):
    __tablename__ = "actor"
    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True)
    name: str
    kind: str
    of_id: int | None = Field(default=None, foreign_key="actor.id", index=True)
    origin: str  # "package", "text" (an unknown speaker, kept as the text names it) or "user"


class ActorNameRow(Table, table=True):
    __tablename__ = "actor_name"
    __table_args__ = (UniqueConstraint("name", "actor_id", "use"),)
    id: int | None = Field(default=None, primary_key=True)
    actor_id: int = Field(foreign_key="actor.id", index=True)
    name: str
    folded: str = Field(index=True)  # lower case, no accents, no points: for forgiving look-ups
    use: str
    origin: str


class OfficeRow(Table, table=True):
    """A spell of a person in an office. `until` is its last day; null means until further notice."""

    __tablename__ = "office"
    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="actor.id", index=True)
    actor_id: int = Field(foreign_key="actor.id", index=True)
    role: str
    office: str
    since: str | None
    until: str | None
    origin: str


class MembershipRow(Table, table=True):
    __tablename__ = "membership"
    id: int | None = Field(default=None, primary_key=True)
    member_id: int = Field(foreign_key="actor.id", index=True)
    organisation_id: int = Field(foreign_key="actor.id", index=True)
    since: str | None
    until: str | None
    origin: str


class DisputeRow(Table, table=True):
    __tablename__ = "dispute"
    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(unique=True)
    label: str
    origin: str


class PositionRow(Table, table=True):
    __tablename__ = "position"
    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(unique=True)
    dispute_id: int = Field(foreign_key="dispute.id", index=True)
    label: str
    proposition: str
    aliases: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    ordinal: int  # its place in the codebook
    origin: str


class PositionRelationRow(Table, table=True):
    """`position` contradicts, or implies, `other`."""

    __tablename__ = "position_relation"
    __table_args__ = (UniqueConstraint("position_id", "kind", "other_id"),)
    id: int | None = Field(default=None, primary_key=True)
    position_id: int = Field(foreign_key="position.id")
    kind: str  # "contradicts" or "implies"
    other_id: int = Field(foreign_key="position.id", index=True)


class CoderRow(Table, table=True):
    """A person, or the program's own rules with their version: the machine is one more coder."""

    __tablename__ = "coder"
    __table_args__ = (UniqueConstraint("name", "version"),)
    id: int | None = Field(default=None, primary_key=True)
    name: str
    kind: str  # "rules" or "person"
    version: str


class RunRow(Table, table=True):
    """One call of the program that wrote to the store."""

    __tablename__ = "run"
    id: int | None = Field(default=None, primary_key=True)
    started_at: str
    program_version: str
    command: str
    coder_id: int | None = Field(default=None, foreign_key="coder.id", index=True)


class StatementRow(Table, table=True):
    __tablename__ = "statement"
    __table_args__ = (
        UniqueConstraint("document_id", "ordinal"),
        Index("ix_statement_said_first", "said_first", "id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)  # the document's key and the ordinal: "3f9a0c1b7e-12"
    document_id: int = Field(foreign_key="document.id", ondelete="CASCADE")
    ordinal: int  # 1, 2, ... in the order of the text
    start: int
    end: int
    text: str
    content: list[list[int]] = Field(sa_column=Column(JSON, nullable=False))  # [[start, end], ...]
    source_start: int | None
    source_end: int | None
    cue_start: int | None
    cue_end: int | None
    cue: str
    manner: str
    act: str = Field(index=True)
    speaker_id: int = Field(foreign_key="actor.id", index=True)
    speaker_text: str  # the mention beside the cue, as it stands in the text; may be empty
    said_on: str | None  # ISO date, or year-month, or year
    said_first: str | None
    said_last: str | None
    said_on_from: str
    second_hand: bool
    uncoded: str | None
    fingerprint: str = Field(index=True)  # equal for reports of one statement in several documents
    steps: list[dict[str, Any]] = Field(sa_column=Column(JSON, nullable=False))


class StatementActorRow(Table, table=True):
    """For whom a statement speaks: one actor, several in a joint statement, none where unknown."""

    __tablename__ = "statement_actor"
    __table_args__ = (Index("ix_statement_actor_actor_id_said_first", "actor_id", "said_first"),)
    statement_id: int = Field(foreign_key="statement.id", primary_key=True, ondelete="CASCADE")
    actor_id: int = Field(foreign_key="actor.id", primary_key=True)
    ordinal: int
    said_first: str | None  # the statement's, here for the index


class MentionRow(Table, table=True):
    """An actor who is spoken of in a statement."""

    __tablename__ = "mention"
    __table_args__ = (Index("ix_mention_actor_id_said_first", "actor_id", "said_first"),)
    statement_id: int = Field(foreign_key="statement.id", primary_key=True, ondelete="CASCADE")
    actor_id: int = Field(foreign_key="actor.id", primary_key=True)
    ordinal: int
    said_first: str | None


class StanceRow(Table, table=True):
    __tablename__ = "stance"
    __table_args__ = (
        UniqueConstraint("statement_id", "position_id", "actor_id", "coder_id"),
        Index(
            "ix_stance_position_actor",
            *("position_id", "actor_id", "stance", "conditional", "fingerprint", "status", "statement_id"),
        ),
        Index("ix_stance_actor_position", "actor_id", "position_id", "said_first"),
    )
    id: int | None = Field(default=None, primary_key=True)
    statement_id: int = Field(foreign_key="statement.id", ondelete="CASCADE")
    position_id: int = Field(foreign_key="position.id")
    actor_id: int = Field(foreign_key="actor.id")
    coder_id: int = Field(foreign_key="coder.id", index=True)
    stance: str  # "support" or "oppose"
    conditional: bool
    implied: bool
    confidence: float
    rule: str
    because: str
    status: str
    said_first: str | None
    # The statement's, which the database writes here itself, so that counting asks this table alone.
    fingerprint: str = Field(default="", sa_column_kwargs={"server_default": ""})


class WatchedRow(Table, table=True):
    """A feed that is polled. `next_at` is when it is due, or until when a watcher has claimed it."""

    __tablename__ = "watched"
    id: int | None = Field(default=None, primary_key=True)
    address: str = Field(unique=True)
    listed: bool
    polled_at: str | None = None  # UTC, ISO 8601, as next_at, which is empty where it is due at once
    next_at: str
    failures: int
    fault: str


class WatchedArticleRow(Table, table=True):
    """An article that a watched feed listed, and whether it needs to be fetched again."""

    __tablename__ = "watched_article"
    __table_args__ = (UniqueConstraint("watched_id", "address"),)
    id: int | None = Field(default=None, primary_key=True)
    watched_id: int = Field(foreign_key="watched.id", ondelete="CASCADE")
    address: str
    is_read: bool
    tries: int


class VerdictRow(Table, table=True):
    """One line of the log of what persons decided on a statement. Lines are added, and none is changed.

    The judged stance is named by position, actor and coder: its row may be read anew, the verdict stays.
    """

    __tablename__ = "verdict"
    id: int | None = Field(default=None, primary_key=True)
    statement_id: int = Field(foreign_key="statement.id", index=True, ondelete="CASCADE")
    verdict: str  # one of `records.VERDICTS`
    coder_id: int = Field(foreign_key="coder.id", index=True)
    at: str  # UTC, ISO 8601
    position_id: int | None = Field(default=None, foreign_key="position.id")
    actor_id: int | None = Field(default=None, foreign_key="actor.id")
    judged_id: int | None = Field(default=None, foreign_key="coder.id")  # whose stance it was
    was: str | None = None
    was_conditional: bool | None = None
    before: str | None = None  # the status that the stance had
    becomes_id: int | None = Field(default=None, foreign_key="position.id")
    stance: str | None = None  # what the verdict leaves
    conditional: bool | None = None
    note: str
    undoes_id: int | None = Field(default=None, foreign_key="verdict.id", ondelete="CASCADE")
    follows_id: int | None = Field(default=None, foreign_key="verdict.id", ondelete="CASCADE")


class WithdrawnRow(Table, table=True):
    """The log of a statement that a person had marked by hand and took back (`store.withdrawn`)."""

    __tablename__ = "withdrawn"
    id: int | None = Field(default=None, primary_key=True)
    document_id: int = Field(foreign_key="document.id", index=True, ondelete="CASCADE")
    statement: str  # the key that it had
    text: str
    log: list[dict[str, Any]] = Field(
        sa_column=Column(JSON, nullable=False)
    )  # `records.Verdict`, line by line
