"""Paths -> bytes, with care: only ordinary files, never more than the limit, and no waiting on a pipe."""

from __future__ import annotations

import glob
import io
import os
import stat
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO

from positions.errors import UnreadableSource
from positions.readers.pieces import shown, too_large

BUFFER = 65_536  # as much as is looked at without being read
STANDARD_INPUT = Path("-")
# In a folder a name decides what is tried at all, so that pictures and style sheets are passed over in silence.
SUFFIXES = frozenset(
    ".txt .text .md .markdown .html .htm .xhtml .mhtml .mht .pdf .docx .eml .mbox .jsonl .ndjson .json .csv .tsv .warc"
    " .zip .tar .gz .tgz .xml .rss .atom".split()
)


def opened(path: Path) -> tuple[io.BufferedReader, int]:
    """An ordinary file, open for reading, and its size in bytes.

    Raises `UnreadableSource` where it is missing, unreadable, no ordinary file or empty; its kind is asked
    before it is opened, and again afterwards.
    """
    try:
        _check(path, path.stat())
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        file: io.BufferedReader = io.BufferedReader(io.FileIO(handle), BUFFER)
        try:
            status = os.fstat(handle)
            _check(path, status)
        except UnreadableSource:
            file.close()
            raise
    except (OSError, ValueError) as fault:
        raise _refused(path, fault) from None
    return file, status.st_size


def load(path: Path, limit: int) -> bytes:
    """The bytes of an ordinary file. Raises `UnreadableSource`, also where it is larger than the limit."""
    file, size = opened(path)
    try:
        with file:
            data = b"" if size > limit else file.read(limit + 1)
    except OSError as fault:
        raise _refused(path, fault) from None
    if max(size, len(data)) > limit:
        raise too_large(str(path), limit)
    return data


@contextmanager
def spooled(stream: BinaryIO, limit: Callable[[bytes], int | None]) -> Iterator[Path]:
    """A file that holds what a pipe gives, while it is needed: what is recognised must be rewound.

    `limit` says by the first bytes how many are taken at most, since a pipe may never end. Raises
    `UnreadableSource` where it gives nothing, or cannot be kept.
    """
    with tempfile.NamedTemporaryFile(prefix="positions-") as file:
        try:
            _copied(stream, file, limit)
        except OSError as fault:
            said = fault.strerror or type(fault).__name__
            raise UnreadableSource(
                f"Standard input cannot be read: {said}.", "Save it to a file and give that."
            ) from None
        yield Path(file.name)


def _copied(stream: BinaryIO, file: IO[bytes], limit: Callable[[bytes], int | None]) -> None:
    head = stream.read(BUFFER)
    if not head:
        raise UnreadableSource("Standard input is empty.", "There is no text in it to read.")
    left = limit(head)
    while head:
        file.write(head)
        left = None if left is None else left - len(head)
        head = stream.read(BUFFER) if left is None or left > 0 else b""
    file.flush()


def find(paths: Iterable[Path]) -> list[Path]:
    """The files that the paths name, in their order; folders are searched through, in the order of names.

    Raises `UnreadableSource` for a path that is missing.
    """
    found = dict.fromkeys(file for path in paths for file in _files(path))
    return list(found)


def _files(path: Path) -> Iterator[Path]:
    if path == STANDARD_INPUT:
        yield path
        return
    try:
        is_folder = stat.S_ISDIR(path.stat().st_mode)
    except (OSError, ValueError) as fault:
        matching = _matching(path)
        if not matching:
            raise _refused(path, fault) from None
        for each in matching:
            yield from _files(each)
        return
    yield from _in_folder(path) if is_folder else (path,)


def _matching(pattern: Path) -> list[Path]:
    """What a pattern such as `2022/*.html` stands for, where the shell has left it as it is."""
    text = str(pattern)
    found = glob.glob(text, recursive=True) if glob.has_magic(text) else []  # noqa: PTH207
    return [Path(each) for each in sorted(found)]


def _in_folder(path: Path) -> Iterator[Path]:
    """The files in a folder that may be articles: no links, no hidden ones, none of a saved page's own."""
    for folder, subfolders, names in os.walk(path):
        pages = {Path(name).stem for name in names if Path(name).suffix.lower() in (".html", ".htm")}
        belongs = {f"{page}{end}" for page in pages for end in ("_files", ".files", "-Dateien", "_fichiers")}
        subfolders[:] = sorted(
            name for name in subfolders if not name.startswith(".") and name not in belongs
        )
        for name in sorted(names):
            file = Path(folder, name)
            if not name.startswith(".") and file.suffix.lower() in SUFFIXES and not file.is_symlink():
                yield file


def _check(path: Path, status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        empty = "In this folder there is no file that may be an article."
        hint = empty if stat.S_ISDIR(status.st_mode) else "Give a file, or a folder of them."
        raise UnreadableSource(f"{shown(path)} is not a regular file.", hint)
    if status.st_size == 0:  # the files of /proc say so too, whatever they would give
        raise UnreadableSource(f"{shown(path)} is empty.", "There is no text in it to read.")


def _refused(path: Path, fault: OSError | ValueError) -> UnreadableSource:
    if isinstance(fault, FileNotFoundError):
        return UnreadableSource(f"{shown(path)} does not exist.", "Check the spelling of the path.")
    reason = (fault.strerror if isinstance(fault, OSError) else "") or "it is no valid path"
    return UnreadableSource(f"{shown(path)} cannot be read: {reason}.", "Check the path and its permissions.")
