"""`positions changes`: every change of stance in the store, the newest first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated

import typer

from positions.analysis.changes import Change, changed
from positions.commands import names, options, plain_app, rows
from positions.commands.answer import Answer, Format, show
from positions.model import When
from positions.records import PositionRecord, Query, StatementRecord
from positions.store import Store, open_store, read

COLUMNS = (*rows.CHANGE, "actor_name", "label", "before_text", "after_text")
Quotations = Mapping[str, StatementRecord]

app = plain_app()


@app.command()
def changes(
    ctx: typer.Context,
    *,
    actor: Annotated[list[str], options.many("--actor", "-a", text="Whose change it is.", metavar="NAME")],
    wanted: options.Positions,
    dispute: options.Dispute = None,
    since: options.Since = None,
    until: options.Until = None,
    versions: options.Versions = options.Of.NEWEST,
    evidence: Annotated[bool, typer.Option("--evidence", help="Both quotations of each change.")] = False,
    limit: options.Limit = None,
    how: options.How = Format.TABLE,
    raw: options.Raw = False,
) -> None:
    """List every change of stance, the newest first.

    A change is claimed where an actor's direct stances on a position differ and the order of their dates is
    sure. --since and --until say when the new stance was first held; what came before is always looked at.
    """
    with open_store(ctx.obj) as store:
        codebook = read.codebook(store)
        query = _query(store, codebook, actor, wanted, dispute, versions)
        most = options.most(limit, how)
        found = [each for each in changed(read.readings(store, query)) if _within(each, since, until)]
        shown = found[: most or None]
        keys = [key for each in shown for key in (each.since, each.statement)]
        quotations = read.statements_by_key(store, list(dict.fromkeys(keys)))
    asked = bool(actor or wanted or dispute or since or until)
    show(_answer(shown, quotations, codebook, evidence, asked, len(found)), how, raw=raw)


def _query(
    store: Store, codebook: Sequence[PositionRecord], actor: Sequence[str], wanted: Sequence[str],
    dispute: str | None, versions: options.Of,
) -> Query:  # fmt: skip
    whose = names.actors(store, actor)
    positions = names.asked(codebook, wanted, dispute)
    return Query(actors=names.ids(whose), positions=positions, implied=False, versions=versions)


def _within(each: Change, since: When | None, until: When | None) -> bool:
    on = When(each.on)
    return (since is None or on.last >= since.first) and (until is None or on.first <= until.last)


def _answer(
    found: Sequence[Change], quotations: Quotations, codebook: Sequence[PositionRecord], evidence: bool,
    asked: bool, of: int,
) -> Answer:  # fmt: skip
    labels = {each.slug: each.label for each in codebook}

    def screen() -> object:
        from positions.render.changes import listed

        return listed(found, quotations, labels, evidence=evidence)

    every = list(_rows(found, quotations, labels))
    hint = f"Shown are the newest {len(found)} of {of:,}: --limit 0 shows all." if of > len(found) else ""
    if found:
        return Answer(COLUMNS, every, screen, every, hint=hint)
    why = "No change of stance fits these conditions." if asked else "The store holds no change of stance."
    hint = "A change needs two dated statements of one actor on one position that take different sides."
    return Answer(COLUMNS, [], screen, [], why, hint)


def _rows(
    found: Sequence[Change], quotations: Quotations, labels: Mapping[str, str]
) -> Iterator[dict[str, object]]:
    for each in found:
        before, after = quotations[each.since], quotations[each.statement]
        yield rows.change(each) | {
            "actor_name": holder(each, after),
            "label": labels.get(each.position, each.position),
            "before_text": before.text,
            "after_text": after.text,
        }


def holder(change: Change, statement: StatementRecord) -> str:
    """The name of the actor who changed, as the stance of the statement has it."""
    return next((each.actor for each in statement.stances if each.actor_code == change.actor), change.actor)
