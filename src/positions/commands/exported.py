"""What `positions export` can write: of each kind its fields with their types, and its records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from positions import __version__, shapes
from positions.commands import rows
from positions.commands.rows import Row
from positions.records import (
    ActorEntry,
    DocumentRecord,
    PositionRecord,
    Query,
    StanceRecord,
    StatementRecord,
)
from positions.store import Store, read, whole


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record."""

    types: Mapping[str, Any]  # of its fields, in their order
    records: Callable[[Store, Query], Iterable[Row]]


def _statements(store: Store, query: Query) -> Iterable[Row]:
    return map(asdict, whole.statements(store, query))


def _documents(store: Store, query: Query) -> Iterable[Row]:
    return map(asdict, whole.documents(store, query))


def _stances(store: Store, query: Query) -> Iterable[Row]:
    return rows.stances(whole.stances(store, query))


def _actors(store: Store, query: Query) -> Iterable[Row]:
    return map(asdict, whole.actors(store, query.actors))


def _codebook(store: Store, query: Query) -> Iterable[Row]:
    found = (
        each
        for each in read.codebook(store, counted=True)
        if not query.positions or each.slug in query.positions
    )
    return map(rows.position, found)


_STANCE = shapes.types(StatementRecord) | shapes.types(StanceRecord) | {"statement": str}
_POSITION = shapes.types(PositionRecord) | {"position": str, "dispute_slug": str}

KINDS: Mapping[str, Kind] = {
    "statements": Kind(shapes.types(StatementRecord), _statements),
    "stances": Kind({name: _STANCE[name] for name in rows.STANCE}, _stances),
    "documents": Kind(shapes.types(DocumentRecord), _documents),
    "actors": Kind(shapes.types(ActorEntry), _actors),
    "codebook": Kind({name: _POSITION[name] for name in rows.POSITION}, _codebook),
}
# The options that narrow each kind.
NARROWED = {
    "statements": ("actors", "positions", "since", "until", "document"),
    "stances": ("actors", "positions", "since", "until", "document"),
    "documents": ("actors", "positions", "since", "until", "document"),
    "actors": ("actors",),
    "codebook": ("positions",),
}


def made(store: Store, what: str, how: str, told: Mapping[str, Any], *, raw: bool) -> Row:
    """How an export was made: by which program, of what, when, and who coded what it holds."""
    from positions.store.into_rows import now

    return {
        "program": "positions",
        "version": __version__,
        "written_at": now(),
        "what": what,
        "format": how,
        "raw": raw,
        "filter": dict(told),
        "coders": [asdict(each) for each in whole.coders(store)],
    }
