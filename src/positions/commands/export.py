"""`positions export WHAT`: everything, as records for other programs."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated

import typer

from positions.commands import options, plain_app, rows
from positions.commands.answer import Answer, Format, show
from positions.export import Row
from positions.store import Store, open_store, read


class What(StrEnum):
    STATEMENTS = "statements"
    STANCES = "stances"
    DOCUMENTS = "documents"


class DataFormat(StrEnum):
    """The formats but the table."""

    JSONL = "jsonl"
    JSON = "json"
    CSV = "csv"
    MD = "md"


COLUMNS = {What.STATEMENTS: rows.STATEMENT, What.STANCES: rows.STANCE, What.DOCUMENTS: rows.DOCUMENT}

app = plain_app()


@app.command()
def export(
    ctx: typer.Context,
    *,
    what: What,
    how: Annotated[DataFormat, typer.Option("--format", "-f", help="How to write them.")] = DataFormat.JSONL,
    raw: options.Raw = False,
) -> None:
    """Write everything as records for other programs.

    By default each record is a JSON object on a line. The names of the fields are fixed. In CSV a list
    stands in its cell as JSON.
    """
    with open_store(ctx.obj) as store:
        show(Answer(COLUMNS[what], _records(store, what), screen=str), Format(how), raw=raw)


def _records(store: Store, what: What) -> Iterable[Row]:
    if what is What.DOCUMENTS:
        return map(rows.document, read.every_document(store))
    if what is What.STANCES:
        return rows.stances(read.every_statement(store))
    return map(rows.statement, read.every_statement(store))
