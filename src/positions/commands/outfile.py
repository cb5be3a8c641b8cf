"""A file that is written as a whole or not at all, and beside it how it was made."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from positions import readers
from positions.errors import PositionsError, UsageError

STAMP = ".meta.json"  # behind the name of the file that it is about


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A draft beside the file, which takes its name once the block is done. Raises `PositionsError`."""
    if path.exists() and not path.is_file():
        raise UsageError(
            f"{readers.shown(path)} is a folder or a device, not a file.", "Name a file with -o."
        )
    draft = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        yield draft
        with draft.open("rb+") as written:
            os.fsync(written.fileno())
        draft.replace(path)
    except OSError as error:
        raise PositionsError(
            f"{readers.shown(path)} cannot be written: {error.strerror}.",
            "What was there before is unchanged.",
        ) from error
    finally:
        draft.unlink(missing_ok=True)


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
