"""`positions import FILE...`: statements, documents, actors and codebooks of other stores and programs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from positions import readers
from positions.commands import options, plain_app, streams
from positions.errors import UnreadableSource, UsageError
from positions.imports import Imported, Item, Refused
from positions.imports.order import joined
from positions.records import ActorEntry, PositionRecord
from positions.store import Store, open_store

if TYPE_CHECKING:
    from positions.store.imported import Intake

FORMATS = {".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".tsv": "csv", ".dna": "dna", ".qdc": "qdc"}
MOST_TOLD = 20  # refusals that are told one by one
BATCH = 1000  # actors or positions in one transaction

app = plain_app()


@dataclass(slots=True)
class _Tally:
    """What became of all items."""

    documents: int = 0
    statements: int = 0
    stances: int = 0
    actors: int = 0
    positions: int = 0
    refused: int = 0
    seen: int = 0

    @property
    def words(self) -> str:
        names = ("documents", "statements", "stances", "actors", "positions")
        counted = [(getattr(self, name), name) for name in names]
        told = ", ".join(f"{n:,} {name if n != 1 else name[:-1]}" for n, name in counted if n)
        return f"New: {told}." if told else "Nothing is new."

    def refuse(self, file: str, line: int, why: str, *, counted: bool = False) -> None:
        """Say what was refused, and why; of very many only the first."""
        self.refused += 1
        self.seen += not counted
        if self.refused <= MOST_TOLD:
            where = f"{file}, line {line}" if line else file
            streams.note(f"positions: {where}: {why.removesuffix('.')}.")


@app.command("import")
def import_files(
    ctx: typer.Context,
    paths: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help=".jsonl, .csv, .tsv, .dna or .qdc files.")
    ],
    *,
    columns: Annotated[
        list[str],
        options.many("--map", text="CSV: which column holds a field.", metavar="FIELD=COLUMN"),
    ],
    raw: Annotated[
        bool, typer.Option("--raw", help="CSV: it was written with --raw, so restore no cell.")
    ] = False,
) -> None:
    """Import statements, documents, actors and codebooks.

    What an export wrote comes back whole; name its files together, in any order. A table of your own needs a column
    of texts, and may say who speaks, for whom, when, and which stance: --map text=Quote --map actor=Country --map
    position=Claim --map stance=Agree. Who or what the store does not know is added, with the origin "import". A
    bad line is told with its number and stops no other.
    """
    mapped = dict(map(_pair, columns))
    files = [(path, _reader(path, mapped, raw=raw)) for path in paths]
    if mapped and not any(FORMATS[path.suffix.lower()] == "csv" for path in paths):
        raise UsageError("--map is for CSV.", "Leave it out.")
    items = joined([_named(path, read, alone=len(files) == 1) for path, read in files])
    tally = _Tally()
    with open_store(ctx.obj, create=True) as store:
        from positions.store import imported

        _synchronise(store)
        command = " ".join(["positions import", *map(readers.shown, paths)])
        _take(imported.begin(store, command), items, tally)
    streams.note(tally.words)
    if tally.refused:
        rest = "; the others were kept" if tally.refused < tally.seen else ""
        streams.note(f"{tally.refused:,} of {tally.seen:,} parts were refused{rest}.")
    raise typer.Exit((3 if tally.refused == tally.seen else 1) if tally.refused else 0)


def _pair(given: str) -> tuple[str, str]:
    name, mark, column = given.partition("=")
    if not mark or not column:
        raise UsageError(f"{given[:40]!r} is no FIELD=COLUMN.", "For example: --map text=Quote")
    return name.strip(), column


def _reader(path: Path, columns: dict[str, str], *, raw: bool) -> Callable[[Path], Iterable[Item]]:
    """The reader of the format that the file's name tells."""
    name = FORMATS.get(path.suffix.lower())
    if name is None:
        raise UsageError(f"{readers.shown(path)} has no known ending.", f"Known are {', '.join(FORMATS)}.")
    read = import_module(f"positions.imports.{name}").read
    if name == "csv":
        return partial(read, columns=columns, raw=raw)
    return cast(Callable[[Path], Iterable[Item]], read)


def _synchronise(store: Store) -> None:
    """The actors and the codebook that the package ships are there before the file's own."""
    from positions import reference
    from positions.coding import codebook
    from positions.store.sync import sync_codebook, sync_reference

    sync_reference(store, reference.load())
    sync_codebook(store, codebook.load().disputes)


def _named(path: Path, read: Callable[[Path], Iterable[Item]], *, alone: bool) -> Iterator[Item]:
    """The items of a file, each with its name. One that cannot be read stops no other."""
    try:
        for each in read(path):
            yield replace(each, file=readers.shown(path)) if isinstance(each, Imported | Refused) else each
    except UnreadableSource as fault:
        if alone:
            raise
        yield Refused(0, fault.sentence, readers.shown(path))


# --- one item after the other ----------------------------------------------------------------


def _take(intake: Intake, items: Iterable[Item], tally: _Tally) -> None:
    waiting: list[ActorEntry | PositionRecord] = []
    for item in items:
        if waiting and (len(waiting) == BATCH or type(item) is not type(waiting[0])):
            _add(intake, waiting, tally)
            waiting = []
        if isinstance(item, ActorEntry | PositionRecord):
            waiting.append(item)
        elif isinstance(item, Refused):
            tally.refuse(item.file, item.line, item.why)
        else:
            _keep(intake, item, tally)
    if waiting:
        _add(intake, waiting, tally)


def _add(intake: Intake, waiting: Sequence[ActorEntry | PositionRecord], tally: _Tally) -> None:
    from positions.store import newcomers

    tally.seen += len(waiting)
    actors = [each for each in waiting if isinstance(each, ActorEntry)]
    positions = [each for each in waiting if isinstance(each, PositionRecord)]
    tally.actors += newcomers.add_actors(intake.store, actors) if actors else 0
    tally.positions += newcomers.add_positions(intake.store, positions) if positions else 0


def _keep(intake: Intake, item: Imported, tally: _Tally) -> None:
    from positions.store import imported

    tally.seen += max(1, len(item.statements))
    try:
        kept = imported.keep(intake, item.document, item.statements, item.file)
    except ValueError as fault:
        tally.seen -= max(1, len(item.statements)) - 1
        tally.refuse(item.file, item.line, f"document {item.document.id}: {fault}", counted=True)
        return
    tally.documents += kept.new
    tally.statements += kept.statements
    tally.stances += kept.stances
    for place, why in kept.refused:
        line = item.lines[place] if place < len(item.lines) else 0
        tally.refuse(item.file, line, why, counted=True)
