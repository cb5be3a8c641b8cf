"""Paths -> bytes, with care: only ordinary files, never more than the limit, and no waiting on a pipe."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from positions.errors import UnreadableSource
from positions.readers.pieces import shown, too_large

SUFFIXES = frozenset((".txt", ".text", ".md", ".html", ".htm"))


def load(path: Path, limit: int) -> bytes:
    """The bytes of an ordinary file.

    Raises `UnreadableSource` where it is missing, unreadable, no ordinary file, empty or larger than
    the limit; size and kind are asked before a byte is read, and again after opening.
    """
    try:
        _check(path, path.stat(), limit)
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(handle, "rb") as file:
            _check(path, os.fstat(handle), limit)
            data = file.read(limit + 1)
    except (OSError, ValueError) as fault:
        raise _refused(path, fault) from None
    if len(data) > limit:
        raise too_large(str(path), limit)
    return data


def find(paths: Iterable[Path]) -> list[Path]:
    """The files that the paths name, in their order; folders are searched through, in the order of names.

    Raises `UnreadableSource` for a path that is missing.
    """
    found = dict.fromkeys(file for path in paths for file in _files(path))
    return list(found)


def _files(path: Path) -> Iterator[Path]:
    try:
        is_folder = stat.S_ISDIR(path.stat().st_mode)
    except (OSError, ValueError) as fault:
        raise _refused(path, fault) from None
    if not is_folder:
        yield path
        return
    for folder, subfolders, names in os.walk(path):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and Path(name).suffix.lower() in SUFFIXES:
                yield Path(folder, name)


def _check(path: Path, status: os.stat_result, limit: int) -> None:
    if not stat.S_ISREG(status.st_mode):
        empty = "In this folder there is no text or HTML file that may be read."
        hint = empty if stat.S_ISDIR(status.st_mode) else "Give a text or HTML file, or a folder of them."
        raise UnreadableSource(f"{shown(path)} is not a regular file.", hint)
    if status.st_size == 0:  # the files of /proc say so too, whatever they would give
        raise UnreadableSource(f"{shown(path)} is empty.", "There is no text in it to read.")
    if status.st_size > limit:
        raise too_large(str(path), limit)


def _refused(path: Path, fault: OSError | ValueError) -> UnreadableSource:
    if isinstance(fault, FileNotFoundError):
        return UnreadableSource(f"{shown(path)} does not exist.", "Check the spelling of the path.")
    reason = (fault.strerror if isinstance(fault, OSError) else "") or "it is no valid path"
    return UnreadableSource(f"{shown(path)} cannot be read: {reason}.", "Check the path and its permissions.")
