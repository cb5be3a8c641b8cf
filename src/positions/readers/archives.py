"""Archives -> pieces: zip, tar and gzip, read as streams and never unpacked to disk.

Members are counted, what comes out of them is measured, and an archive within an archive is refused.
"""

from __future__ import annotations

import gzip
import io
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import BinaryIO

from positions.errors import UnreadableSource
from positions.readers.limits import MB, Limits
from positions.readers.pieces import Piece, shown

_BROKEN = (zipfile.BadZipFile, tarfile.TarError, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError,
           ValueError, IndexError, KeyError, struct.error)  # fmt: skip
_PASSED = frozenset(
    ".css .js .mjs .map .png .jpg .jpeg .gif .svg .webp .ico .woff .woff2 .ttf .mp3 .mp4 .toml .py .ds_store".split()
)
_RATIO_FROM = MB  # what is smaller than that, unpacked, is no bomb
Member = tuple[str, "BinaryIO | UnreadableSource"]


@dataclass
class Measured(io.RawIOBase):
    """What comes out of a compressed stream, until it is more than the limits allow."""

    inner: BinaryIO
    location: str
    packed: int  # bytes of the compressed form; 0 where that is not known
    limits: Limits
    budget: Budget | None = None
    given: int = field(default=0, init=False)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        try:
            data = self.inner.read(len(buffer))
        except _BROKEN as fault:
            raise _broken(self.location, fault) from None
        buffer[: len(data)] = data
        self.given += len(data)
        if self.budget:
            self.budget.take(len(data))
        if self.packed and self.given > max(_RATIO_FROM, self.limits.ratio * self.packed):
            raise UnreadableSource(
                f"{shown(self.location)} unpacks to more than {self.limits.ratio} times its size: it is a bomb.",
                "Unpack it yourself, if you trust it, and give its files.",
            )
        return len(data)


@dataclass
class Budget:
    """How much an archive may still unpack to."""

    location: str
    limits: Limits
    used: int = 0

    def take(self, size: int) -> None:
        self.used += size
        if self.used > self.limits.unpacked:
            raise Spent(
                f"{shown(self.location)} unpacks to more than {self.limits.unpacked / MB:g} MB.",
                "Split it, or raise --max-unpacked-mb.",
            )


class Spent(UnreadableSource):
    """An archive has used up what it may; nothing more is read of it."""


def gunzipped(stream: BinaryIO, location: str, packed: int, limits: Limits) -> BinaryIO:
    """What a gzip stream holds. Reading it raises `UnreadableSource` where it is broken or a bomb."""
    return io.BufferedReader(Measured(gzip.GzipFile(fileobj=stream), location, packed, limits))  # type: ignore[arg-type]


def beginning(packed: bytes, size: int) -> bytes:
    """What a gzip stream that begins with these bytes begins with, however it goes on."""
    with suppress(zlib.error):
        return zlib.decompressobj(wbits=31).decompress(packed, size)
    return b""


def of_zip(stream: BinaryIO, location: str, limits: Limits) -> Iterator[Member]:
    """The members of a zip archive, in its order, as streams."""
    try:
        archive = zipfile.ZipFile(stream)
        members = archive.infolist()
    except _BROKEN as fault:
        raise _broken(location, fault) from None
    budget = Budget(location, limits)
    for number, member in enumerate(members, 1):
        _refuse_crowds(number, location, limits)
        where = f"{location}/{member.filename}"
        if not _is_file(member) or _passed(member.filename):
            continue
        if member.flag_bits & 1:
            yield where, UnreadableSource(f"{shown(where)} is locked with a password.", "Unlock it first.")
            continue
        try:
            inner = archive.open(member)
        except _BROKEN as fault:
            yield where, _broken(where, fault)
            continue
        yield where, _buffered(inner, where, member.compress_size, limits, budget)


def _is_file(member: zipfile.ZipInfo) -> bool:
    """Neither a folder nor a link, and of any name at all."""
    is_named = bool(member.filename) and not member.filename.endswith("/")
    return is_named and stat.S_IFMT(member.external_attr >> 16) in (0, stat.S_IFREG)


def of_tar(stream: BinaryIO, location: str, limits: Limits) -> Iterator[Member]:
    """The regular members of a tar archive, in its order, as streams; links and devices are passed over."""
    budget = Budget(location, limits)
    measured = io.BufferedReader(Measured(stream, location, 0, limits, budget))
    try:
        archive = tarfile.open(fileobj=measured, mode="r|")  # noqa: SIM115
        for number, member in enumerate(archive, 1):
            _refuse_crowds(number, location, limits)
            inner = archive.extractfile(member) if member.isreg() and not _passed(member.name) else None
            if inner:
                where = f"{location}/{member.name}"
                yield where, _buffered(inner, where, 0, limits, None)
    except _BROKEN as fault:
        raise _broken(location, fault) from None


def is_docx(stream: BinaryIO) -> bool:
    """Whether a zip archive is an office text; it stands at its beginning again afterwards."""
    with suppress(*_BROKEN):
        names = zipfile.ZipFile(stream).namelist()
        stream.seek(0)
        return "word/document.xml" in names
    stream.seek(0)
    return False


def whole(stream: BinaryIO, location: str, limits: Limits) -> Piece:
    """All of a stream as one piece. Raises `UnreadableSource` where it is larger than an article may be."""
    from positions.readers.pieces import too_large

    data = stream.read(limits.document + 1)
    if len(data) > limits.document:
        raise too_large(location, limits.document)
    return Piece(location, data)


def _buffered(inner: object, where: str, packed: int, limits: Limits, budget: Budget | None) -> BinaryIO:
    return io.BufferedReader(Measured(inner, where, packed, limits, budget))  # type: ignore[arg-type]


def _passed(name: str) -> bool:
    """What stands beside articles and is none: the files of a saved page, sidecars, what a system leaves."""
    path = PurePosixPath(name)
    return path.suffix.lower() in _PASSED or any(part.startswith((".", "__MACOSX")) and part not in (".", "..")
                                                 for part in path.parts)  # fmt: skip


def _refuse_crowds(number: int, location: str, limits: Limits) -> None:
    if number > limits.members:
        raise Spent(
            f"{shown(location)} has more than {limits.members:,} members; the first of them were read.",
            "Split it, or raise --max-members.",
        )


def _broken(location: str, fault: Exception) -> UnreadableSource:
    return UnreadableSource(
        f"{shown(location)} is damaged: {shown(str(fault))[:100] or type(fault).__name__}.",
        "Fetch or save it again.",
    )
