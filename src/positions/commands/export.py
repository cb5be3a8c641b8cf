"""`positions export WHAT`: everything, as records for other programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer

from positions import __version__, readers
from positions.commands import exported, files, names, options, plain_app, streams
from positions.commands.answer import Answer, Format, show
from positions.commands.rows import Row
from positions.errors import UsageError
from positions.model import When
from positions.records import Query
from positions.store import Store, open_store, read


class What(StrEnum):
    STATEMENTS = "statements"
    STANCES = "stances"
    DOCUMENTS = "documents"
    ACTORS = "actors"
    CODEBOOK = "codebook"
    DATASETTE = "datasette"


class DataFormat(StrEnum):
    """The formats but the table."""

    JSONL = "jsonl"
    JSON = "json"
    CSV = "csv"
    MD = "md"
    PARQUET = "parquet"
    QDC = "qdc"


TEXTS = (DataFormat.JSONL, DataFormat.JSON, DataFormat.CSV, DataFormat.MD)
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write to this file, as a whole or not at all."),
]

app = plain_app()


@dataclass(slots=True)
class _Counted:
    """Rows as they pass, and how many they were."""

    rows: Iterable[Row]
    number: int = field(default=0)

    def __iter__(self) -> Iterator[Row]:
        for row in self.rows:
            self.number += 1
            yield row


@app.command()
def export(
    ctx: typer.Context,
    *,
    what: What,
    how: Annotated[DataFormat, typer.Option("--format", "-f", help="How to write them.")] = DataFormat.JSONL,
    output: Output = None,
    actor: Annotated[list[str], options.many("--actor", "-a", text="Only what is theirs.", metavar="NAME")],
    wanted: options.Positions,
    since: options.Since = None,
    until: options.Until = None,
    document: options.Document = None,
    raw: options.Raw = False,
) -> None:
    """Write everything as records for other programs.

    By default each record is a JSON object on a line. The names of the fields are fixed. In CSV a list stands in
    its cell as JSON. Of documents a filter leaves those that hold a statement that it leaves. With -o, FILE.meta.json
    says how the file was made. parquet, qdc (the codebook for programs of qualitative analysis) and datasette (a
    SQLite file of plain tables) need -o.
    """
    told = _told(actor, wanted, since, until, document)
    _check(what, how, output, told)
    with open_store(ctx.obj) as store:
        query = _query(store, actor, wanted, since, until, document)
        if output is None:
            kind = exported.KINDS[what]
            show(Answer(tuple(kind.types), kind.records(store, query), screen=str), Format(how), raw=raw)
        else:
            made = exported.made(store, what, "sqlite" if what is What.DATASETTE else how, told, raw=raw)
            _write(store, what, how, query, output, made, raw=raw)


def _told(
    actor: list[str], wanted: list[str], since: When | None, until: When | None, document: str | None
) -> dict[str, Any]:
    """The filter as the stamp says it: what was asked for, under the names of a query."""
    dates = {"since": since and since.iso, "until": until and until.iso}
    whole = {"actors": actor, "positions": wanted, **dates, "document": document}
    return {name: value for name, value in whole.items() if value}


def _check(what: What, how: DataFormat, output: Path | None, told: dict[str, Any]) -> None:
    needs_file = what is What.DATASETTE or how not in TEXTS
    if needs_file and output is None:
        kind = what if what is What.DATASETTE else how
        raise UsageError(f"{kind} is no text for a pipe.", "Name a file: -o FILE.")
    if how is DataFormat.QDC and what is not What.CODEBOOK:
        raise UsageError(
            "A .qdc file holds a codebook alone.", "positions export codebook --format qdc -o FILE"
        )
    narrowing = exported.NARROWED.get(what, exported.NARROWED["statements"])
    if unfit := [name for name in told if name not in narrowing]:
        raise UsageError(f"The {what} cannot be narrowed by {unfit[0]}.", "Leave the option out.")


def _query(
    store: Store,
    actor: list[str],
    wanted: list[str],
    since: When | None,
    until: When | None,
    document: str | None,
) -> Query:
    return Query(
        actors=names.ids(names.actors(store, actor)),
        positions=tuple(each.slug for each in names.positions(read.codebook(store), wanted)),
        since=since,
        until=until,
        document=names.document_id(store, document),
    )


# --- files -----------------------------------------------------------------------------------


def _write(
    store: Store, what: What, how: DataFormat, query: Query, output: Path, made: Row, *, raw: bool
) -> None:
    with files.replacing(output) as draft:
        if what is What.DATASETTE:
            records = _datasette(store, query, draft, made)
        elif how is DataFormat.QDC:
            records = _qdc(store, query, draft)
        else:
            records = _table(store, what, how, query, draft, made, raw=raw)
    if what is What.DATASETTE:
        from positions.export.datasette import described

        made = {**described(output.stem), **made}
    beside = files.stamp(output, {**made, "records": records})
    streams.note(
        f"{_counted(records, what)} in {readers.shown(output)}; how it was made is in {beside.name}."
    )


def _counted(records: int, what: What) -> str:
    words = {What.CODEBOOK: "positions", What.DATASETTE: "statements"}.get(what, what.value)
    return f"{records:,} {words if records != 1 else words[:-1]}"


def _table(
    store: Store, what: What, how: DataFormat, query: Query, draft: Path, made: Row, *, raw: bool
) -> int:
    kind = exported.KINDS[what]
    found = _Counted(kind.records(store, query))
    module = import_module(f"positions.export.{how.value}")
    if how is DataFormat.PARQUET:
        module.write(kind.types, found, draft, json.dumps(made, ensure_ascii=False))
    else:
        with draft.open("x", encoding="utf-8", newline="") as out:
            module.write(tuple(kind.types), found, out, raw=raw)
    return found.number


def _qdc(store: Store, query: Query, draft: Path) -> int:
    from positions.export import qdc

    found = [each for each in read.codebook(store) if not query.positions or each.slug in query.positions]
    with draft.open("x", encoding="utf-8", newline="") as out:
        qdc.write(found, out, origin=f"positions {__version__}")
    return len(found)


def _datasette(store: Store, query: Query, draft: Path, made: Row) -> int:
    from positions.store import datasette

    return datasette.write(store, query, draft, json.dumps(made, ensure_ascii=False))
