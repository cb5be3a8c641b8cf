"""A source as a stream -> its documents, taken apart where it holds many.

This is what runs in the child process (`fence`), and it can run in any.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from typing import BinaryIO

from positions.errors import UnreadableSource
from positions.model import Document
from positions.readers import archives, feeds, kinds, leaves, listed, mail, rows, warc
from positions.readers.facts import Facts
from positions.readers.files import BUFFER
from positions.readers.kinds import Kind
from positions.readers.limits import Limits
from positions.readers.pieces import Found, Piece, shown

Read = Document | UnreadableSource
_HOLDS_ARCHIVES = frozenset((Kind.ZIP, Kind.TAR, Kind.GZIP))


def documents(
    stream: BinaryIO,
    location: str,
    known: Facts = Facts(),
    limits: Limits = Limits(),
    named: Mapping[str, str] | None = None,
    *,
    skip: int = 0,
    tell: Callable[[str, int], None] = lambda location, number: None,
) -> Iterator[Read]:
    """The documents of a stream that can be rewound. Its first `skip` pieces are passed over unread.

    `tell` is called with the location and number of each piece before it is read, and with "" where
    something was passed over.
    """
    number = 0
    for found in _safely(pieces(stream, location, limits, named or {}), location):
        number += found is not None
        if found is None or number <= skip:
            tell("", number)
            continue
        tell(shown(found.location if isinstance(found, Piece) else location), number)
        yield from _documents(found, known) if isinstance(found, Piece) else (found,)


def stream_of(data: bytes) -> io.BufferedReader:
    return io.BufferedReader(io.BytesIO(data), BUFFER)


def _safely(found: Iterator[Found], location: str) -> Iterator[Found]:
    """The pieces; where no more can be had of the source, why."""
    try:
        yield from found
    except UnreadableSource as fault:
        yield fault
    except (OSError, EOFError, MemoryError) as fault:
        yield UnreadableSource(
            f"{shown(location)} cannot be read: {shown(str(fault))[:100] or type(fault).__name__}.",
            "What stood before it was read.",
        )


def _documents(piece: Piece, known: Facts) -> Iterator[Read]:
    """A piece is one document, unless it is a feed."""
    try:
        if feeds.looks_like(piece.data):
            yield from listed.documents(piece, known)
        else:
            yield leaves.document(piece, known)
    except UnreadableSource as fault:
        yield fault
    except MemoryError:
        yield UnreadableSource(
            f"{shown(piece.location)} needs too much memory to be read.",
            "Save its text as .txt and give that.",
        )


def pieces(
    stream: BinaryIO, location: str, limits: Limits, named: Mapping[str, str], *, within: bool = False
) -> Iterator[Found]:
    """What a stream is taken apart into. `within` an archive no other archive is opened.

    Raises `UnreadableSource` where the whole of it cannot be read.
    """
    head = stream.peek(kinds.HEAD)[: kinds.HEAD]  # type: ignore[attr-defined]
    kind = kinds.of(head, named)
    if kind is Kind.ZIP and (within or archives.is_docx(stream)):
        yield archives.whole(stream, location, limits)
    elif kind in _HOLDS_ARCHIVES:
        yield from _archive(kind, stream, location, limits, named, within)
    elif kind is Kind.JSONL:
        yield from rows.jsonl(stream, location, limits, named)
    elif kind is Kind.JSON:
        yield from rows.json_document(stream, location, limits, named)
    elif kind is Kind.CSV:
        yield from rows.table(stream, location, limits, named)
    elif kind is Kind.WARC:
        yield from warc.pages(stream, location, limits)
    elif kind is Kind.MBOX:
        yield from mail.mbox(stream, location, limits)
    elif kind is Kind.MAIL:
        yield from mail.mail(stream, location, limits)
    else:
        yield archives.whole(stream, location, limits)


def _archive(
    kind: Kind, stream: BinaryIO, location: str, limits: Limits, named: Mapping[str, str], within: bool
) -> Iterator[Found]:
    if within:
        raise UnreadableSource(
            f"{shown(location)} is an archive within an archive.", "Take it out and give it alone."
        )
    if kind is Kind.GZIP:
        yield from _unpacked(stream, location, limits, named)
        return
    members = archives.of_zip if kind is Kind.ZIP else archives.of_tar
    for where, member in members(stream, location, limits):
        if isinstance(member, UnreadableSource):
            yield member
        else:
            yield from _member(member, where, limits, named)


def _member(stream: BinaryIO, where: str, limits: Limits, named: Mapping[str, str]) -> Iterator[Found]:
    """The pieces of one member, or what is wrong with it; only a spent archive ends the whole."""
    try:
        yield from pieces(stream, where, limits, named, within=True)
    except archives.Spent:
        raise
    except UnreadableSource as fault:
        yield fault


def _unpacked(stream: BinaryIO, location: str, limits: Limits, named: Mapping[str, str]) -> Iterator[Found]:
    """What a gzip stream holds: a crawl, a tar archive, or anything that is none."""
    kind = kinds.of(archives.beginning(stream.peek(BUFFER), kinds.HEAD), named)  # type: ignore[attr-defined]
    if kind is Kind.WARC:
        yield from warc.pages(stream, location, limits)
        return
    packed = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    inner = archives.gunzipped(stream, location, packed, limits)
    if kind is Kind.TAR:
        yield from _archive(kind, inner, location, limits, named, within=False)
    else:
        yield from pieces(inner, location, limits, named, within=True)
