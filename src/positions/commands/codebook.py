"""`positions codebook`: the disputes and positions by which statements are coded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

import click

from positions.commands import names, options
from positions.commands.answer import Answer, Format, show
from positions.records import PositionRecord
from positions.store import open_store, read

COLUMNS = (
    "position", "label", "dispute", "proposition", "contradicts", "implies", "aliases", "support", "oppose",
)  # fmt: skip


@click.group()
def app() -> None:
    """The codebook: disputes and positions."""


@app.command("list")
@click.option("--dispute", metavar="NAME", help="Only this dispute.")
@options.formatted
@options.raw
@click.pass_obj
def list_positions(database: str | None, *, dispute: str | None, how: Format, raw: bool) -> None:
    """List the positions, dispute by dispute, with what they contradict and imply."""
    with open_store(database) as store:
        found = read.codebook(store)
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
