"""The documents that were read, and what became of each."""

from __future__ import annotations

from dataclasses import dataclass, field


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
    language: str = "en"
    error: str = ""
    hint: str = ""
