"""Persons who go under the name of their state: `Samoa's Jane Roe`, `Jane Roe of Samoa`."""

from __future__ import annotations

import re

from positions.model import Span
from positions.resolve.world import Hit, World

_OWNER = re.compile(r"(?P<state>[A-Z][\w.]*(?: [A-Z][\w.]*){0,3})['’]s?\s\Z")
_OWNED = re.compile(r" of (?:the )?(?P<state>[A-Z][\w.]*(?: (?:and )?[A-Z][\w.]*){0,3})")
_HAVE_SERVANTS = frozenset({"state", "territory", "organisation"})


def of_state(text: str, world: World, span: Span) -> tuple[str, ...]:
    """A description of the person named at `span`: whoever speaks under a state's name serves it, for want of an office."""
    before = _OWNER.search(text, max(0, span.start - 60), span.start)
    behind = _OWNED.match(text, span.end)
    if before:
        words = before["state"]
        owner = any(
            hit.span.end == len(words) and _is_state(hit, world, "capital") for hit in world.scan(words)
        )
    else:
        words = behind["state"] if behind else ""
        owner = any(hit.span.start == 0 and _is_state(hit, world) for hit in world.scan(words))
    return (f"official of {words}",) if owner else ()


def _is_state(hit: Hit, world: World, *uses: str) -> bool:
    kinds = {world.actors[code].kind for code in hit.codes if code in world.actors}
    return hit.use in ("name", "former", *uses) and bool(kinds & _HAVE_SERVANTS)
