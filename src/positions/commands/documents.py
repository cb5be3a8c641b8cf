"""`positions documents`: the texts that were read; to list, show, correct, forget and write them."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Annotated

import typer

from positions.commands import names, options, plain_app, rows, streams
from positions.commands.answer import Answer, Format, show
from positions.errors import UsageError
from positions.model import Document, When
from positions.records import DocumentRecord
from positions.store import open_store, read
from positions.visible import sayable

COLUMNS = (*(name for name in rows.DOCUMENT if name != "text"), "superseded_by")
CORRECTED = "corrected"  # the basis of a date that a person gave afterwards

Id = Annotated[str, typer.Argument(metavar="ID", help="It may be cut short.")]

app = plain_app(help="The documents: every text that was read.")


# --- looking ---------------------------------------------------------------------------------


@app.command("list")
def list_documents(
    ctx: typer.Context,
    *,
    outlet: Annotated[str, typer.Option(metavar="NAME", help="Only outlets that contain it.")] = "",
    since: Annotated[When | None, options.day("--since", "Published on this day or later.")] = None,
    until: Annotated[When | None, options.day("--until", "Published on this day or earlier.")] = None,
    language: Annotated[str, typer.Option(metavar="CODE", help="Only this language: en, ru, ...")] = "",
    undated: Annotated[
        bool, typer.Option("--undated", help="Only those whose date of publication is not known.")
    ] = False,
    limit: options.Limit = None,
    how: options.How = Format.TABLE,
    raw: options.Raw = False,
) -> None:
    """List the documents without their text, the latest published first.

    An older version of an article is marked. positions documents set gives a date to what has none.
    """
    if undated and (since or until):
        raise UsageError(
            "What has no date lies before or after no day.", "Leave out --undated, or the dates."
        )
    from positions.store import catalogue

    with open_store(ctx.obj) as store:
        every, older = read.documents(store), catalogue.superseded(store)
    asked = (_asked(outlet, language), _dated(since, until, undated))
    found = [each for each in every if all(fits(each) for fits in asked)]
    show(_answer(found, older, options.most(limit, how) or len(found), bool(every)), how, raw=raw)


def _asked(outlet: str, language: str) -> options.Fits[DocumentRecord]:
    outlet, language = outlet.casefold(), language.casefold()
    return lambda each: outlet in each.outlet.casefold() and language in ("", each.language.casefold())


def _dated(since: When | None, until: When | None, undated: bool) -> options.Fits[DocumentRecord]:
    """A document dated to a month lies within the limits where any day of it does."""

    def fits(each: DocumentRecord) -> bool:
        if each.published is None or undated:
            return each.published is None and (undated or not (since or until))
        day = When(each.published)
        return (since is None or day.last >= since.first) and (until is None or day.first <= until.last)

    return fits


def _answer(found: Sequence[DocumentRecord], older: Mapping[str, str], most: int, any_: bool) -> Answer:
    def screen() -> object:
        from positions.render.tables import documents

        return documents(found[:most], older)

    if not found:
        why = "No document fits these conditions." if any_ else "No document was read yet."
        hint = "Leave one out." if any_ else "positions ingest reads articles."
        return Answer(COLUMNS, [], screen, None, why, hint)
    hint = f"Shown are {most} of {len(found):,}: --limit 0 shows all." if len(found) > most else ""
    return Answer(COLUMNS, [_row(each, older) for each in found[:most]], screen, hint=hint)


def _row(each: DocumentRecord, older: Mapping[str, str]) -> dict[str, object]:
    whole = rows.document(each) | {"superseded_by": older.get(each.id)}
    return {name: whole[name] for name in COLUMNS}


@app.command("show")
def show_document(
    ctx: typer.Context, *, document: Id, how: options.How = Format.TABLE, raw: options.Raw = False
) -> None:
    """Show where a document is from, its versions and its copies; with --format json its text too."""
    from positions.store import catalogue

    with open_store(ctx.obj) as store:
        found = names.document(store, document)
        history = catalogue.history(store, found.id)

    def screen() -> object:
        from positions.render.tables import document

        return document(found, history)

    row = rows.document(found)
    show(Answer(rows.DOCUMENT, [row], screen, row | asdict(history)), how, raw=raw)


@app.command("export")
def export_document(
    ctx: typer.Context,
    *,
    document: Id,
    raw: Annotated[bool, typer.Option("--raw", help="Leave every character as it was kept.")] = False,
) -> None:
    """Write the text of a document as it was kept, with unseen characters made visible."""
    with open_store(ctx.obj) as store:
        text = names.document(store, document).text
    streams.write(text, raw=raw)


# --- correcting ------------------------------------------------------------------------------


@app.command("set")
def set_document(
    ctx: typer.Context,
    *,
    document: Id,
    published: options.Published = None,
    title: options.Title = None,
    outlet: options.Outlet = None,
    author: options.Author = None,
    url: options.Url = None,
) -> None:
    """Correct what is known of a document, and read its statements anew by it.

    Their dates follow the new date of publication, and with them who held which office. What persons decided
    stays where the statement does.
    """
    from positions import ingest as flow

    words = {"title": title, "outlet": outlet, "author": author, "url": url}
    given = {name: sayable(word) for name, word in words.items() if word is not None}
    if not given and published is None:
        raise UsageError("Nothing is given to be set.", "positions documents set ID --published 2022-01-26")
    with open_store(ctx.obj) as store:
        found = names.document(store, document)
        to = _corrected(flow.kept(found), given, published)
        said = flow.correct(found, to, store, f"positions documents set {found.id}")
        moved = _moved(found.id, read.documents(store, found.id), len(said))
    streams.note(moved)


def _corrected(document: Document, given: Mapping[str, str], published: When | None) -> Document:
    document = replace(document, **given)  # type: ignore[arg-type]
    return replace(document, published=published, published_from=CORRECTED) if published else document


def _moved(key: str, now: Iterable[DocumentRecord], statements: int) -> str:
    [found] = now
    when = f"published {found.published} ({found.published_from})" if found.published else "of no known date"
    return f"{key} is {when}; its {statements} statements were read anew."


# --- forgetting ------------------------------------------------------------------------------


@app.command("forget")
def forget_documents(
    ctx: typer.Context,
    *,
    document: Annotated[list[str], typer.Argument(metavar="ID...", help="They may be cut short.")],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """Delete documents for good: text, statements, stances, sources, and every trace in the index of words.

    What persons decided on them goes too. The file is written anew without its free pages. Backups are files of
    their own, and are not touched.
    """
    from positions.store import write

    with open_store(ctx.obj) as store:
        found = list({each.id: each for each in (names.document(store, word) for word in document)}.values())
        _ask(found, yes)
        write.forget(store, *(each.id for each in found))
        store.sweep()
    streams.note(f"Forgotten: {', '.join(each.id for each in found)}.", _backups(ctx.obj))


def _ask(found: Sequence[DocumentRecord], yes: bool) -> None:
    """Raises `UsageError` where nobody can be asked, `Abort` where the answer is no."""
    if yes:
        return
    if not sys.stdin.isatty():
        raise UsageError("Nobody is here to be asked whether to forget.", "With --yes it is done unasked.")
    for each in found:
        streams.note(f"{each.id}  {each.title or 'without a title'}, {each.statements} statements")
    typer.confirm("Delete for good?", abort=True, err=True)


def _backups(database: str | None) -> str:
    """What still holds the text, and is not ours to delete unasked."""
    from positions import settings

    path = settings.database(database).path
    there = (
        []
        if path is None
        else [each for each in path.parent.iterdir() if each.name.startswith(f"{path.name}.backup-")]
    )
    return f"{len(there)} backups beside the database were not touched." if there else ""
