"""Several who are meant by their number: `both leaders`, `the four countries`, `the two sides`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from positions import sentences
from positions.model import Actor, Span
from positions.resolve import authors, by_person, spoken_for
from positions.resolve.context import Context, Speaker

_NUMBERS = {
    "both": 2,
    "two": 2,
    "pair": 2,
    "three": 3,
    "trio": 3,
    "four": 4,
    "quartet": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
}
_PARTIES = (
    r"(?:countries|nations|states|governments|sides|parties|neighbou?rs|capitals|powers|members|allies|leaders|presidents"
    r"|ministers|premiers|men|women|diplomats|delegations|rivals|warring \w+|of them)"
)
_NUMBERED = re.compile(
    rf"(?:the |these |those |all )?(?P<number>{'|'.join(_NUMBERS)})(?: (?:[a-z]+ ){{0,2}}{_PARTIES})?(?: together)?\Z",
    re.IGNORECASE,
)
_SPEAKING = frozenset({"state", "territory", "organisation", "group"})
_LOOKED_AT = 8  # sentences


def numbered(context: Context, span: Span) -> Speaker | None:
    """As many as the number says, where a sentence or two before name just so many; in a speech, whoever gives it."""
    found = _NUMBERED.match(context.words(span))
    if found is None:
        return None
    if (own := authors.author(context)) and not authors.in_quotation(context.text, span.start):
        return own
    wanted = _NUMBERS[found["number"].lower()]
    for actors in _named_together(context, span.start):
        for some in (actors, [a for a in actors if a.kind in ("state", "territory")]):
            if len(some) == wanted:
                who = Actor("", context.words(span), "group")
                return Speaker(
                    who, tuple(some), f"{found['number'].lower()}: so many are named together before"
                )
    return None


def _named_together(context: Context, before: int) -> Iterator[Sequence[Actor]]:
    """Those whom a sentence names, and those whom it and the one before it name, the nearest first."""
    earlier = sentences.before(context.text, before)[:_LOOKED_AT]
    for at, sentence in enumerate(earlier):
        yield _parties(context, sentence)
        if at + 1 < len(earlier):
            yield _parties(context, Span(earlier[at + 1].start, sentence.end))


def _parties(context: Context, within: Span) -> list[Actor]:
    """The states and bodies that a stretch of text names, those of its persons included, each once."""
    found: dict[str, Actor] = {}
    for place, code in context.people.named:
        if within.holds(place):
            for actor in by_person.of_person(context, context.people.persons[code], place).speaks_for:
                found[actor.code] = actor
    for hit in context.hits_in(within):
        named = context.code_of(hit)
        if (
            named
            and hit.use != "place"
            and not (hit.use == "capital" and spoken_for.is_abroad(context.text, hit.span))
        ):
            actor = context.world.voice(context.world.actors[named])
            found[actor.code] = actor
    return [actor for actor in found.values() if actor.kind in _SPEAKING]
