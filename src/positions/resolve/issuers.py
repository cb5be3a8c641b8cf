"""Who issues an official text: the one whom it names, or else the one who takes sides or whose officials speak in it."""

from __future__ import annotations

from positions.model import Actor, Span
from positions.resolve import by_person, homes, speakers, spoken_for
from positions.resolve.context import Context, Speaker

_OPENING = 700  # characters in which an office names its own people or its ministry


def issuer(context: Context, mention: Span | None) -> Speaker:
    """Who speaks in an official text; an office of whom the text does not say is that of the one who takes sides in it."""
    who = speakers.resolve(context, mention)
    if who.speaks_for or (who.actor.code and who.actor.code in context.world.actors):
        return who
    for actor, evidence in (
        (homes.committed(context), "which takes sides in the text"),
        (_whose_servants(context), "whose officials the text begins with"),
    ):
        if actor is not None:
            named = who.actor if who.actor.name else actor
            return Speaker(named, spoken_for.voice(context, actor), f"issued for {actor.name}, {evidence}")
    return who


def _whose_servants(context: Context) -> Actor | None:
    """The state or organisation of the first office holder or ministry that a text names at its head."""
    found: list[tuple[int, Actor]] = []
    for hit in context.hits:
        code = context.code_of(hit)
        if code and context.world.actors[code].kind == "ministry":
            found.append((hit.span.start, context.world.voice(context.world.actors[code])))
    for place, code in context.people.named:
        speaks_for = by_person.of_person(context, context.people.persons[code], place).speaks_for
        if speaks_for and speaks_for[0].kind != "person":
            found.append((place.start, speaks_for[0]))
    first = min(found, key=lambda each: each[0], default=None)
    return first[1] if first and first[0] < _OPENING else None
