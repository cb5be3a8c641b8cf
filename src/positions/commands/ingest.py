"""`positions ingest [SOURCE...]`: read articles into the store, and say what became of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, fields
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer

from positions import ingest as flow
from positions import readers, resources, web, workers
from positions.commands import options, plain_app, rehearsal, rows, streams
from positions.commands.answer import Answer, Format, show
from positions.commands.walk import Walk
from positions.errors import UnreadableSource, UsageError
from positions.fetch import Door, is_address
from positions.ingest import FAILED, TRIED, Outcome
from positions.model import Document
from positions.readers import Given, Limits, columns
from positions.readers.limits import MB
from positions.records import SourceRecord, StatementRecord
from positions.store import open_store

Told = tuple[SourceRecord, list[StatementRecord]]
COLUMNS = tuple(each.name for each in fields(SourceRecord))
INTERRUPTED = 130

app = plain_app()


@app.command()
def ingest(
    ctx: typer.Context,
    *,
    source: Annotated[
        list[str] | None,
        typer.Argument(
            help="Files, archives of them, folders, addresses of pages, feeds and sitemaps; -: standard input."
            " Default: the articles that come along."
        ),
    ] = None,
    published: options.Published = None,
    outlet: Annotated[str, typer.Option(metavar="NAME", help="Who published it.")] = "",
    title: Annotated[str, typer.Option(metavar="WORDS", help="Its title.")] = "",
    author: Annotated[str, typer.Option(metavar="NAME", help="Who wrote it.")] = "",
    url: Annotated[str, typer.Option(metavar="URL", help="Its address.")] = "",
    max_mb: Annotated[float, typer.Option(min=0, metavar="MB", help="Refuse larger articles.")] = 10,
    max_unpacked_mb: Annotated[
        float, typer.Option(min=0, metavar="MB", help="Refuse archives that unpack to more.")
    ] = 100,
    max_members: Annotated[
        int, typer.Option(min=1, metavar="N", help="Read at most so many members of an archive.")
    ] = 1_000,
    timeout: Annotated[
        float, typer.Option(min=1, metavar="SECONDS", help="Give a document up that takes longer to open.")
    ] = 60,
    column: Annotated[
        list[str],
        options.many(
            "--map", text="Tables: which column holds what, such as text=body.", metavar="FIELD=COLUMN"
        ),
    ],
    most: Annotated[
        int, typer.Option(min=1, metavar="N", help="At most so many articles of a feed, the newest.")
    ] = web.MOST,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Also addresses in a private network.")
    ] = False,
    count: Annotated[
        int, typer.Option("--workers", min=1, metavar="N", help="Analyse in so many processes.")
    ] = 1,
    dask: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Analyse at the workers of this Dask scheduler.")
    ] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would be kept, and keep nothing.")
    ] = False,
    how: options.How = Format.TABLE,
    raw: options.Raw = False,
) -> None:
    """Read articles into the store.

    What a text says of itself is found: title, outlet, author, date. For one article it can also be given,
    and then goes before. A known text is not read again, unless something is given. A bad file stops no
    other, and Ctrl-C stops after the document at hand.
    """
    given = Given(title, author, outlet, url, published)
    found = _sources(source or [str(resources.seeds())])
    _check(given, len(found))
    command = " ".join(["positions ingest", *map(readers.shown, source or ())])
    limits = Limits(int(max_mb * MB), int(max_unpacked_mb * MB), max_members, seconds=timeout)
    named = columns.parse(column)
    reach = web.Web(Door(allow_private=allow_private), most, limits)
    told: list[Told] = []
    try:
        with Walk(found, _name) as walk:
            read = walk.through(_read(walk, given, reach, named))
            if len(found) == 1:
                read = _readable(read)
            with (
                workers.crew(count, dask) as crew,
                _outcomes(read, ctx.obj, command, crew, anew=given != Given(), dry=dry_run) as outcomes,
            ):
                for outcome in outcomes:
                    told.append(_told(outcome))
    finally:
        if told:
            show(_rehearsed(told) if dry_run else _answer(told), how, raw=raw)
    raise typer.Exit(_leave(told, walk, how))


def _sources(arguments: Sequence[str]) -> list[Path | str]:
    """Addresses as they are, and the files that all else names."""
    named = ([each] if is_address(each) else flow.sources([Path(each)]) for each in dict.fromkeys(arguments))
    return list(dict.fromkeys(chain.from_iterable(named)))


def _name(source: Path | str) -> str:
    return readers.shown(source.name if isinstance(source, Path) else source)


def _read(
    walk: Walk[Path | str], given: Given, reach: web.Web, named: Mapping[str, str]
) -> Iterator[Document | Outcome]:
    for each in walk:
        if isinstance(each, Path):
            yield from flow.documents([each], given, reach.limits, named, walk.share)
        else:
            yield from web.documents(each, reach, given)


def _check(given: Given, sources: int) -> None:
    if given != Given() and sources != 1:
        raise UsageError(
            f"--published, --outlet, --title, --author and --url are for one source; these are {sources}.",
            "Ingest it alone, or say it in a sidecar: NAME.toml beside NAME.txt.",
        )


def _readable(read: Iterator[Document | Outcome]) -> Iterator[Document | Outcome]:
    """The only source: where nothing of it can be read, nothing is done, and no database made."""
    first = next(read, None)
    if first is None:
        raise UnreadableSource("There is no document in this source.", "Check that it was saved whole.")
    if not isinstance(first, Outcome):
        return chain([first], read)
    second = next(read, None)
    if second is None:
        assert first.fault
        raise first.fault
    return chain([first, second], read)


@contextmanager
def _outcomes(
    read: Iterable[Document | Outcome],
    database: str | None,
    command: str,
    crew: flow.Crew,
    *,
    anew: bool,
    dry: bool,
) -> Iterator[Iterator[Outcome]]:
    if dry:
        yield flow.rehearse(read, crew)
        return
    with open_store(database, create=True) as store:
        yield flow.ingest(read, store, command, crew, anew=anew)


def _told(outcome: Outcome) -> Told:
    """What the answer needs of an outcome, so that the texts need not be held until the end."""
    if outcome.fault and outcome.fault.__cause__:
        streams.trace(outcome.fault.__cause__)
    tried = rehearsal.statements(outcome, flow.desk().world.actors) if outcome.state == TRIED else ()
    return _record(outcome), list(tried)


def _record(outcome: Outcome) -> SourceRecord:
    if outcome.fault:
        fault = outcome.fault
        return SourceRecord(outcome.location, outcome.state, error=fault.sentence, hint=fault.hint)
    document, said = outcome.document, outcome.statements
    assert document
    return SourceRecord(
        source=outcome.location,
        state=outcome.state,
        document=outcome.key,
        title=document.title,
        outlet=document.outlet,
        published=document.published.iso if document.published else None,
        published_from=document.published_from,
        language=document.language,
        statements=len(said),
        stances=sum(len(each.stances) for each in said),
        unresolved=sum(not each.actors for each in said),
        uncoded=_counted(each.uncoded for each in said if each.uncoded),
        actors=_counted(actor.name for each in said for actor in each.actors),
    )


def _counted(words: Iterable[str]) -> dict[str, int]:
    return dict(Counter(words).most_common())


def _answer(told: Sequence[Told]) -> Answer:
    records = [record for record, _ in told]

    def screen() -> object:
        from positions.render.ingest import summary

        return summary(records)

    return Answer(COLUMNS, [asdict(each) for each in records], screen)


def _rehearsed(told: Sequence[Told]) -> Answer:
    def screen() -> object:
        from positions.render.ingest import rehearsal

        labels = {each.position.slug: each.position.label for each in flow.desk().codebook.entries}
        return rehearsal(told, labels)

    return Answer(rows.STATEMENT, (rows.statement(each) for _, tried in told for each in tried), screen)


def _warn_of_age(published: Iterable[str | None]) -> None:
    """Who came into office after the table of actors was made is unknown to it."""
    as_of = flow.desk().reference.as_of.iso
    newer = sum(bool(day) and str(day)[: len(as_of)] > as_of for day in published)
    if newer:
        what = "One document is" if newer == 1 else f"{newer} documents are"
        streams.note(
            f"{what} newer than the table of actors ({as_of}): who came into office since is not known.",
            "positions actors office adds a new holder.",
        )


def _say_foreign(records: Iterable[SourceRecord]) -> None:
    """A text that is not English is kept, and no statement is looked for in it."""
    found = sum(not each.error and not each.language.startswith("en") for each in records)
    if found:
        what = "One text is" if found == 1 else f"{found:,} texts are"
        streams.note(
            f"{what} not English: kept, and not read for statements.",
            'Where that is wrong, say language = "en" in a sidecar.',
        )


def _leave(told: Sequence[Told], walk: Walk[Path | str], how: Format) -> int:
    """Say what is left to say on standard error, and give the exit code."""
    _warn_of_age(record.published for record, _ in told)
    _say_foreign(record for record, _ in told)
    failed = [record for record, _ in told if record.state == FAILED]
    for each in failed if how is not Format.TABLE else ():
        streams.note(f"positions: {each.error}", each.hint)
    if failed:
        streams.note(f"{len(failed)} of {len(told)} sources failed.")
    if walk.stopped:
        of = f"{walk.done:,} of {len(walk.items):,} sources"
        documents = "one document" if len(told) == 1 else f"{len(told):,} documents"
        sentence = f"Stopped after {of if len(told) == walk.done else f'{documents}, {of}'}."
        streams.note(sentence, "Run the same command again to go on: what is kept is not read again.")
        return INTERRUPTED
    return (3 if len(failed) == len(told) else 1) if failed else 0
