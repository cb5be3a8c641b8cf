"""`positions export WHAT`: everything, as records for other programs."""

from __future__ import annotations

from collections.abc import Iterable

import click

from positions.commands import options, rows
from positions.commands.answer import Answer, Format, show
from positions.export import Row
from positions.store import Store, open_store, read

COLUMNS = {"statements": rows.STATEMENT, "stances": rows.STANCE, "documents": rows.DOCUMENT}


@click.command()
@click.argument("what", type=click.Choice(list(COLUMNS)))
@options.formats("jsonl", "json", "csv", "md")
@options.raw
@click.pass_obj
def export(database: str | None, *, what: str, how: Format, raw: bool) -> None:
    """Write everything as records for other programs.

    WHAT is statements, stances or documents; by default each record is a JSON object on a line.
    The names of the fields are fixed. In CSV a list stands in its cell as JSON.
    """
    with open_store(database) as store:
        show(Answer(COLUMNS[what], _records(store, what), screen=str), how, raw=raw)


def _records(store: Store, what: str) -> Iterable[Row]:
    if what == "documents":
        return map(rows.document, read.every_document(store))
    if what == "stances":
        return rows.stances(read.every_statement(store))
    return map(rows.statement, read.every_statement(store))
