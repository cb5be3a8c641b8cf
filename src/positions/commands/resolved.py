"""`positions actors resolve`: who is meant where a text names somebody, and for whom they speak."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from positions.commands import options
from positions.commands.answer import Answer, Format, show
from positions.commands.rows import Row
from positions.errors import UnknownName

if TYPE_CHECKING:
    from positions.resolve.lookup import Resolution

COLUMNS = (
    "name", "on", "speaker", "actor", "code", "kind", "office", "actors", "offices", "rule", "confidence", "rejected",
)  # fmt: skip


def resolve(
    name: Annotated[
        str, typer.Argument(help="As a text would say it: a person, an office, a body.", show_default=False)
    ] = "",
    *,
    on: options.On = None,
    stdin: Annotated[
        bool, typer.Option("--stdin", help="Read names from standard input, one a line.")
    ] = False,
    how: options.How = Format.TABLE,
    raw: options.Raw = False,
) -> None:
    """Say who is meant where a text names somebody alone, and for whom they speak.

    No database is needed. With --stdin, one row a name: --format jsonl answers as a service.
    """
    from positions import reference
    from positions.resolve.lookup import who
    from positions.resolve.world import World

    if stdin == bool(name.strip()):
        raise UnknownName("Give one name, or names on standard input with --stdin.")
    world, day = World(reference.load()), on.last if on else date.today()
    asked = filter(None, map(str.strip, sys.stdin)) if stdin else [name]
    rows = (_resolved(who(world, each, day), day) for each in asked)
    show(_many(rows, how) if stdin else _one(next(rows)), how, raw=raw)


def _many(rows: Iterable[Row], how: Format) -> Answer:
    """A row each, as soon as it is asked for; a table waits for the last."""
    found = list(rows) if how is Format.TABLE else rows

    def screen() -> object:
        from positions.render.tables import resolutions

        return resolutions(list(found))

    return Answer(COLUMNS, found, screen)


def _one(row: Row) -> Answer:
    def screen() -> object:
        from positions.render.safe import on_one_line
        from positions.render.tables import facts

        return facts([(label.capitalize(), on_one_line(_words(row[label]))) for label in COLUMNS])

    return Answer(COLUMNS, [row], screen, row)


def _resolved(found: Resolution, on: date) -> Row:
    """Null where nothing is known."""
    first = next(iter(found.actors), None)
    return {
        "name": found.name,
        "on": on.isoformat(),
        "speaker": found.speaker.name,
        "actor": first.name if first else None,
        "code": first.code if first else None,
        "kind": first.kind if first else None,
        "office": next(iter(found.offices), None),
        "actors": [each.name for each in found.actors],
        "offices": list(found.offices),
        "rule": found.rule,
        "confidence": found.confidence or None,
        "rejected": list(found.rejected),
    }


def _words(value: object) -> str:
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value or "")
