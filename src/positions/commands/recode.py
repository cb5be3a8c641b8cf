"""`positions recode`: read the documents of the store anew, and say what changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Annotated

import typer

from positions import ingest as flow
from positions.commands import options, plain_app, streams
from positions.commands.answer import Answer, Format, show
from positions.commands.walk import Walk
from positions.model import Statement
from positions.records import DocumentRecord, Query, StatementRecord
from positions.store import Store, open_store, read

COLUMNS = ("document", "title", "statements", "statements_before", "gained", "lost")
MACHINE = "rules"  # its name as a coder
Stances = Counter[tuple[str, str, str]]  # actor's code, position, side
Held = dict[str, list[StatementRecord]]  # by document

app = plain_app()


@app.command()
def recode(
    ctx: typer.Context,
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would change, and change nothing.")
    ] = False,
    how: options.How = Format.TABLE,
    raw: options.Raw = False,
) -> None:
    """Read every document of the store anew: with the rules, the actors and the codebook of today.

    Shown are the documents in which something changes: statements found, stances gained and lost. Each document is
    replaced as a whole, but what persons decided stays where the statement does. Ctrl-C stops between two.
    """
    held: Held = {}
    with (
        open_store(ctx.obj) as store,
        Walk(read.documents(store), lambda each: each.title or each.id) as walk,
    ):
        texts, stay = _texts(store, walk, held), read.touched(store)
        again = flow.again(texts, None if dry_run else store, "positions recode")
        rows = (_changed(each, said, _found(held.pop(each.id), said, stay)) for each, said in again)
        found = [
            row
            for row in rows
            if row["gained"] or row["lost"] or row["statements"] != row["statements_before"]
        ]
    show(_answer(found, walk.done), how, raw=raw)
    if dry_run and found:
        streams.note("Nothing was written: positions recode does it.")


def _texts(store: Store, documents: Iterable[DocumentRecord], held: Held) -> Iterator[DocumentRecord]:
    """The documents with their texts, one at a time; what the store holds of it is noted before it is replaced."""
    for each in documents:
        held[each.id] = read.statements(store, Query(document=each.id))
        yield read.documents(store, each.id)[0]


def _found(
    before: Sequence[StatementRecord], said: Sequence[Statement], stay: Collection[str]
) -> list[StatementRecord]:
    """What the document had, without statements that stay for a person's sake and are found no more."""
    spans = {(each.span.start, each.span.end) for each in said}
    return [each for each in before if each.id not in stay or (each.start, each.end) in spans]


def _changed(
    document: DocumentRecord, said: Sequence[Statement], before: Sequence[StatementRecord]
) -> dict[str, object]:
    """The row of a document, by what the machine says in it. What a person has decided stays, and is no change."""
    decided = {
        (each.start, each.end, stance.position, stance.actor_code)
        for each in before
        for stance in each.stances
        if stance.status != "pending" and stance.coder == MACHINE
    }
    held: Stances = Counter(
        (s.actor_code, s.position, s.stance)
        for each in before
        for s in each.stances
        if s.status == "pending" and s.coder == MACHINE
    )
    after: Stances = Counter(
        (s.actor, s.position, s.side.value)
        for each in said
        for s in each.stances
        if (each.span.start, each.span.end, s.position, s.actor) not in decided
    )
    return {
        "document": document.id,
        "title": document.title,
        "statements": len(said),
        "statements_before": len(before),
        "gained": [" ".join(each) for each in sorted((after - held).elements())],
        "lost": [" ".join(each) for each in sorted((held - after).elements())],
    }


def _answer(rows: list[dict[str, object]], tried: int) -> Answer:
    def screen() -> object:
        from positions.render.tables import changes

        return changes(rows)

    empty = (
        "" if rows else f"Nothing changes in {tried} documents." if tried else "The store holds no documents."
    )
    hint = "" if rows or tried else "positions ingest reads some."
    return Answer(COLUMNS, rows, screen, None, empty, hint)
