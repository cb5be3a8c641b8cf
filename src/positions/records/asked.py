"""What is asked of the store, and the counts behind a network."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from positions.model import When
from positions.records.vocabulary import ActorRecord


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
    uncoded: bool = False  # statements without a stance
    versions: str = "newest"  # of an article that changed at its address; or "all"


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
