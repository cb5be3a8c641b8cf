"""Who is meant by a name that stands alone, without a text around it: the table as a service."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from positions.model import Actor, Span
from positions.resolve import speakers
from positions.resolve.context import Context, Speaker
from positions.resolve.world import World


@dataclass(frozen=True, slots=True)
class Resolution:
    """One name resolved: who speaks, the offices held on the day, for whom, by which rule, and how sure."""

    name: str
    speaker: Actor
    actors: tuple[Actor, ...]
    offices: tuple[str, ...]
    rule: str
    confidence: str  # "high", "medium" or "low"; "" where nobody is known
    rejected: tuple[str, ...]


@lru_cache(maxsize=100_000)  # lists of names repeat themselves
def who(world: World, name: str, on: date) -> Resolution:
    """Resolve a name. One that the table holds is looked up; anything else is read like the mention of a text."""
    found = _held(world, name, on) or _read(world, name, on)
    offices = tuple(f"{o.office} ({o.code})" for o in world.offices(found.actor.code, on))
    return Resolution(
        name, found.actor, found.speaks_for, offices, found.rule, found.confidence, found.rejected
    )


def _held(world: World, name: str, on: date) -> Speaker | None:
    """A name of one actor, by a single look-up."""
    rows = world.named(name)
    codes = {row.code for row in rows}
    if len(codes) != 1 or any(row.ambiguous for row in rows):
        return None
    actor = world.actors[codes.pop()]
    if all(row.use == "place" for row in rows):
        return Speaker(
            Actor("", name, "group"), (), f"unknown: a place in {actor.name}, which does not speak"
        )
    if actor.kind != "person":
        rule = f"{rows[0].use} of {actor.name}"
        return Speaker(actor, () if actor.kind == "agency" else (world.voice(actor),), rule)
    offices = world.offices(actor.code, on)
    if not offices:
        return Speaker(actor, (actor,), "a person without an office on that day")
    spoken = world.speaks_for(offices[0])
    if not spoken:
        return None
    since = f" since {offices[0].since.iso}" if offices[0].since else ""
    return Speaker(actor, (spoken,), f"{offices[0].office} of {spoken.name}{since}")


def _read(world: World, name: str, on: date) -> Speaker:
    known = world.persons(name)  # a surname, which a text says in full first
    text = world.actors[known[0]].name if len(known) == 1 else name
    return speakers.resolve(Context(text, world, on), Span(0, len(text)))
