"""The only way from a text of the store to the screen."""

from __future__ import annotations

from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderResult
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


@dataclass(frozen=True, slots=True)
class Lines:
    """A text over a few lines at most; where there is more of it, the last line ends in an ellipsis."""

    text: Text
    most: int = 2

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        lines = self.text.wrap(console, options.max_width)
        shown = lines[: self.most]
        if len(lines) > self.most:
            last = shown[-1]
            last.rstrip()
            last.truncate(options.max_width - 1)
            last.append("…")
        yield from shown
