"""Persons whom a text never gives in full: `Mr Roe`, `President Roe`, known by title and surname."""

from __future__ import annotations

import re

from positions.model import Span
from positions.resolve import by_person
from positions.resolve.context import Context
from positions.resolve.people import Person, introduce

_TITLED = re.compile(
    r"\b(?:(?P<office>President|Prime Minister|Premier|Chancellor|(?:Foreign |Defen[cs]e )?Minister|Secretary"
    r"|Secretary[ -]General|Secretary of State|Foreign Secretary"
    r"|High Representative|Commissioner|Ambassador|King|Queen|Emir|Pope|Chairman)"
    r"|Mr|Mrs|Ms|Dr)\.?[ \n](?P<surname>(?:(?:[Vv][ao]n|[Dd][ea]|der|den|al|el|bin)[ -])*[A-ZÀ-Þ][\w'’-]*\w)"
)


def introduce_titled(context: Context) -> None:
    """Add to a text's people those whom the table knows by title and surname on the day, each under the full name."""
    for found in _TITLED.finditer(context.text):
        span = Span(*found.span("surname"))
        if any(span.overlaps(taken) for taken, _ in context.people.named) or _goes_on(context.text, span):
            continue
        words = span.of(context.text).split()
        if context.people.by_surname(words[-1], span.start):
            continue
        code = by_person.known_by_surname(context, Span(found.start(), span.end), words)
        if code:
            introduce(context.people, context.text, Person(context.world.actors[code], True), span)


def _goes_on(text: str, span: Span) -> bool:
    """Whether a name goes on behind a word, which then is no surname."""
    return bool(
        re.match(
            r"(?:[ \n](?:[A-ZÀ-Þ]|bin\b|al-|el-|van\b|von\b|de\b)|['’]s [A-Z])", text[span.end : span.end + 6]
        )
    )
