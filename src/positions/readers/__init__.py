"""Bytes and where they came from -> documents. One source can hold one, many or none.

What cannot be read comes out as an `UnreadableSource` in its place, so that it stops no other.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from positions.errors import UnreadableSource
from positions.model import Document
from positions.readers import feeds, leaves, listed, sidecar
from positions.readers.facts import Facts, Given, of_caller
from positions.readers.files import find, load
from positions.readers.limits import Limits
from positions.readers.pieces import Piece, shown, too_large

__all__ = ["Given", "Limits", "find", "from_bytes", "only", "read", "read_bytes", "shown"]

Read = Document | UnreadableSource


def read(path: Path, given: Given = Given(), limits: Limits = Limits()) -> Iterator[Read]:
    """The documents in a file. What its sidecar says holds for each of them."""
    try:
        data = load(path, limits.document)
        known = of_caller(given).over(sidecar.facts(path))
    except UnreadableSource as fault:
        yield fault
        return
    yield from _documents(data, shown(path), known)


def from_bytes(
    data: bytes, location: str, given: Given = Given(), limits: Limits = Limits()
) -> Iterator[Read]:
    """The documents in these bytes, which were found at `location` (a path or an address)."""
    if len(data) > limits.document:
        yield too_large(location, limits.document)
        return
    yield from _documents(data, location, of_caller(given))


def only(found: Iterator[Read]) -> Document:
    """The only document of a source. Raises `UnreadableSource` where there is none, or more than one."""
    documents = list(found)
    if not documents:
        raise UnreadableSource("There is no document in it.", "Check that it was saved whole.")
    if isinstance(documents[0], UnreadableSource):
        raise documents[0]
    if len(documents) > 1:
        raise UnreadableSource(f"There are {len(documents)} documents in it.", "Give them one by one.")
    return documents[0]


def read_bytes(data: bytes, location: str, given: Given = Given(), limits: Limits = Limits()) -> Document:
    """The only document in these bytes. Raises `UnreadableSource`."""
    return only(from_bytes(data, location, given, limits))


def _documents(data: bytes, location: str, known: Facts) -> Iterator[Read]:
    if feeds.looks_like(data):
        yield from listed.documents(Piece(location, data), known)
        return
    try:
        yield leaves.document(Piece(location, data), known)
    except UnreadableSource as fault:
        yield fault
