"""The only way from a text of the store to the screen."""

from __future__ import annotations

from rich.text import Text

from positions.visible import line, plain


def visible(text: str, style: str = "") -> Text:
    """The text as it stands, line breaks included, unseen characters shown; never markup, never emoji."""
    return Text(plain(text), style)


LONGEST_NAME = 60


def name(text: str, style: str = "") -> Text:
    """A name or a title that somebody may have made very long: what is too much is cut."""
    shown = line(text)
    return Text(shown if len(shown) <= LONGEST_NAME else shown[: LONGEST_NAME - 1] + "…", style)


def on_one_line(text: str, style: str = "", *, cut: bool = False) -> Text:
    """The text with every run of white space as one blank; with `cut`, only as wide as there is room."""
    shown = Text(line(text), style)
    if cut:
        shown.no_wrap, shown.overflow = True, "ellipsis"
    return shown
