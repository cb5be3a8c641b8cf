"""`positions timeline SUBJECT`: what was said in its order, with the changes of stance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from positions.analysis import timeline as ordering
from positions.analysis.timeline import Event
from positions.commands import names, options, plain_app, rows
from positions.commands.answer import Answer, Format, show
from positions.commands.names import Subject
from positions.records import PositionRecord, Query, Reading, StatementRecord
from positions.store import Store, open_store, read

if TYPE_CHECKING:
    from positions.commands import pages


app = plain_app()


@app.command()
def timeline(
    ctx: typer.Context,
    *,
    subject: Annotated[
        str, typer.Argument(help="An actor, of whom or by whom it was said; a position; a dispute.")
    ],
    since: options.Since = None,
    until: options.Until = None,
    limit: options.Limit = None,
    how: options.How = Format.TABLE,
    raw: options.Raw = False,
) -> None:
    """Show what was said, by whom and when, and what changed.

    A date known only to the month or the year stands at its first day; what has no date comes last.
    With a limit the latest are shown. A change of stance is marked where the order of the dates is sure.
    """
    with open_store(ctx.obj) as store:
        codebook = read.codebook(store)
        about = names.subject(store, codebook, subject)
        query = Query(positions=tuple(each.slug for each in about.positions), since=since, until=until)
        most = options.most(limit, how)
        told = _told(store, about, query, most + 1 if most else 0)
        events = ordering.timeline(told[-most:], _history(store, told, query))
    show(_answer(events, codebook, _why_empty(about, query), cut=len(told) > len(events)), how, raw=raw)


def _told(store: Store, about: Subject, query: Query, most: int) -> list[StatementRecord]:
    if about.actor:
        return read.by_or_about(store, query, about.actor.parts, most)
    return read.statements(store, query, most)


def _history(store: Store, told: Sequence[StatementRecord], query: Query) -> list[Reading]:
    """All that the actors told of ever held on the positions told of, so that no change is missed."""
    stances = [stance for each in told for stance in each.stances]
    positions = query.positions or tuple(dict.fromkeys(each.position for each in stances))
    codes = tuple(dict.fromkeys(each.actor_code for each in stances))
    return read.readings(store, Query(codes=codes, positions=positions)) if stances else []


def _why_empty(about: Subject, query: Query) -> tuple[str, str]:
    if query.since or query.until:
        return f"Nothing on {about.label} fits these dates.", "Try it without --since or --until."
    doing = "said by or about" if about.actor else "said on"
    return f"The store holds nothing {doing} {about.label}.", "positions ingest reads more articles."


def _answer(
    events: Sequence[Event], codebook: Sequence[PositionRecord], why: tuple[str, str], *, cut: bool
) -> Answer:
    labels = {each.slug: each.label for each in codebook}

    def screen() -> object:
        from positions.render import statements

        return statements.timeline(events, labels)

    def page() -> pages.Page:
        from positions.commands import pages

        return pages.timeline(events, labels)

    every = [rows.event(each) for each in events]
    empty, hint = ("", "") if events else why
    if cut:
        hint = f"Shown are the latest {len(events)}; there are more: --limit 0 shows all."
    return Answer(rows.EVENT, every, screen, every, empty, hint, page)
