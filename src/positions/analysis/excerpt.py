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
    """Where the earliest word begins, or its first letters, since the search knows inflected forms."""
    stems = [re.escape(word[: max(4, len(word) - 3)]) for word in re.findall(r"\w+", words)[:20]]
    found = re.search(rf"\b(?:{'|'.join(stems)})", text, re.IGNORECASE) if stems else None
    return found.start() if found else 0
