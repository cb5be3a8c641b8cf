"""The body of an answer, unpacked while it comes and never further than the limit: a bomb does not go off.

httpx unpacks each block whole, and a block of 64 KB can hold gigabytes; so its own decoders are not used.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import httpx

_GZIP = zlib.MAX_WBITS | 16
_WINDOWS = {"gzip": _GZIP, "x-gzip": _GZIP, "deflate": zlib.MAX_WBITS}


class TooLarge(Exception):
    """More bytes than were allowed."""


class Garbled(Exception):
    """The body is not packed as the answer says, or breaks off."""


def read(answer: httpx.Response, limit: int) -> bytes:
    """The body, unpacked, of at most `limit` bytes. Raises `TooLarge` and `Garbled`."""
    length = answer.headers.get("content-length", "")
    if length.isdecimal() and int(length[:20]) > limit:
        raise TooLarge
    encoding = answer.headers.get("content-encoding", "").strip().lower()
    if encoding in ("", "identity"):
        return _plain(answer, limit)
    if encoding not in _WINDOWS:
        raise Garbled
    return _unpacked(answer, limit, _WINDOWS[encoding])


def _plain(answer: httpx.Response, limit: int) -> bytes:
    data = bytearray()
    for block in answer.iter_raw():
        data += block
        if len(data) > limit:
            raise TooLarge
    return bytes(data)


def _unpacked(answer: httpx.Response, limit: int, window: int) -> bytes:
    unpacker, data, packed = zlib.decompressobj(window), bytearray(), 0
    for block in answer.iter_raw():
        if not packed and window == zlib.MAX_WBITS and _is_bare(block):
            unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
        packed += len(block)
        try:
            data += unpacker.decompress(block, limit + 1 - len(data))
        except zlib.error:
            raise Garbled from None
        if len(data) > limit or packed > limit:
            raise TooLarge
    if packed and not unpacker.eof:
        raise Garbled
    return bytes(data)


def _is_bare(block: bytes) -> bool:
    """Whether "deflate" lacks the header that RFC 9110 asks for, as some servers send it."""
    try:
        zlib.decompressobj().decompress(block[:2], 1)
    except zlib.error:
        return True
    return False
