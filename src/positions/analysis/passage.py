"""Where words stand in a text, as a person copies them: line breaks and kinds of quotation marks do not matter."""

from __future__ import annotations

import re

from positions.model import Span

_ALIKE = ("'’‘‛ʼ", '"“”„«»', "-‐‑–—")


def places(text: str, words: str) -> list[Span]:
    """Every place where these words stand, in the order of the text.

    >>> places("He said: “The door\\nis open.”", '"The door is open."')
    [Span(start=9, end=27)]
    """
    parts = words.split()
    if not parts:
        return []
    pattern = r"\s+".join("".join(map(_like, part)) for part in parts)
    return [Span(*each.span()) for each in re.finditer(pattern, text)]


def _like(sign: str) -> str:
    kind = next((kind for kind in _ALIKE if sign in kind), sign)
    return f"[{re.escape(kind)}]"
