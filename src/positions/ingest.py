"""The main flow: read, extract, resolve, code, keep.

Each document goes its own way: a bad one never stops the others, and nothing but database work is
done inside a transaction. `analyse` is the same flow without a store.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import TypeVar

from positions import __version__, coding, readers, reference, resolve, settings, workers
from positions.coding import Coder, codebook
from positions.coding.codebook import Codebook
from positions.coding.place import Place
from positions.errors import PositionsError, RefusedDocument, UnreadableSource
from positions.model import Actor, Document, Source, Statement, When
from positions.readers import Given, Limits, tongues
from positions.records import DocumentRecord
from positions.reference import Reference
from positions.resolve.world import World
from positions.store import Store

KEPT, UPDATED, RENEWED = "kept", "updated", "renewed"
LINKED, KNOWN, TRIED, FAILED = "linked", "known", "tried", "failed"
OUR_FAULT = "Please report it; POSITIONS_DEBUG=1 shows where it happened. It was not kept."
Done = TypeVar("Done")
Analysis = Callable[[], list[Statement]]
Crew = tuple[Executor | None, int]  # who analyses ahead, and how many they are
ALONE: Crew = (None, 1)


@dataclass(frozen=True)
class Desk:
    """What an analysis needs at hand: the world's actors and the codebook."""

    reference: Reference
    codebook: Codebook
    code: Coder = coding.coded
    anonymous: Actor | None = None  # who is taken to speak where the text does not tell; nobody, as a rule

    @property
    def world(self) -> World:
        return _world(self.reference)


@cache
def _world(table: Reference) -> World:
    return World(table)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source."""

    location: str
    # updated: a new version of what is kept of its address; renewed: read again; linked: known under another
    # name; tried: nothing was written
    state: str
    key: str = ""
    document: Document | None = None
    statements: tuple[Statement, ...] = ()
    fault: PositionsError | None = None


def desk() -> Desk:
    """The desk as the package ships it, with the coder that the settings ask for."""
    return Desk(reference.load(), codebook.load(), coding.coder(learned=settings.learned()))


def analyse(document: Document, desk: Desk) -> list[Statement]:
    """The statements of a document with their stances. Nothing is read from a store or written to it.

    A text that is not English has none: half of them would be worse.
    """
    return _said(document, desk) if document.language.startswith(tongues.ENGLISH) else []


def _said(document: Document, desk: Desk) -> list[Statement]:
    from positions.extract import engine

    reading = engine.read(document.text)
    spoken = engine.spoken(reading.blocks)
    whole, said = [block.span for block in spoken], [block.said for block in spoken]
    resolved = resolve.resolve(document, reading.attributions, whole, desk.world)
    statements = [_with_actor(s, desk.anonymous) for s in resolved.statements]
    place = Place(document.text, engine.headline(reading.blocks), said, resolved.names)
    return list(desk.code(place, statements, desk.codebook))


def _with_actor(statement: Statement, anonymous: Actor | None) -> Statement:
    return replace(statement, actors=(anonymous,)) if anonymous and not statement.actors else statement


def sources(paths: Iterable[Path]) -> list[Path]:
    """The files that the paths name. One that cannot be looked at stays, so that reading it says why."""
    return list(dict.fromkeys(file for path in paths for file in _files(path)))


def documents(
    paths: Iterable[Path],
    given: Given,
    limits: Limits,
    named: Mapping[str, str] | None = None,
    tell: Callable[[float], None] = readers.silent,
) -> Iterator[Document | Outcome]:
    """The documents of each file, read when it is their turn; or what was wrong with it.

    `named` and `tell` are those of `readers.read`.
    """
    for path in paths:
        location = readers.shown(path)
        try:
            for read in readers.read(path, given, limits, named, tell):
                yield Outcome(location, FAILED, fault=read) if isinstance(read, UnreadableSource) else read
        except Exception as error:
            yield unexpected(location, error)


def ingest(
    read: Iterable[Document | Outcome], store: Store, command: str, crew: Crew = ALONE, *, anew: bool = False
) -> Iterator[Outcome]:
    """Keep documents in the store, one transaction each. Yields what became of each, in order.

    With `anew` a known document is analysed again and replaces what was kept of it. A crew analyses ahead.
    """
    from positions.store import write

    _, run = begun(store, command)

    def unknown(each: Document | Outcome) -> bool:
        return isinstance(each, Document) and (anew or not write.known(store, each.digest))

    return _each(read, unknown, partial(_keep, store=store, run=run, anew=anew), crew)


def rehearse(read: Iterable[Document | Outcome], crew: Crew = ALONE) -> Iterator[Outcome]:
    """The same without a store: what would be kept."""
    return _each(read, lambda each: isinstance(each, Document), _try, crew)


def again(
    documents: Iterable[DocumentRecord], store: Store | None, command: str
) -> Iterator[tuple[DocumentRecord, Sequence[Statement]]]:
    """Analyse documents of a store anew and replace what was kept of each; without a store nothing is written."""
    from positions.store import write

    at_hand, run = begun(store, command) if store else (desk(), 0)
    for each in documents:
        document = kept(each)
        statements = _anew(each, document, at_hand)
        if store:
            write.keep_anew(store, each.id, document, statements, run)
        yield each, statements


def correct(record: DocumentRecord, to: Document, store: Store, command: str) -> Sequence[Statement]:
    """Give a known document other facts, and read its statements anew by them, in one transaction."""
    from positions.store import write

    at_hand, run = begun(store, command)
    statements = _anew(record, to, at_hand)
    write.keep_anew(store, record.id, to, statements, run)
    return statements


def _anew(record: DocumentRecord, document: Document, desk: Desk) -> list[Statement]:
    """What has statements keeps being read, whatever language an older version took from the page's own word."""
    return _said(document, desk) if record.statements else analyse(document, desk)


