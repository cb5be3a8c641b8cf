"""`positions timeline SUBJECT`: what was said in its order, with the changes of stance and the silences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from positions.analysis import periods
from positions.analysis import timeline as ordering
from positions.analysis.changes import Change, changed
from positions.analysis.periods import Period, Span
from positions.analysis.timeline import Event, Gap
from positions.commands import names, options, plain_app, rows
from positions.commands.answer import Answer, Format, show
from positions.commands.names import Subject
from positions.errors import UsageError
from positions.model import Act, When
from positions.records import PositionRecord, Query, Reading, StatementRecord
from positions.store import Store, catalogue, open_store, read

if TYPE_CHECKING:
    from positions.commands import pages


class Said(StrEnum):
    """How a statement concerns an actor."""

    BY = "by"
    TO = "to"
    ABOUT = "about"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a timeline is asked for."""

    about: Subject
    query: Query
    said: str
    longest: int | None  # days of silence that are not marked yet
    by: Span | None
    plot: bool


app = plain_app()


@app.command()
def timeline(
    ctx: typer.Context,
    *,
    subject: Annotated[
        str, typer.Argument(help="An actor, by whom or of whom it was said; a position; a dispute; a place.")
    ],
    wanted: options.Positions,
    act: Annotated[list[Act], options.many("--act", text="Only this act.")],
    said: Annotated[Said | None, typer.Option(help="Only what was said by, to or about the actor.")] = None,
    by: Annotated[Span | None, typer.Option(help="Count day by day, month by month or year by year.")] = None,
    gap: Annotated[
        int | None, typer.Option("--gap", metavar="DAYS", min=0, help="Mark a silence longer than this.")
    ] = None,
    plot: Annotated[bool, typer.Option("--plot", help="Draw the counts as a chart.")] = False,
    since: options.Since = None,
    until: options.Until = None,
    versions: options.Versions = options.Of.NEWEST,
    limit: options.Limit = None,
    how: options.How = Format.TABLE,
    raw: options.Raw = False,
) -> None:
    """Show what was said, by whom and when, and what changed.

    A date known only to the month or the year stands at its first day; what has no date comes last.
    With a limit the latest are shown. A change of stance is marked where the order of the dates is sure.

    What was said to an actor are the demands, proposals, appeals, accusations, warnings and threats of others
    that name it; about it, all statements that name it. A place (Crimea) finds the statements that name it.

    A silence is marked where it is longer than 90 days and than ten times the median interval between the
    days of speaking, or as --gap says.
    """
    if plot and how is not Format.TABLE:
        raise UsageError("A chart is drawn on a screen only.", "Leave out --format, or --plot.")
    with open_store(ctx.obj) as store:
        codebook = read.codebook(store)
        about = names.subject(store, codebook, subject)
        if said and not about.actor:
            raise UsageError(f"{about.label} is no actor: nothing is said {said} it.", "Leave out --said.")
        positions = tuple(each.slug for each in names.positions(codebook, wanted))
        query = narrowed(
            Query(positions=positions, acts=tuple(act), since=since, until=until, versions=versions), about
        )
        asked = Asked(about, query, said or "", gap, by, plot)
        answer = (
            _counts(store, asked, codebook) if by or plot else _events(store, asked, codebook, limit, how)
        )
    show(answer, how, raw=raw)


def narrowed(query: Query, about: Subject) -> Query:
    """What is asked, of this subject alone. Raises `UsageError` where none of the positions belongs to it."""
    of_subject = tuple(each.slug for each in about.positions)
    chosen = tuple(each for each in of_subject if each in query.positions) if query.positions else of_subject
    if of_subject and not chosen:
        raise UsageError(f"None of these positions belongs to {about.label}.")
    return replace(query, positions=chosen or query.positions, words=about.place)


def _why_empty(asked: Asked) -> tuple[str, str]:
    about, query = asked.about, asked.query
    if asked.said or query.acts or query.since or query.until or (about.actor and query.positions):
        return f"Nothing on {about.label} fits these conditions.", "Leave one out."
    doing = "said by or about" if about.actor else "said of" if about.place else "said on"
    return f"The store holds nothing {doing} {about.label}.", "positions ingest reads more articles."


