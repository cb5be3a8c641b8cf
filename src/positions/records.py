"""What the store answers: rows of the file as frozen values, with the names that exports promise.

`StatementRecord` and `DocumentRecord` carry the field names that the export promises, in their order; more
fields follow behind. They are made by `positions.store.read`, counted by `positions.analysis`, and
shown by `positions.render` and `positions.export`, which need not know where they come from.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from positions.model import When

STATUSES = ("pending", "accepted", "edited", "rejected")  # of a stance, by the verdicts on it


@dataclass(frozen=True, slots=True)
class ActorRecord:
    """One actor of the store; `parts` are the ids of all rows that speak with its voice."""

    id: int
    code: str
    name: str
    kind: str
    of: str
    statements: int
    parts: tuple[int, ...] = ()

    @property
    def is_person(self) -> bool:
        return self.kind == "person"


@dataclass(frozen=True, slots=True)
class ActorName:
    """A name of an actor; `use` is one of `reference.USES`."""

    name: str
    use: str
    origin: str


@dataclass(frozen=True, slots=True)
class OfficeHeld:
    """An office that an actor held, for the actor with the code `of`, from one date to another."""

    role: str
    office: str
    of: str
    since: str | None
    until: str | None
    origin: str


@dataclass(frozen=True, slots=True)
class Member:
    """What an actor was a member of, by code, from one date to another."""

    of: str
    since: str | None
    until: str | None
    origin: str


@dataclass(frozen=True, slots=True)
class ActorEntry:
    """All that the store knows of an actor, as an export gives it."""

    code: str
    name: str
    kind: str
    of: str
    origin: str
    statements: int
    names: tuple[ActorName, ...]
    offices: tuple[OfficeHeld, ...]
    memberships: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class PositionRecord:
    """One position of the codebook; where they were counted, how many stances it has on each side."""

    id: int
    slug: str
    label: str
    proposition: str
    dispute: str
    dispute_label: str
    aliases: tuple[str, ...]
    contradicts: tuple[str, ...]
    implies: tuple[str, ...]
    support: int
    oppose: int


def value_of(stance: str, conditional: bool) -> float:
    """+1 for support, -1 for oppose, half of it under a condition (docs/method.md)."""
    return (1.0 if stance == "support" else -1.0) * (0.5 if conditional else 1.0)


@dataclass(frozen=True, slots=True)
class Reading:
    """One stance as the analysis counts it: who reads what in which statement of which document."""

    position: str
    statement: str
    document: str
    fingerprint: str  # equal for reports of one statement
    stance: str
    conditional: bool
    implied: bool
    confidence: float
    status: str
    second_hand: bool
    said_on: str | None
    actor: str  # the code of the actor whose view it is

    @property
    def value(self) -> float:
        return value_of(self.stance, self.conditional)

    @property
    def when(self) -> When | None:
        return When(self.said_on) if self.said_on else None

    @property
    def first_day(self) -> str:
        """The first day that the date can mean, without the cost of a `When`; empty if undated."""
        return f"{self.said_on}-01-01"[:10] if self.said_on else ""


@dataclass(frozen=True, slots=True)
class StanceRecord:
    """One stance as the record of its statement shows it."""

    position: str
    stance: str
    conditional: bool
    implied: bool
    confidence: float
    coder: str
    rule: str
    status: str
    actor: str
    actor_code: str
    because: str


@dataclass(frozen=True, slots=True)
class Named:
    """An actor by name and code, inside a record."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Step:
    """One decision on the way from words to a statement, as it was kept."""

    about: str
    chosen: str
    rule: str
    rejected: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coder:
    """Who read a stance: a person, or the program's rules in one of their versions."""

    name: str
    kind: str
    version: str


@dataclass(frozen=True, slots=True)
class Trace:
    """What else the store knows of a statement: only an export asks for it, so that nothing is lost."""

    content: tuple[tuple[int, int], ...]  # spans of the document's text
    source: tuple[int, int] | None
    cue: tuple[int, int] | None
    speaker_text: str
    mentions: tuple[Named, ...]
    coders: tuple[Coder, ...]  # of each stance, in their order
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class StatementRecord:
    """The record of a statement. `actor` is the first of `actors`; a joint statement has several."""

    id: str
    document: str
    title: str
    outlet: str
    url: str
    published: str | None
    speaker: str
    actor: str | None
    actor_code: str | None
    manner: str
    act: str
    cue: str
    text: str
    start: int
    end: int
    said_on: str | None
    said_on_from: str
    mentions: tuple[str, ...]
    second_hand: bool
    stances: tuple[StanceRecord, ...]
    uncoded: str | None
    actors: tuple[Named, ...]
    speaker_code: str
    fingerprint: str
    trace: Trace | None = None

    @property
    def when(self) -> When | None:
        return When(self.said_on) if self.said_on else None


