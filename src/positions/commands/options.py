"""The options that several commands share, so that one name means one thing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from positions.commands.answer import Format
from positions.errors import UsageError
from positions.model import When

ON_SCREEN = 50  # rows of a long list on a screen; data formats are never cut unasked
FORMATS = tuple(each.value for each in Format)
Decorated = TypeVar("Decorated", bound=Callable[..., Any] | click.Command)


def _format(ctx: click.Context, parameter: click.Parameter, value: str) -> Format:
    return Format(value)


def _date(ctx: click.Context, parameter: click.Parameter, value: str | None) -> When | None:
    return None if value is None else date(value)


def formats(*names: str) -> Callable[[Decorated], Decorated]:
    """`--format`, the first of these being the default."""
    return click.option(
        "--format", "-f", "how", type=click.Choice(names), default=names[0], callback=_format,
        show_default=True, help="How to write the answer.",
    )  # fmt: skip


formatted = formats(*FORMATS)
raw = click.option("--raw", is_flag=True, help="CSV and Markdown: leave texts as they are, formulas and all.")
limited = click.option(
    "--limit", "-n", type=click.IntRange(min=0),
    help="At most so many; 0: all. Default: 50 on a screen, all in data formats.",
)  # fmt: skip
since = click.option(
    "--since", metavar="DATE", callback=_date, help="Said on this day, in this month or year, or later."
)
until = click.option(
    "--until", metavar="DATE", callback=_date, help="Said on this day, in this month or year, or earlier."
)
positions = click.option(
    "--position", "-p", "wanted", multiple=True, metavar="NAME", help="A position. May be repeated."
)


def most(limit: int | None, how: Format) -> int:
    """The number of rows to ask for; 0 means all."""
    return limit if limit is not None else ON_SCREEN if how is Format.TABLE else 0


def date(given: str) -> When:
    """A date of the command line: a day, a month or a year."""
    try:
        return When(given)
    except ValueError:
        hint = "Write a day, a month or a year: 2022-01-26, 2022-01 or 2022."
        raise UsageError(f"{given[:40]!r} is not a date.", hint) from None
