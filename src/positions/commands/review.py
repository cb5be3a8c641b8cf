"""`positions review`: what needs a person, one verdict after the other, and the log of all that was decided."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import click
import typer
from typer.core import TyperGroup

from positions.commands import judged, names, options, plain_app, streams
from positions.commands.answer import Answer, Format, show
from positions.errors import UsageError
from positions.model import Side
from positions.records import REASONS, PositionRecord, Query, Queued
from positions.records.verdicts import ACCEPT, EDIT, REJECT
from positions.store import open_store, read
from positions.store.read import Target

UNSURE = 0.7  # under this confidence a stance is looked at


class QueueOrVerdict(TyperGroup):
    """A group whose first word may be missing: then it is `list`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0].startswith("-") and args[0] not in ctx.help_option_names):
            args = ["list", *args]
        return super().parse_args(ctx, args)


app = plain_app(
    cls=QueueOrVerdict, help="Review what the machine was unsure of: accept, reject or edit its stances."
)
Ids = Annotated[
    list[str], typer.Argument(metavar="ID...", help="A statement, STATEMENT/POSITION, or .../ACTOR.")
]
Reasons = Annotated[
    list[str], options.many("--reason", text="uncertain, second-hand, conditional, unresolved or uncoded.")
]
Below = Annotated[
    float, typer.Option("--below", min=0, max=1, help="Uncertain is what is less sure than this.")
]
Next = Annotated[
    bool, typer.Option("--next", help="At a terminal: show one after the other, and take verdicts.")
]
Stance = Annotated[Side | None, typer.Option("--stance", help="The side that it takes.")]
Conditional = Annotated[
    bool | None, typer.Option("--conditional/--unconditional", help="Only under a condition, or not.")
]
Id = Annotated[str, typer.Argument(metavar="ID", help="A statement, STATEMENT/POSITION, or .../ACTOR.")]


@app.command("list")
def list_queue(
    ctx: typer.Context,
    *,
    actor: options.Whose,
    speaker: options.Spoken,
    wanted: options.Positions,
    reason: Reasons,
    dispute: options.Dispute = None,
    since: options.Since = None,
    until: options.Until = None,
    document: options.Document = None,
    text: options.Text = "",
    below: Below = UNSURE,
    one_by_one: Next = False,
    coder: options.Coder = None,
    limit: options.Limit = None,
    how: options.How = Format.TABLE,
    raw: options.Raw = False,
) -> None:
    """List what needs a person; `positions review` is short for it.

    Stances of the machine that are uncertain, second-hand or conditional, the least sure first; then statements
    on a topic of the codebook whose actor is unresolved, or in which it found no side. What a person has decided on
    waits no more. --next shows them one by one, in their paragraphs.
    """
    with open_store(ctx.obj) as store:
        codebook = read.codebook(store)
        query = Query(
            actors=names.ids(names.actors(store, actor)),
            speakers=names.ids(names.actors(store, speaker)),
            positions=names.asked(codebook, wanted, dispute),
            since=since,
            until=until,
            document=names.document_id(store, document),
            text=text,
        )
        reasons = [_reason(each) for each in reason] or REASONS
        waiting = [
            each for each in read.queue(store, query, below) if set(each.reasons).intersection(reasons)
        ]
        if one_by_one and waiting:
            from positions.commands import reviewing

            reviewing.one_by_one(store, waiting[: limit or None], codebook, judged.by(coder))
            return
    show(_answer(waiting, codebook, query, options.most(limit, how)), how, raw=raw)


def _reason(given: str) -> str:
    if given in REASONS:
        return given
    raise UsageError(f"{given[:40]!r} is no reason to look at something.", f"Known are {', '.join(REASONS)}.")


def _answer(waiting: Sequence[Queued], codebook: Sequence[PositionRecord], query: Query, most: int) -> Answer:
    shown = waiting[: most or None]

    def screen() -> object:
        from positions.render import review

        return review.queue(shown, {each.slug: each.label for each in codebook})

    if not waiting:
        hint = "Leave a condition out, or raise --below." if query != Query() else "--below 1 lists all."
        return Answer(judged.QUEUED, [], screen, None, "Nothing waits for a person.", hint)
    more = f"Shown are {len(shown)} of {len(waiting):,}: --limit 0 shows all. " * (len(shown) < len(waiting))
    return Answer(
        judged.QUEUED, judged.queued(shown), screen, hint=f"{more}positions review --next decides them."
    )


# --- verdicts --------------------------------------------------------------------------------


