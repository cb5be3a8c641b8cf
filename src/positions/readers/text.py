"""Plain text -> its own facts. The text itself is kept as it is."""

from __future__ import annotations

from positions.errors import UnreadableSource
from positions.readers import metadata
from positions.readers.facts import Facts


def read(text: str, url: str) -> tuple[str, Facts]:
    """The text, verbatim, and what it says about itself.

    Raises `UnreadableSource` where it holds no letter and no digit.
    """
    refuse_blank(text)
    return text, metadata.of_text(text, url)


def refuse_blank(text: str) -> None:
    if not any(character.isalnum() for character in text):
        raise UnreadableSource("There is no text in it.", "Check that the article was saved whole.")
