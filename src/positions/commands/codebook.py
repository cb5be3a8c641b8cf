"""`positions codebook`: the disputes and positions by which statements are coded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated

import typer

from positions.commands import disputes, examples, names, options, own_positions, plain_app, rows, suggested
from positions.commands.answer import Answer, Format, show
from positions.records import PositionRecord, Query, StatementRecord
from positions.store import open_store, read

COLUMNS = (
    "position", "label", "dispute", "proposition", "contradicts", "implies", "aliases", "support", "oppose",
)  # fmt: skip
SENTENCES = 5  # that `show` gives of a position

app = plain_app(help="The codebook: disputes and positions.")


@app.command("list")
def list_positions(
    ctx: typer.Context,
    *,
    dispute: options.Dispute = None,
    how: options.How = Format.TABLE,
    raw: options.Raw = False,
) -> None:
    """List the positions, dispute by dispute, with what they contradict and imply."""
    with open_store(ctx.obj) as store:
        found = read.codebook(store, counted=True)
    show(_answer(found if dispute is None else names.dispute(found, dispute)), how, raw=raw)


def _answer(found: Sequence[PositionRecord]) -> Answer:
    def screen() -> object:
        from positions.render.tables import codebook

        return codebook(found)

    if not found:
        return Answer(COLUMNS, [], screen, None, "The codebook is empty.", "positions ingest fills it.")
    return Answer(COLUMNS, [_row(each) for each in found], screen)


def _row(each: PositionRecord) -> dict[str, object]:
    whole = asdict(each) | {"position": each.slug, "dispute": each.dispute_label}
    return {name: whole[name] for name in COLUMNS}


# --- one position ----------------------------------------------------------------------------


@app.command("show")
def show_position(
    ctx: typer.Context,
    position: Annotated[str, typer.Argument(metavar="SLUG", help="Its slug, label or an alias.")],
    *,
    how: options.How = Format.TABLE,
    raw: options.Raw = False,
) -> None:
    """Show a position, and the latest sentences that it was read in."""
    with open_store(ctx.obj) as store:
        codebook = read.codebook(store, counted=True)
        [found, *_] = names.positions(codebook, [position])
        sentences = read.stanced(store, Query(positions=(found.slug,)), SENTENCES)
    show(_position(found, sentences, codebook), how, raw=raw)


def _position(
    found: PositionRecord, sentences: Sequence[StatementRecord], codebook: Sequence[PositionRecord]
) -> Answer:
    def screen() -> object:
        from positions.render.codebook import position

        return position(found, sentences, {each.slug: each.label for each in codebook})

    row = _row(found)
    return Answer(COLUMNS, [row], screen, row | {"sentences": [rows.statement(each) for each in sentences]})


app.command("add")(own_positions.add)
app.command("import")(disputes.take)
app.command("export")(disputes.write)
app.command("edit")(own_positions.edit)
app.command("suggest")(suggested.suggest)
app.command("check")(examples.check)
