"""The main flow: read, extract, resolve, code, keep.

Each document goes its own way: a bad one never stops the others, and nothing but database work is
done inside a transaction. `analyse` is the same flow without a store.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from positions import __version__, coding, readers, reference, resolve
from positions.coding import codebook
from positions.coding.codebook import Codebook
from positions.errors import UnreadableSource
from positions.model import Actor, Document, Statement
from positions.readers import Given
from positions.reference import Reference
from positions.resolve.world import World
from positions.store import Store

KEPT, KNOWN, LINKED, FAILED, TRIED = "kept", "known", "linked", "failed", "tried"


@dataclass(frozen=True)
class Desk:
    """What an analysis needs at hand: the world's actors and the codebook."""

    reference: Reference
    codebook: Codebook
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
    state: str  # kept, known, linked (known under another name), failed, or tried (nothing was written)
    key: str = ""
    document: Document | None = None
    statements: tuple[Statement, ...] = ()
    fault: UnreadableSource | None = None


def desk() -> Desk:
    """The desk as the package ships it."""
    return Desk(reference.load(), codebook.load())


def analyse(document: Document, desk: Desk) -> list[Statement]:
    """The statements of a document with their stances. Nothing is read from a store or written to it."""
    from positions.extract import engine

    reading = engine.read(document.text)
    paragraphs = [block.span for block in reading.blocks if block.kind in engine.PARSED]
    resolved = resolve.resolve(document, reading.attributions, paragraphs, desk.world)
    statements = [_with_actor(s, desk.anonymous) for s in resolved.statements]
    return list(coding.coded(statements, reading.paragraphs, resolved.names, desk.codebook))


def _with_actor(statement: Statement, anonymous: Actor | None) -> Statement:
    return replace(statement, actors=(anonymous,)) if anonymous and not statement.actors else statement


def ingest(paths: Sequence[Path], store: Store, given: Given, limit: int, command: str) -> Iterator[Outcome]:
    """Read files into the store, one transaction a document. Yields what became of each, in order."""
    from positions.store import write

    at_hand = desk()
    write.sync_reference(store, at_hand.reference)
    write.sync_codebook(store, at_hand.codebook.disputes)
    run = write.begin_run(store, command, coder(at_hand.codebook))
    for document in _documents(paths, given, limit):
        yield document if isinstance(document, Outcome) else _keep(document, store, at_hand, run)


def rehearse(paths: Sequence[Path], given: Given, limit: int) -> Iterator[Outcome]:
    """The same without a store: what would be kept."""
    at_hand = desk()
    for document in _documents(paths, given, limit):
        if isinstance(document, Outcome):
            yield document
        else:
            yield Outcome(document.source.location, TRIED, "", document, tuple(analyse(document, at_hand)))


def coder(book: Codebook) -> tuple[str, str, str]:
    """The machine as a coder: name, kind, and a version that changes with the rules and the codebook."""
    return "rules", "rules", f"{__version__}.{coding.VERSION}+{book.version}"


def _documents(paths: Iterable[Path], given: Given, limit: int) -> Iterator[Document | Outcome]:
    for path in paths:
        try:
            yield readers.read(path, given, limit)
        except UnreadableSource as fault:
            yield Outcome(readers.shown(path), FAILED, fault=fault)


def _keep(document: Document, store: Store, desk: Desk, run: int) -> Outcome:
    from positions.store import write

    key = write.known(store, document.digest)
    if key:
        linked = write.link(store, key, document.source)
        return Outcome(document.source.location, LINKED if linked else KNOWN, key, document)
    statements = analyse(document, desk)
    key = write.keep(store, document, statements, run)
    return Outcome(document.source.location, KEPT, key, document, tuple(statements))
