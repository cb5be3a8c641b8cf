"""A file that a command writes: whole or not at all, and never over another one unasked."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from positions.errors import PositionsError, UsageError


def check(path: Path, *, force: bool) -> None:
    """Raises `UsageError` where a file cannot stand here, before any work is done."""
    if path.is_dir():
        raise UsageError(f"{path} is a folder.", "Name a file in it.")
    if not path.parent.is_dir():
        raise UsageError(f"The folder {path.parent} does not exist.", "Make it first, or name another.")
    if path.is_file() and not force:
        raise UsageError(f"{path} is there already.", "--force writes over it.")


def write(path: Path, text: str) -> None:
    """The text as a file in UTF-8, put in its place when it is complete. Raises `PositionsError`."""
    try:
        if path.exists() and not path.is_file():
            path.write_text(text, encoding="utf-8")  # a device or a pipe has no place to move to
        else:
            _replace(path.resolve(), text)
    except OSError as error:
        raise PositionsError(f"{path} could not be written: {error.strerror}.") from error


def _replace(path: Path, text: str) -> None:
    """By way of a file beside it, with the rights that a new file has here."""
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as out:
            out.write(text)
        mask = os.umask(0)
        os.umask(mask)
        Path(beside).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~mask)
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
