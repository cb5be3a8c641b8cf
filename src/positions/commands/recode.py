"""`positions recode`: code what the store holds anew, and say what changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Annotated

import typer

from positions import ingest as flow
from positions.analysis.recodings import FLIPPED, GAINED, LOST, Recoding, Recodings
from positions.commands import options, plain_app, streams
from positions.commands.answer import Answer, Format, show
from positions.commands.walk import Walk
from positions.model import Statement
from positions.records import DocumentRecord, Query, StatementRecord
from positions.store import Store, open_store, read

COLUMNS = ("position", "before", "after", "gained", "lost", "flipped", "changes")
Step = tuple[str, Iterable[StatementRecord], Sequence[Statement]]  # a document before and after

app = plain_app()


@app.command()
def recode(
    ctx: typer.Context,
    *,
    documents: Annotated[
        bool,
        typer.Option(
            "--documents", help="Read the documents anew, too: statements, speakers, dates and all."
        ),
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would change, and change nothing.")
    ] = False,
    how: options.How = Format.TABLE,
    raw: options.Raw = False,
) -> None:
    """Code the statements of the store anew, with the rules and the codebook of today.

    Shown is what changes, position by position: the stances that are gained, lost, and flipped, which is another side
    or another condition. What persons decided stays, and so does what was imported or coded by hand. Ctrl-C stops
    between two documents.
    """
    with open_store(ctx.obj) as store:
        found = recoded(store, documents=documents, dry=dry_run)
        order = {each.slug: at for at, each in enumerate(read.codebook(store))}
    show(answer(found, found.changed(order)), how, raw=raw)
    if dry_run and found.total():
        streams.note("Nothing was written: positions recode does it.")


def recoded(store: Store, *, documents: bool = False, dry: bool = False) -> Recodings:
    """Code the store anew, or only say what would change."""
    coder, _, version = flow.coder(flow.desk().codebook)
    found, before = Recodings(coder), read.versions(store, coder)
    with Walk(read.documents(store), lambda each: each.title or each.id) as walk:
        steps = (_read_again if documents else _coded_again)(store, walk, dry)
        for step in steps:
            found.add(*step)
    if before and set(before) != {version}:
        streams.note(f"Coded by {coder} {version}; before by {', '.join(sorted(before))}.")
    return found


def _coded_again(store: Store, documents: Iterable[DocumentRecord], dry: bool) -> Iterator[Step]:
    from positions import recoding

    for document, said in recoding.recoded(documents, store, "positions recode", dry=dry):
        yield document.id, [each.record for each in said], [each.statement for each in said]


def _read_again(store: Store, documents: Iterable[DocumentRecord], dry: bool) -> Iterator[Step]:
    """The same for documents whose texts are read again; what is kept of each is noted before it is replaced."""
    held: dict[str, list[StatementRecord]] = {}

    def texts() -> Iterator[DocumentRecord]:
        for each in documents:
            held[each.id] = read.statements(store, Query(document=each.id))
            yield read.documents(store, each.id)[0]

    stay = read.touched(store)
    again = flow.again(texts(), None if dry else store, "positions recode --documents")
    return ((each.id, _found(held.pop(each.id), said, stay), said) for each, said in again)


def _found(
    before: Sequence[StatementRecord], said: Sequence[Statement], stay: Collection[str]
) -> list[StatementRecord]:
    """What the document had, without statements that stay for a person's sake and are found no more."""
    spans = {(each.span.start, each.span.end) for each in said}
    return [each for each in before if each.id not in stay or (each.start, each.end) in spans]


def answer(found: Recodings, changed: Sequence[Recoding]) -> Answer:
    """What a recoding changed, position by position."""

    def screen() -> object:
        from positions.render.tables import recodings

        return recodings(rows)

    rows = [_row(each) for each in changed]
    tried = found.statements
    empty = (
        "" if rows else f"Nothing changes in {tried:,} statements." if tried else "There is nothing to code."
    )
    hint = (
        ""
        if rows or tried
        else "positions ingest reads articles; positions recode --documents reads them again."
    )
    return Answer(COLUMNS, rows, screen, None, empty, hint)


def _row(each: Recoding) -> dict[str, object]:
    counts = {kind: each.count(kind) for kind in (GAINED, LOST, FLIPPED)}
    changes = [asdict(move) | {"kind": move.kind} for move in each.moves]
    return {
        "position": each.position,
        "before": each.before,
        "after": each.after,
        **counts,
        "changes": changes,
    }
