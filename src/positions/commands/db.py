"""`positions db`: where the database is, its backup and its upgrade."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from positions import settings
from positions.commands import options, plain_app, streams
from positions.commands.answer import Answer, Format, show
from positions.store import open_store, read

COLUMNS = ("database", "exists", "documents", "statements", "stances")

app = plain_app(help="The database: where it is, its backup and its upgrade.")


@app.command()
def where(ctx: typer.Context, how: options.How = Format.TABLE, raw: options.Raw = False) -> None:
    """Say which database is used, and what it holds."""
    place = settings.database(ctx.obj)
    exists = place.path is None or place.path.exists()
    row: dict[str, object] = {"database": place.shown, "exists": exists}
    if exists:
        with open_store(ctx.obj) as store:
            row |= {f"{table}s": number for table, number in read.counts(store, versions="all").items()}
    hint = "" if exists else "It does not exist yet: positions ingest makes it."
    show(Answer(COLUMNS, [row], lambda: _screen(row), row, hint=hint), how, raw=raw)


def _screen(row: dict[str, object]) -> object:
    from positions.render.safe import on_one_line
    from positions.render.tables import facts

    held = [(name.capitalize(), on_one_line(f"{row[name]:,}")) for name in COLUMNS[2:] if name in row]
    return facts([("Database", on_one_line(str(row["database"]))), *held])


@app.command()
def backup(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to: a file that is not there yet.")],
) -> None:
    """Write a whole copy of the database to a file, also while others write to it.

    It is compact, consistent and readable by its owner only. A PostgreSQL database is saved with pg_dump.
    """
    with open_store(ctx.obj) as store:
        store.copy_to(file)
    streams.note(f"Written: {file}.")


@app.command()
def upgrade(ctx: typer.Context) -> None:
    """Bring the database to the form that this version knows; a missing one is made.

    Any command that opens the database does the same; a SQLite file is backed up first.
    """
    with open_store(ctx.obj, create=True):
        streams.note(f"The database {settings.database(ctx.obj).shown} is up to date.")
