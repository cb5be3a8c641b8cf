"""`positions ingest [SOURCE...]`: read articles into the store, and say what became of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from positions import ingest as flow
from positions import readers, web, workers
from positions.commands import became, options, plain_app, sources
from positions.commands.answer import Format, show
from positions.commands.walk import Walk
from positions.fetch import Door
from positions.ingest import Outcome
from positions.model import Document
from positions.readers import Given, Limits, columns
from positions.readers.limits import MB
from positions.store import open_store

Sources = Annotated[
    list[str] | None,
    typer.Argument(
        help="Files, archives of them, folders, addresses of pages, feeds and sitemaps; -: standard input."
        " Default: the articles that come along."
    ),
]
MaxMb = Annotated[float, typer.Option(min=0, metavar="MB", help="Refuse larger articles.")]
MaxUnpackedMb = Annotated[
    float, typer.Option(min=0, metavar="MB", help="Refuse archives that unpack to more.")
]
MaxMembers = Annotated[
    int, typer.Option(min=1, metavar="N", help="Read at most so many members of an archive.")
]
Timeout = Annotated[
    float, typer.Option(min=1, metavar="SECONDS", help="Give a document up that takes longer to open.")
]
Columns = Annotated[
    list[str],
    options.many("--map", text="Tables: which column holds what, such as text=body.", metavar="FIELD=COLUMN"),
]
Workers = Annotated[int, typer.Option("--workers", min=1, metavar="N", help="Analyse in so many processes.")]
Dask = Annotated[str, typer.Option(metavar="ADDRESS", help="Analyse at the workers of this Dask scheduler.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would be kept, and keep nothing.")]

app = plain_app()


@app.command()
def ingest(
    ctx: typer.Context,
    *,
    source: Sources = None,
    published: options.Published = None,
    outlet: options.Outlet = None,
    title: options.Title = None,
    author: options.Author = None,
    url: options.Url = None,
    max_mb: MaxMb = 10,
    max_unpacked_mb: MaxUnpackedMb = 100,
    max_members: MaxMembers = 1_000,
    timeout: Timeout = 60,
    column: Columns,
    most: options.Most = web.MOST,
    allow_private: options.Private = False,
    count: Workers = 1,
    dask: Dask = "",
    dry_run: DryRun = False,
    how: options.How = Format.TABLE,
    raw: options.Raw = False,
) -> None:
    """Read articles into the store.

    What a text says of itself is found: title, outlet, author, date. For one article it can also be given,
    and then goes before. A known text is not read again, unless something is given. A bad file stops no
    other, and Ctrl-C stops after the document at hand.
    """
    given = Given(title or "", author or "", outlet or "", url or "", published)
    limits = Limits(int(max_mb * MB), int(max_unpacked_mb * MB), max_members, seconds=timeout)
    walk = Walk(sources.named(source or (), given), sources.shown)
    reach = web.Web(Door(allow_private=allow_private), most, limits)
    reading = sources.Reading(given, reach, columns.parse(column))
    command = " ".join(["positions ingest", *map(readers.shown, source or ())])
    told: list[became.Told] = []
    try:
        with walk:
            read = sources.documents(walk, reading)
            with (
                workers.crew(count, dask) as crew,
                _outcomes(read, ctx.obj, command, crew, anew=given != Given(), dry=dry_run) as outcomes,
            ):
                for each in outcomes:
                    told.append(became.told(each))
    finally:
        if told:
            show(became.rehearsed(told) if dry_run else became.answer(told), how, raw=raw)
    raise typer.Exit(became.leave(told, walk, how))


@contextmanager
def _outcomes(
    read: Iterable[Document | Outcome],
    database: str | None,
    command: str,
    crew: flow.Crew,
    *,
    anew: bool,
    dry: bool,
) -> Iterator[Iterator[Outcome]]:
    """What becomes of each document, with a store that is open so long; without one where nothing is to be kept."""
    if dry:
        yield flow.rehearse(read, crew)
        return
    with open_store(database, create=True) as store:
        yield flow.ingest(read, store, command, crew, anew=anew)
