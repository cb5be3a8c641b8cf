"""`positions search WORDS`: full text over statements and documents."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated

import typer

from positions.analysis.excerpt import around
from positions.commands import names, options, plain_app
from positions.commands.answer import Answer, Format, show
from positions.records import DocumentRecord, PositionRecord, Query, StatementRecord
from positions.store import open_store, read

COLUMNS = ("kind", "id", "date", "speaker", "actor", "title", "document", "excerpt")
Passages = Sequence[tuple[DocumentRecord, str]]


class Kind(StrEnum):
    """Where to look."""

    STATEMENTS = "statements"
    DOCUMENTS = "documents"


app = plain_app()


@app.command()
def search(
    ctx: typer.Context,
    *,
    words: Annotated[list[str], typer.Argument()],
    actor: Annotated[
        list[str],
        options.many("--actor", "-a", text="Only what is said for this actor, and where.", metavar="NAME"),
    ],
    kind: Annotated[Kind | None, typer.Option("--in", help="Only in these; default: in both.")] = None,
    since: options.Since = None,
    until: options.Until = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=0, help="So many of each kind; 0: all.")] = 20,
    versions: options.Versions = options.Of.NEWEST,
    how: options.How = Format.TABLE,
    raw: options.Raw = False,
) -> None:
    """Find words in statements and in whole documents.

    All WORDS must occur, in any inflected form. Words between quotation marks stand together:
    positions search '"open door"'. With a limit the latest are shown. The dates are those of saying for a
    statement and of publication for a document.
    """
    wanted = " ".join(words)
    with open_store(ctx.obj) as store:
        codebook = read.codebook(store)
        query = Query(
            actors=names.ids(names.actors(store, actor)), since=since, until=until, versions=versions
        )
        statements = [] if kind is Kind.DOCUMENTS else read.statements_with(store, wanted, limit, query)
        documents = [] if kind is Kind.STATEMENTS else read.documents_with(store, wanted, limit, query)
        passages = [(each, around(each.text, wanted)) for each in documents]
    show(_answer(statements, passages, codebook, limit, wanted, _why_empty(kind, query)), how, raw=raw)


def _why_empty(kind: Kind | None, query: Query) -> tuple[str, str]:
    if query != Query():
        return "Nothing that fits these conditions holds all these words.", "Leave a condition out."
    what = f"No {kind.value[:-1]}" if kind else "No statement and no document"
    return f"{what} holds all these words.", "Try fewer words, or another form of them."


def _answer(
    statements: Sequence[StatementRecord], passages: Passages, codebook: Sequence[PositionRecord], limit: int,
    wanted: str, why: tuple[str, str],
) -> Answer:  # fmt: skip
    def screen() -> object:
        from positions.render.statements import found

        return found(statements, passages, {each.slug: each.label for each in codebook}, wanted)

    rows = [*map(_statement, statements), *(_document(*each) for each in passages)]
    if not rows:
        return Answer(COLUMNS, [], screen, None, *why)
    full = limit and limit in (len(statements), len(passages))
    hint = f"Shown are at most the latest {limit} of each kind: --limit 0 shows all." if full else ""
    return Answer(COLUMNS, rows, screen, hint=hint)


def _statement(each: StatementRecord) -> dict[str, object]:
    return {
        "kind": "statement", "id": each.id, "date": each.said_on,
        "speaker": each.speaker, "actor": each.actor, "title": each.title,
        "document": each.document, "excerpt": each.text,
    }  # fmt: skip


def _document(each: DocumentRecord, excerpt: str) -> dict[str, object]:
    return {
        "kind": "document", "id": each.id, "date": each.published, "speaker": None, "actor": None,
        "title": each.title, "document": each.id, "excerpt": excerpt,
    }  # fmt: skip
