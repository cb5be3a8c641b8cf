"""`positions stances`: every stance that fits, with its statement; or how many there are of each kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated

import typer

from positions.commands import names, options, plain_app, rows
from positions.commands.answer import Answer, Format, show
from positions.errors import UsageError
from positions.model import Act, Side
from positions.records import STATUSES, PositionRecord, Query, StatementRecord
from positions.store import Store, open_store, read

SORTS = ("date", "actor", "position", "confidence")

Acts = Annotated[list[Act], options.many("--act", text="Only this act.")]
Coders = Annotated[list[str], options.many("--coder", text="Who coded it.", metavar="NAME")]
Statuses = Annotated[list[str], options.many("--status", text="pending, accepted, edited or rejected.")]
Stance = Annotated[Side | None, typer.Option(help="Only this side.")]
Confidence = Annotated[float, typer.Option(min=0, max=1, help="Only at least so sure, from 0 to 1.")]
Conditional = Annotated[
    bool | None,
    typer.Option("--conditional/--unconditional", help="Only under a condition, or only without."),
]
Implied = Annotated[
    bool | None, typer.Option("--implied/--direct", help="Only what is implied, or only what was said.")
]
Uncoded = Annotated[
    bool, typer.Option("--uncoded", help="Instead, the statements that have no stance, with their acts.")
]
Sort = Annotated[
    str, typer.Option(metavar="FIELD", help="date, actor, position or confidence; -FIELD turns the order.")
]
By = Annotated[str, typer.Option(metavar="FIELD[,FIELD...]", help="Count by these, e.g. actor,position.")]

app = plain_app()


@app.command()
def stances(
    ctx: typer.Context,
    *,
    actor: options.Whose,
    speaker: options.Spoken,
    wanted: options.Positions,
    act: Acts,
    coder: Coders,
    status: Statuses,
    dispute: options.Dispute = None,
    stance: Stance = None,
    since: options.Since = None,
    until: options.Until = None,
    versions: options.Versions = options.Of.NEWEST,
    document: options.Document = None,
    text: options.Text = "",
    confidence: Confidence = 0,
    conditional: Conditional = None,
    implied: Implied = None,
    uncoded: Uncoded = False,
    sort: Sort = "",
    by: By = "",
    limit: options.Limit = None,
    how: options.How = Format.TABLE,
    raw: options.Raw = False,
) -> None:
    """List stances with the statements that they were read in.

    --limit counts statements, of which the latest are shown; one statement may hold several stances. With --sort
    by anything but the date, each stance stands by itself, and the first of them are shown.

    --by counts instead of listing: by actor, speaker, position, dispute, stance, conditional, implied, act,
    manner, coder, rule, status, said_on, month, year, document or outlet. What a reviewer rejected is left out,
    unless --status asks for it.

    --uncoded lists the statements without a stance: what an actor demands, rejects or warns of in a dispute that no
    codebook knows. codebook suggest makes positions of them.
    """  # fmt: skip
    with open_store(ctx.obj) as store:
        codebook = read.codebook(store)
        query = Query(
            actors=names.ids(names.actors(store, actor)),
            speakers=names.ids(names.actors(store, speaker)),
            positions=names.asked(codebook, wanted, dispute),
            stance=stance or "",
            acts=tuple(act),
            since=since,
            until=until,
            document=names.document_id(store, document),
            text=text,
            versions=versions,
            coders=names.coders(store, coder),
            confidence=confidence,
            statuses=tuple(_one_of(STATUSES, each, "status") for each in status),
            conditional=conditional,
            implied=implied,
        )
        most = options.most(limit, how)
        if by and sort:
            raise UsageError("Counts have an order of their own.", "Leave out --sort, or --by.")
        if uncoded:
            show(_uncoded(store, query, codebook, most), how, raw=raw)
            return
        answer = _counts(store, query, by, most) if by else _list(store, query, codebook, sort, most)
    show(answer, how, raw=raw)


def _one_of(known: Sequence[str], given: str, kind: str) -> str:
    if given in known:
        return given
    raise UsageError(f"{given[:40]!r} is no {kind}.", f"Known are {', '.join(known)}.")


# --- without a stance ------------------------------------------------------------------------


def _uncoded(store: Store, query: Query, codebook: Sequence[PositionRecord], most: int) -> Answer:
    """The statements without a stance. Raises `UsageError` for conditions that only a stance can fulfil."""
    asked = _of_a_statement(query)
    if asked != query:
        raise UsageError("A statement without a stance has no position, side or coder.", "Leave these out.")
    found = read.statements(store, replace(asked, uncoded=True), most + 1 if most else 0)
    shown = found[-most:] if most else found

    def screen() -> object:
        from positions.render import statements

        return statements.statements(shown, {each.slug: each.label for each in codebook})

    if not found:
        return Answer(rows.STATEMENT, [], screen, None, "Every statement that fits has a stance.")
    more = f"Shown are the latest {most} statements; there are more: --limit 0 shows all."
    hint = more if len(found) > len(shown) else ""
    return Answer(rows.STATEMENT, map(rows.statement, shown), screen, hint=hint)


def _of_a_statement(query: Query) -> Query:
    """As much of a query as can be asked of a statement without a stance."""
    kept = ("actors", "speakers", "acts", "since", "until", "document", "text", "versions")
    return Query(**{name: getattr(query, name) for name in kept})


def _why_empty(store: Store, query: Query) -> tuple[str, str]:
    asked = _of_a_statement(query)
    if asked == query and (n := len(read.outlines(store, replace(asked, uncoded=True)))):
        them = "One statement fits, but has" if n == 1 else f"{n:,} statements fit, but have"
        return (
            f"{them} no stance.",
            "--uncoded shows them; positions codebook suggest makes positions of them.",
        )
    if query == Query():
        return "The store holds no stance yet.", "positions ingest reads articles."
    return (
        "No stance fits these conditions.",
        "Leave one out; positions search WORDS looks through all texts.",
    )


# --- one by one ------------------------------------------------------------------------------


def _list(store: Store, query: Query, codebook: Sequence[PositionRecord], sort: str, most: int) -> Answer:
    field = _one_of(SORTS, sort.removeprefix("-"), "order of stances") if sort else "date"
    if sort in ("", "date"):
        found = read.stanced(store, query, most + 1 if most else 0)
        return _answer(store, found[-most:], codebook, query, "latest", cut=bool(most) and len(found) > most)
    found = _sorted(read.stanced(store, query), field, backwards=sort.startswith("-"))
    return _answer(
        store, found[: most or None], codebook, query, "first", cut=bool(most) and len(found) > most
    )


def _sorted(found: Sequence[StatementRecord], field: str, *, backwards: bool) -> list[StatementRecord]:
    """In another order; each stance in a record of its own, unless the order is that of time."""
    if field == "date":  # what has no date comes last all the same
        dated = [each for each in found if each.said_on]
        return [*reversed(dated), *(each for each in found if not each.said_on)]
    alone = [replace(each, stances=(stance,)) for each in found for stance in each.stances]
    return sorted(alone, key=lambda each: getattr(each.stances[0], field), reverse=backwards)


def _answer(
    store: Store,
    found: Sequence[StatementRecord],
    codebook: Sequence[PositionRecord],
    query: Query,
    which: str,
    *,
    cut: bool,
) -> Answer:
    def screen() -> object:
        from positions.render import statements

        return statements.statements(found, {each.slug: each.label for each in codebook})

    if not found:
        return Answer(rows.STANCE, [], screen, None, *_why_empty(store, query))
    hint = (
        f"Shown are the {which} {len(found)} statements; there are more: --limit 0 shows all." if cut else ""
    )
    return Answer(rows.STANCE, rows.stances(found), screen, hint=hint)


# --- counted ---------------------------------------------------------------------------------


def _counts(store: Store, query: Query, by: str, most: int) -> Answer:
    fields = list(dict.fromkeys(_one_of(tuple(read.FIELDS), each.strip(), "field") for each in by.split(",")))
    found = read.counted(store, query, fields)
    shown = found[: most or None]

    def screen() -> object:
        from positions.render.tables import counts

        return counts(fields, shown)

    if not found:
        return Answer((*fields, "stances", "statements"), [], screen, None, *_why_empty(store, query))
    hint = f"Shown are the most frequent {most} of {len(found):,}: --limit 0 shows all."
    return Answer(
        (*fields, "stances", "statements"), shown, screen, hint=hint if len(shown) < len(found) else ""
    )
