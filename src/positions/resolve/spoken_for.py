"""For whom a body speaks, and what a mention is that speaks for nobody: a place, a paper, a former office."""

from __future__ import annotations

from positions.model import Actor, Span
from positions.resolve import roles
from positions.resolve.context import Context, Speaker

_ABROAD = frozenset("to in at with from near against over on into about between towards toward".split())


def former_words(words: str) -> bool:
    return any(w in roles.load().former for w in roles.words(words))


def is_paper(words: str) -> bool:
    return any(roles.singular(w) in roles.load().papers for w in roles.words(words))


def of_body(context: Context, actor: Actor, rule: str) -> Speaker:
    if actor.kind == "agency":
        return Speaker(actor, (), f"{actor.name} relays and does not speak")
    return Speaker(actor, voice(context, actor), rule)


def outlet(context: Context) -> Speaker | None:
    """Who says "we" outside quotation marks."""
    return of_body(context, context.voice, "the outlet speaks for itself") if context.voice else None


def voice(context: Context, actor: Actor) -> tuple[Actor, ...]:
    return (context.world.voice(actor),)


def is_abroad(text: str, name: Span, within: Span | None = None) -> bool:
    """`in Moscow`, `to Russia`: a place or an addressee, not the one who speaks."""
    start = within.start if within else max(0, name.start - 30)
    words = roles.words(text[start : name.start])
    return bool(words) and (
        words[-1] in _ABROAD or (words[-1] in ("the", "a") and len(words) > 1 and words[-2] in _ABROAD)
    )
