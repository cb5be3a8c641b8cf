"""Who and what the store knows: actors, positions, coders."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ActorRecord:
    """One actor of the store; `parts` are the ids of all rows that speak with its voice.

    `statements` is 0 where nobody asked to have them counted.
    """

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


@dataclass(frozen=True, slots=True)
class Named:
    """An actor by name and code, inside a record."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Coder:
    """Who read a stance: a person, or the program's rules in one of their versions."""

    name: str
    kind: str
    version: str


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
