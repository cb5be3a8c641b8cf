"""Extraction: from an English text to the attributions in it.

    >>> [a] = attributions('"We will not sign," Lavrov said on Monday.')
    >>> a.source, a.cue, a.content, a.manner.value
    (Span(start=20, end=26), Span(start=27, end=31), (Span(start=0, end=19),), 'direct')

An engine is one function `read(text) -> Reading`; `positions.extract.engine` is the one in use.
"""

from __future__ import annotations

from positions.model import Attribution


def attributions(text: str) -> tuple[Attribution, ...]:
    """Every attribution of an English text, in order, with character spans into it."""
    from positions.extract import engine  # loads the language model

    return engine.read(text).attributions
