"""`positions recode`: read the documents of the store anew, and say what changed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Annotated

import typer

from positions import ingest as flow
from positions.commands import options, plain_app, streams
from positions.commands.answer import Answer, Format, show
from positions.commands.walk import Walk
from positions.model import Statement
from positions.records import DocumentRecord, StatementRecord
from positions.store import open_store, read

COLUMNS = ("document", "title", "statements", "statements_before", "gained", "lost")
Stances = Counter[tuple[str, str, str]]  # actor's code, position, side

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
    replaced as a whole; Ctrl-C stops between two.
    """
    with open_store(ctx.obj) as store:
        before = _kept(read.every_statement(store))
        documents = list(read.every_document(store))
        with Walk(documents, lambda each: each.title or each.id) as walk:
            again = flow.again(walk, None if dry_run else store, "positions recode")
            rows = [_changed(each, said, before[each.id]) for each, said in again]
    found = [
        row for row in rows if row["gained"] or row["lost"] or row["statements"] != row["statements_before"]
    ]
    show(_answer(found, len(rows)), how, raw=raw)
    if dry_run and found:
        streams.note("Nothing was written: positions recode does it.")


def _kept(statements: Iterable[StatementRecord]) -> dict[str, tuple[int, Stances]]:
    """What the store holds by document: the number of statements, and the stances."""
    numbers: Counter[str] = Counter()
    stances: dict[str, Stances] = defaultdict(Counter)
    for each in statements:
        numbers[each.document] += 1
        stances[each.document].update((s.actor_code, s.position, s.stance) for s in each.stances)
    return defaultdict(lambda: (0, Counter()), {key: (n, stances[key]) for key, n in numbers.items()})


def _changed(
    document: DocumentRecord, said: Iterable[Statement], before: tuple[int, Stances]
) -> dict[str, object]:
    statements = list(said)
    after: Stances = Counter((s.actor, s.position, s.side.value) for each in statements for s in each.stances)
    number, stances = before
    return {
        "document": document.id,
        "title": document.title,
        "statements": len(statements),
        "statements_before": number,
        "gained": [" ".join(each) for each in sorted((after - stances).elements())],
        "lost": [" ".join(each) for each in sorted((stances - after).elements())],
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
