"""`positions actors add`, `alias`, `office` and `import`: what a user adds to the table of actors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from positions.commands import files, options, streams
from positions.errors import BrokenData, UnknownName, UsageError
from positions.model import When
from positions.reference import fold


def add(
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


def alias(
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


def office(
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


def take(
    path: Annotated[
        Path, typer.Argument(metavar="FILE", help="TOML of the form of your own file of actors.")
    ],
) -> None:
    """Add all that a colleague's file of actors holds and yours does not."""
    from positions import overlay, settings

    files.check_there(path)
    mine, theirs = overlay.read(settings.actors()), overlay.read(path)
    rows = [(table, row) for table in theirs for row in theirs[table] if row not in mine[table]]
    if not rows:
        streams.note(f"{path} holds nothing new.")
        return
    _keep(rows, f"{len(rows)} rows were added")


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
