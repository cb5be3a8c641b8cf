"""A piece: the bytes of one document, where they are, and what their surroundings say of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from positions.errors import UnreadableSource
from positions.readers.facts import Facts

_SURROGATES = re.compile("[\ud800-\udfff]")
_UNSHOWABLE = re.compile("[\x00-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class Piece:
    location: str
    data: bytes
    known: Facts = field(default_factory=Facts)


# What a source is taken apart into; None where something was passed over, so that a long walk can be seen.
Found = Piece | UnreadableSource | None


def shown(place: object) -> str:
    """A path as it may stand in a sentence: control characters escaped, odd bytes as U+FFFD."""
    text = _SURROGATES.sub("\ufffd", str(place))
    return _UNSHOWABLE.sub(lambda found: f"\\x{ord(found[0]):02x}", text)


def too_large(location: str, limit: int) -> UnreadableSource:
    return UnreadableSource(
        f"{shown(location)} is larger than {limit / 1_000_000:g} MB.",
        "Split it into its articles, or raise --max-mb.",
    )
