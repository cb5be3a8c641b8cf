"""A published text, where it was found, and a stretch of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from positions.model.when import When


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open character range of a document's text: `text[start:end]`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: {self.start}:{self.end}")

    @classmethod
    def over(cls, spans: Iterable[Span]) -> Span:
        """From where the first of some spans begins to where the last ends; there must be one."""
        found = list(spans)
        return cls(min(each.start for each in found), max(each.end for each in found))

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Source:
    """Where a document was found. One document may have several."""

    location: str
    kind: str  # "text" or "html"
    encoding: str
    encoding_guessed: bool = False


@dataclass(frozen=True)
class Document:
    """One published text as read. Its identity is the digest of its text."""

    text: str
    source: Source
    title: str = ""
    author: str = ""
    outlet: str = ""
    url: str = ""
    published: When | None = None
    published_from: str = ""  # which evidence gave the date: "given", "sidecar", "byline", ...
    language: str = "en"

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the text in UTF-8, 64 hexadecimal digits."""
        return hashlib.sha256(self.text.encode()).hexdigest()