def begun(store: Store, command: str) -> tuple[Desk, int]:
    """The desk, whose tables the store holds from now on, and the number of the run that begins."""
    from positions.store import write

    at_hand = desk()
    write.sync_reference(store, at_hand.reference)
    write.sync_codebook(store, at_hand.codebook.disputes)
    return at_hand, write.begin_run(store, command, coder(at_hand.codebook))


def kept(record: DocumentRecord) -> Document:
    """A document of a store as it was read."""
    source = Source(next(iter(record.sources), record.id), "text", "utf-8")
    published = When(record.published) if record.published else None
    return Document(
        record.text, source, record.title, record.author, record.outlet, record.url, published,
        record.published_from, record.language,
    )  # fmt: skip


def coder(book: Codebook) -> tuple[str, str, str]:
    """The machine as a coder: name, kind, and a version that changes with the rules and the codebook."""
    version = coding.VERSION if settings.learned() else f"{coding.VERSION}r"
    return "rules", "rules", f"{__version__}.{version}+{book.version}"


def _each(
    read: Iterable[Document | Outcome],
    wanted: Callable[[Document | Outcome], bool],
    treat: Callable[[Document, Analysis], Outcome],
    crew: Crew,
) -> Iterator[Outcome]:
    for each, analysis in workers.ahead(read, wanted, analysed, *crew):
        if isinstance(each, Outcome):
            yield each
        else:
            yield _attempt(each.source.location, partial(treat, each, analysis))


def analysed(document: Document | Outcome) -> list[Statement]:
    """`analyse` at the desk of whichever process it is called in."""
    assert isinstance(document, Document)
    return analyse(document, desk())


def _keep(document: Document, analysis: Analysis, store: Store, run: int, anew: bool) -> Outcome:
    from positions.store import write

    location, known = document.source.location, write.known(store, document.digest)
    if known and not anew:
        linked = write.link(store, known, document.source)
        return Outcome(location, LINKED if linked else KNOWN, known, document)
    statements = tuple(analysis())
    if known:
        key = write.keep_anew(store, known, document, statements, run)
        return Outcome(location, RENEWED, key, document, statements)
    key = write.keep(store, document, statements, run)
    state = UPDATED if write.replaced(store, key) else KEPT
    return Outcome(location, state, key, document, statements)


def _try(document: Document, analysis: Analysis) -> Outcome:
    return Outcome(document.source.location, TRIED, "", document, tuple(analysis()))


def _attempt(location: str, step: Callable[[], Done]) -> Done | Outcome:
    """The step's result, or a failed outcome: one document's fault, even if it is ours, stops no other."""
    try:
        return step()
    except (UnreadableSource, RefusedDocument) as fault:
        return Outcome(location, FAILED, fault=fault)
    except PositionsError:  # the store's: the next document would fare no better
        raise
    except Exception as error:
        return unexpected(location, error)


def unexpected(location: str, error: Exception) -> Outcome:
    """The outcome of a source at which the program itself failed."""
    fault = UnreadableSource(f"{location}: {type(error).__name__}, which should not happen.", OUR_FAULT)
    fault.__cause__ = error
    return Outcome(location, FAILED, fault=fault)


def _files(path: Path) -> list[Path]:
    try:
        return readers.find([path]) or [path]
    except UnreadableSource:
        return [path]
