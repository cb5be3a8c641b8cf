"""The options that several commands share, so that one name means one thing."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Annotated, Any, TypeVar

import typer

from positions.commands.answer import Format
from positions.errors import UsageError
from positions.model import When

T = TypeVar("T")
Fits = Callable[[T], bool]  # a condition on a record
ON_SCREEN = 50  # rows of a long list on a screen; data formats are never cut unasked


def date(given: str) -> When:
    """A date of the command line: a day, a month or a year."""
    try:
        return When(given)
    except ValueError:
        hint = "Write a day, a month or a year: 2022-01-26, 2022-01 or 2022."
        raise UsageError(f"{given[:40]!r} is not a date.", hint) from None


def day(option: str, text: str) -> Any:
    """An option that takes a date."""
    return typer.Option(option, metavar="DATE", parser=date, help=text)


def many(*names: str, text: str, metavar: str | None = None) -> Any:
    """An option that may be repeated; without it an empty list."""
    return typer.Option(
        *names, metavar=metavar, default_factory=list, show_default=False, help=f"{text} May be repeated."
    )


class Of(StrEnum):
    """Which versions of an article that changed at its address."""

    NEWEST = "newest"
    ALL = "all"


How = Annotated[Format, typer.Option("--format", "-f", help="How to write the answer.")]
Raw = Annotated[
    bool, typer.Option("--raw", help="CSV and Markdown: leave texts as they are, formulas and all.")
]
Limit = Annotated[
    int | None,
    typer.Option(
        "--limit", "-n", min=0, help="At most so many; 0: all. Default: 50 on a screen, all in data formats."
    ),
]
Since = Annotated[When | None, day("--since", "Said on this day, in this month or year, or later.")]
Until = Annotated[When | None, day("--until", "Said on this day, in this month or year, or earlier.")]
On = Annotated[When | None, day("--on", "On this day, in this month or year; default: today.")]
Published = Annotated[When | None, day("--published", "The day, month or year when it was published.")]
Title = Annotated[str | None, typer.Option("--title", metavar="WORDS", help="Its title.")]
Outlet = Annotated[str | None, typer.Option("--outlet", metavar="NAME", help="Who published it.")]
Author = Annotated[str | None, typer.Option("--author", metavar="NAME", help="Who wrote it.")]
Url = Annotated[str | None, typer.Option("--url", metavar="URL", help="Its address.")]
Most = Annotated[
    int, typer.Option("--most", min=1, metavar="N", help="At most so many articles of a feed, the newest.")
]
Private = Annotated[bool, typer.Option("--allow-private", help="Also addresses in a private network.")]
Positions = Annotated[list[str], many("--position", "-p", text="A position.", metavar="NAME")]
Position = Annotated[
    str | None, typer.Option("--position", "-p", metavar="NAME", help="The position that it is on.")
]
Versions = Annotated[Of, typer.Option("--versions", help="Of an article that changed at its address.")]
AsOf = Annotated[When | None, day("--as-of", "Where they stood then: nothing said later.")]
Confidence = Annotated[
    float, typer.Option("--confidence", min=0, max=1, help="Only stances that were read at least so surely.")
]
Minimum = Annotated[
    int, typer.Option("--minimum", min=1, help="Only standings on so many statements or more.")
]
Direct = Annotated[bool, typer.Option("--direct", help="Leave out what is only implied.")]
Unconditional = Annotated[
    bool, typer.Option("--unconditional", help="Leave out what holds only under a condition.")
]
Dispute = Annotated[str | None, typer.Option("--dispute", metavar="NAME", help="Only this dispute.")]
Document = Annotated[str | None, typer.Option("--document", metavar="ID", help="Only this document.")]
Text = Annotated[str, typer.Option("--text", metavar="WORDS", help="Only statements that hold these words.")]
Whose = Annotated[list[str], many("--actor", "-a", text="Whose stance it is.", metavar="NAME")]
Spoken = Annotated[list[str], many("--speaker", text="Who spoke.", metavar="NAME")]
StatementId = Annotated[str, typer.Argument(metavar="ID", help="As stances, timeline and search show it.")]

Coder = Annotated[
    str | None,
    typer.Option(
        "--coder", metavar="NAME", help="Who decides. Default: POSITIONS_CODER, or the system's user."
    ),
]
Note = Annotated[str, typer.Option("--note", metavar="TEXT", help="Why, for the log.")]
Seed = Annotated[int, typer.Option("--seed", help="Of what is drawn at random.")]


def most(limit: int | None, how: Format) -> int:
    """The number of rows to ask for; 0 means all."""
    return limit if limit is not None else ON_SCREEN if how is Format.TABLE else 0
