"""`positions actors`: who can hold a position."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from positions.commands import options, plain_app, streams
from positions.commands.answer import Answer, Format, show
from positions.errors import BrokenData, UnknownName, UsageError
from positions.model import When
from positions.records import ActorRecord
from positions.reference import fold
from positions.store import open_store, read

if TYPE_CHECKING:
    from positions.resolve.lookup import Resolution

RESOLVED = (
    "name", "on", "speaker", "actor", "code", "kind", "office", "actors", "offices", "rule", "confidence", "rejected",
)  # fmt: skip
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
    if stdin:
        asked = (line.strip() for line in sys.stdin)
        rows = (_resolved(who(world, each, day), day) for each in asked if each)
        found = list(rows) if how is Format.TABLE else rows
        show(Answer(RESOLVED, found, lambda: _resolutions(list(found))), how, raw=raw)
        return
    row = _resolved(who(world, name, day), day)

    def screen() -> object:
        from positions.render.safe import on_one_line
        from positions.render.tables import facts

        return facts([(label.capitalize(), on_one_line(_words(row[label]))) for label in RESOLVED])

    show(Answer(RESOLVED, [row], screen, row), how, raw=raw)


def _resolved(found: Resolution, on: date) -> dict[str, object]:
    """The columns of RESOLVED, null where nothing is known."""
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


def _resolutions(rows: Sequence[dict[str, object]]) -> object:
    from positions.render.tables import resolutions

    return resolutions(rows)


def _words(value: object) -> str:
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value or "")


# --- what a user adds ------------------------------------------------------------------------


@app.command("add")
def add_actor(
    code: Annotated[str, typer.Argument(help="A short code in capitals that nobody has: XPN.")],
    name: Annotated[str, typer.Argument(help="The name under which tables show it.")],
    *,
    kind: Annotated[
        str, typer.Option(metavar="KIND", help="state, organisation, group, ministry, ...")
    ] = "group",
    of: Annotated[
        str, typer.Option(metavar="ACTOR", help="What it is part of: a state, an organisation.")
    ] = "",
    alias: Annotated[list[str], options.many("--alias", text="Another name of it.", metavar="NAME")],
) -> None:
    """Add an actor of your own: a party, a movement, a body that the table lacks."""
    row = {"code": code.upper(), "name": name, "kind": kind.lower(), "of": _code(of) if of else ""}
    aliases = [("name", {"code": code.upper(), "name": each, "use": "name"}) for each in alias]
    _keep([("actor", row), *aliases], f"{name} ({code.upper()}) is known from now on")


@app.command("alias")
def add_alias(
    actor: Annotated[str, typer.Argument(help="The actor's code or name.")],
    names: Annotated[list[str], typer.Argument(help="Other names of it.")],
    *,
    use: Annotated[
        str,
        typer.Option(metavar="USE", help="name, former, adjective, demonym, capital, government or place."),
    ] = "name",
) -> None:
    """Add names to an actor: a spelling, an abbreviation, an adjective, a metonym."""
    code = _code(actor)
    rows = [("name", {"code": code, "name": each, "use": use.lower()}) for each in names]
    _keep(rows, f"{code} is also called {' and '.join(names)} from now on")


@app.command("office")
def add_office(
    person: Annotated[str, typer.Argument(help="The full name, without a title.")],
    role: Annotated[str, typer.Argument(help="foreign minister, head of state, spokesperson, envoy, ...")],
    actor: Annotated[str, typer.Argument(help="For whom the holder speaks: a code or a name.")],
    *,
    since: Annotated[When | None, options.day("--from", "The first day in office.")] = None,
    until: Annotated[When | None, options.day("--to", "The last day in office.")] = None,
    title: Annotated[
        str, typer.Option(metavar="TITLE", help="The office as the press names it; default: the role.")
    ] = "",
    also: Annotated[list[str], options.many("--also", text="Another spelling of the name.", metavar="NAME")],
) -> None:
    """Say who holds an office from which day: a new foreign minister in one command.

    Where one person holds the office at a time, the spell of the one before ends that day.
    """
    code = _code(actor)
    row = {
        "person": person,
        "role": role.lower(),
        "office": title or role.lower(),
        "code": code,
        "from": since.iso if since else "",
        "to": until.iso if until else "",
        "also": "; ".join(also),
    }
    _keep([("office", row)], f"{person} speaks for {code} as {row['office']}")


@app.command("import")
def import_actors(
    path: Annotated[
        Path, typer.Argument(metavar="FILE", help="TOML of the form of your own file of actors.")
    ],
) -> None:
    """Add all that a colleague's file of actors holds and yours does not."""
    from positions import overlay, settings

    if not path.is_file():
        raise UnknownName(f"There is no file {path}.")
    mine, theirs = overlay.read(settings.actors()), overlay.read(path)
    rows = [(table, row) for table in theirs for row in theirs[table] if row not in mine[table]]
    if not rows:
        streams.note(f"{path} holds nothing new.")
        return
    _keep(rows, f"{len(rows)} rows were added")


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


def _code(word: str) -> str:
    """The code of the actor that is meant. Raises `UnknownName`."""
    from positions import reference

    table = reference.load()
    codes = {a.code for a in table.actors}
    if word.upper() in codes:
        return word.upper()
    found = {n.code for n in table.names if fold(n.name) == fold(word) and n.use != "place"}
    if len(found) == 1:
        return found.pop()
    if found:
        raise UnknownName(f"'{word[:60]}' may mean {' or '.join(sorted(found))}.", "Give the code.")
    raise UnknownName(f"No actor is called '{word[:60]}'.", "positions actors add CODE NAME adds one.")


def _keep(rows: Sequence[tuple[str, Mapping[str, str]]], done: str) -> None:
    """Write rows to the user's file, unless the table would break its rules by them."""
    from positions import overlay, reference, settings

    path = settings.actors()
    before = path.read_bytes() if path.exists() else None
    old = set(reference.faults(reference.load()))
    overlay.append(path, rows)
    reference.load.cache_clear()
    try:
        new = [each for each in reference.faults(reference.load()) if each not in old]
    except BrokenData as error:
        new = [error.sentence]
    if new:
        path.unlink() if before is None else path.write_bytes(before)
        raise UsageError(new[0], "Nothing was written.")
    streams.note(f"{done}: {path}.", "Documents that are ingested from now on are read with it.")
