"""The place in a text where searched words stand."""

from __future__ import annotations

import re

BEFORE, LENGTH = 60, 300


def around(text: str, words: str) -> str:
    """The text around the first of these words, cut at white space, with … where something is left out.

    >>> around("The Allies said that the door is open.", "doors")
    'The Allies said that the door is open.'
    """
    at = _first(text, words)
    start = text.rfind(" ", 0, max(at - BEFORE, 0)) + 1 if at > BEFORE else 0
    stop = start + LENGTH
    if stop < len(text):
        stop = max(text.rfind(" ", start, stop), start + LENGTH // 2)
    return ("…" if start else "") + text[start:stop] + ("…" if stop < len(text) else "")


def _first(text: str, words: str) -> int:
    """Where the earliest word begins; 0 where none is found."""
    found = _any_of(words)
    first = found.search(text) if found else None
    return first.start() if first else 0


def hits(text: str, words: str) -> list[tuple[int, int]]:
    """Where these words stand in the text, in the forms that the search knows, as near as endings tell: a mark
    too many ("status" for "state") is possible, a word that was found and is not marked as well.

    >>> hits("The door, or doors.", "doors")
    [(4, 8), (13, 18)]
    """
    found = _any_of(words)
    return [each.span() for each in found.finditer(text)] if found else []


WORDS = 20  # of a search; the rest are not marked
# What English adds to a word, longest first. What is left of a word keeps three letters at the least.
_ENDINGS = "ational ations ation ional ions ings ment ness ers ies ing ion ied ed er es ly y e s".split()


def _any_of(words: str) -> re.Pattern[str] | None:
    stems = {re.escape(_stem(word)) for word in re.findall(r"\w+", words)[:WORDS]}
    endings = "|".join(_ENDINGS)
    return (
        re.compile(rf"\b(?:{'|'.join(sorted(stems))})(?:\w?(?:{endings}))?\b", re.IGNORECASE)
        if stems
        else None
    )


def _stem(word: str) -> str:
    ending = next(
        (each for each in _ENDINGS if word.lower().endswith(each) and len(word) - len(each) > 2), ""
    )
    return word[: len(word) - len(ending)]
