"""`positions actors`: who can hold a position."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated

import typer

from positions.commands import options, own_actors, plain_app, resolved, streams
from positions.commands.answer import Answer, Format, show
from positions.records import ActorRecord
from positions.reference import fold
from positions.store import open_store, read

COLUMNS = ("code", "name", "kind", "of", "statements")

app = plain_app(help="The actors: states, organisations, persons and groups.")


@app.command("list")
def list_actors(
    ctx: typer.Context,
    *,
    words: Annotated[
        list[str] | None, typer.Argument(help="Only those with them in their name or code.")
    ] = None,
    kind: Annotated[str, typer.Option(metavar="KIND", help="Only state, organisation, person, ...")] = "",
    limit: options.Limit = None,
    how: options.How = Format.TABLE,
    raw: options.Raw = False,
) -> None:
    """List the actors, the most quoted first."""
    with open_store(ctx.obj) as store:
        every = read.all_actors(store)
    found = [each for each in every if _fits(each, fold(" ".join(words or ())), kind)]
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


app.command("resolve")(resolved.resolve)
app.command("add")(own_actors.add)
app.command("alias")(own_actors.alias)
app.command("office")(own_actors.office)
app.command("import")(own_actors.take)


@app.command("check")
def check_actors() -> None:
    """Check the tables that the program ships, with what you added: dates, overlaps, names, codes."""
    from positions import reference

    table = reference.load()
    found = list(reference.faults(table))
    for sentence in found:
        streams.say(sentence)
    persons = sum(a.kind == "person" for a in table.actors)
    counted = f"{len(table.actors) - persons:,} actors, {persons:,} persons, {len(table.offices):,} spells in office"
    streams.note(f"{counted}, as of {table.as_of.iso}: {len(found) or 'no'} fault{'s' * (len(found) != 1)}.")
    if found:
        raise typer.Exit(1)
