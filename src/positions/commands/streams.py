"""Standard output is data, standard error is speech. Neither ever fails over a character or a closed pipe."""

from __future__ import annotations

import codecs
import os
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

from positions.visible import line, plain

if TYPE_CHECKING:
    from rich.console import Console

# Our own signs where the terminal knows ASCII only; other characters become \\u2019 and the like.
_IN_ASCII: Mapping[str, str] = {
    "−": "-", "±": "+-", "·": ".", "…": "...", "→": "->", "↳": ">", "–": "-", "—": "-", "“": '"', "”": '"',
    "‘": "'", "’": "'", "⟦": "[[", "⟧": "]]", "⟨": "<", "⟩": ">",
    "␛": "<ESC>", "─": "-", "━": "-", "«": "<<", "»": ">>",
}  # fmt: skip
HANDLER = "positions.legible"


def prepare() -> None:
    """Give both streams an error handler, so that nothing raises UnicodeEncodeError."""
    codecs.register_error(HANDLER, _legible)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors=HANDLER)


def _legible(error: UnicodeError) -> tuple[str | bytes, int]:
    """The nearest that the stream's encoding has: our signs in ASCII, the rest as its number."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    unfit = error.object[error.start : error.end]
    shown = (_IN_ASCII.get(each) or f"\\u{ord(each):04x}" for each in unfit)
    return "".join(shown), error.end


def note(sentence: str, hint: str = "") -> None:
    """Say something beside the data."""
    for each in filter(None, (sentence, hint)):
        print(line(each), file=sys.stderr)  # noqa: T201


def say(sentence: str) -> None:
    """One line of data for people."""
    print(line(sentence))  # noqa: T201


def write(text: str, *, raw: bool) -> None:
    """A whole text as data, line by line, with unseen characters made visible; raw: exactly as it is."""
    if raw:
        sys.stdout.write(text)
    else:
        sys.stdout.writelines(f"{plain(each)}\n" for each in text.splitlines())


def trace(error: BaseException) -> None:
    """Where a fault of the program happened, for who asks for it with POSITIONS_DEBUG=1."""
    if os.environ.get("POSITIONS_DEBUG") == "1":
        import traceback

        traceback.print_exception(error, file=sys.stderr)


def screen() -> Console:
    """Where tables go: as wide as the terminal; in a pipe 80 columns or COLUMNS, and without colour."""
    from rich.console import Console

    class Screen(Console):
        """A console that leaves a closed pipe to the one place that catches errors."""

        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    return Screen(width=_width(), markup=False, emoji=False, highlight=False, soft_wrap=False)


def _width() -> int | None:
    """None: as rich finds it, which is the terminal's."""
    given = os.environ.get("COLUMNS", "")
    if given.isdecimal() and 0 < len(given) < 5 and int(given) > 0:
        return max(40, int(given))
    return None if sys.stdout.isatty() else 80


def drop_output() -> None:
    """After a pipe was closed: what is still buffered must not raise again while Python ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
