"""WARC -> pieces: the pages of a crawl, as Common Crawl's news archive has them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from positions.errors import UnreadableSource
from positions.readers.facts import Facts
from positions.readers.limits import Limits
from positions.readers.pieces import Found, Piece, too_large

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_PAGES = ("text/html", "application/xhtml+xml", "text/plain")


def pages(stream: BinaryIO, location: str, limits: Limits) -> Iterator[Found]:
    """The pages among the responses that went well. A record that is broken is passed over."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    records = ArchiveIterator(stream, record_types=WarcRecordType.response, parse_http=False)
    number = 0
    try:
        for number, record in enumerate(records, 1):
            yield _page(record, f"{location}#{number}", limits)
    except (OSError, ValueError, RuntimeError, EOFError) as fault:
        said = str(fault)[:100] or type(fault).__name__
        yield UnreadableSource(f"{location}#{number + 1}: {said}.", "The pages before it were read.")


def _page(record: WarcRecord, where: str, limits: Limits) -> Found:
    try:
        record.parse_http(auto_decode="all")
        if not record.is_http_parsed or record.http_content_type not in _PAGES or not _went_well(record):
            return None
        data = record.reader.read(limits.document + 1)
    except (OSError, ValueError, RuntimeError, EOFError):
        return UnreadableSource(f"{where}: The record is broken.", "Other records were read.")
    if len(data) > limits.document:
        return too_large(where, limits.document)
    url = str(record.headers.get("WARC-Target-URI") or "").strip("<> ")
    return Piece(where, data, Facts(url=url if url.startswith(("http://", "https://")) else ""))


def _went_well(record: WarcRecord) -> bool:
    return bool(record.http_headers) and record.http_headers.status_code == 200
