"""What an actor can support or oppose."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Position:
    """A proposition that an actor can support or oppose: an entry of the codebook."""

    slug: str
    dispute: str  # the slug of the dispute that it belongs to
    label: str
    proposition: str
    aliases: tuple[str, ...] = ()
    contradicts: tuple[str, ...] = ()  # slugs of positions
    implies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dispute:
    """A subject that several positions belong to."""

    slug: str
    label: str
    positions: tuple[Position, ...] = ()
