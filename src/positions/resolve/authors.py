"""Who says "I" outside quotation marks: the one whose speech, letter or article a text is."""

from __future__ import annotations

import re
from dataclasses import replace

from positions.model import Span
from positions.resolve import by_person
from positions.resolve.context import Context, Speaker

_HEAD = 700  # characters in which a text says whose words it gives
_WORDS = r"(?:remarks?|speech|statement|address|intervention|lecture|op-ed|letter|testimony|keynote|toast|message|answers?)"
# "Press remarks by the High Representative Jane Roe", "Speech of President Roe at the summit"; "A message from King Roe".
_BY = re.compile(rf"\b{_WORDS}\b[^.\n]{{0,60}}?\b(?:by|of|from|delivered by)\s", re.IGNORECASE)
# "Foreign Minister Roe's remarks at a news conference", "Jane Roe: speech to the assembly".
_HIS = re.compile(rf"(?:['’]s?\s|:\s)(?:[\w-]+\s){{0,3}}?{_WORDS}\b", re.IGNORECASE)
_BYLINE = re.compile(r"^[ \t]*[Bb][Yy]\s+(?=[A-Z])", re.MULTILINE)


def author(context: Context) -> Speaker | None:
    """The person whose own words a text is; None where it does not say so, or where a journalist writes."""
    return _speaker_of_a_speech(context) or _writer(context)


def in_quotation(text: str, at: int, start: int | None = None) -> bool:
    """Whether a place stands in quotation marks that open behind `start`, or else in its line."""
    inside = text[text.rfind("\n", 0, at) + 1 if start is None else start : at]
    return inside.count("“") > inside.count("”") or inside.count('"') % 2 == 1


def _speaker_of_a_speech(context: Context) -> Speaker | None:
    head = Span(0, min(_HEAD, len(context.text)))
    for opening in _BY.finditer(context.text, head.start, head.end):
        line = context.text.find("\n", opening.end())
        end = min(opening.end() + 120, line if line >= 0 else head.end)
        for place, code in context.people.named:
            if opening.end() <= place.start < end:
                return _in_his_words(context, place, code)
    for place, code in context.people.named:
        if place.end < head.end and _HIS.match(context.text, place.end):
            return _in_his_words(context, place, code)
    return None


def _writer(context: Context) -> Speaker | None:
    """Under a byline: somebody in office, and not a journalist."""
    for line in _BYLINE.finditer(context.text, 0, _HEAD):
        for place, code in context.people.named:
            if place.start == line.end():
                found = _in_his_words(context, place, code)
                return found if any(actor.code != code for actor in found.speaks_for) else None
    return None


def _in_his_words(context: Context, place: Span, code: str) -> Speaker:
    who = by_person.of_person(context, context.people.persons[code], place)
    return replace(who, rule=f"the text is in the words of {who.actor.name}; {who.rule}")