@dataclass(frozen=True, slots=True)
class Outline:
    """As much of a statement as is needed to count it."""

    statement: str
    said_on: str | None
    act: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks for an actor: how often, from when to when, and in which offices then."""

    name: str
    code: str
    kind: str
    offices: tuple[str, ...]
    statements: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A statement in its place: the text of its document, and the steps that led to it."""

    record: StatementRecord
    document_text: str
    content: tuple[tuple[int, int], ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Where and when a document was found, and how it was read."""

    location: str
    kind: str
    encoding: str
    encoding_guessed: bool
    seen_at: str


@dataclass(frozen=True, slots=True)
class DocumentTrace:
    """What else the store knows of a document: only an export asks for it."""

    kept_at: str
    found: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """The record of a document; `statements` is their number."""

    id: str
    title: str
    author: str
    outlet: str
    url: str
    published: str | None
    published_from: str
    language: str
    text: str
    sources: tuple[str, ...]
    statements: int
    trace: DocumentTrace | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """A document beside another: a version of the same article, or a copy of the same report."""

    id: str
    title: str
    outlet: str
    published: str | None
    kept_at: str
    current: bool  # no newer version took its place


@dataclass(frozen=True, slots=True)
class Report:
    """Another report of a statement: the same fingerprint in another document."""

    statement: str
    document: str
    outlet: str
    published: str | None


@dataclass(frozen=True, slots=True)
class History:
    """What hangs together with a document."""

    versions: tuple[Version, ...]  # the others of its article, the newest first
    copies: tuple[Version, ...]  # of its report, in other places


@dataclass(frozen=True, slots=True)
class Damage:
    """What a check of the store found broken."""

    what: str
    document: str  # its id; empty where it is not of one document
    todo: str


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """What became of one source of an ingest, as its summary says."""

    source: str
    state: str  # as `positions.ingest` names it
    document: str = ""
    title: str = ""
    outlet: str = ""
    published: str | None = None
    published_from: str = ""
    statements: int = 0
    stances: int = 0
    unresolved: int = 0  # statements of speakers who speak for nobody that is known
    uncoded: dict[str, int] = field(default_factory=dict)  # statements by the reason
    actors: dict[str, int] = field(default_factory=dict)  # statements by the actor's name
    error: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """Which statements or stances are asked for. An empty field asks for all.

    A statement dated to a month lies within `since` and `until` where any day of it does; `by` asks that
    all of it does. An undated one lies within no limits.
    """

    actors: tuple[int, ...] = ()
    codes: tuple[str, ...] = ()  # of the actors whose stance it is
    speakers: tuple[int, ...] = ()
    positions: tuple[str, ...] = ()
    stance: str = ""
    acts: tuple[str, ...] = ()
    since: When | None = None
    until: When | None = None
    by: When | None = None  # said on this day at the latest
    document: str = ""
    text: str = ""
    words: str = ""  # of the full text, in any inflected form
    coders: tuple[str, ...] = ()
    confidence: float = 0.0  # the least
    statuses: tuple[str, ...] = ()  # none: all but "rejected"
    conditional: bool | None = None
    implied: bool | None = None
    members_of: tuple[int, ...] = ()  # organisations; whose stance it is was a member of one when it was said
    without: tuple[int, ...] = ()  # actors whose stances are not asked for
    versions: str = "newest"  # of an article that changed at its address; or "all"


# --- networks --------------------------------------------------------------------------------


class Duplicates(StrEnum):
    """Which of an actor's readings on one position, with one stance, count once in a network."""

    STATEMENT = "statement"  # reports of one statement
    ALL = "all"  # nothing but the same statement of the same document
    DOCUMENT = "document"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    ACROSSALL = "acrossall"  # whatever was said, it counts once


@dataclass(frozen=True, slots=True)
class Count:
    """How often an actor took a stance of one value (-1, -0.5, 0.5 or 1) on a position."""

    actor: str  # a code
    position: str  # a slug
    value: float
    n: int


@dataclass(frozen=True, slots=True)
class Tally:
    """All counts of a network, and the names of its actors by their codes."""

    counts: tuple[Count, ...]
    actors: dict[str, ActorRecord]
