"""How much a source may ask of this computer. Every limit is an option of `positions ingest`."""

from __future__ import annotations

from dataclasses import dataclass

MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes are in bytes, times in seconds.

    `document` bounds the bytes of one article, `unpacked` those of all members of one archive, `ratio`
    how many times larger than itself anything compressed may become. `seconds` is for one document
    and `memory` for the process that reads it.
    """

    document: int = 10 * MB
    unpacked: int = 100 * MB
    members: int = 1_000
    ratio: int = 100
    seconds: float = 60.0
    memory: int = 1_000 * MB
