"""`positions actors`: who can hold a position."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Annotated

import typer

from positions.commands import options, plain_app
from positions.commands.answer import Answer, Format, show
from positions.errors import UnknownName
from positions.records import ActorRecord
from positions.reference import fold
from positions.store import open_store, read

RESOLVED = ("name", "on", "speaker", "code", "actors", "offices", "rule", "rejected")
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


# --- who speaks for whom ---------------------------------------------------------------------


@app.command("resolve")
def resolve_name(
    name: Annotated[str, typer.Argument(help="As a text would say it: a person, an office, a body.")],
    *,
    on: options.On = None,
    how: options.How = Format.TABLE,
    raw: options.Raw = False,
) -> None:
    """Say who is meant where a text names somebody alone, and for whom they speak.

    No database is needed.
    """
    if not name.strip():
        raise UnknownName("An empty name means nobody.")
    row = _resolved(name, on.last if on else date.today())

    def screen() -> object:
        from positions.render.safe import on_one_line
        from positions.render.tables import facts

        return facts([(label.capitalize(), on_one_line(_words(row[label]))) for label in RESOLVED])

    show(Answer(RESOLVED, [row], screen, row), how, raw=raw)


def _resolved(name: str, on: date) -> dict[str, object]:
    """The answer of the resolver that reads articles, with the offices held on that day."""
    from positions import reference
    from positions.model import Span
    from positions.resolve import speakers
    from positions.resolve.context import Context
    from positions.resolve.world import World

    world = World(reference.load())
    known = world.persons(name)
    text = (
        world.actors[known[0]].name if len(known) == 1 else name
    )  # a surname, which a text says in full first
    found = speakers.resolve(Context(text, world, on), Span(0, len(text)))
    return {
        "name": name,
        "on": on.isoformat(),
        "speaker": found.actor.name,
        "code": found.actor.code,
        "actors": [each.name for each in found.speaks_for],
        "offices": [f"{each.office} ({each.code})" for each in world.offices(found.actor.code, on)],
        "rule": found.rule,
        "rejected": list(found.rejected),
    }


def _words(value: object) -> str:
    return "; ".join(value) if isinstance(value, list) else str(value)
