"""`positions stances`: every stance that fits, with its statement."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from positions.commands import names, options, plain_app, rows
from positions.commands.answer import Answer, Format, show
from positions.model import Act, Side
from positions.records import PositionRecord, Query, StatementRecord
from positions.store import open_store, read

app = plain_app()


@app.command()
def stances(
    ctx: typer.Context,
    *,
    actor: Annotated[list[str], options.many("--actor", "-a", text="Whose stance it is.", metavar="NAME")],
    speaker: Annotated[list[str], options.many("--speaker", text="Who spoke.", metavar="NAME")],
    wanted: options.Positions,
    act: Annotated[list[Act], options.many("--act", text="Only this act.")],
    stance: Annotated[Side | None, typer.Option(help="Only this side.")] = None,
    since: options.Since = None,
    until: options.Until = None,
    versions: options.Versions = options.Of.NEWEST,
    document: Annotated[str | None, typer.Option(metavar="ID", help="Only this document.")] = None,
    text: Annotated[str, typer.Option(metavar="WORDS", help="Only statements that hold these words.")] = "",
    limit: options.Limit = None,
    how: options.How = Format.TABLE,
    raw: options.Raw = False,
) -> None:
    """List stances with the statements that they were read in.

    --limit counts statements, of which the latest are shown; one statement may hold several stances.
    """
    with open_store(ctx.obj) as store:
        codebook = read.codebook(store)
        query = Query(
            actors=names.ids(names.actors(store, actor)),
            speakers=names.ids(names.actors(store, speaker)),
            positions=tuple(each.slug for each in names.positions(codebook, wanted)),
            stance=stance or "",
            acts=tuple(act),
            since=since,
            until=until,
            document=names.document(store, document).id if document is not None else "",
            text=text,
            versions=versions,
        )
        most = options.most(limit, how)
        found = read.stanced(store, query, most + 1 if most else 0)
    show(_answer(found[-most:], codebook, query, cut=bool(most) and len(found) > most), how, raw=raw)


def _answer(
    found: Sequence[StatementRecord], codebook: Sequence[PositionRecord], query: Query, *, cut: bool
) -> Answer:
    def screen() -> object:
        from positions.render import statements

        return statements.statements(found, {each.slug: each.label for each in codebook})

    if not found:
        return Answer(rows.STANCE, [], screen, None, *_why_empty(query))
    hint = (
        f"Shown are the latest {len(found)} statements; there are more: --limit 0 shows all." if cut else ""
    )
    return Answer(rows.STANCE, rows.stances(found), screen, hint=hint)


def _why_empty(query: Query) -> tuple[str, str]:
    if query == Query():
        return "The store holds no stance yet.", "positions ingest reads articles."
    return (
        "No stance fits these conditions.",
        "Leave one out; positions search WORDS looks through all texts.",
    )
