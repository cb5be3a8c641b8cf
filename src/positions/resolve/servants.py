"""Who serves or stands near a person: `a spokesman for President Roe`, `a lawmaker close to Roe`, `Roe's office`.

The one who speaks is not the person named, but a servant speaks for whom that person speaks.
"""

from __future__ import annotations

import re

from positions.model import Actor, Span
from positions.resolve import by_person, roles
from positions.resolve.context import Context, Speaker
from positions.resolve.people import HONORIFICS

_NEAR = re.compile(
    r"\b(?:close to|loyal to|allied (?:to|with)|sympathetic to|familiar with|opposed to|critical of"
    r"|for|to|of|with|around|near|under)\s+",
    re.IGNORECASE,
)
# Who is near somebody without an office: none of them speaks for a state.
_COMPANY = frozenset(
    "ally confidant supporter backer critic follower lawyer attorney relative friend son daughter wife husband brother "
    "sister widow loyalist opponent rival people person somebody someone biographer".split()
)
_STAFF = frozenset("office staff aide team entourage cabinet camp spokesman spokeswoman spokesperson".split())


def servant(context: Context, span: Span) -> Speaker | None:
    """Somebody told by his nearness to a person whom the mention names; None where the mention is that person."""
    for place, code in context.people.named:
        if not span.holds(place) or place.start == span.start:
            continue
        head = _head(context, Span(span.start, place.start))
        if head is None:
            return None
        owner = by_person.of_person(context, context.people.persons[code], place)
        return _serving(context, span, head, owner)
    return None


def _head(context: Context, before: Span) -> str | None:
    """The words for who stands near, where between them and the name are titles only."""
    words = before.of(context.text)
    for near in _NEAR.finditer(words):
        head, between = words[: near.start()].strip(), words[near.end() :]
        last = roles.words(head)[-1:]
        found = roles.find(head)
        is_role = bool(found) and found[-1][1] == len(roles.words(head))
        if head and (is_role or _is_company(last)) and _is_title(context, before, near.end(), between):
            return head
    return None


def _is_company(words: list[str]) -> bool:
    return any(roles.singular(w) in _COMPANY | _STAFF or w == "allies" for w in words)


def _is_title(context: Context, before: Span, start: int, between: str) -> bool:
    """Nothing, or what may stand before a name: an office, a form of address, the adjective of a state."""
    if "," in between:
        return False
    plain = roles.words(between)
    taken = {at for first, end, _ in roles.find(between) for at in range(first, end)}
    states = {
        word
        for hit in (context.hits_in(Span(before.start + start, before.end)) if between else ())
        if hit.is_adjective
        for word in roles.words(hit.span.of(context.text))
    }
    titles = HONORIFICS | roles.load().former | states
    return all(at in taken or word in titles for at, word in enumerate(plain))


def _serving(context: Context, span: Span, head: str, owner: Speaker) -> Speaker:
    words, found = roles.words(head), roles.find(head)
    last = roles.singular(words[-1]) if words else ""
    who = Actor("", context.words(span), "group" if last in _STAFF and not found else "person")
    serves = last in _STAFF or (bool(found) and all(role.voice for _, _, role in found))
    if serves and not _STANDS_NEAR.search(span.of(context.text)):
        return Speaker(who, owner.speaks_for, f"{last} of {owner.actor.name}; {owner.rule}")
    return Speaker(who, (), f"{last} near {owner.actor.name}: not a government's voice")


_STANDS_NEAR = re.compile(r"\b(?:close|loyal|allied|sympathetic|familiar|opposed|critical)\b", re.IGNORECASE)
