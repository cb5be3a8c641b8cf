"""Pages as they were last seen, each in a file of the user's cache folder, for conditional requests.

Kept is only what its server gave a mark for (ETag or Last-Modified) and did not forbid to store. The files
are readable by their owner only; when they outgrow the limit, those not used for longest go first. Nothing
here is ever needed: a file that is missing or damaged, or a disk that is full, costs one more download.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

LIMIT = 200_000_000


@dataclass(frozen=True, slots=True)
class Kept:
    """One page, and the marks by which its server knows whether it has changed."""

    data: bytes
    content_type: str
    etag: str = ""
    last_modified: str = ""

    def conditions(self) -> dict[str, str]:
        """The headers that ask for the page only if it has changed."""
        marks = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: mark for name, mark in marks.items() if mark}


def load(folder: Path, url: str) -> Kept | None:
    """The page kept of this address, whole and undamaged; or None."""
    path = _path(folder, url)
    try:
        head, _, data = path.read_bytes().partition(b"\n")
        told = json.loads(head)
        if told.pop("url") != url or told.pop("digest") != hashlib.sha256(data).hexdigest():
            return None
        os.utime(path)
        return Kept(data=data, **told)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def keep(folder: Path, url: str, page: Kept, limit: int = LIMIT) -> None:
    """Keep a page in place of what was kept of its address."""
    told = {name: value for name, value in asdict(page).items() if name != "data"}
    told |= {"url": url, "digest": hashlib.sha256(page.data).hexdigest()}
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write(_path(folder, url), json.dumps(told).encode() + b"\n" + page.data)
        _prune(folder, limit)
    except OSError:
        return


def drop(folder: Path, url: str) -> None:
    """Forget the page of this address, as where its document is forgotten."""
    _path(folder, url).unlink(missing_ok=True)


def _path(folder: Path, url: str) -> Path:
    return folder / hashlib.sha256(url.encode("utf-8", "replace")).hexdigest()


def _write(path: Path, data: bytes) -> None:
    """In one step, so that no other process ever reads half a page; mkstemp gives mode 0600."""
    handle, draft = tempfile.mkstemp(prefix=".", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(draft).replace(path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise


def _prune(folder: Path, limit: int) -> None:
    files = sorted(
        ((file.stat().st_mtime_ns, file.stat().st_size, file.path) for file in os.scandir(folder)),
        reverse=True,
    )
    total = 0
    for _, size, path in files:
        total += size
        if total > limit:
            Path(path).unlink(missing_ok=True)
