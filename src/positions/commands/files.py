"""A file that a command writes: as a whole or not at all; and beside it how it was made."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from positions.errors import PositionsError, UnknownName, UsageError
from positions.readers import shown

STAMP = ".meta.json"  # behind the name of the file that it is about


def check(path: Path, *, force: bool) -> None:
    """Raises `UsageError` where a file cannot stand here, before any work is done."""
    if path.is_dir():
        raise UsageError(f"{shown(path)} is a folder.", "Name a file in it.")
    if not path.parent.is_dir():
        raise UsageError(
            f"The folder {shown(path.parent)} does not exist.", "Make it first, or name another."
        )
    if path.is_file() and not force:
        raise UsageError(f"{shown(path)} is there already.", "--force writes over it.")


def check_there(path: Path) -> None:
    """Raises `UnknownName` where there is no file to be read."""
    if not path.is_file():
        raise UnknownName(f"There is no file {path}.")


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A draft beside the file, which takes its name once the block is done. Raises `PositionsError`."""
    if path.exists() and not path.is_file():
        raise UsageError(f"{shown(path)} is a folder or a device, not a file.", "Name a file with -o.")
    draft = path.with_name(f".{path.name[:40]}.{os.getpid()}.new")
    try:
        yield draft
        with draft.open("rb+") as written:
            os.fsync(written.fileno())
        if path.exists():
            draft.chmod(path.stat().st_mode & 0o777)
        draft.replace(path)
    except OSError as error:
        raise _unwritten(path, error) from error
    finally:
        draft.unlink(missing_ok=True)


def write(path: Path, text: str) -> None:
    """The text as a file in UTF-8; what UTF-8 cannot hold becomes "?". Raises `PositionsError`."""
    data = text.encode("utf-8", "replace")
    if path.exists() and not path.is_file():
        try:
            path.write_bytes(data)  # a device or a pipe has no place to move to
        except OSError as error:
            raise _unwritten(path, error) from error
    else:
        with replacing(path.resolve()) as draft:
            draft.write_bytes(data)


def _unwritten(path: Path, error: OSError) -> PositionsError:
    return PositionsError(
        f"{shown(path)} could not be written: {error.strerror}.", "What was there before is unchanged."
    )


def stamp(path: Path, made: Mapping[str, Any]) -> Path:
    """Write down beside a file how it was made, with the digest of its bytes. Returns where."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    beside = path.with_name(path.name + STAMP)
    whole = {**made, "file": path.name, "sha256": digest.hexdigest()}
    with replacing(beside) as draft:
        draft.write_text(json.dumps(whole, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return beside
