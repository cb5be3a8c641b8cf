"""`positions actors`: who can hold a position."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

import click

from positions.commands import options
from positions.commands.answer import Answer, Format, show
from positions.records import ActorRecord
from positions.reference import fold
from positions.store import open_store, read

COLUMNS = ("code", "name", "kind", "of", "statements")


@click.group()
def app() -> None:
    """The actors: states, organisations, persons and groups."""


@app.command("list")
@click.argument("words", nargs=-1)
@click.option("--kind", default="", metavar="KIND", help="Only state, organisation, person, ...")
@options.limited
@options.formatted
@options.raw
@click.pass_obj
def list_actors(
    database: str | None, *, words: tuple[str, ...], kind: str, limit: int | None, how: Format, raw: bool
) -> None:
    """List the actors, the most quoted first; with WORDS, those with them in their name or code."""
    with open_store(database) as store:
        every = read.all_actors(store)
    found = [each for each in every if _fits(each, fold(" ".join(words)), kind)]
    show(_answer(found, options.most(limit, how) or len(found)), how, raw=raw)


def _fits(each: ActorRecord, folded: str, kind: str) -> bool:
    return (not kind or each.kind == kind.casefold()) and (
        folded in fold(each.name) or folded in each.code.casefold()
    )


def _answer(found: Sequence[ActorRecord], most: int) -> Answer:
    def screen() -> object:
        from positions.render.tables import actors

        return actors(found[:most])

    empty = "" if found else "No actor fits."
    hint = "" if found else "positions actors list shows all."
    if len(found) > most:
        hint = f"Shown are {most} of {len(found):,}: --limit 0 shows all."
    return Answer(COLUMNS, [_row(each) for each in found[:most]], screen, None, empty, hint)


def _row(each: ActorRecord) -> dict[str, object]:
    whole = asdict(each)
    return {name: whole[name] for name in COLUMNS}