# --- statement by statement ------------------------------------------------------------------


def _events(
    store: Store, asked: Asked, codebook: Sequence[PositionRecord], limit: int | None, how: Format
) -> Answer:
    most = options.most(limit, how)
    found, cut = events(store, asked.about, asked.query, most=most, said=asked.said, longest=asked.longest)
    return _answer(found, codebook, _why_empty(asked), cut=cut)


def events(
    store: Store, about: Subject, query: Query, *, most: int = 0, said: str = "", longest: int | None = None
) -> tuple[list[Event], bool]:
    """What was told of a subject, the latest `most` of it (0: all); and whether there is more."""
    parts = about.actor.parts if about.actor else ()
    told = read.by_or_about(store, query, parts, most + 1 if most else 0, said)
    found = ordering.timeline(told[-most:], _history(store, told, query), longest)
    reports = catalogue.reported(store, [each.statement for each in found], query.versions)
    found = [replace(each, reports=reports[each.statement.id]) for each in found]
    return found, len(told) > len(found)


def _history(store: Store, told: Sequence[StatementRecord], query: Query) -> list[Reading]:
    """All that each actor told of ever held on what it is told of, so that no change is missed."""
    stances = (stance for each in told for stance in each.stances)
    held = (
        (stance.actor_code, stance.position)
        for stance in stances
        if not query.positions or stance.position in query.positions
    )
    return read.readings_of(store, list(dict.fromkeys(held)), query.versions)


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


# --- counted ---------------------------------------------------------------------------------


def _counts(store: Store, asked: Asked, codebook: Sequence[PositionRecord]) -> Answer:
    parts = asked.about.actor.parts if asked.about.actor else ()
    told = read.outlines(store, asked.query, parts, asked.said)
    stances = read.readings_in(store, _whose(asked), asked.query, parts, asked.said)
    dates = [each.said_on for each in told if each.said_on]
    by = asked.by or periods.fitting(dates)
    found = periods.periods(told, stances, _turns(store, stances, asked.query.versions), by)
    silences = ordering.gaps([When(each) for each in dates], asked.longest)
    return _counted(found, silences, by, codebook, asked)


def _turns(store: Store, stances: Sequence[Reading], versions: str) -> list[Change]:
    """The changes that these stances made, the oldest first, in the light of all that came before."""
    held = dict.fromkeys((each.actor, each.position) for each in stances)
    history = read.readings_of(store, list(held), versions)
    made = {(each.statement, each.position, each.actor) for each in stances}
    turns = [each for each in changed(history) if (each.statement, each.position, each.actor) in made]
    return turns[::-1]


def _whose(asked: Asked) -> Query:
    """Whose stances are counted: the actor's own, unless what others say to it or about it is asked for."""
    actor, query = asked.about.actor, Query(positions=asked.query.positions, versions=asked.query.versions)
    return query if not actor or asked.said in (Said.TO, Said.ABOUT) else names.whose(actor, query)


def _counted(
    found: Sequence[Period],
    silences: Sequence[Gap],
    by: Span,
    codebook: Sequence[PositionRecord],
    asked: Asked,
) -> Answer:
    def screen() -> object:
        from positions.render import periods as render

        labels = {each.slug: each.label for each in codebook}
        if asked.plot:
            from positions.render.plot import chart

            return chart(found, by, labels, asked.about.label)
        return render.table_of(found, broken, labels)

    broken = _broken(found, silences, by)
    every = [rows.period(each, broken.get(each.period)) for each in found]
    empty, hint = ("", "") if found else _why_empty(asked)
    return Answer(rows.PERIOD, every, screen, every, empty, hint)


def _broken(found: Sequence[Period], silences: Sequence[Gap], by: Span) -> dict[str | None, Gap]:
    """The first period in which each silence may have ended."""
    broken: dict[str | None, Gap] = {}
    for gap in silences:
        for each in found:
            if each.period and When(each.period).first <= gap.until <= When(each.period).last:
                broken.setdefault(each.period, gap)
                break
    return broken
