"""`positions stances`: every stance that fits, with its statement."""

from __future__ import annotations

from collections.abc import Sequence

import click

from positions.commands import names, options, rows
from positions.commands.answer import Answer, Format, show
from positions.model import Act, Side, When
from positions.records import PositionRecord, Query, StatementRecord
from positions.store import open_store, read


@click.command()
@click.option("--actor", "-a", multiple=True, metavar="NAME", help="Whose stance it is. May be repeated.")
@click.option("--speaker", multiple=True, metavar="NAME", help="Who spoke. May be repeated.")
@options.positions
@click.option("--stance", type=click.Choice([each.value for each in Side]), help="Only this side.")
@click.option(
    "--act",
    multiple=True,
    type=click.Choice([each.value for each in Act]),
    help="Only this act. May be repeated.",
)
@options.since
@options.until
@click.option("--document", metavar="ID", help="Only this document.")
@click.option("--text", default="", metavar="WORDS", help="Only statements that hold these words.")
@options.limited
@options.formatted
@options.raw
@click.pass_obj
def stances(
    database: str | None,
    *,
    actor: tuple[str, ...],
    speaker: tuple[str, ...],
    wanted: tuple[str, ...],
    stance: str | None,
    act: tuple[str, ...],
    since: When | None,
    until: When | None,
    document: str | None,
    text: str,
    limit: int | None,
    how: Format,
    raw: bool,
) -> None:
    """List stances with the statements that they were read in.

    --limit counts statements, of which the latest are shown; one statement may hold several stances.
    """
    with open_store(database) as store:
        codebook = read.codebook(store)
        query = Query(
            actors=names.ids(names.actors(store, actor)),
            speakers=names.ids(names.actors(store, speaker)),
            positions=tuple(each.slug for each in names.positions(codebook, wanted)),
            stance=stance or "",
            acts=act,
            since=since,
            until=until,
            document=names.document(store, document).id if document is not None else "",
            text=text,
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
