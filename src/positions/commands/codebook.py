"""`positions codebook`: the disputes and positions by which statements are coded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from positions.commands import names, options, plain_app, rows, streams
from positions.commands.answer import Answer, Format, show
from positions.commands.walk import Walk
from positions.errors import UnknownName
from positions.records import PositionRecord, Query, StatementRecord
from positions.store import open_store, read

if TYPE_CHECKING:
    from positions.check import Failure

COLUMNS = (
    "position", "label", "dispute", "proposition", "contradicts", "implies", "aliases", "support", "oppose",
)  # fmt: skip

FAILURE = ("position", "text", "wanted", "got", "because")
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
        codebook = read.codebook(store)
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


# --- its own test ----------------------------------------------------------------------------


@app.command("check")
def check_examples(
    part: Annotated[str, typer.Argument(help="Only slugs, of positions or disputes, that contain it.")] = "",
    *,
    how: options.How = Format.TABLE,
    raw: options.Raw = False,
) -> None:
    """Read the examples of the codebook like articles, and show those that are coded otherwise.

    The exit code is 1 where one fails. No database is needed.
    """
    from positions import check, ingest

    desk = ingest.desk()
    labelled = check.examples(desk.codebook, part)
    if not labelled:
        raise UnknownName(f"No position with an example has '{part}' in its slug.", "positions codebook list")
    with Walk(labelled, lambda each: each[0].position.slug) as walk:
        failed = [found for each in walk if (found := check.failure(desk, *each))]
    show(_failures(failed), how, raw=raw)
    streams.note(f"{walk.done - len(failed)} of {walk.done} examples are coded as they say.")
    raise typer.Exit(1 if failed or walk.stopped else 0)


def _failures(failed: Sequence[Failure]) -> Answer:
    found = [_failure(each) for each in failed]

    def screen() -> object:
        from positions.render.codebook import failures

        return failures(found)

    return Answer(FAILURE, found, screen)


def _failure(each: Failure) -> dict[str, object]:
    example = each.example
    wanted = _side(example.side, example.conditional, example.holder)
    got = [_side(stance.side, stance.conditional, stance.actor) for stance in each.stances]
    why = [stance.because for stance in each.stances] or [said.uncoded for said in each.statements]
    return {
        "position": each.position,
        "text": example.text,
        "wanted": wanted,
        "got": got or ["no stance" if each.statements else "no statement"],
        "because": list(filter(None, why)),
    }


def _side(side: str | None, conditional: bool, holder: str) -> str:
    words = (side or "no stance", "conditional" if conditional else "", f"of {holder}" if holder else "")
    return " ".join(filter(None, words))
