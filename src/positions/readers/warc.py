"""WARC -> pieces: the pages of a crawl, as Common Crawl's news archive has them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import count
from typing import TYPE_CHECKING, BinaryIO

from positions.errors import UnreadableSource
from positions.readers.facts import Facts
from positions.readers.limits import Limits
from positions.readers.pieces import Found, Piece, too_large

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_PAGES = ("text/html", "application/xhtml+xml", "text/plain")
_NEXT = re.compile(rb"\r\n(?=WARC/[01]\.\d\r\nWARC-)")
_BROKEN = (OSError, ValueError, RuntimeError, EOFError)


def pages(stream: BinaryIO, location: str, limits: Limits) -> Iterator[Found]:
    """The pages among the responses that went well. A record that is broken is told, and the next one read.

    A crawl within an archive is held whole, since the library must be able to go back in it.
    """
    if not stream.seekable():
        held = stream.read(limits.unpacked + 1)
        if len(held) > limits.unpacked:
            yield too_large(location, limits.unpacked)
            return
        stream = io.BytesIO(held)
    yield from _pages(stream, location, limits, count(1))


def _pages(stream: BinaryIO, location: str, limits: Limits, numbers: Iterator[int]) -> Iterator[Found]:
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    records = ArchiveIterator(
        stream, record_types=WarcRecordType.response, parse_http=False, quirks_mode=True
    )
    number = 0
    try:
        for record in records:
            number = next(numbers)
            swallowed = _swallowed(record, limits.document)
            yield (
                _page(record, f"{location}#{number}", limits)
                if swallowed is None
                else _broken(location, number)
            )
            if swallowed:
                yield from _pages(io.BytesIO(swallowed), location, limits, numbers)
    except _BROKEN as fault:
        said = str(fault)[:100] or type(fault).__name__
        yield UnreadableSource(f"{location}#{number + 1}: {said}.", "The pages before it were read.")


def _swallowed(record: WarcRecord, limit: int) -> bytes | None:
    """What a record that lies about its length has taken in of those behind it; None where it is what it says.

    A length that is too large takes in the beginning of the next; one beyond the end of the file takes in all.
    """
    claimed = record.content_length
    if claimed > limit:
        return None
    block = record.reader.read()
    record.set_bytes_content(block)
    following = _NEXT.search(block)
    if following is None and len(block) == claimed:
        return None
    return block[following.end() :] if following and len(block) < claimed else b""


def _page(record: WarcRecord, where: str, limits: Limits) -> Found:
    claimed = record.content_length
    try:
        record.parse_http(auto_decode="all")
        if not record.is_http_parsed or record.http_content_type not in _PAGES or not _went_well(record):
            return None
        data = b"" if claimed > limits.document else record.reader.read(limits.document + 1)
    except _BROKEN:
        return UnreadableSource(f"{where}: The record is broken.", "Other records were read.")
    if max(claimed, len(data)) > limits.document:
        return too_large(where, limits.document)
    if _is_cut(record, len(data)):
        return UnreadableSource(f"{where}: The record holds half a page.", "Other records were read.")
    url = str(record.headers.get("WARC-Target-URI") or "").strip("<> ")
    return Piece(where, data, Facts(url=url if url.startswith(("http://", "https://")) else ""))


def _is_cut(record: WarcRecord, size: int) -> bool:
    """Less than its server has sent; what was compressed on the way cannot be compared."""
    sent = record.http_headers
    packed = "Content-Encoding" in sent or "Transfer-Encoding" in sent
    claimed = str(sent.get("Content-Length") or "")
    return not packed and claimed.isdecimal() and size < int(claimed[:12])


def _went_well(record: WarcRecord) -> bool:
    return bool(record.http_headers) and record.http_headers.status_code == 200


def _broken(location: str, number: int) -> UnreadableSource:
    return UnreadableSource(f"{location}#{number}: The record is broken.", "Other records were read.")