@app.command()
def accept(ctx: typer.Context, *, ids: Ids, coder: options.Coder = None, note: options.Note = "") -> None:
    """Accept stances: they are as a person reads them."""
    _decide(ctx.obj, ACCEPT, ids, coder, note)


@app.command()
def reject(ctx: typer.Context, *, ids: Ids, coder: options.Coder = None, note: options.Note = "") -> None:
    """Reject stances, and what they imply: they count no more."""
    _decide(ctx.obj, REJECT, ids, coder, note)


def _decide(database: str | None, verdict: str, ids: Sequence[str], coder: str | None, note: str) -> None:
    from positions.store import review

    with open_store(database) as store:
        codebook = read.codebook(store)
        found = {each.id for word in ids for each in judged.targets(store, codebook, word)}
        done = review.judge(store, judged.by(coder, note), verdict, sorted(found))
    streams.note(f"{_stances(done)} {verdict}ed.")


def _stances(number: int) -> str:
    return f"{number} stance{'s' if number != 1 else ''}"


@app.command()
def edit(
    ctx: typer.Context,
    *,
    which: Id,
    position: options.Position = None,
    stance: Stance = None,
    conditional: Conditional = None,
    coder: options.Coder = None,
    note: options.Note = "",
) -> None:
    """Put another stance in the place of one: what is not named stays as it was.

    The stance that was there is kept, and counts no more; yours counts, with what follows from it.
    """
    if (position, stance, conditional) == (None, None, None):
        raise UsageError("An edit says what is otherwise.", "--position, --stance or --conditional")
    from positions.store import review

    with open_store(ctx.obj) as store:
        codebook = read.codebook(store)
        found = _of_one_reading(judged.targets(store, codebook, which))
        wanted = position if position is not None else found[0].position
        to = judged.to(
            names.positions(codebook, [wanted])[0],
            stance or Side(found[0].stance),
            found[0].conditional if conditional is None else conditional,
        )
        review.judge(store, judged.by(coder, note), EDIT, [each.id for each in found], to)
    streams.note(f"{_stances(len(found))} edited.")


def _of_one_reading(found: Sequence[Target]) -> Sequence[Target]:
    """An edit is of one position on one side, of one actor or of several who say it together."""
    if len({(each.position, each.stance, each.conditional) for each in found}) == 1:
        return found
    several = ", ".join(dict.fromkeys(each.position for each in found))
    raise UsageError("An edit is of one stance.", f"Say which, behind a /: {several}.")


@app.command()
def undo(ctx: typer.Context, *, which: Id, coder: options.Coder = None, note: options.Note = "") -> None:
    """Take back the last verdict or coding on a statement, or on one position in it.

    The log keeps both. A statement that was added by hand goes where its coding is taken back, and then it; its log stays.
    """
    from positions.store import review

    key, _, rest = which.partition("/")
    with open_store(ctx.obj) as store:
        codebook = read.codebook(store)
        statement = names.statement(store, key).record
        position = names.positions(codebook, [rest.partition("/")[0]])[0].id if rest else None
        done = review.undo(store, judged.by(coder, note), statement.id, position)
    streams.note(f"Taken back: {done} on {statement.id}.")


# --- the log ---------------------------------------------------------------------------------


@app.command()
def log(
    ctx: typer.Context,
    *,
    which: Annotated[str | None, typer.Argument(metavar="[ID]", help="One statement.")] = None,
    coder: Annotated[list[str], options.many("--coder", text="Who decided.", metavar="NAME")],
    limit: options.Limit = None,
    how: options.How = Format.TABLE,
    raw: options.Raw = False,
) -> None:
    """Show what was decided: by whom, when, on what, and why. Nothing in it is ever changed."""
    with open_store(ctx.obj) as store:
        codebook = read.codebook(store)
        key, wanted = (which or "").partition("/")[0].strip(), names.coders(store, coder)
        log = read.logged(store, key)
        if key and not log:
            names.statement(store, key)  # which says what was nearly meant
        found = [each for each in log if not wanted or each.verdict.coder in wanted]
    most = options.most(limit, how)
    shown = found[-most:]

    def screen() -> object:
        from positions.render import review

        return review.log(shown, {each.slug: each.label for each in codebook})

    empty, hint = "", f"Shown are the latest {most}: --limit 0 shows all." * (len(shown) < len(found))
    if not found:
        empty, hint = "Nothing was decided yet.", "positions review shows what waits."
    show(Answer(judged.LOGGED, judged.logged(shown), screen, None, empty, hint), how, raw=raw)
