"""Bytes and where they came from -> one `Document`.

A reader's one signature: `read(text, url) -> (text, facts)`. Which reader a source needs is seen
from its content, never from its name.
"""

from __future__ import annotations

from pathlib import Path

from positions.errors import UnreadableSource
from positions.model import Document, Source
from positions.readers import html, sidecar, text
from positions.readers.decode import Decoded, clean, decode
from positions.readers.facts import Facts, Given, of_caller
from positions.readers.files import LIMIT, find, load, shown

__all__ = ["LIMIT", "Given", "find", "read", "read_bytes", "shown"]


def read(path: Path, given: Given = Given(), limit: int = LIMIT) -> Document:
    """The document in a file, with its sidecar if it has one.

    Raises `UnreadableSource`.
    """
    return _document(load(path, limit), shown(path), of_caller(given).over(sidecar.facts(path)))


def read_bytes(data: bytes, location: str, given: Given = Given(), limit: int = LIMIT) -> Document:
    """The document in these bytes, which were found at `location` (a path or an address).

    Raises `UnreadableSource`.
    """
    if len(data) > limit:
        raise UnreadableSource(f"{shown(location)} is larger than {limit / 1_000_000:g} MB.", "Split it.")
    return _document(data, shown(location), of_caller(given))


def _document(data: bytes, location: str, known: Facts) -> Document:
    try:
        decoded = decode(data)
        reader, kind = (html.read, "html") if html.looks_like(decoded.text) else (text.read, "text")
        body, own = reader(decoded.text, known.url or _address(location))
    except UnreadableSource as fault:
        raise UnreadableSource(f"{location}: {fault.sentence}", fault.hint) from None
    return _assemble(body, _source(location, kind, decoded), known.over(own))


def _assemble(body: str, source: Source, facts: Facts) -> Document:
    return Document(
        text=body,
        source=source,
        title=clean(facts.title)[0],
        author=clean(facts.author)[0],
        outlet=clean(facts.outlet)[0],
        url=clean(facts.url or _address(source.location))[0],
        published=facts.published,
        published_from=facts.published_from,
        language=facts.language or "en",
    )


def _source(location: str, kind: str, decoded: Decoded) -> Source:
    return Source(location, kind, decoded.encoding, decoded.guessed)


def _address(location: str) -> str:
    return location if location.startswith(("http://", "https://")) else ""
