"""`positions documents`: the texts that were read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from positions.commands import names, options, plain_app, rows
from positions.commands.answer import Answer, Format, show
from positions.records import DocumentRecord
from positions.store import open_store, read

COLUMNS = tuple(name for name in rows.DOCUMENT if name != "text")

app = plain_app(help="The documents: every text that was read.")


@app.command("list")
def list_documents(
    ctx: typer.Context,
    *,
    limit: options.Limit = None,
    how: options.How = Format.TABLE,
    raw: options.Raw = False,
) -> None:
    """List the documents without their text, the latest published first."""
    with open_store(ctx.obj) as store:
        found = read.documents(store)
    show(_answer(found, options.most(limit, how) or len(found)), how, raw=raw)


@app.command("show")
def show_document(
    ctx: typer.Context,
    *,
    document: Annotated[str, typer.Argument(metavar="ID", help="It may be cut short.")],
    how: options.How = Format.TABLE,
    raw: options.Raw = False,
) -> None:
    """Show where a document is from; with --format json its text too."""
    with open_store(ctx.obj) as store:
        found = names.document(store, document)

    def screen() -> object:
        from positions.render.tables import document

        return document(found)

    row = rows.document(found)
    show(Answer(rows.DOCUMENT, [row], screen, row), how, raw=raw)


def _answer(found: Sequence[DocumentRecord], most: int) -> Answer:
    def screen() -> object:
        from positions.render.tables import documents

        return documents(found[:most])

    if not found:
        return Answer(
            COLUMNS, [], screen, None, "No document was read yet.", "positions ingest reads articles."
        )
    hint = f"Shown are {most} of {len(found):,}: --limit 0 shows all." if len(found) > most else ""
    return Answer(COLUMNS, [_row(each) for each in found[:most]], screen, hint=hint)


def _row(each: DocumentRecord) -> dict[str, object]:
    whole = rows.document(each)
    return {name: whole[name] for name in COLUMNS}
