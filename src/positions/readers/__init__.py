"""Bytes and where they came from -> documents. One source can hold one, many or none.

What cannot be read comes out as an `UnreadableSource` in its place, so that it stops no other. Plain
text is read in this process; everything else behind a fence (`fence`), since its parsers can be attacked.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from io import BufferedReader
from pathlib import Path

from positions.errors import UnreadableSource
from positions.model import Document
from positions.readers import fence, inside, kinds, sidecar, tongues
from positions.readers.facts import Facts, Given, of_caller
from positions.readers.files import STANDARD_INPUT, find, opened, spooled
from positions.readers.inside import Read
from positions.readers.kinds import Kind
from positions.readers.limits import Limits
from positions.readers.pieces import shown

__all__ = ["Given", "Limits", "Read", "find", "from_bytes", "only", "read", "read_bytes", "shown"]

Tell = Callable[[float], None]


def silent(share: float) -> None:
    """Nobody wants to know how much of a source is read."""


def read(
    path: Path,
    given: Given = Given(),
    limits: Limits = Limits(),
    named: Mapping[str, str] | None = None,
    tell: Tell = silent,
) -> Iterator[Read]:
    """The documents in a file, or in standard input where the path is `-`.

    What its sidecar says holds for each of them. `named` maps fields to the columns of tables
    (`columns.FIELDS`); `tell` hears which share of the source is read.
    """
    if path == STANDARD_INPUT:
        yield from _of_pipe(of_caller(given), limits, named or {}, tell)
        return
    try:
        known = of_caller(given).over(sidecar.facts(path))
    except UnreadableSource as fault:
        yield fault
        return
    yield from _of_file(path, str(path), known, limits, named or {}, tell)


def from_bytes(
    data: bytes,
    location: str,
    given: Given = Given(),
    limits: Limits = Limits(),
    named: Mapping[str, str] | None = None,
) -> Iterator[Read]:
    """The documents in these bytes, which were found at `location` (a path or an address)."""
    known = of_caller(given)
    if kinds.of(data[: kinds.HEAD], named) is Kind.TEXT:
        yield from _marked(inside.documents(inside.stream_of(data), location, known, limits), known)
    else:
        yield from _marked(fence.documents(data, location, known, limits, named or {}), known)


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


def _of_pipe(known: Facts, limits: Limits, named: Mapping[str, str], tell: Tell) -> Iterator[Read]:
    """Standard input: of what is one article, only as much is taken as one may have."""

    def most(head: bytes) -> int | None:
        return limits.document + 1 if kinds.of(head[: kinds.HEAD], named) in kinds.SINGLE else None

    try:
        with spooled(sys.stdin.buffer, most) as file:
            yield from _of_file(file, "standard input", known, limits, named, tell)
    except UnreadableSource as fault:
        yield fault


def _of_file(
    path: Path, location: str, known: Facts, limits: Limits, named: Mapping[str, str], tell: Tell
) -> Iterator[Read]:
    try:
        stream = opened(path)[0]
    except UnreadableSource as fault:
        yield fault
        return
    with stream:
        if _is_plain(stream, named):
            yield from _marked(inside.documents(stream, location, known, limits), known)
            return
    yield from _marked(fence.documents(path, location, known, limits, named, tell), known)


def _marked(found: Iterator[Read], known: Facts) -> Iterator[Read]:
    """What was read, each document with its language: as the caller or the sidecar says, else as it reads."""
    for each in found:
        if isinstance(each, Document):
            yield replace(each, language=known.language or tongues.of(each.text, each.language))
        else:
            yield each


def _is_plain(stream: BufferedReader, named: Mapping[str, str]) -> bool:
    try:
        return kinds.of(stream.peek(kinds.HEAD)[: kinds.HEAD], named) is Kind.TEXT
    except OSError:  # reading it again says why
        return True
